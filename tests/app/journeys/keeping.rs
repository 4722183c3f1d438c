//! Step 6 and the house-keeping: mails as text and HTML, the digest, settings, accounts, a mail that did not arrive.

use baanin::domain::actor::Role;
use baanin::domain::listing::ListingKind;
use baanin::mail::Transport;

use crate::app::support::{link_in, texts};

on_both!(every_mail_is_text_and_html_with_the_same_links, |app| {
    let netwerker = app.netwerker();
    let employer = app.waiting_employer("De Groene Kracht");
    let mut fatima = app.log_in(&netwerker);
    fatima.open(&format!("/netwerk/werkgevers/{}", employer.id));
    fatima.press("Ja, dit klopt");
    app.run_jobs();
    let id = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    let mut selam = app.anonymous();
    selam.open(&app.path_of(id));
    selam.click("Ik wil dit werk");
    selam.press_with("Verstuur mijn reactie", &[("naam", "Selam"), ("email", "selam@example.nl")]);
    app.set_clock("2026-11-25T06:30:00Z");
    app.run_jobs();
    let mails = app.mails();
    assert!(mails.len() >= 6, "{}", mails.len());
    for mail in &mails {
        let wire = String::from_utf8(mail.to_bytes().unwrap()).unwrap();
        assert!(wire.contains("multipart/alternative") && wire.contains("text/plain") && wire.contains("text/html"));
        let links = |text: &str| -> std::collections::BTreeSet<String> {
            let ends = |c: char| c.is_whitespace() || "\"<>)".contains(c);
            text.match_indices("http://bind.test")
                .map(|(at, _)| text[at..].split(ends).next().unwrap_or_default().to_owned())
                .collect()
        };
        assert_eq!(links(&mail.text), links(&mail.html), "{}", mail.subject);
        assert!(!links(&mail.text).is_empty() && !mail.html.contains("<script") && !mail.html.contains("<img"));
        assert!(!mail.subject.contains("Selam") && mail.subject.chars().count() < 90, "{}", mail.subject);
    }
});

on_both!(who_wants_mail_at_once_gets_it_at_once, |app| {
    let netwerker = app.netwerker();
    let employer = app.employer("De Groene Kracht");
    let mut fatima = app.log_in(&netwerker);
    app.forget_mails();
    app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    app.run_jobs();
    assert!(app.mails_to(netwerker.email.as_str()).is_empty(), "the digest is tomorrow");
    fatima.open("/instellingen").has_status(200);
    fatima
        .press_with("Bewaar", &[("mail", "at_once"), ("telefoon", "06-12")])
        .has_status(422)
        .has_error("telefoon", "");
    fatima.press_with("Bewaar", &[("telefoon", "0612345678")]).has_status(200).sees("Je instellingen zijn bewaard.");
    app.submitted(&employer, ListingKind::Werkstage, &texts::werkstage());
    let mail = app.newest_mail(netwerker.email.as_str());
    assert!(mail.text.contains("Werkstage in de keuken"), "{}", mail.text);
});

on_both!(an_admin_makes_and_blocks_accounts, |app| {
    let mut admin = app.browser_of(Role::Admin);
    admin.open("/beheer").has_status(200);
    admin.open("/beheer/accounts");
    let new = [("naam", "Nora Nieuw"), ("email", "nora@dalfsen.example"), ("rol", "netwerker")];
    admin
        .press_with("Voeg toe", &[("naam", "Nora Nieuw"), ("rol", "netwerker")])
        .has_status(422)
        .has_error("email", "");
    admin.press_with("Voeg toe", &new).has_status(200).sees("Nora Nieuw");
    let link = link_in(&app.newest_mail("nora@dalfsen.example"), "/inloggen/");
    let mut nora = app.anonymous();
    nora.open(&link);
    nora.press("Log in").sees("Vandaag");
    admin.open("/beheer/accounts");
    admin.press_with("Voeg toe", &new).has_status(422).has_error("email", "al een account");
    admin.open("/beheer/accounts");
    admin.press_in("Nora Nieuw", "Blokkeer").has_status(200).sees("Het account is geblokkeerd.");
    assert!(nora.open("/netwerk").path.starts_with("/inloggen"), "her session has ended");
    admin.press_in("Nora Nieuw", "Deblokkeer").sees("Het account kan weer gebruikt worden.");
    app.run_jobs();
});

on_both!(a_mail_that_did_not_arrive_is_shown_and_tried_again, |app| {
    let keeper = app.person(Role::Admin, "Ad Beheer");
    app.run_jobs();
    app.person(Role::Policy, "Wim Beleid");
    let broken = app.sending_to(Transport::Files("/dev/null/mail".into()));
    for time in ["09:00:10", "09:02:00", "09:08:00", "09:39:00", "11:40:00", "23:41:00"] {
        app.set_clock(&format!("2026-11-24T{time}Z"));
        baanin::jobs::run_due(&broken, false).expect("the jobs run");
    }
    // The link was only good for a quarter of an hour: what is no longer true is dropped, not sent late.
    let mut admin = app.log_in(&keeper);
    let page = admin.open("/beheer/mail?stand=dropped");
    page.has_status(200).sees("Link om in te loggen").sees("Niet meer nodig").sees_not("wimbeleid@example.nl");
    app.run_jobs();
    assert!(app.mails_to("wimbeleid@example.nl").is_empty());
});
