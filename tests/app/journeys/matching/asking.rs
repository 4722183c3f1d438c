//! The netwerker asks the begeleider, who answers; the question stays off the mail.

use super::*;

on_both!(a_question_is_answered_and_then_judged, |app| {
    let mut scene = Scene::new(app);
    let path = scene.proposal_path();
    scene.fatima.open(&path);
    scene.fatima.press("Stel de vraag").has_status(422).has_error("vraag", "Schrijf wat je de begeleider wilt vragen.");
    let question = "Kan Selam ook op dinsdag?\nEn met de fiets?";
    scene.fatima.press_with("Stel de vraag", &[("vraag", question)]).has_status(200).sees("Je vraag is gesteld.");
    scene.bea.open("/netwerk").sees("Vragen aan jou").sees("Medewerker groen");
    scene.bea.open("/netwerk/voorstellen").sees("Selam Tesfay");
    scene.at(MORNING);
    let told = app.newest_mail(BEA);
    assert!(told.text.contains(&scene.candidate.code) && !told.text.contains("dinsdag"), "{}", told.text);
    assert!(!told.text.contains("Selam") && !told.subject.contains("Selam"), "{}", told.text);
    scene.bea.open(&path).has_status(200).sees("Kan Selam ook op dinsdag?").sees("Jouw antwoord");
    assert!(!scene.bea.page().has_button("Goedkeuren"), "a begeleider judges only what was handed over");
    scene.bea.press("Geef antwoord").has_status(422).has_error("antwoord", "Schrijf je antwoord.");
    scene
        .bea
        .press_with("Geef antwoord", &[("antwoord", "Ja, na half tien.")])
        .has_status(200)
        .sees("Je antwoord is bewaard.");
    scene.fatima.open(&path).sees("Kan Selam ook op dinsdag?").sees("Ja, na half tien.").sees("Terug op de lijst");
    scene.fatima.press("Goedkeuren").has_status(200);
    let asked = app.newest_mail(SELAM);
    assert!(!asked.text.contains("half tien") && !asked.html.contains("half tien"), "{}", asked.text);
    scene.agree();
    let mail = app.newest_mail(BOSS);
    assert!(!mail.html.contains("half tien") && !mail.html.contains("dinsdag?"), "{}", mail.text);
});

on_both!(who_may_not_judge_cannot_post_either, |app| {
    let mut scene = Scene::new(app);
    let path = scene.proposal_path();
    let version = scene.proposal().version;
    let token = scene.bea.open(&path).value_of("_form").expect("a page has a form");
    for (action, more) in [
        ("goedkeuren", ""),
        ("afwijzen", "&reden=moment"),
        ("uitstellen", "&tot=2026-12-03"),
        ("vragen", "&vraag=Waarom"),
    ] {
        let answer = scene.bea.post(&format!("{path}/{action}"), &format!("_form={token}&versie={version}{more}"));
        assert_eq!(answer.status, 403, "{action}: {}", answer.body);
    }
    // And only a begeleider answers for the candidate.
    let token = scene.fatima.open(&path).value_of("_form").expect("a page has a form");
    let body = format!("_form={token}&versie={version}&antwoord=Ja");
    assert_eq!(scene.fatima.post(&format!("{path}/antwoorden"), &body).status, 403);
    assert_eq!(scene.proposal().version, version, "nothing happened");
    app.run_jobs();
});
