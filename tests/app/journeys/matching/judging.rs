//! The other answers of the netwerker: no with a reason, later; and nothing is judged that was not read.

use baanin::domain::code::Code;

use super::*;

on_both!(no_needs_a_reason_and_tells_nobody, |app| {
    let mut scene = Scene::new(app);
    let path = scene.proposal_path();
    scene.fatima.open(&path);
    scene.fatima.press("Wijs af").has_status(422).has_error("reden", "Kies waarom je dit voorstel afwijst.");
    let page = scene.fatima.press_with("Wijs af", &[("reden", "else")]);
    page.has_status(422).has_error("toelichting", "Schrijf in een zin waarom.");
    let page = scene.fatima.press_with("Wijs af", &[("reden", "moment"), ("toelichting", "Eerst de cursus af.")]);
    page.has_status(200).sees("Afgewezen. Er gaat geen bericht naar de kandidaat of de werkgever.");
    page.sees_not("Selam Tesfay");
    scene.bea.open(&path).sees("Nu niet het goede moment").sees("Eerst de cursus af.").sees("Fatima Arslan");
    scene.fatima.open("/netwerk/voorstellen?lijst=afgerond").sees("Selam Tesfay").sees("Nu niet het goede moment");
    scene.at(MORNING);
    assert!(app.mails_to(SELAM).is_empty() && app.mails_to(BOSS).is_empty());
    // What somebody judged is left alone, until somebody proposes it again.
    scene.bea.changes_candidate(&scene.candidate, &[("uren_max", "30")]);
    app.run_jobs();
    scene.fatima.open("/netwerk/voorstellen").sees_not("Selam Tesfay");
    scene.fatima.open(&path);
    scene.fatima.click("Toch weer voorstellen").has_status(200).sees("Gevonden met");
    scene
        .fatima
        .press("Stel weer voor: Selam Tesfay")
        .has_status(200)
        .sees("Voorgesteld.")
        .sees_not("Eerst de cursus af.");
    scene.approve();
    app.run_jobs();
});

on_both!(what_is_put_off_comes_back_on_its_day, |app| {
    let mut scene = Scene::new(app);
    let path = scene.proposal_path();
    scene.fatima.open(&path);
    scene.fatima.press("Stel uit").has_status(422).has_error("over", "Kies tot wanneer");
    scene
        .fatima
        .press_with("Stel uit", &[("tot", "2026-11-24")])
        .has_status(422)
        .has_error("tot", "Kies een dag na vandaag");
    scene.fatima.press_with("Stel uit", &[("tot", "2026-12-03")]).has_status(200).sees("Uitgesteld.");
    assert_eq!(scene.proposal().status.code(), "postponed");
    scene.at("2026-12-02T09:00:00Z");
    scene.fatima.open(&path).sees("tot 3 december 2026");
    assert_eq!(scene.proposal().status.code(), "postponed", "not a day too early");
    scene.at("2026-12-02T23:30:00Z");
    assert_eq!(scene.proposal().status.code(), "in_review", "half past midnight in the Netherlands");
    scene.fatima.open("/netwerk/voorstellen").sees("Selam Tesfay");
    scene.approve();
    app.run_jobs();
});

on_both!(a_week_is_a_week, |app| {
    let mut scene = Scene::new(app);
    for (weeks, day) in [("1 week", "1 december 2026"), ("2 weken", "8 december 2026"), ("1 maand", "24 december 2026")]
    {
        let path = scene.proposal_path();
        scene.fatima.open(&path);
        let value = scene.fatima.page().choice("over", weeks);
        scene.fatima.press_with("Stel uit", &[("over", &value)]).has_status(200).sees("Uitgesteld.");
        scene.fatima.open(&path).sees(day);
    }
    app.run_jobs();
});

on_both!(what_changed_meanwhile_is_not_approved_unread, |app| {
    let mut scene = Scene::new(app);
    let path = scene.proposal_path();
    scene.fatima.open(&path).sees_not("16 tot 26 uur");
    scene.bea.changes_candidate(&scene.candidate, &[("uren_max", "26")]);
    app.run_jobs();
    let page = scene.fatima.press("Goedkeuren");
    page.has_status(409);
    app.run_jobs();
    assert!(app.mails_to(SELAM).is_empty(), "a conflict is not a silent yes");
    assert!(scene.proposal().status.is_open());
    scene.fatima.open(&path).sees("16 tot 26 uur");
    scene.fatima.press("Goedkeuren").has_status(200).sees("Goedgekeurd.");
    app.run_jobs();
});

on_both!(the_jobs_have_not_been_there_yet_and_it_is_a_conflict_all_the_same, |app| {
    let mut scene = Scene::new(app);
    scene.fatima.open(&scene.proposal_path());
    scene.bea.changes_candidate(&scene.candidate, &[("uren_max", "26")]);
    let answer = scene.fatima.press("Goedkeuren").status();
    let asked = app.look(|conn| baanin::store::consents::of_proposal(conn, scene.proposal().id));
    assert!(answer == 409 || asked.iter().all(|consent| consent.candidate_version > 1), "{answer}: {asked:?}");
    app.run_jobs();
});

on_both!(what_does_not_fit_any_more_lapses_under_the_eyes, |app| {
    let mut scene = Scene::new(app);
    let path = scene.proposal_path();
    scene.fatima.open(&path);
    scene.bea.changes_candidate(&scene.candidate, &[("uren_min", "36"), ("uren_max", "40")]);
    app.run_jobs();
    scene.fatima.press("Goedkeuren").has_status(409);
    scene.fatima.open(&path).sees("Het past niet meer: er is iets veranderd");
    // It fits again: it is proposed again.
    scene.bea.changes_candidate(&scene.candidate, &[("uren_min", "16"), ("uren_max", "28")]);
    app.run_jobs();
    scene.fatima.open("/netwerk/voorstellen").sees("Selam Tesfay");
    app.run_jobs();
});

on_both!(a_text_that_changed_is_read_again, |app| {
    let mut scene = Scene::new(app);
    let path = scene.proposal_path();
    scene.fatima.open(&path);
    let mut boss = app.log_in(&scene.organisation.account);
    boss.open(&format!("/werkgever/aanbod/{}/wijzig", scene.listing));
    boss.press_with("Bekijk en stuur in", &[("uren_max", "30")]).has_status(200);
    boss.press("Stuur in").has_status(200);
    let mut henk = app.log_in(&app.person(Role::Netwerker, "Henk Tweede"));
    henk.open(&format!("/netwerk/aanbod/{}", scene.listing));
    henk.press("Zet online").has_status(200);
    app.run_jobs();
    scene.fatima.press("Goedkeuren").has_status(409);
    scene.fatima.open(&path).sees("24 tot 30 uur");
    scene.fatima.press("Goedkeuren").has_status(200);
    app.run_jobs();
});
