//! A reviewer with a personal interest judges nothing that it concerns: the named substitute does.

use super::*;

#[track_caller]
fn names_a_substitute(browser: &mut Browser, account: &Account) {
    browser.open("/instellingen").has_status(200);
    let id = account.id.to_string();
    browser.press_with("Bewaar vervanger", &[("vervanger", &id)]).has_status(200).sees("Je vervanger is bewaard.");
}

on_both!(the_substitute_judges_and_the_tied_reviewer_sees_no_profile, |app| {
    let mut scene = Scene::new(app);
    let henk = app.person(Role::Netwerker, "Henk Tweede");
    let mut henks = app.log_in(&henk);
    names_a_substitute(&mut scene.fatima, &henk);
    let path = scene.proposal_path();
    scene.fatima.open(&path).sees("hovenier").sees("Dan beoordeelt Henk Tweede dit voorstel.");
    let form = scene.fatima.page().form_with("Goedkeuren");
    let page = scene.fatima.press_with("Draag over", &[("band", "kandidaat")]);
    page.has_status(200).sees("Bewaard. Jij beoordeelt dit voorstel niet.").sees_not("Selam Tesfay");

    // Blocked, with who judges instead, and nothing of the person but the name.
    let page = scene.fatima.open(&path);
    page.has_status(200).sees("Henk Tweede").sees_not("hovenier").sees_not("Kan werken op").sees_not("16 tot 28 uur");
    assert!(!page.has_button("Goedkeuren") && !page.has_button("Wijs af"));
    // A page that was open still shows why it does not go.
    let answer = scene.fatima.submit_raw(&form);
    assert_eq!(answer.status, 403, "{}", answer.body);
    assert!(answer.body.contains("Henk Tweede") && !answer.body.contains("hovenier"), "{}", answer.body);
    assert!(scene.proposal().status.is_open());

    scene.at(MORNING);
    let mut henks = {
        henks.open("/");
        app.log_in(&henk)
    };
    let told = app.newest_mail("henktweede@example.nl");
    assert!(told.text.contains("1 voorstel wacht"), "{}", told.text);
    henks.open("/netwerk/voorstellen").sees("Selam Tesfay");
    henks.click("Selam Tesfay voor Medewerker groen").sees("hovenier");
    henks.press("Goedkeuren").has_status(200).sees("Goedgekeurd.");
    scene.agree();
    assert!(app.newest_mail(BOSS).text.contains("Henk Tweede"), "the employer asks who judged");

    // The settings name the tie; taken back, the person is judged as any other.
    scene.fatima.open("/instellingen").sees("Selam Tesfay");
    let other = app.employer("Hoveniers Dalfsen");
    let second = app.fitting_listing(&other);
    app.run_jobs();
    let found = app.look(|conn| proposals::of_pair(conn, scene.candidate.id, second)).expect("it is proposed");
    scene.fatima.open(&format!("/netwerk/voorstellen/{}", found.id)).sees_not("hovenier");
    scene.fatima.open("/instellingen");
    scene.fatima.press_in("Selam Tesfay", "Haal weg").has_status(200).sees("De band is weggehaald.");
    scene.fatima.open(&format!("/netwerk/voorstellen/{}", found.id)).sees("hovenier");
    app.run_jobs();
});

on_both!(a_tie_to_the_employer_counts_for_everybody_he_is_offered, |app| {
    let mut scene = Scene::new(app);
    let henk = app.person(Role::Netwerker, "Henk Tweede");
    names_a_substitute(&mut scene.fatima, &henk);
    let anna =
        scene.bea.adds_candidate(&crate::app::support::texts::with(selam(), &[("naam", "Anna Smit"), ("email", "")]));
    app.run_jobs();
    scene.fatima.open(&scene.proposal_path());
    scene.fatima.press_with("Draag over", &[("band", "werkgever")]).has_status(200);
    scene.fatima.open("/netwerk/voorstellen").sees_not("Selam Tesfay").sees_not("Anna Smit");
    let found = app.look(|conn| proposals::of_pair(conn, anna.id, scene.listing)).expect("it is proposed");
    assert_eq!(found.reviewer, Some(henk.id));
    scene.fatima.open(&format!("/netwerk/voorstellen/{}", found.id)).sees("Henk Tweede").sees_not("hovenier");
    app.run_jobs();
});

on_both!(a_tie_that_comes_later_closes_what_was_approved, |app| {
    let mut scene = Scene::without_mail(app);
    let henk = app.person(Role::Netwerker, "Henk Tweede");
    names_a_substitute(&mut scene.fatima, &henk);
    scene.approve();
    let first = scene.proposal_path();
    scene.fatima.open(&first).sees("Dit ziet De Groene Kracht bij ja");
    let form = {
        let mut form = scene.fatima.page().form_with("Bewaar het antwoord");
        form.fill(&[("antwoord", "ja"), ("kanaal", "phone")]);
        form
    };
    let other = app.employer("Hoveniers Dalfsen");
    let second = app.fitting_listing(&other);
    app.run_jobs();
    let found = app.look(|conn| proposals::of_pair(conn, scene.candidate.id, second)).expect("it is proposed");
    scene.fatima.open(&format!("/netwerk/voorstellen/{}", found.id));
    scene.fatima.press_with("Draag over", &[("band", "kandidaat")]).has_status(200);
    let page = scene.fatima.open(&first);
    page.has_status(200)
        .sees("Jij beoordeelt dit niet")
        .sees_not("Dit ziet")
        .sees_not("hovenier")
        .sees_not("0529 488 388");
    assert!(!page.has_button("Bewaar het antwoord"));
    let answer = scene.fatima.submit_raw(&form);
    assert_eq!(answer.status, 403, "{}", answer.body);
    assert!(!scene.employer_heard());
});

on_both!(without_a_substitute_it_says_so, |app| {
    let mut scene = Scene::new(app);
    let path = scene.proposal_path();
    scene.fatima.open(&path).sees("Je hebt nog geen vervanger.");
    let page = scene.fatima.press_with("Ik beoordeel dit niet", &[("band", "kandidaat")]);
    page.has_status(200).sees_not("hovenier");
    assert!(!page.has_button("Goedkeuren"));
    page.sees("Er is nog geen vervanger.").sees("Daarom ligt dit voorstel stil.");
    // A begeleider can be the substitute: then only that one judges, and the others do not.
    let ilse = app.person(Role::Begeleider, "Ilse Bakker");
    names_a_substitute(&mut scene.fatima, &ilse);
    let mut ilses = app.log_in(&ilse);
    assert_eq!(scene.proposal().reviewer, Some(ilse.id));
    ilses.open("/netwerk/voorstellen").sees("Selam Tesfay");
    scene.bea.open(&path);
    assert!(!scene.bea.page().has_button("Goedkeuren"));
    ilses.open(&path);
    ilses.press("Goedkeuren").has_status(200);
    app.run_jobs();
});

on_both!(nobody_is_a_substitute_of_himself_or_without_the_right, |app| {
    let mut scene = Scene::new(app);
    let policy = app.person(Role::Policy, "Petra Beleid");
    let token = scene.fatima.open("/instellingen").value_of("_form").expect("a form");
    for id in [scene.netwerker.id, policy.id, scene.organisation.account.id] {
        let answer = scene.fatima.post("/instellingen/vervanger", &format!("_form={token}&vervanger={id}"));
        assert!(matches!(answer.status, 409 | 422), "{id}: {}", answer.status);
    }
    app.run_jobs();
});
