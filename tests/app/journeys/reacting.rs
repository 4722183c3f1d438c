//! Step 5: a job seeker reacts, directly, via the municipality, or "bel mij"; somebody answers, the job seeker is told.

use baanin::domain::actor::Role;
use baanin::domain::listing::ListingKind;

use crate::app::support::{Organisation, TestApp, link_in, texts};

const SELAM: [(&str, &str); 4] = [
    ("naam", "Selam Tesfay"),
    ("telefoon", "06 98 76 54 32"),
    ("email", "selam@example.nl"),
    ("bericht", "Ik werk graag buiten.\nMaandag kan ik langskomen."),
];

fn react(app: &TestApp, path: &str, pairs: &[(&str, &str)]) {
    let mut selam = app.anonymous();
    selam.open(path).has_status(200);
    selam.click("Ik wil dit werk");
    selam.press_with("Verstuur mijn reactie", pairs).has_status(200).sees("Wij hebben je bericht");
    assert!(selam.page().path.contains("/gereageerd"), "a reload sends nothing again");
}

fn scene(app: &TestApp, kind: ListingKind, pairs: &texts::Pairs) -> (Organisation, String) {
    let organisation = app.employer("De Groene Kracht");
    let id = app.live(&organisation, kind, pairs);
    app.forget_mails();
    (organisation, app.path_of(id))
}

on_both!(a_direct_reaction_goes_to_the_employer_who_answers, |app| {
    let mut fatima = app.log_in(&app.netwerker());
    let (organisation, path) = scene(app, ListingKind::Vacature, &texts::vacature());
    react(app, &path, &SELAM);
    let told = app.newest_mail(organisation.account.email.as_str());
    for text in [&told.text, &told.html, &told.subject] {
        assert!(!text.contains("Selam") && !text.contains("buiten"), "a mail carries nothing of a job seeker: {text}");
    }
    let confirmed = app.newest_mail("selam@example.nl");
    assert!(confirmed.text.contains("Medewerker groen"), "{}", confirmed.text);

    // The netwerker sees it too, in his own time.
    fatima.open("/netwerk").sees("De Groene Kracht moet antwoord geven").sees_not("Selam");
    let mut boss = app.log_in(&organisation.account);
    let page = boss.open(&link_in(&told, "/werkgever/reacties/"));
    page.sees("Selam Tesfay").sees("06 98 76 54 32").sees("Ik werk graag buiten.").sees("Maandag kan ik");
    boss.press("Stuur antwoord").has_status(422).has_error("antwoord", "Kies een antwoord.");
    boss.press_with("Stuur antwoord", &[("antwoord", "not_suitable")]).has_status(422).has_error("tekst", "waarom");
    let words = "Kom je woensdag om 10.00 uur?";
    boss.press_with("Stuur antwoord", &[("antwoord", "invited"), ("tekst", words)]).sees("Het antwoord is bewaard.");
    let answer = app.newest_mail("selam@example.nl");
    assert!(answer.text.contains(words) && answer.text.contains("De Groene Kracht"), "{}", answer.text);
    boss.open("/werkgever/reacties").sees("Selam Tesfay").sees("Uitnodigen voor een gesprek");
    app.run_jobs();
});

on_both!(a_reaction_via_the_municipality_is_not_seen_by_the_employer, |app| {
    let mut bea = app.log_in(&app.person(Role::Begeleider, "Bea Begeleider"));
    let netwerker = app.netwerker();
    let (organisation, path) = scene(app, ListingKind::Werkstage, &texts::werkstage());
    react(app, &path, &SELAM);
    let told = app.newest_mail(netwerker.email.as_str());
    assert!(app.mails_to(organisation.account.email.as_str()).is_empty());
    let link = link_in(&told, "/netwerk/reacties/");
    let mut boss = app.log_in(&organisation.account);
    boss.open("/werkgever/reacties").sees_not("Selam");
    boss.open(&link).has_status(403);
    boss.open(&link.replace("/netwerk/", "/werkgever/")).has_status(404);
    bea.open(&link).has_status(200).sees("Ik werk graag buiten.");
    bea.press_with("Stuur antwoord", &[("antwoord", "contact")]).has_status(200);
    let answer = app.newest_mail("selam@example.nl");
    assert!(answer.text.contains("gemeente Dalfsen"), "{}", answer.text);
    app.log_in(&netwerker).open(&link).sees("Bea Begeleider"); // no second form
    app.run_jobs();
});

on_both!(call_me_needs_a_name_and_one_way_to_reach_somebody, |app| {
    let mut fatima = app.log_in(&app.netwerker());
    app.forget_mails();
    let mut visitor = app.anonymous();
    visitor.open("/ik-zoek-werk");
    let page = visitor.press_with("Bel mij", &[("naam", "Ali"), ("bericht", "Schoonmaken, of iets anders.")]);
    page.has_status(422).has_error("telefoon", "telefoonnummer of je e-mailadres");
    assert_eq!(page.value_of("bericht").as_deref(), Some("Schoonmaken, of iets anders."));
    visitor
        .press_with("Bel mij", &[("telefoon", "12")])
        .has_status(422)
        .has_error("telefoon", "geen goed telefoonnummer");
    visitor.press_with("Bel mij", &[("telefoon", "0612345678")]).has_status(200);
    assert!(visitor.page().path.contains("/verstuurd"));
    let told = app.newest_mail("fatimaarslan@example.nl");
    assert!(!told.text.contains("Ali"), "{}", told.text);
    fatima.open(&link_in(&told, "/netwerk/reacties/")).sees("Ali").sees("06 12 34 56 78").sees("Schoonmaken");
    fatima.page().sees("Er is geen e-mailadres. Bel Ali");
    fatima.press_with("Bewaar antwoord", &[("antwoord", "phoned")]).has_status(200);
    fatima.open("/netwerk").sees("Alles is klaar");
    app.run_jobs();
});

on_both!(a_reaction_is_not_for_another_employer, |app| {
    let (organisation, path) = scene(app, ListingKind::Vacature, &texts::vacature());
    react(app, &path, &SELAM);
    let link = link_in(&app.newest_mail(organisation.account.email.as_str()), "/werkgever/reacties/");
    let mut other = app.log_in(&app.employer("Bakkerij Brood").account);
    other.open(&link).has_status(404).sees_not("Selam");
    other.open("/werkgever/reacties").sees_not("Selam");
    for role in [Role::Policy, Role::Auditor, Role::Admin, Role::Candidate] {
        let mut somebody = app.browser_of(role);
        assert_eq!(somebody.get(&link.replace("/werkgever/", "/netwerk/")).status, 403, "{role:?}");
    }
    app.run_jobs();
});

on_both!(a_listing_that_closes_while_somebody_types_says_so, |app| {
    let (organisation, path) = scene(app, ListingKind::Vacature, &texts::vacature());
    let mut selam = app.anonymous();
    selam.open(&path);
    selam.click("Ik wil dit werk");
    let mut boss = app.log_in(&organisation.account);
    boss.open(&path.replace("/werk/", "/werkgever/aanbod/").replace("/medewerker-groen", ""));
    boss.press("Ja, trek in").has_status(200);
    let page = selam.press_with("Verstuur mijn reactie", &SELAM);
    assert!(matches!(page.status(), 404 | 409 | 410), "{}", page.describe());
    app.run_jobs();
    assert!(app.mails_to("selam@example.nl").is_empty());
});

on_both!(a_candidate_with_an_account_sees_his_own_reactions, |app| {
    let (_, path) = scene(app, ListingKind::Vacature, &texts::vacature());
    react(app, &path, &[("naam", "Selam"), ("email", "selamtesfay@example.nl")]);
    react(app, &path, &[("naam", "Iemand Anders"), ("email", "anders@example.nl")]);
    let mut selam = app.log_in(&app.person(Role::Candidate, "Selam Tesfay"));
    selam.open("/mijn").has_status(200).sees("Medewerker groen").sees("De Groene Kracht").sees_not("Iemand Anders");
    let mut other = app.log_in(&app.person(Role::Candidate, "Piet Jansen"));
    other.open("/mijn").has_status(200).sees_not("Medewerker groen");
    app.run_jobs();
});
