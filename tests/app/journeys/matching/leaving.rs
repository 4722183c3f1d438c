//! A begeleider leaves: the candidates are the team's, and nobody waits for a mail that nobody reads.

use super::*;

#[track_caller]
fn blocks(app: &TestApp, name: &str) {
    let mut admin = app.browser_of(Role::Admin);
    admin.open("/beheer/accounts");
    admin.press_in(name, "Blokkeer").has_status(200).sees("Het account is geblokkeerd.");
}

on_both!(the_team_is_asked_and_a_colleague_takes_over, |app| {
    let mut scene = Scene::without_mail(app);
    let ilse = app.person(Role::Begeleider, "Ilse Bakker");
    let mut ilses = app.log_in(&ilse);
    blocks(app, "Bea Begeleider");
    app.forget_mails();
    assert_eq!(scene.bea.get("/netwerk/kandidaten").status, 303, "her session ended");
    // The caseload says it.
    ilses.open("/netwerk/kandidaten?wie=team").has_status(200).sees("Piet de Boer");
    let page = ilses.open(&scene.candidate.path());
    page.has_status(200).sees("Waarvoor open je dit dossier?").sees_not("0529");
    ilses.click("Ik vervang een collega").has_status(200).sees("Bea Begeleider werkt hier niet meer.");
    // What she would have been asked goes to the team, and any of them answers.
    let path = scene.proposal_path();
    scene.fatima.open(&path);
    scene.fatima.press_with("Stel de vraag", &[("vraag", "Kan Piet ook op dinsdag?")]).has_status(200);
    scene.app.set_clock(MORNING);
    let told = app.newest_mail("ilsebakker@example.nl");
    assert!(told.text.contains(&scene.candidate.code), "{}", told.text);
    assert!(app.mails_to(BEA).is_empty(), "nobody reads that");
    let mut ilses = app.log_in(&ilse);
    ilses.open(&path).sees("Kan Piet ook op dinsdag?");
    ilses.press_with("Geef antwoord", &[("antwoord", "Ja.")]).has_status(200);
    scene.fatima = app.log_in(&scene.netwerker);
    scene.fatima.open(&path);
    scene.fatima.press("Goedkeuren").has_status(200);
    let told = app.newest_mail("ilsebakker@example.nl");
    assert!(told.text.contains("Deze kandidaat heeft geen e-mailadres."), "{}", told.text);
    ilses.open("/netwerk").has_status(200);
    ilses.open(&scene.candidate.path());
    ilses.click("Ik vervang een collega");
    ilses.press("Neem over").has_status(200).sees("Jij begeleidt deze persoon nu.").sees("Jij begeleidt Piet de Boer.");
    ilses.open("/netwerk/kandidaten").sees("Piet de Boer");
    ilses.open("/netwerk").sees("Toestemming vragen").sees("Medewerker groen");
    app.run_jobs();
});

on_both!(what_waits_for_somebody_who_left_is_on_the_lists_of_the_others, |app| {
    let mut scene = Scene::without_mail(app);
    let ilse = app.person(Role::Begeleider, "Ilse Bakker");
    let mut ilses = app.log_in(&ilse);
    let path = scene.proposal_path();
    scene.fatima.open(&path);
    scene.fatima.press_with("Stel de vraag", &[("vraag", "Kan Piet ook op dinsdag?")]).has_status(200);
    ilses.open("/netwerk").sees_not("Medewerker groen");
    blocks(app, "Bea Begeleider");
    ilses.open("/netwerk").sees("Vragen aan jou").sees("Medewerker groen");
    ilses.open("/netwerk/voorstellen").sees("Piet de Boer");
    ilses.open(&path);
    ilses.press_with("Geef antwoord", &[("antwoord", "Ja.")]).has_status(200);
    app.run_jobs();
});

on_both!(without_a_team_the_netwerker_is_told, |app| {
    let mut scene = Scene::without_mail(app);
    blocks(app, "Bea Begeleider");
    app.forget_mails();
    scene.approve();
    let told = app.newest_mail(FATIMA);
    assert!(told.text.contains("Deze kandidaat heeft geen e-mailadres."), "{}", told.text);
    scene.fatima.open("/netwerk").sees("Toestemming vragen").sees("Medewerker groen");
    app.run_jobs();
});

on_both!(a_substitute_who_left_judges_no_more, |app| {
    let mut scene = Scene::new(app);
    let henk = app.person(Role::Netwerker, "Henk Tweede");
    scene.fatima.open("/instellingen");
    let id = henk.id.to_string();
    scene.fatima.press_with("Bewaar vervanger", &[("vervanger", &id)]).has_status(200);
    scene.fatima.open(&scene.proposal_path());
    scene.fatima.press_with("Draag over", &[("band", "kandidaat")]).has_status(200);
    assert_eq!(scene.proposal().reviewer, Some(henk.id));
    blocks(app, "Henk Tweede");
    app.run_jobs();
    assert_eq!(scene.proposal().reviewer, None, "it waits for the other netwerkers");
    scene.fatima.open(&scene.proposal_path()).sees("Er is nog geen vervanger.");
    let mut joke = app.log_in(&app.person(Role::Netwerker, "Joke Derde"));
    joke.open("/netwerk/voorstellen").sees("Selam Tesfay");
    joke.open(&scene.proposal_path());
    joke.press("Goedkeuren").has_status(200);
    app.run_jobs();
});
