//! Step 1: an employer registers, confirms his address, and the netwerker verifies the organisation.

use baanin::domain::actor::Role;
use baanin::store::employers;

use crate::app::support::{link_in, texts::Pairs};

fn registration() -> Pairs {
    vec![
        ("organisatie", "De Groene Kracht"),
        ("kvk", "12345678"),
        ("plaats", "Lemelerveld"),
        ("postcode", "8151 AB"),
        ("website", "www.groenekracht.example"),
        ("over", "Wij onderhouden groen.\nMet 12 mensen."),
        ("naam", "Jan de Vries"),
        ("email", "jan@groenekracht.example"),
        ("telefoon", "06 12 34 56 78"),
    ]
}

on_both!(an_employer_registers_confirms_and_is_verified, |app| {
    let netwerker = app.netwerker();
    let mut jan = app.anonymous();
    jan.open("/werkgevers");
    jan.click("Meld uw organisatie aan");
    let page = jan.press_with("Meld aan", &registration());
    page.has_status(200).sees("Uw organisatie is aangemeld").sees("jan@groenekracht.example");

    // The link in the mail; a mail scanner follows it first, and uses nothing up.
    let link = link_in(&app.newest_mail("jan@groenekracht.example"), "/inloggen/");
    let mut scanner = app.anonymous();
    scanner.open(&link).has_status(200);
    assert_eq!(scanner.get("/werkgever").status, 303, "a GET logs nobody in");
    jan.open(&link).has_status(200).sees("Druk op de knop");
    let page = jan.press("Log in");
    page.sees("De Groene Kracht").sees("Wij controleren uw organisatie nog");
    assert_eq!(page.path, "/werkgever");
    app.anonymous().open(&link).has_status(410).sees("Deze link werkt niet meer");

    // The netwerker has it in the digest of the next morning, and on the page at once.
    let mut fatima = app.log_in(&netwerker);
    fatima.open("/netwerk").sees("De Groene Kracht").sees("Lemelerveld");
    let page = fatima.click("De Groene Kracht");
    page.sees("12345678").sees("Wij onderhouden groen.").sees("Jan de Vries").sees("Wacht op controle");
    let page = fatima.press("Ja, dit klopt");
    page.sees("De organisatie is gecontroleerd. De werkgever krijgt een mail.").sees("Gecontroleerd");
    assert!(!page.has_button("Ja, dit klopt"));
    fatima.open("/netwerk").sees_not("De Groene Kracht").sees_not("De organisatie is gecontroleerd");

    let mail = app.newest_mail("jan@groenekracht.example");
    assert!(mail.text.contains("De Groene Kracht"), "{}", mail.text);
    jan.open("/werkgever").sees_not("Wij controleren uw organisatie nog");
    app.set_clock("2026-11-25T06:30:00Z");
    app.run_jobs();
    assert!(
        app.mails_to(netwerker.email.as_str()).iter().all(|mail| !mail.text.contains("Groene Kracht")),
        "it is done"
    );
});

on_both!(what_is_wrong_is_said_at_once_and_nothing_typed_is_lost, |app| {
    let mut jan = app.anonymous();
    jan.open("/werkgevers/aanmelden");
    let mut wrong = registration();
    wrong.retain(|(name, _)| !["kvk", "email", "postcode", "website"].contains(name));
    wrong.extend([
        ("kvk", "1234567x"),
        ("email", "jan.example"),
        ("postcode", "77"),
        ("website", "javascript:alert(1)"),
    ]);
    let page = jan.press_with("Meld aan", &wrong);
    page.has_status(422).has_error("kvk", "8 cijfers").has_error("email", "e-mailadres");
    page.has_error("postcode", "").has_error("website", "");
    assert!(page.texts("title")[0].starts_with("Fout: "), "{:?}", page.texts("title"));
    for (name, typed) in &wrong {
        assert_eq!(page.value_of(name).as_deref(), Some(*typed), "{name}");
    }
    jan.press_with("Meld aan", &registration()).has_status(200).sees("Uw organisatie is aangemeld");

    // The same organisation again, by somebody else; and the same person for another organisation.
    let mut piet = app.anonymous();
    piet.open("/werkgevers/aanmelden");
    let again: Pairs =
        registration().into_iter().filter(|(name, _)| *name != "email").chain([("email", "piet@x.example")]).collect();
    piet.press_with("Meld aan", &again).has_status(422).has_error("kvk", "al aangemeld");
    // To an address that is known the page says the same as to any other, and the mail is a way to log in.
    let taken = [("organisatie", "Anders BV"), ("kvk", "87654321"), ("email", "jan@groenekracht.example")];
    piet.press_with("Meld aan", &taken).has_status(200).sees("Uw organisatie is aangemeld");
    app.run_jobs();
    let mails = app.mails();
    assert_eq!(mails.len(), 2, "one registration and one link");
    assert!(!mails[1].text.contains("Anders BV"), "{}", mails[1].text);
    assert_eq!(app.look(|conn| employers::list(conn, app.app.municipality.id, None, "", (0, 10))).1, 1);
});

on_both!(a_double_click_registers_once, |app| {
    let mut jan = app.anonymous();
    jan.open("/werkgevers/aanmelden");
    let mut form = jan.page().form_with("Meld aan");
    form.fill(&registration());
    let first = jan.submit_raw(&form);
    let second = jan.submit_raw(&form);
    assert_eq!((first.status, second.status), (200, 200), "the second press shows what the first did");
    app.run_jobs();
    assert_eq!(app.mails_to("jan@groenekracht.example").len(), 1);
});

on_both!(a_refused_employer_reads_why_and_comes_back, |app| {
    let employer = app.waiting_employer("Snel Geld BV");
    let (mut fatima, mut boss) = (app.log_in(&app.netwerker()), app.log_in(&employer.account));
    fatima.open(&format!("/netwerk/werkgevers/{}", employer.id));
    fatima.press("Weiger").has_status(422).has_error("reden", "");
    fatima.press_with("Weiger", &[("reden", "Dit KVK-nummer hoort bij een ander bedrijf.")]);
    fatima.page().sees("Geweigerd").sees("Dit KVK-nummer hoort bij een ander bedrijf.");
    let mail = app.newest_mail(employer.account.email.as_str());
    assert!(mail.text.contains("Dit KVK-nummer hoort bij een ander bedrijf."), "{}", mail.text);
    boss.open("/werkgever").sees("niet toegelaten").sees("Dit KVK-nummer hoort bij een ander bedrijf.");
    boss.click("Pas de gegevens van uw organisatie aan");
    boss.press_with("Bewaar", &[("kvk", "11223344")]).has_status(200).sees("bewaard");
    fatima.open(&format!("/netwerk/werkgevers/{}", employer.id));
    fatima.press("Ja, dit klopt").has_status(200).sees("De organisatie is gecontroleerd");
    boss.open("/werkgever").sees_not("niet toegelaten");
    app.run_jobs();
});

on_both!(logging_in_tells_nobody_who_has_an_account, |app| {
    let account = app.person(Role::Netwerker, "Fatima Arslan");
    app.forget_mails();
    let mut browser = app.anonymous();
    let mut ask = |email: &str| {
        browser.open("/inloggen");
        browser.press_with("Stuur mij een link", &[("email", email)]).text().replace(email, "…")
    };
    let (known, unknown) = (ask(account.email.as_str()), ask("niemand@example.nl"));
    assert_eq!(known, unknown);
    app.run_jobs();
    assert_eq!(app.mails().len(), 1);
    assert!(ask("geen adres").contains("geen goed e-mailadres"));
});

on_both!(one_comes_back_to_the_page_that_was_asked_for, |app| {
    let account = app.netwerker();
    let mut browser = app.anonymous();
    browser.open("/netwerk/aanbod?stand=submitted");
    browser.press_with("Stuur mij een link", &[("email", account.email.as_str())]);
    let link = link_in(&app.newest_mail(account.email.as_str()), "/inloggen/");
    browser.open(&link);
    let page = browser.press("Log in");
    assert_eq!(page.path, "/netwerk/aanbod?stand=submitted");
    page.has_status(200);
    // Logging out ends the session, not only the cookie.
    let mut copy = browser.copy();
    copy.open("/netwerk").has_status(200);
    browser.press("Uitloggen");
    assert_eq!(browser.cookie("baanin_sessie"), None);
    assert!(copy.open("/netwerk").path.starts_with("/inloggen"), "a copied cookie still works");
});
