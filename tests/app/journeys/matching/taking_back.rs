//! A candidate takes a yes back: as easy as to give it, at any time.

use super::*;

on_both!(a_yes_is_taken_back_by_the_same_link, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    scene.agree();
    let door = scene.introduction_link();
    app.anonymous().open(&door).has_status(200);
    let mut selam = app.anonymous();
    selam.open(&link).has_status(200).sees("De Groene Kracht heeft je gegevens gekregen.");
    selam.press("Ik wil het toch niet").has_status(200).sees("Je ja is teruggenomen");
    selam.page().sees("De werkgever kan je gegevens niet meer openen.");
    app.anonymous().open(&door).has_status(410).sees_not("Selam");
    let told = app.newest_mail(BOSS);
    assert!(told.text.contains("Wij trekken die voordracht in.") && !told.text.contains("Selam"), "{}", told.text);
    scene.fatima.open(&scene.introduction_path()).sees("De kandidaat trekt de toestemming in").sees_not("datalek");
    app.run_jobs();
});

on_both!(a_yes_is_taken_back_before_anything_went_out, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    app.set_clock("2026-11-24T21:00:00Z");
    scene.agree();
    app.run_jobs();
    let mut selam = app.anonymous();
    selam.open(&link);
    selam.press("Ik wil het toch niet").has_status(200).sees("Wij hebben niets gedeeld.");
    scene.at(MORNING);
    assert!(!scene.employer_heard());
});

on_both!(a_yes_is_taken_back_after_a_no_of_the_employer, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    scene.agree();
    let mut boss = app.anonymous();
    boss.open(&scene.introduction_link());
    boss.press_with("Verstuur uw antwoord", &[("antwoord", "past_niet"), ("reden", "filled")]).has_status(410);
    let mut selam = app.anonymous();
    selam.open(&link).has_status(200);
    selam.press("Ik wil het toch niet").has_status(200).sees("Je ja is teruggenomen");
    scene.fatima.open("/netwerk/voorstellen?lijst=afgerond").sees("Selam Tesfay");
    app.run_jobs();
});

on_both!(whoever_has_no_link_has_nothing, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    scene.agree();
    let door = scene.introduction_link();
    // A link of one purpose opens nothing of another, and a changed one nothing at all.
    let token = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let changed = |path: &str| path.chars().rev().collect::<String>();
    for path in [
        format!("/voordracht/{}", token(&link)),
        format!("/toestemming/{}", token(&door)),
        format!("/voordracht/{}", changed(&token(&door))),
        format!("/toestemming/{}", changed(&token(&link))),
        "/voordracht/AAAA".to_owned(),
        "/toestemming/".to_owned(),
    ] {
        app.anonymous().open(&path).has_status(404).sees_not("Selam").sees_not("Medewerker groen");
    }
    // After sixty days the link of the mail works no longer.
    app.set_clock("2027-01-24T09:00:00Z");
    app.anonymous().open(&door).has_status(410).sees("Deze link is te oud").sees_not("Selam");
    app.run_jobs();
});
