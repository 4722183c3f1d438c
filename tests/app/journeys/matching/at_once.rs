//! Two at the same moment: one of them was first, the other is told, and nothing happens twice.

use std::thread;

use baanin::domain::proposal::ProposalStatus;

use super::*;
use crate::app::support::Answer;

fn statuses(answers: &[Answer]) -> Vec<u16> {
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    statuses
}

fn asked(scene: &Scene<'_>) -> usize {
    scene.app.look(|conn| baanin::store::consents::of_proposal(conn, scene.proposal().id)).len()
}

on_both!(a_double_click_on_approve_asks_once, |app| {
    let mut scene = Scene::new(app);
    scene.fatima.open(&scene.proposal_path());
    let form = scene.fatima.page().form_with("Goedkeuren");
    let answers = scene.fatima.submit_twice(&form);
    assert_eq!(statuses(&answers), [303, 303], "{answers:?}");
    app.run_jobs();
    assert_eq!(asked(&scene), 1);
    assert_eq!(app.mails_to(SELAM).len(), 1);
});

on_both!(two_netwerkers_approve_at_the_same_time, |app| {
    let mut scene = Scene::new(app);
    let mut henk = app.log_in(&app.person(Role::Netwerker, "Henk Tweede"));
    let path = scene.proposal_path();
    let one = scene.fatima.open(&path).form_with("Goedkeuren");
    let other = henk.open(&path).form_with("Goedkeuren");
    let answers = Browser::submit_together([(&mut scene.fatima, &one), (&mut henk, &other)]);
    assert_eq!(statuses(&answers), [303, 409], "{answers:?}");
    // The second sees how it stands now, not that "somebody" was earlier.
    let late = answers.iter().find(|answer| answer.status == 409).expect("one came too late");
    assert!(late.body.contains("Er is niets bewaard.") && late.body.contains("Wacht op Selam"), "{}", late.body);
    app.run_jobs();
    assert_eq!(asked(&scene), 1);
    assert_eq!(app.mails_to(SELAM).len(), 1);
});

on_both!(approved_and_rejected_at_the_same_time, |app| {
    let mut scene = Scene::new(app);
    let mut henk = app.log_in(&app.person(Role::Netwerker, "Henk Tweede"));
    let path = scene.proposal_path();
    let yes = scene.fatima.open(&path).form_with("Goedkeuren");
    let mut no = henk.open(&path).form_with("Wijs af");
    no.fill(&[("reden", "moment"), ("toelichting", "Eerst de cursus af.")]);
    let answers = Browser::submit_together([(&mut scene.fatima, &yes), (&mut henk, &no)]);
    assert_eq!(statuses(&answers), [303, 409], "{answers:?}");
    app.run_jobs();
    match scene.proposal().status {
        ProposalStatus::Approved => {
            assert_eq!((asked(&scene), app.mails_to(SELAM).len()), (1, 1));
            assert!(
                answers[1].body.contains("Eerst de cursus af."),
                "what was typed is shown again: {}",
                answers[1].body
            );
        }
        ProposalStatus::Rejected => assert_eq!((asked(&scene), app.mails_to(SELAM).len()), (0, 0)),
        other => panic!("{other:?}"),
    }
});

on_both!(two_yeses_make_one_introduction, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    // Twice the same page, and the same link on two devices.
    let mut phone = app.anonymous();
    let form = phone.open(&link).form_with("Ja, deel dit");
    let mut laptop = app.anonymous();
    let other = laptop.open(&link).form_with("Ja, deel dit");
    let answers = phone.submit_twice(&form);
    assert_eq!(statuses(&answers), [303, 303], "{answers:?}");
    assert_eq!(laptop.submit_raw(&other).status, 409);
    laptop.open(&link).has_status(200).sees("Je zei ja");
    app.run_jobs();
    assert_eq!(scene.introductions().len(), 1);
    assert_eq!(app.mails_to(BOSS).len(), 1);
});

on_both!(yes_and_no_at_the_same_time_are_one_answer, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    let (mut phone, mut laptop) = (app.anonymous(), app.anonymous());
    let yes = phone.open(&link).form_with("Ja, deel dit");
    let no = laptop.open(&link).form_with("Nee, liever niet");
    let answers = Browser::submit_together([(&mut phone, &yes), (&mut laptop, &no)]);
    assert_eq!(statuses(&answers), [303, 409], "{answers:?}");
    app.run_jobs();
    let agreed = answers[0].status == 303;
    assert_eq!(scene.introductions().len(), usize::from(agreed));
    assert_eq!(app.mails_to(BOSS).len(), usize::from(agreed));
});

on_both!(the_employer_answers_while_it_is_taken_back, |app| {
    let mut scene = Scene::new(app);
    let door = scene.introduce();
    let mut boss = app.anonymous();
    let mut answer = boss.open(&door).form_with("Verstuur uw antwoord");
    answer.fill(&[("antwoord", "uitnodigen"), ("tekst", "Kom maandag.")]);
    let mut recall = scene.fatima.open(&scene.introduction_path()).form_with("Trek in");
    recall.fill(&[("waarom", "wrong_candidate")]);
    let answers = Browser::submit_together([(&mut boss, &answer), (&mut scene.fatima, &recall)]);
    app.run_jobs();
    let recalled = scene.introductions()[0].recalled_at.is_some();
    match (answers[0].status, answers[1].status) {
        (303, 409) => assert!(!recalled),
        (410, 303) => assert!(recalled),
        other => panic!("{other:?}: {answers:?}"),
    }
    let told = app.mails_to(SELAM).iter().any(|mail| mail.text.contains("Kom maandag."));
    assert_eq!(told, !recalled);
});

on_both!(the_jobs_of_two_nodes_send_once, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    scene.agree();
    let other = app.other_node();
    thread::scope(|scope| {
        scope.spawn(|| baanin::jobs::run_due(&other, true).expect("the jobs run"));
        scope.spawn(|| app.run_jobs());
    });
    app.run_jobs();
    assert_eq!(scene.introductions().len(), 1);
    assert_eq!(app.mails_to(BOSS).len(), 1, "{:#?}", app.mails_to(BOSS));
});
