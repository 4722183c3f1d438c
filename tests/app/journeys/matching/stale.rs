//! Between yes and the mail something changes: what goes out is what was agreed, or nothing.

use baanin::actions::mail::{HeldMail, decide_held};
use baanin::domain::actor::Actor;

use super::*;
use crate::app::support::Page;

/// Selam said yes at ten in the evening.
fn agreed_in_the_evening(app: &TestApp) -> Scene<'_> {
    let mut scene = Scene::new(app);
    scene.approve();
    app.set_clock("2026-11-24T21:00:00Z");
    scene.agree();
    app.run_jobs();
    assert!(!scene.employer_heard(), "no mail at night");
    scene.bea = app.log_in(&scene.begeleider);
    scene
}

on_both!(a_profile_that_changed_overnight_is_asked_again, |app| {
    let mut scene = agreed_in_the_evening(app);
    let first = scene.consent_link();
    app.set_clock("2026-11-24T22:00:00Z");
    scene.bea.changes_candidate(&scene.candidate, &[("vaardigheden", "gras maaien\nheggen knippen\nbladblazen")]);
    app.run_jobs();
    scene.at(MORNING);
    assert!(!scene.employer_heard(), "what was not agreed to is not sent");
    assert_eq!(scene.introductions()[0].status, baanin::domain::introduction::IntroductionStatus::Stopped);
    // Asked again, with what there is now; the old link says that it is over.
    let again = app.newest_mail(SELAM);
    assert!(again.text.contains("Wij vroegen dit al eerder."), "{}", again.text);
    let second = link_in(&again, "/toestemming/");
    assert_ne!(first, second);
    let mut selam = app.anonymous();
    selam.open(&first).has_status(200).sees("Deze vraag geldt niet meer");
    selam.open(&second).has_status(200).sees("bladblazen");
    // The netwerker is told that it was held.
    scene.at("2026-11-26T06:30:00Z");
    let told = app.mails_to(FATIMA);
    let held = |mail: &baanin::mail::Message| mail.text.contains(&scene.candidate.code);
    assert!(told.iter().any(|mail| held(mail) && mail.text.contains("oordracht")), "{told:#?}");
    scene.fatima.open(&scene.proposal_path()).sees("Wacht op Selam Tesfay").sees("bladblazen");
    selam.open(&second);
    selam.press("Ja, deel dit").has_status(200);
    let mail = app.newest_mail(BOSS);
    assert!(mail.text.contains("bladblazen"), "{}", mail.text);
});

on_both!(what_the_employer_does_not_see_may_change, |app| {
    let mut scene = agreed_in_the_evening(app);
    scene
        .bea
        .changes_candidate(&scene.candidate, &[("grenzen", "geen_nachtdienst"), ("wens_tekst", "Graag met dieren")]);
    scene.bea.notes_facts(&scene.candidate, &[("feit_bijstand", "ja")]);
    app.run_jobs();
    app.set_clock(MORNING);
    let mail = app.newest_mail(BOSS);
    assert!(mail.text.contains("Selam Tesfay") && !mail.text.contains("dieren"), "{}", mail.text);
});

on_both!(who_does_not_fit_any_more_is_not_introduced, |app| {
    let mut scene = agreed_in_the_evening(app);
    scene.bea.changes_candidate(&scene.candidate, &[("grenzen", "niet_buiten")]);
    scene.at(MORNING);
    assert!(!scene.employer_heard());
    scene.fatima.open(&scene.proposal_path()).sees("Het past niet meer: er is iets veranderd");
    let asked_again = app.mails_to(SELAM).iter().filter(|mail| mail.text.contains("/toestemming/")).count();
    assert_eq!(asked_again, 1, "there is nothing to ask");
    app.run_jobs();
});

on_both!(a_listing_withdrawn_between_approval_and_sending_stops_it, |app| {
    let mut scene = agreed_in_the_evening(app);
    let link = scene.consent_link();
    let mut boss = app.log_in(&scene.organisation.account);
    boss.open(&format!("/werkgever/aanbod/{}", scene.listing));
    boss.press("Ja, trek in").has_status(200);
    scene.at(MORNING);
    let heard = app.mails_to(BOSS);
    assert!(heard.iter().all(|mail| !mail.text.contains("Selam")), "{heard:#?}");
    scene.fatima.open(&scene.proposal_path()).sees("De plek is niet meer open");
    app.anonymous().open(&link).has_status(200).sees("Deze vraag geldt niet meer").sees("Wij hebben niets gedeeld.");
    app.run_jobs();
});

on_both!(a_listing_withdrawn_while_the_candidate_thinks_ends_the_question, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    let mut selam = app.anonymous();
    selam.open(&link);
    let form = selam.page().form_with("Ja, deel dit");
    let mut boss = app.log_in(&scene.organisation.account);
    boss.open(&format!("/werkgever/aanbod/{}", scene.listing));
    boss.press("Ja, trek in").has_status(200);
    // Before the jobs were there, and after.
    let answer = selam.submit_raw(&form);
    assert_eq!(answer.status, 409, "{}", Page::new("", answer.clone()).describe());
    app.run_jobs();
    selam.open(&link).has_status(200).sees("Deze vraag geldt niet meer");
    assert!(scene.introductions().is_empty() && app.mails_to(BOSS).iter().all(|mail| !mail.text.contains("Selam")));
    scene.fatima.open(&scene.proposal_path()).sees("De plek is niet meer open");
    app.run_jobs();
});

on_both!(a_listing_withdrawn_after_sending_takes_back_what_the_employer_has, |app| {
    let mut scene = Scene::new(app);
    let door = scene.introduce();
    let mut boss = app.log_in(&scene.organisation.account);
    boss.open(&format!("/werkgever/aanbod/{}", scene.listing));
    boss.press("Ja, trek in").has_status(200);
    let recalled = app.newest_mail(BOSS);
    assert!(
        recalled.text.contains("ingetrokken") || recalled.text.contains("trekken die voordracht in"),
        "{}",
        recalled.text
    );
    app.anonymous().open(&door).has_status(410).sees_not("Selam").sees_not("hovenier");
    scene.fatima.open(&scene.introduction_path()).sees("De plek is ingetrokken");
    app.run_jobs();
});

on_both!(what_is_asked_changes_while_the_candidate_reads, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    let mut selam = app.anonymous();
    selam.open(&link);
    let form = selam.page().form_with("Ja, deel dit");
    scene.bea.changes_candidate(&scene.candidate, &[("vaardigheden", "bladblazen")]);
    let page = selam.submit(&form);
    page.has_status(200).sees("Er is iets veranderd").sees("bladblazen").sees_not("Je zei ja");
    app.run_jobs();
    assert!(!scene.employer_heard(), "a yes to something else is not a yes");
    selam.press("Ja, deel dit").has_status(200).sees("Je zei ja");
    assert!(app.newest_mail(BOSS).text.contains("bladblazen"));
});

on_both!(what_is_asked_changes_while_a_colleague_is_on_the_telephone, |app| {
    let mut scene = Scene::without_mail(app);
    scene.approve();
    let mut form = scene.fatima.open(&scene.proposal_path()).form_with("Bewaar het antwoord");
    form.fill(&[("antwoord", "ja"), ("kanaal", "phone")]);
    scene.bea.changes_candidate(&scene.candidate, &[("vaardigheden", "bladblazen")]);
    let page = scene.fatima.submit(&form);
    page.has_status(200).sees("Er is nog niets bewaard. Lees voor").sees("bladblazen");
    page.sees_not("Bewaard. De mail").sees("Wacht op Piet de Boer");
    app.run_jobs();
    assert!(!scene.employer_heard(), "a yes to something else is not a yes");
    // Who still has the first page hears how it stands now, and that it was not kept.
    let late = scene.bea.submit_raw(&form);
    assert!(matches!(late.status, 400 | 409), "{}", late.status);
    scene
        .fatima
        .press_with("Bewaar het antwoord", &[("antwoord", "ja"), ("kanaal", "phone")])
        .sees("Piet de Boer zei ja");
    app.run_jobs();
});

on_both!(an_employer_whom_nobody_can_reach_any_more_gets_nothing, |app| {
    let mut scene = agreed_in_the_evening(app);
    let mut admin = app.browser_of(Role::Admin);
    admin.open("/beheer/accounts");
    admin.press_in("Baas van De Groene Kracht", "Blokkeer").has_status(200);
    scene.at(MORNING);
    assert!(!scene.employer_heard());
    assert_eq!(scene.introductions()[0].status, baanin::domain::introduction::IntroductionStatus::Stopped);
    app.run_jobs();
});

on_both!(a_backup_that_is_put_back_shows_nobody, |app| {
    let mut scene = agreed_in_the_evening(app);
    let first = scene.consent_link();
    // By day: what is due would go out, were it not for the restore.
    app.set_clock(MORNING);
    assert_eq!(baanin::jobs::happen_until_now(&app.app).expect("it is settled"), 1);
    let municipality = app.app.municipality.id;
    app.act(|tx| baanin::actions::database::put_back(tx, municipality));
    scene.at(MORNING);
    let introduction = &scene.introductions()[0];
    assert_eq!(introduction.status, baanin::domain::introduction::IntroductionStatus::Stopped);
    assert!(introduction.sent_at.is_none() && !scene.employer_heard(), "the employer has nothing to see");
    app.log_in(&scene.organisation.account).open("/werkgever/voordrachten").sees("Nog geen voordrachten");
    scene.fatima.open(&scene.proposal_path()).sees("Wacht op Selam Tesfay");
    // The agreement of before is void, the question is open again, and its mail is held.
    app.anonymous().open(&first).has_status(200).sees("Deze vraag geldt niet meer");
    assert!(link_in(&app.newest_mail(SELAM), "/toestemming/") == first, "nothing goes by itself");
    app.act(|tx| decide_held(tx, &Actor::System, municipality, HeldMail::Send));
    app.run_jobs();
    let mut selam = app.anonymous();
    selam.open(&link_in(&app.newest_mail(SELAM), "/toestemming/")).has_status(200);
    selam.press("Ja, deel dit").has_status(200);
    assert!(scene.employer_heard());
});
