//! A candidate without a mail address answers by telephone or at the desk; no and nothing are no.

use super::*;

on_both!(a_yes_by_telephone_is_noted_with_who_heard_it, |app| {
    let mut scene = Scene::without_mail(app);
    scene.approve();
    let told = app.newest_mail(BEA);
    assert!(told.text.contains(&scene.candidate.code) && !told.text.contains("Piet"), "{}", told.text);
    let link = link_in(&told, "/netwerk/voorstellen/");
    scene.bea.open("/netwerk").sees("Toestemming vragen").sees("Medewerker groen");
    let page = scene.bea.open(&link);
    page.has_status(200)
        .sees("Er is geen e-mailadres.")
        .sees("Bel 0529 488 388.")
        .sees("Dit ziet De Groene Kracht bij ja");
    let page = scene.bea.press("Bewaar het antwoord");
    page.has_status(422).has_error("antwoord", "Kies wat de kandidaat heeft gezegd.").has_error("kanaal", "Kies hoe");
    let page = scene.bea.press_with("Bewaar het antwoord", &[("antwoord", "ja"), ("kanaal", "phone")]);
    page.has_status(200).sees("Bewaard. De mail naar de werkgever gaat zo weg.").sees("Piet de Boer zei ja");
    page.sees("Aan de telefoon, 24 november 2026").sees("genoteerd door Bea Begeleider.");
    let mail = app.newest_mail(BOSS);
    assert!(mail.text.contains("Piet de Boer"), "{}", mail.text);
    scene.fatima.open(&scene.introduction_path()).sees("aan de telefoon, genoteerd door Bea Begeleider");
    // Nobody mails somebody without an address.
    assert!(app.mails().iter().all(|mail| !mail.to_address.is_empty() && !mail.to_name.contains("Piet")));
});

on_both!(a_yes_at_the_desk_is_noted_by_the_netwerker, |app| {
    let mut scene = Scene::without_mail(app);
    scene.approve();
    scene.fatima.open("/netwerk").sees("Toestemming vragen");
    scene.fatima.open(&scene.proposal_path());
    scene.fatima.press_with("Bewaar het antwoord", &[("antwoord", "ja"), ("kanaal", "desk")]).has_status(200);
    let page = scene.bea.open(&scene.proposal_path());
    page.sees("Aan de balie of in een gesprek").sees("genoteerd door Fatima Arslan.");
    assert!(scene.employer_heard());
});

on_both!(no_is_enough_and_changes_nothing_else, |app| {
    let mut scene = Scene::without_mail(app);
    scene.approve();
    let before = scene.bea.open(&scene.candidate.opened()).text();
    scene.bea.open(&scene.proposal_path());
    let page = scene.bea.press_with("Bewaar het antwoord", &[("antwoord", "nee"), ("kanaal", "phone")]);
    page.has_status(200).sees("Bewaard. Er gaat niets naar de werkgever.").sees("Nee is genoeg. Vraag niet waarom.");
    scene.at(MORNING);
    app.run_jobs();
    assert!(!scene.employer_heard(), "nothing goes to the employer");
    assert!(scene.introductions().is_empty());
    let decided = app.newest_mail(FATIMA);
    assert!(decided.text.contains(&scene.candidate.code) && decided.text.contains("Nee"), "{}", decided.text);
    // The person looks for work as before, and is not proposed for this work by the machine again.
    scene.bea.open(&scene.candidate.opened()).sees("Zoekt werk");
    assert!(before.contains("Zoekt werk"));
    scene.bea.changes_candidate(&scene.candidate, &[("uren_max", "30")]);
    app.run_jobs();
    scene.fatima.open("/netwerk/voorstellen").sees_not("Piet de Boer");
    scene.fatima.open(&scene.proposal_path()).sees("De kandidaat wil niet voorgesteld worden");
    // Other work is found as before.
    let other = app.employer("Hoveniers Dalfsen");
    let second = app.fitting_listing(&other);
    app.run_jobs();
    let found = app.look(|conn| proposals::of_pair(conn, scene.candidate.id, second));
    assert!(found.is_some_and(|proposal| proposal.status.is_open()), "a no to one is not a no to all");
});

on_both!(no_on_the_screen_is_the_same, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    let mut selam = app.anonymous();
    selam.open(&link);
    selam.press("Nee, liever niet").has_status(200).sees("Je zei nee").sees("Je uitkering verandert niet.");
    selam.open(&link).has_status(200).sees("Je zei nee");
    assert!(!selam.page().has_button("Ja, deel dit"));
    scene.at(MORNING);
    assert!(!scene.employer_heard() && scene.introductions().is_empty());
    scene.fatima.open(&scene.proposal_path()).sees("De kandidaat wil niet voorgesteld worden");
});

on_both!(silence_until_after_the_deadline_is_no, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    // On the last day there is still time.
    app.set_clock("2026-12-01T22:30:00Z");
    app.run_jobs();
    let mut selam = app.anonymous();
    selam.open(&link).sees("Mogen wij jouw gegevens delen?").sees("1 december 2026");
    let form = selam.page().form_with("Ja, deel dit");
    // After it there is none, also before the daily job has been.
    app.set_clock("2026-12-01T23:30:00Z");
    selam.open(&link).has_status(200).sees("Je kunt niet meer kiezen");
    let late = selam.submit_raw(&form);
    assert_eq!(late.status, 409, "{}", late.body);
    app.run_jobs();
    selam.open(&link).has_status(200).sees("Je kunt niet meer kiezen").sees("Wij hebben niets gedeeld.");
    scene.at("2026-12-02T06:30:00Z");
    assert!(!scene.employer_heard() && scene.introductions().is_empty());
    scene.fatima.open(&scene.proposal_path()).sees("De kandidaat heeft niet op tijd geantwoord");
    for colleague in [FATIMA, BEA] {
        let told = app.mails_to(colleague);
        assert!(told.iter().any(|mail| mail.text.contains("Geen antwoord")), "{colleague}: {told:#?}");
    }
});
