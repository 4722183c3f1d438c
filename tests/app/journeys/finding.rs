//! Step 4: anyone finds work: words, place, filters with counts, and addresses that keep working.

use baanin::domain::actor::Role;
use baanin::domain::listing::ListingKind;

use crate::app::support::{TestApp, link_in, texts};

fn some_work(app: &TestApp) {
    let green = app.employer("De Groene Kracht");
    let bakery = app.employer("Bakkerij Brood");
    app.live(&green, ListingKind::Vacature, &texts::vacature());
    app.live(&green, ListingKind::Proefplaatsing, &texts::proefplaatsing());
    app.live(&bakery, ListingKind::Werkstage, &texts::werkstage());
    app.run_jobs();
}

on_both!(anyone_finds_work_by_words_place_and_choices, |app| {
    some_work(app);
    let mut selam = app.anonymous();
    selam.open("/").has_status(200).sees("Medewerker groen").sees("Werkstage in de keuken");
    let page = selam.open("/werk");
    page.sees("3 resultaten").sees("Vacatures (1)").sees("Werkstages (1)").sees("Proefplaatsingen (1)");
    let page = selam.press_with("Laat werk zien", &[("soort", "werkstage")]);
    page.sees("1 werkstage").sees("Werkstage in de keuken").sees_not("Medewerker groen");
    page.sees("Vacatures (1)"); // a group's counts ignore the choice in that group
    selam.open("/werk?q=magazijn").sees("1 resultaat").sees("Proefplaatsing magazijn");
    selam.open("/werk?q=keuke").sees_not("Er ging iets mis");
    let page = selam.open("/werk?plaats=Ommen&straal=5");
    page.sees("Werkstage in de keuken").sees_not("Medewerker groen").sees("Zoek tot");
    selam.open("/werk?q=astronaut").has_status(200).sees("Geen resultaten").sees("Ik zoek werk, bel mij");
    selam.open("/werk?q=groen");
    selam.click("Medewerker groen").has_status(200).sees("De Groene Kracht").sees("24").sees("Ik wil dit werk");
    assert_eq!(selam.page().link("Terug naar de resultaten"), "/werk?q=groen");
});

on_both!(who_finds_nothing_is_led_on, |app| {
    some_work(app);
    let mut selam = app.anonymous();
    let page = selam.open("/werk?q=magazijn&soort=werkstage&dagen=zo");
    page.sees("Geen werkstages").sees("Bekijk al het werk (3 resultaten)").sees("Mail mij als dit werk er is");
    page.sees("Dit lijkt erop").sees("Proefplaatsing magazijn").sees_not("(Geen");
    let page = selam.open("/werk?q=astronaut");
    page.sees("Bekijk al het werk (3 resultaten)").sees_not("Dit lijkt erop").sees_not("Zoek zonder");
    let page = selam.open("/werk?q=magazijn");
    page.sees("1 resultaat").sees("Meer werk vinden").sees("Mail mij nieuw werk").sees_not("Geen resultaten");
    assert!(page.link("Mail mij nieuw werk").starts_with("/werk/mail?q=magazijn"));
    selam.open("/werk").sees_not("Meer werk vinden");
});

on_both!(what_is_typed_is_finished_with_open_work_and_places, |app| {
    some_work(app);
    let mut program = app.anonymous();
    let mut texts = |address: &str| -> Vec<String> {
        let answer = program.get(address);
        assert_eq!(answer.status, 200, "{address}");
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let suggestions = json["suggestions"].as_array().expect("a list");
        suggestions
            .iter()
            .map(|each| format!("{}: {}", each["kind"].as_str().unwrap(), each["text"].as_str().unwrap()))
            .collect()
    };
    assert_eq!(texts("/api/v1/suggest?q=magaz"), ["title: Proefplaatsing magazijn"]);
    assert_eq!(texts("/api/v1/suggest?q=BROOD"), ["employer: Bakkerij Brood"]);
    assert_eq!(texts("/api/v1/suggest?q=dalfs"), ["place: Dalfsen"]);
    assert_eq!(texts("/api/v1/suggest?veld=plaats&q=dalfs"), ["place: Dalfsen"]);
    for nothing in ["", "?q=", "?q=d", "?veld=plaats&q=magaz", "?q=%00%FF%22*", "?q=onzin"] {
        assert!(texts(&format!("/api/v1/suggest{nothing}")).is_empty(), "{nothing}");
    }
    assert!(texts(&format!("/api/v1/suggest?q={}", "m".repeat(5_000))).is_empty());
});

on_both!(addresses_keep_working, |app| {
    let employer = app.employer("De Groene Kracht");
    let id = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    app.run_jobs();
    let mut visitor = app.anonymous();
    for wrong in [format!("/werk/{id}"), format!("/werk/{id}/oude-naam"), format!("/werk/{id}/oude-naam/")] {
        let answer = visitor.get(&wrong);
        assert_eq!(
            (answer.status, answer.location()),
            (301, format!("/werk/{id}/medewerker-groen").as_str()),
            "{wrong}"
        );
    }
    visitor.open(&format!("/werk/{id}")).has_status(200).sees("Medewerker groen");
    for nowhere in [
        "/werk/onzin",
        "/werk/0190a6c27f0070008000000000000001",
        "/werk/0190a6c27f0070008000000000000001/x",
        "/nergens",
    ] {
        visitor.open(nowhere).has_status(404).sees("Deze pagina is er niet");
    }
    // What was never public is not there; what was, is gone and says so, with work that is like it.
    let (waiting, _) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    visitor.open(&format!("/werk/{waiting}")).has_status(404);
    let mut boss = app.log_in(&employer.account);
    boss.open(&format!("/werkgever/aanbod/{id}"));
    let other = texts::with(texts::vacature(), &[("titel", "Hovenier")]);
    app.live(&employer, ListingKind::Vacature, &other);
    boss.press("Ja, trek in");
    app.run_jobs();
    visitor.open(&format!("/werk/{id}/medewerker-groen")).has_status(410).sees("Dit lijkt erop").sees("Hovenier");
});

on_both!(the_api_finds_the_same, |app| {
    some_work(app);
    let mut program = app.anonymous();
    let answer = program.get("/api/v1/listings?q=magazijn");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&json["total"], &json["items"][0]["title"]), (&1.into(), &"Proefplaatsing magazijn".into()), "{json}");
    let id = json["items"][0]["id"].as_str().unwrap().to_owned();
    let one: serde_json::Value = serde_json::from_str(&program.get(&format!("/api/v1/listings/{id}")).body).unwrap();
    assert_eq!(one["title"], "Proefplaatsing magazijn");
    for (path, status) in
        [("/api/v1/listings?radius_km=-5", 400), ("/api/v1/listings/onzin", 404), ("/api/v1/nergens", 404)]
    {
        let answer = program.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (status, Some("application/problem+json")),
            "{path}: {}",
            answer.body
        );
    }
});

on_both!(what_the_municipality_knows_stays_inside, |app| {
    let employer = app.employer("De Groene Kracht");
    let mut fatima = app.log_in(&app.netwerker());
    fatima.open(&format!("/netwerk/werkgevers/{}/aanbod/nieuw?soort=vacature", employer.id));
    let internal = texts::with(texts::vacature(), &[("trede", "4"), ("titel", "Vakkenvuller")]);
    fatima.press_with("Bekijk en stuur naar de werkgever", &internal).has_status(200);
    let mut boss = app.anonymous();
    boss.open(&link_in(&app.newest_mail(employer.account.email.as_str()), "/werkgevers/bevestigen/")).sees_not("trede");
    boss.press("Dit klopt, zet online");
    app.run_jobs();
    let public = boss.click("Bekijk het op de website");
    public.has_status(200).sees_not("trede").sees_not("Trede");
    // The contact person's mail address and telephone number are not on the page.
    assert!(!public.answer.body.contains(employer.account.email.as_str()));
    let api = app.anonymous().get("/api/v1/listings?q=vakkenvuller").body;
    for inside in ["trede", "ladder", employer.account.email.as_str(), "version", "municipality_id"] {
        assert!(!api.contains(inside), "{inside}: {api}");
    }
});

on_both!(staff_can_tell_why_the_order_is_what_it_is, |app| {
    some_work(app);
    app.anonymous().open("/werk?q=magazijn").sees_not("Waarom deze volgorde?");
    let netwerker = app.netwerker();
    let mut anna = app.log_in(&netwerker);
    anna.open("/werk?q=magazijn&plaats=Dalfsen&straal=50").has_status(200);
    let page = anna.click("Waarom deze volgorde?");
    page.has_status(200).sees("Proefplaatsing magazijn").sees("‘magazijn’ in de titel").sees("Dichtbij");
    anna.click("Terug naar de resultaten").has_status(200).sees("Proefplaatsing magazijn");
    anna.open("/netwerk/zoekuitleg").has_status(200).sees("De volgorde is:");
    anna.open("/netwerk/zoekuitleg?q=***").has_status(200).sees("De volgorde is:");
    let admin = app.person(Role::Admin, "Ada Beheer");
    app.log_in(&admin).open("/werk?q=magazijn").has_status(200).sees_not("Waarom deze volgorde?");
    anna.open("/netwerk/zoekuitleg?q=astronaut").has_status(200).sees("Voor deze zoekvraag is er geen werk.");
    app.run_jobs();
});
