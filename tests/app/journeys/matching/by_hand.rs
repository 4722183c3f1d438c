//! "Ik ken iemand": proposed by hand, also over what knocks out, with a reason; and everybody who falls out is listed.

use baanin::domain::actor::Actor;
use baanin::domain::audit::Deed;
use baanin::domain::form::Fields;

use super::*;
use crate::app::support::texts::with;

on_both!(over_a_knock_out_with_a_reason_that_is_kept, |app| {
    let unfit = with(selam(), &[("uren_min", "36"), ("uren_max", "40")]);
    let mut scene = Scene::of(app, &unfit);
    let who_fits = format!("/netwerk/aanbod/{}/kandidaten", scene.listing);
    scene.fatima.open(&format!("/netwerk/aanbod/{}", scene.listing));
    scene.fatima.click("Wie past hierbij?").has_status(200).sees("Nu past er niemand.").sees("Selam Tesfay");
    let page = scene.fatima.open(&format!("{who_fits}?zoek=Selam"));
    page.sees("Gevonden met ‘Selam’").sees("36").sees("Scheelt weinig:");
    let page = scene.fatima.press("Stel toch voor");
    page.has_status(422).has_error("reden", "Schrijf waarom je deze kandidaat toch voorstelt.");
    assert!(app.look(|conn| proposals::of_pair(conn, scene.candidate.id, scene.listing)).is_none());
    let why = "De werkgever wil op het rooster schuiven.";
    let page = scene.fatima.press_with("Stel toch voor", &[("reden", why)]);
    page.has_status(200).sees("Voorgesteld.").sees(why).sees("Fatima Arslan schrijft:");
    let logged = app.look(|conn| baanin::store::audit::count(conn, Deed::KnockOutOverridden));
    assert_eq!(logged, 1);
    // What was overridden does not lapse for that reason, and goes its way.
    scene.bea.changes_candidate(&scene.candidate, &[("vaardigheden", "gras maaien")]);
    app.run_jobs();
    assert!(scene.proposal().status.is_open());
    let link = scene.introduce();
    let page = app.anonymous().open(&link).answer.body.clone();
    assert!(!page.contains("rooster"), "a reason for colleagues is not for the employer");
});

on_both!(who_falls_out_is_listed_with_why_and_nobody_is_left_out, |app| {
    let mut scene = Scene::new(app);
    let fits = |name: &'static str| with(selam(), &[("naam", name), ("email", "")]);
    let people = [
        ("Te Ver", vec![("plaats", "Zwolle"), ("afstand", "5")], "kilometer"),
        ("Andere Dagen", vec![("dagen", "zo")], "maandag"),
        ("Weinig Uren", vec![("uren_min", "4"), ("uren_max", "8")], "uur"),
        ("Te Zwaar", vec![("grenzen", "niet_buiten")], "grens"),
        ("Ander Soort", vec![("soorten", "werkstage")], "acature"),
        ("Later Pas", vec![("beschikbaar_vanaf", "2027-06-01")], "juni 2027"),
    ];
    for (name, change, _) in &people {
        scene.bea.adds_candidate(&with(fits(name), change));
    }
    app.run_jobs();
    let path = format!("/netwerk/aanbod/{}/kandidaten", scene.listing);
    scene.fatima.open(&path).has_status(200);
    let rows = scene.fatima.page().texts("section[aria-labelledby='valt-af'] li.regel");
    assert_eq!(rows.len(), people.len(), "{rows:#?}");
    for (name, _, why) in &people {
        let row = rows.iter().find(|row| row.contains(name)).unwrap_or_else(|| panic!("{name}: {rows:#?}"));
        assert!(row.contains(why), "{why}: {row}");
    }
    // The netwerker reads that a limit does not fit; which one, the begeleider.
    let row = |page: &crate::app::support::Page| {
        let rows = page.texts("section[aria-labelledby='valt-af'] li.regel");
        rows.into_iter().find(|row| row.contains("Te Zwaar")).expect("the row is there")
    };
    assert!(!row(scene.fatima.page()).to_lowercase().contains("buiten"), "{}", row(scene.fatima.page()));
    assert!(row(scene.bea.open(&path)).contains("Niet buiten werken"), "{}", row(scene.bea.page()));
    // Thirty are shown, and the others are a click away: everybody is there.
    for number in 0..30 {
        let pairs = with(fits("naam"), &[("dagen", "zo")]).into_iter().filter(|(field, _)| *field != "naam");
        app.adds(&Actor::System, &format!("Nummer {number}"), &pairs.collect::<Fields>());
    }
    app.run_jobs();
    scene.fatima.open(&path);
    scene.fatima.page().sees("Nog 6 op de volgende");
    scene.fatima.click("Volgende pagina").has_status(200);
    let rows = scene.fatima.page().texts("section[aria-labelledby='valt-af'] li.regel");
    assert_eq!(rows.len(), 6, "{rows:#?}");
    app.run_jobs();
});

on_both!(who_fits_is_proposed_with_one_button_from_either_side, |app| {
    // The ranking proposes five; the sixth is there for who looks.
    let mut scene = Scene::new(app);
    for name in ["Een", "Twee", "Drie", "Vier"] {
        scene.bea.adds_candidate(&with(selam(), &[("naam", name), ("email", "")]));
    }
    app.run_jobs();
    let weak = with(
        selam(),
        &[
            ("naam", "Zes Zevenaar"),
            ("email", ""),
            ("ervaring", ""),
            ("beroepen", "kok"),
            ("vaardigheden", ""),
            ("wens_branche", "horeca"),
            ("plaats", "Zwolle"),
        ],
    );
    let sixth = scene.bea.adds_candidate(&weak);
    app.run_jobs();
    assert!(app.look(|conn| proposals::of_pair(conn, sixth.id, scene.listing)).is_none(), "below fifty");
    scene.bea.open(&sixth.opened());
    let page = scene.bea.click("Passend werk");
    page.has_status(200).sees("Welk werk past bij Zes Zevenaar?").sees("Medewerker groen");
    scene.bea.press("Stel voor: Medewerker groen").has_status(200).sees("Voorgesteld.").sees("Bea Begeleider");
    scene.fatima.open("/netwerk/voorstellen").sees("Zes Zevenaar voor Medewerker groen").sees("Handmatig");
    app.run_jobs();
});

on_both!(who_looks_for_nothing_is_proposed_to_nobody, |app| {
    let mut scene = Scene::new(app);
    scene.bea.open(&scene.candidate.opened());
    scene.bea.press("Pauzeer").has_status(200).sees("Even niet");
    app.run_jobs();
    scene.fatima.open("/netwerk/voorstellen").sees_not("Selam Tesfay");
    scene.fatima.open(&scene.proposal_path()).sees("De kandidaat zoekt nu geen werk");
    let path = format!("/netwerk/aanbod/{}/kandidaten?zoek=Selam", scene.listing);
    scene.fatima.open(&path);
    scene.fatima.press("Stel weer voor: Selam Tesfay").has_status(422).sees("Zet hem eerst op 'Zoekt werk'");
    scene.bea.open(&scene.candidate.opened());
    scene.bea.press("Zoekt weer werk").has_status(200).sees("Zoekt werk");
    app.run_jobs();
    scene.fatima.open("/netwerk/voorstellen").sees("Selam Tesfay");
    app.run_jobs();
});
