//! A mail does not arrive: its address is mailed no more, somebody who can telephone hears it, and it goes again once the
//! address works.

use baanin::actions::mail::{self, Bounced};
use baanin::db::schema::suppressed_addresses;
use baanin::domain::actor::{Actor, Role};
use baanin::domain::audit::Deed;
use baanin::domain::delivery::StatusCode;
use baanin::domain::ids::OutboxId;
use baanin::domain::outbox::MailState;
use baanin::mail::{Message, bounce};
use baanin::store::outbox::{self, Mail, Outcome};
use baanin::store::{audit, undelivered};
use diesel::prelude::*;

use super::*;

/// What a mail server sends for this mail: one of `tests/bounces`, about it.
fn report(name: &str, mail: &Message) -> String {
    let path = format!("{}/tests/bounces/{name}.eml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the sample is there");
    text.replace("01934c7a0000700080000000000000ff", &mail.id.simple().to_string())
        .replace("jan@groenekracht.example", &mail.to_address)
}

/// A mail server sends a mail back.
#[track_caller]
fn comes_back(app: &TestApp, name: &str, mail: &Message) -> Bounced {
    let report = bounce::read(report(name, mail).as_bytes()).expect("it is a report");
    app.act(|tx| mail::bounced(tx, &app.app.signer, &report))
}

fn suppressed(app: &TestApp) -> i64 {
    app.look(|conn| suppressed_addresses::table.count().get_result(conn))
}

fn dead(app: &TestApp) -> Vec<Mail> {
    app.look(|conn| outbox::list(conn, Some(MailState::Dead), 100))
}

on_both!(when_the_question_to_a_candidate_comes_back_the_begeleider_asks, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let asked = app.newest_mail(SELAM);
    assert_eq!(comes_back(app, "postfix", &asked), Bounced::Suppressed);
    let told = app.newest_mail(BEA);
    for text in [&told.subject, &told.text, &told.html] {
        assert!(!text.contains("Selam") && !text.contains(SELAM), "{text}");
    }
    assert!(told.text.contains(&scene.candidate.code) && told.text.contains("kwam niet aan"), "{}", told.text);

    // Twice is once.
    let before = app.mails().len();
    assert_eq!(comes_back(app, "gmail", &asked), Bounced::AlreadyKnown);
    app.run_jobs();
    assert_eq!((app.mails().len(), suppressed(app)), (before, 1));

    let page = scene.bea.open("/netwerk");
    page.sees("Mail die niet aankwam")
        .sees(&format!("Kandidaat {}", scene.candidate.code))
        .sees("Vraag om toestemming");
    page.sees("Toestemming vragen").sees("De mail kwam niet aan.").sees_not("Selam").sees_not("06 98");
    scene.bea.open(&scene.candidate.opened()).sees("Mail naar dit adres komt niet aan").sees("Het adres bestaat niet.");
    scene.bea.open(&scene.proposal_path()).sees("De mail kwam niet aan.").sees("Bel 06 98 76 54 32.");
    let page = scene.bea.press_with("Bewaar het antwoord", &[("antwoord", "ja"), ("kanaal", "phone")]);
    page.has_status(200).sees("Selam Tesfay zei ja");

    // The address is mailed no more: what the candidate would read now waits.
    app.run_jobs();
    assert_eq!(app.mails_to(SELAM).len(), 1, "an address that takes no mail was mailed");
    assert!(dead(app).iter().all(|mail| mail.last_error.as_deref().is_some_and(|error| error.contains("5.1.1"))));
    scene.bea.open("/netwerk").sees("Voordracht verstuurd");

    // Another address is free: what did not arrive goes there, and the line about the old one goes. What was asked and
    // answered meanwhile is not asked again.
    scene.bea.changes_candidate(&scene.candidate, &[("email", "selam.nieuw@example.nl")]);
    let there = app.newest_mail("selam.nieuw@example.nl");
    assert!(there.text.contains("Wij hebben je voorgesteld"), "{}", there.text);
    assert_eq!((app.mails_to("selam.nieuw@example.nl").len(), dead(app).len()), (1, 0));
    scene.bea.open("/netwerk").sees_not("Mail die niet aankwam");
    scene.bea.open(&scene.candidate.opened()).sees_not("komt niet aan");
    app.release();
});

on_both!(a_colleague_of_another_candidate_and_who_makes_policy_see_no_line, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    comes_back(app, "postfix", &app.newest_mail(SELAM));
    app.run_jobs();
    scene.fatima.open("/netwerk").sees("Mail die niet aankwam");
    app.log_in(&app.person(Role::Begeleider, "Ilse Bakker")).open("/netwerk").sees_not("Mail die niet aankwam");
    app.log_in(&app.person(Role::Policy, "Wim Beleid")).open("/netwerk").sees_not("Mail die niet aankwam");
    app.run_jobs();
    app.release();
});

on_both!(a_report_about_an_address_that_was_changed_since_changes_nothing, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let asked = app.newest_mail(SELAM);
    scene.bea.changes_candidate(&scene.candidate, &[("email", "selam.nieuw@example.nl")]);
    app.run_jobs();
    assert_eq!(app.mails_to("selam.nieuw@example.nl").len(), 1, "asked again at the new address");
    assert_eq!(comes_back(app, "postfix", &asked), Bounced::AddressChanged);
    app.run_jobs();
    assert_eq!(suppressed(app), 0);
    assert_eq!(app.look(|conn| audit::count(conn, Deed::MailReturned)), 1, "and it is written down");
    scene.bea.open("/netwerk").sees_not("Mail die niet aankwam");
});

on_both!(a_question_that_came_back_is_asked_once_at_another_address, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    assert_eq!(comes_back(app, "postfix", &app.newest_mail(SELAM)), Bounced::Suppressed);
    scene.bea.changes_candidate(&scene.candidate, &[("email", "selam.nieuw@example.nl")]);
    let asked = app.newest_mail("selam.nieuw@example.nl");
    assert!(asked.text.contains("/toestemming/"), "{}", asked.text);
    assert_eq!((app.mails_to("selam.nieuw@example.nl").len(), dead(app).len()), (1, 0));
    scene.bea.open("/netwerk").sees_not("Mail die niet aankwam");
});

on_both!(who_logs_in_by_a_link_in_the_mail_has_an_address_that_works, |app| {
    let mut scene = Scene::new(app);
    scene.introduce();
    let sent = app.newest_mail(BOSS);
    assert_eq!(comes_back(app, "postfix", &sent), Bounced::Suppressed);
    // A link that did not come by mail shows nothing.
    app.log_in(&scene.organisation.account);
    assert_eq!(suppressed(app), 1);
    app.act(|tx| baanin::actions::login::ask(tx, &scene.organisation.account.email, None));
    let link = link_in(&app.newest_mail(BOSS), "/inloggen/");
    let mut boss = app.anonymous();
    boss.open(&link).has_status(200);
    boss.press("Log in").has_status(200);
    app.run_jobs();
    assert_eq!((suppressed(app), dead(app).len()), (0, 0));
    let introduced = app.mails_to(BOSS).iter().filter(|mail| mail.id == sent.id).count();
    assert_eq!(introduced, 2, "what did not arrive goes once more");
    app.release();
});

on_both!(a_report_about_a_mail_that_was_dropped_is_told_once, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let asked = app.newest_mail(SELAM);
    // It went out before a backup was put back, and the keeper decided not to send it again.
    app.database.execute("UPDATE outbox SET state = 'dropped' WHERE kind = 'consent_asked'");
    assert_eq!(comes_back(app, "postfix", &asked), Bounced::Suppressed);
    assert_eq!(comes_back(app, "postfix", &asked), Bounced::AlreadyKnown);
    app.run_jobs();
    app.release();
});

on_both!(a_delay_and_a_report_about_nothing_of_ours_change_nothing, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let asked = app.newest_mail(SELAM);
    assert_eq!(comes_back(app, "gmail_delayed", &asked), Bounced::Delayed);
    let foreign = Message { id: uuid::Uuid::from_u128(1), ..asked };
    assert_eq!(comes_back(app, "postfix", &foreign), Bounced::UnknownMail);
    assert_eq!(suppressed(app), 0);
    scene.bea.open("/netwerk").sees_not("Mail die niet aankwam");
    app.run_jobs();
});

on_both!(an_introduction_that_comes_back_is_told_at_once_and_goes_again, |app| {
    let mut scene = Scene::new(app);
    scene.introduce();
    let sent = app.newest_mail(BOSS);
    assert_eq!(comes_back(app, "exchange365", &sent), Bounced::Suppressed);
    let told = app.newest_mail(FATIMA);
    assert!(told.subject.contains("Mail kwam niet aan: De Groene Kracht"), "{}", told.subject);
    assert!(
        told.text.contains("Voordracht") && told.text.contains("Medewerker groen") && !told.text.contains("Selam"),
        "{}",
        told.text
    );
    let page = scene.fatima.open("/netwerk");
    page.sees("De Groene Kracht: Baas van De Groene Kracht").sees("Niet aangekomen: Voordracht (Medewerker groen");
    let employer = format!("/netwerk/werkgevers/{}", scene.organisation.id);
    scene.fatima.open(&employer).sees("Mail naar dit adres komt niet aan");
    let introduction = scene.introduction_path();
    scene.fatima.open(&introduction).sees("De mail kwam niet aan").sees("Bel de werkgever.");
    // A begeleider does not keep employers, but knows that the introduction was not read.
    let page = scene.bea.open("/netwerk");
    page.sees_not("De Groene Kracht: Baas").sees("De mail aan De Groene Kracht kwam niet aan. Bel de werkgever.");

    scene.fatima.open("/netwerk");
    scene.fatima.press("Het adres klopt weer").has_status(200).sees("Wat niet aankwam, gaat nog een keer weg.");
    scene.fatima.open("/netwerk").sees_not("Mail die niet aankwam");
    app.run_jobs();
    let again = app.newest_mail(BOSS);
    let [first, second] = [&sent, &again].map(|mail| String::from_utf8(mail.to_bytes().unwrap()).unwrap());
    assert_eq!(first, second, "the same mail, so the same link");
    assert_eq!((app.mails_to(BOSS).len(), suppressed(app)), (2, 0));
    scene.fatima.open(&employer).sees_not("komt niet aan");

    // It comes back again: that is news again, the next day.
    scene.at(MORNING);
    assert_eq!(comes_back(app, "postfix", &sent), Bounced::Suppressed);
    app.run_jobs();
    let all = app.mails_to(FATIMA);
    assert_eq!(all.iter().filter(|mail| mail.subject.contains("kwam niet aan")).count(), 2, "{all:#?}");
    app.release();
});

/// One mail to this address waits, and a node has claimed it.
fn claimed(app: &TestApp) -> (OutboxId, Mail) {
    app.act(|tx| {
        let lease = tx.id();
        Ok((lease, outbox::claim(tx, lease, 1)?.pop().expect("a mail waits")))
    })
}

on_both!(a_server_that_knows_no_such_address_says_the_same_at_once, |app| {
    let employer = app.employer("De Groene Kracht");
    let netwerker = app.netwerker();
    app.forget_mails();
    let (id, revision) = app.submitted(
        &employer,
        baanin::domain::listing::ListingKind::Vacature,
        &crate::app::support::texts::vacature(),
    );
    app.act(|tx| baanin::actions::listing::approve(tx, &Actor::System, id, revision, ""));
    let (lease, mail) = claimed(app);
    let outcome = Outcome::NoSuchAddress(StatusCode::find("5.1.1").unwrap());
    let finish = |lease| app.act(|tx| mail::finish(tx, &app.app.signer, (&mail, lease), &outcome));
    assert!(finish(lease));
    assert!(!finish(lease), "another node would be too late");
    assert_eq!((suppressed(app), dead(app).len()), (1, 1));
    app.log_in(&netwerker).open("/netwerk").sees("Niet aangekomen: Aanbod online (").sees("Het adres bestaat niet.");
    // What comes next is not tried; a link that somebody asks for himself is.
    app.act(|tx| baanin::actions::login::ask(tx, &employer.account.email, None));
    app.act(|tx| baanin::actions::listing::pause(tx, &employer.actor(), id));
    app.run_jobs();
    assert_eq!(app.mails_to(BOSS).len(), 1);
    // With the digest of the next morning the netwerker reads it, without the address.
    app.set_clock(MORNING);
    let digest = app.newest_mail(netwerker.email.as_str());
    assert!(digest.text.contains("Mail die niet aankwam") && !digest.text.contains(BOSS), "{}", digest.text);
    app.release();
});

on_both!(the_admin_sees_why_and_tries_again, |app| {
    let mut scene = Scene::new(app);
    scene.introduce();
    let sent = app.newest_mail(BOSS);
    // The policy of the other side says nothing about the address.
    assert_eq!(comes_back(app, "postfix_policy", &sent), Bounced::Returned);
    assert_eq!(suppressed(app), 0);
    app.run_jobs();
    scene.fatima.open("/netwerk").sees("De mailserver weigert onze mail.");
    let mut admin = app.browser_of(Role::Admin);
    app.run_jobs();
    admin.open("/beheer/mail?stand=returned").sees("Kwam terug").sees("De mailserver weigert onze mail.");
    admin.page().sees_not(BOSS);
    admin.open("/beheer/mail?stand=dead").sees("Alles opnieuw proberen (1)");
    admin.press("Ja, probeer 1 mail opnieuw").has_status(200).sees("Wat niet aankwam, gaat nog een keer weg.");
    admin.page().sees_not("Alles opnieuw proberen");
    app.run_jobs();
    assert_eq!(app.mails_to(BOSS).len(), 2);
    assert!(app.look(undelivered::count_returned) == 0 && dead(app).is_empty());

    // An address that takes no mail is not tried with the others, but by itself.
    assert_eq!(comes_back(app, "postfix", &sent), Bounced::Suppressed);
    admin.open("/beheer/mail?stand=dead").sees("Het adres bestaat niet.").sees_not("Alles opnieuw proberen");
    admin.press("Probeer opnieuw").has_status(200);
    app.run_jobs();
    assert_eq!((app.mails_to(BOSS).len(), suppressed(app)), (3, 0));
});

on_both!(erasing_a_candidate_takes_the_mark_of_the_address_along, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    comes_back(app, "postfix", &app.newest_mail(SELAM));
    assert_eq!(suppressed(app), 1);
    scene.bea.open(&format!("{}/wissen", scene.candidate.path()));
    let code = scene.candidate.code.clone();
    scene.bea.press_with("Wis alle gegevens", &[("code", &code)]).has_status(200);
    assert_eq!(suppressed(app), 0);
    app.run_jobs();
    scene.fatima.open("/netwerk").sees_not("Mail die niet aankwam");
    app.release();
});

on_both!(a_job_seeker_whom_mail_does_not_reach_is_called, |app| {
    let mut scene = Scene::new(app);
    let mut visitor = app.anonymous();
    visitor.open(&app.path_of(scene.listing));
    visitor.click("Ik wil dit werk");
    let pairs = [("naam", "Ali Yilmaz"), ("telefoon", "06 11 22 33 44"), ("email", "ali@example.nl")];
    visitor.press_with("Verstuur mijn reactie", &pairs).has_status(200);
    let confirmed = app.newest_mail("ali@example.nl");
    assert_eq!(comes_back(app, "gmail", &confirmed), Bounced::Suppressed);
    app.run_jobs();
    let page = scene.fatima.open("/netwerk");
    page.sees("Reactie op Medewerker groen")
        .sees("Niet aangekomen: Reactie ontvangen.")
        .sees_not("Ali")
        .sees_not("06 11");
    scene.fatima.click("Reactie op Medewerker groen").sees("Ali Yilmaz").sees("Mail naar dit adres komt niet aan");
    let mut boss = app.log_in(&scene.organisation.account);
    boss.open("/werkgever/reacties");
    boss.click("Ali Yilmaz").sees("Mail naar dit adres komt niet aan").sees("Bel liever.");
    assert!(!boss.page().has_button("Het adres klopt weer"));
    app.run_jobs();
    app.release();
});

on_both!(the_mark_of_an_address_is_kept_for_a_year, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    comes_back(app, "postfix", &app.newest_mail(SELAM));
    for (day, left) in [("2027-11-24T08:00:00Z", 1), ("2027-11-25T08:00:00Z", 0)] {
        app.set_clock(day);
        app.act(mail::forget_old_marks);
        assert_eq!(suppressed(app), left, "{day}");
    }
    app.release();
});

on_both!(the_command_reads_what_a_mail_server_pipes, |app| {
    let mut scene = Scene::new(app);
    scene.introduce();
    let sent = app.newest_mail(BOSS);
    let result = |text: &[u8]| {
        let (code, said) = app.pipes(&["mail", "bounce", "-"], text);
        assert_eq!(code, Some(0), "{said}");
        said["result"].as_str().map(str::to_owned).expect("it says what came of it")
    };
    assert_eq!(result(report("postfix_delayed", &sent).as_bytes()), "delayed");
    assert_eq!(result(report("qmail", &sent).as_bytes()), "suppressed");
    assert_eq!(result(report("postfix", &sent).as_bytes()), "already_known");
    for nothing in [&report("out_of_office", &sent).into_bytes(), &b"\xff\x00".to_vec(), &vec![b'\n'; 2_000_000]] {
        assert_eq!(result(nothing), "not_a_bounce");
    }
    assert_eq!((suppressed(app), dead(app).len()), (1, 1));
    app.run_jobs();
    app.release();
});

on_both!(the_netwerker_corrects_an_address_and_what_did_not_arrive_goes_there, |app| {
    const OTHER: &str = "jan@groenekracht.example";
    let mut scene = Scene::new(app);
    scene.introduce();
    let sent = app.newest_mail(BOSS);
    let mut boss = app.log_in(&scene.organisation.account);
    app.act(|tx| baanin::actions::login::ask(tx, &scene.organisation.account.email, None));
    let old_link = link_in(&app.newest_mail(BOSS), "/inloggen/");
    assert_eq!(comes_back(app, "exchange365", &sent), Bounced::Suppressed);
    app.run_jobs();

    let employer = format!("/netwerk/werkgevers/{}", scene.organisation.id);
    scene.fatima.open(&employer).sees("Nieuw e-mailadres van Baas van De Groene Kracht");
    let first = scene.fatima.page().form_with("Verander het adres");
    // What is wrong stands beside the field, with what was typed.
    for (typed, error) in [(FATIMA, "al een account"), (BOSS, "dat er al staat"), ("jan@", "")] {
        let page = scene.fatima.press_with("Verander het adres", &[("email", typed)]);
        page.has_status(422).has_error("email", error);
        assert_eq!(page.value_of("email").as_deref(), Some(typed));
    }
    let page = scene.fatima.press_with("Verander het adres", &[("email", OTHER)]);
    page.has_status(200).sees("Het adres is veranderd.").sees(OTHER).sees_not("komt niet aan").sees_not(BOSS);

    // Who held the old mailbox is out.
    assert_ne!(boss.get("/werkgever").status, 200);
    app.anonymous().open(&old_link).has_status(410);

    // Nothing about a person goes before somebody logged in from the new address.
    let link = link_in(&app.newest_mail(OTHER), "/inloggen/");
    assert_eq!(app.mails_to(OTHER).len(), 1);
    scene.fatima.open("/netwerk").sees("zodra het nieuwe adres is bevestigd");
    assert!(!scene.fatima.page().has_button("Het adres klopt weer"));
    let mut jan = app.anonymous();
    jan.open(&link);
    jan.press("Log in").has_status(200);
    app.run_jobs();
    let again = app.newest_mail(OTHER);
    assert_eq!((again.id, app.mails_to(OTHER).len()), (sent.id, 2), "the introduction goes again");
    scene.fatima.open("/netwerk").sees_not("Mail die niet aankwam");

    // A page that was opened before is too old.
    let mut late = first;
    late.fill(&[("email", "nog.een@groenekracht.example")]);
    scene.fatima.submit(&late).has_status(409).sees("nog.een@groenekracht.example");
    // Another organisation's contact is not reached by this page.
    let stranger = app.employer("Vechtdal Logistiek");
    late.action = format!("{employer}/contact/{}", stranger.account.id);
    scene.fatima.submit(&late).has_status(404);
    app.release();
});
