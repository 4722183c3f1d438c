//! Doors that close behind somebody: a corrected address, a contact who left, an organisation that was refused, work that
//! rests, changes or is filled, an employer who never answers.

use baanin::domain::introduction::{IntroductionStatus, RefusalReason};
use baanin::domain::listing::ListingKind;

use super::*;
use crate::app::support::candidates::fitting_work;
use crate::app::support::texts::with;

#[track_caller]
fn on_the_listing(scene: &Scene<'_>, button: &str) {
    let mut boss = scene.app.log_in(&scene.organisation.account);
    boss.open(&format!("/werkgever/aanbod/{}", scene.listing));
    boss.press(button).has_status(200);
    scene.app.run_jobs();
}

on_both!(a_link_that_went_to_a_wrong_address_is_dead_once_that_is_corrected, |app| {
    let mut scene = Scene::of(app, &with(selam(), &[("email", "wie.weet@example.nl")]));
    scene.approve();
    let wrong = link_in(&app.newest_mail("wie.weet@example.nl"), "/toestemming/");
    let mut stranger = app.anonymous();
    let form = stranger.open(&wrong).form_with("Ja, deel dit");
    app.forget_mails();
    scene.bea.changes_candidate(&scene.candidate, &[("email", SELAM)]);
    stranger.open(&wrong).has_status(404).sees_not("Selam");
    assert_eq!(stranger.submit_raw(&form).status, 404, "a stranger does not say yes");
    let right = scene.consent_link();
    assert!(app.mails_to("wie.weet@example.nl").is_empty());
    app.anonymous().open(&right).has_status(200).sees("Mogen wij jouw gegevens delen?");
    // Without an address the begeleider asks.
    scene.bea.changes_candidate(&scene.candidate, &[("email", "")]);
    assert!(app.newest_mail(BEA).text.contains("Deze kandidaat heeft geen e-mailadres."));
    app.anonymous().open(&right).has_status(404);
    scene.bea.open(&scene.proposal_path());
    scene.bea.press_with("Bewaar het antwoord", &[("antwoord", "nee"), ("kanaal", "phone")]).has_status(200);
    app.run_jobs();
});

on_both!(a_contact_person_who_left_opens_nothing_more, |app| {
    let mut scene = Scene::new(app);
    let door = scene.introduce();
    app.anonymous().open(&door).has_status(200);
    let mut admin = app.browser_of(Role::Admin);
    admin.open("/beheer/accounts");
    admin.press_in("Baas van De Groene Kracht", "Blokkeer").has_status(200);
    app.anonymous().open(&door).has_status(404).sees_not("Selam");
    app.run_jobs();
});

on_both!(an_organisation_that_is_refused_loses_what_it_has, |app| {
    let mut scene = Scene::new(app);
    let door = scene.introduce();
    let version =
        app.look(|conn| baanin::store::employers::find(conn, scene.organisation.id)).expect("it is there").version;
    let netwerker = crate::app::support::actor(&scene.netwerker);
    app.act(|tx| baanin::actions::employer::refuse(tx, &netwerker, scene.organisation.id, version, "Bestaat niet."));
    app.anonymous().open(&door).has_status(410).sees_not("Selam");
    assert_eq!(scene.introductions()[0].status, IntroductionStatus::Recalled);
    scene.fatima.open(&scene.introduction_path()).has_status(200);
    app.run_jobs();
});

on_both!(nobody_is_introduced_where_no_address_was_confirmed, |app| {
    let (netwerker, begeleider) = (app.netwerker(), app.person(Role::Begeleider, "Bea Begeleider"));
    let (mut fatima, mut bea) = (app.log_in(&netwerker), app.log_in(&begeleider));
    // An organisation that a netwerker registered; its contact person has never logged in.
    let organisation = app.waiting_employer("De Groene Kracht");
    let version = app.look(|conn| baanin::store::employers::find(conn, organisation.id)).expect("it is there").version;
    app.act(|tx| {
        baanin::actions::employer::verify(tx, &baanin::domain::actor::Actor::System, organisation.id, version)
    });
    let work = app.live(&organisation, ListingKind::Vacature, &fitting_work());
    let file = bea.adds_candidate(&selam());
    app.forget_mails();
    let found = app.look(|conn| proposals::of_pair(conn, file.id, work)).expect("it is proposed");
    fatima.open(&format!("/netwerk/voorstellen/{}", found.id));
    let page = fatima.press("Goedkeuren");
    page.has_status(422).sees("geen contactpersoon die zijn e-mailadres heeft bevestigd");
    app.run_jobs();
    assert!(app.mails_to(SELAM).is_empty(), "nobody is asked for nothing");
    // Once he has logged in, it goes.
    drop(app.log_in(&organisation.account));
    fatima.press("Goedkeuren").has_status(200).sees("Goedgekeurd.");
    assert!(app.newest_mail(SELAM).text.contains("/toestemming/"));
});

on_both!(work_that_rests_keeps_what_was_agreed_waiting, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    app.set_clock("2026-11-24T21:00:00Z");
    scene.agree();
    on_the_listing(&scene, "Pauzeer");
    scene.at(MORNING);
    assert!(!scene.employer_heard(), "work that rests is not introduced to");
    assert_eq!(scene.introductions()[0].status, IntroductionStatus::Ready, "it waits");
    on_the_listing(&scene, "Zet weer online");
    assert!(app.newest_mail(BOSS).text.contains("Selam Tesfay"));
});

on_both!(a_proposal_for_work_that_rests_is_not_lost, |app| {
    let mut scene = Scene::new(app);
    on_the_listing(&scene, "Pauzeer");
    assert!(scene.proposal().status.is_open());
    scene.fatima.open(&scene.proposal_path());
    scene.fatima.press("Goedkeuren").has_status(409);
    on_the_listing(&scene, "Zet weer online");
    scene.approve();
    app.run_jobs();
});

on_both!(work_that_reads_otherwise_since_the_yes_is_asked_about_again, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let first = scene.consent_link();
    app.set_clock("2026-11-24T21:00:00Z");
    scene.agree();
    let mut boss = app.log_in(&scene.organisation.account);
    boss.open(&format!("/werkgever/aanbod/{}/wijzig", scene.listing));
    boss.press_with("Bekijk en stuur in", &[("tekst", "Je werkt vroeg in de morgen.")]).has_status(200);
    boss.press("Stuur in").has_status(200);
    let mut henk = app.log_in(&app.person(Role::Netwerker, "Henk Tweede"));
    henk.open(&format!("/netwerk/aanbod/{}", scene.listing));
    henk.press("Zet online").has_status(200);
    scene.at(MORNING);
    let heard = app.mails_to(BOSS);
    assert!(heard.iter().all(|mail| !mail.text.contains("Selam")), "a yes to other work is no yes: {heard:#?}");
    let again = app.newest_mail(SELAM);
    assert!(again.text.contains("Wij vroegen dit al eerder."), "{}", again.text);
    let mut selam = app.anonymous();
    selam.open(&first).has_status(200).sees("Deze vraag geldt niet meer");
    selam.open(&link_in(&again, "/toestemming/"));
    selam.press("Ja, deel dit").has_status(200);
    assert!(link_in(&app.newest_mail(BOSS), "/voordracht/").len() > 20);
});

on_both!(who_waits_hears_that_the_place_is_taken, |app| {
    let mut scene = Scene::of(app, &selam());
    let other = app.fitting_listing(&scene.organisation);
    let door = scene.introduce();
    let mut boss = app.log_in(&scene.organisation.account);
    boss.open(&format!("/werkgever/aanbod/{}", scene.listing));
    boss.press("Plek vervuld").has_status(200).sees("1 van 2 vervuld");
    app.run_jobs();
    app.anonymous().open(&door).has_status(200);
    boss.press("Plek vervuld").has_status(200);
    let told = app.newest_mail(SELAM);
    assert!(told.text.contains("De plek is al weg."), "{}", told.text);
    app.anonymous().open(&door).has_status(410).sees_not("Selam");
    assert_eq!(scene.introductions()[0].refusal, Some(RefusalReason::Filled));
    assert_ne!(other, scene.listing);
});

on_both!(an_employer_who_never_answers_is_not_thanked_for_it, |app| {
    let mut scene = Scene::new(app);
    let door = scene.introduce();
    app.set_clock("2027-01-23T09:00:00Z");
    app.run_jobs();
    app.anonymous().open(&door).has_status(200);
    app.set_clock("2027-01-24T09:00:00Z");
    app.anonymous().open(&door).has_status(410).sees("Deze link is te oud");
    let told = app.newest_mail(SELAM);
    assert!(told.text.contains("De werkgever heeft niet geantwoord."), "{}", told.text);
    app.anonymous().open(&door).has_status(410).sees("Deze link is te oud").sees_not("Bedankt voor uw antwoord");
    scene.fatima = app.log_in(&scene.netwerker);
    scene.fatima.open(&scene.introduction_path()).sees("Geen antwoord van de werkgever");
    app.run_jobs();
});

on_both!(a_candidate_with_an_account_is_asked_there_too, |app| {
    let mut scene = Scene::of(app, &with(selam(), &[("email", "selamtesfay@example.nl")]));
    let account = app.person(Role::Candidate, "Selam Tesfay");
    let mut selam = app.log_in(&account);
    selam.open("/mijn").has_status(200).sees_not("De Groene Kracht");
    scene.approve();
    selam.open("/mijn").has_status(200).sees("Medewerker groen").sees("De Groene Kracht");
    let link =
        selam.page().links().into_iter().find(|link| link.contains("/toestemming/")).expect("a link to the question");
    selam.open(&link).has_status(200);
    selam.press("Nee, liever niet").has_status(200).sees("Je zei nee");
    selam.open("/mijn").has_status(200).sees_not("De Groene Kracht");
    let mut other = app.log_in(&app.person(Role::Candidate, "Piet Jansen"));
    other.open("/mijn").has_status(200).sees_not("De Groene Kracht");
    app.run_jobs();
});

on_both!(who_has_a_tie_notes_no_answer_of_the_candidate, |app| {
    let mut scene = Scene::without_mail(app);
    scene.approve();
    let mut henk = app.log_in(&app.person(Role::Netwerker, "Henk Tweede"));
    let other = app.employer("Hoveniers Dalfsen");
    let second = app.fitting_listing(&other);
    app.run_jobs();
    let found = app.look(|conn| proposals::of_pair(conn, scene.candidate.id, second)).expect("it is proposed");
    // He says it at another proposal of the same person.
    let form = henk.open(&scene.proposal_path()).form_with("Bewaar het antwoord");
    henk.open(&format!("/netwerk/voorstellen/{}", found.id));
    henk.press_with("Ik beoordeel dit niet", &[("band", "kandidaat")]).has_status(200);
    let mut yes = form;
    yes.fill(&[("antwoord", "ja"), ("kanaal", "phone")]);
    let answer = henk.submit_raw(&yes);
    assert!(matches!(answer.status, 403 | 409), "{}", answer.body);
    app.run_jobs();
    assert!(!scene.employer_heard() && scene.introductions().is_empty());
});

on_both!(a_yes_to_work_that_rests_is_not_refused, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    let link = scene.consent_link();
    on_the_listing(&scene, "Pauzeer");
    let mut selam = app.anonymous();
    selam.open(&link).has_status(200).sees("Mogen wij jouw gegevens delen?");
    selam.press("Ja, deel dit").has_status(200).sees("Je zei ja");
    assert!(!scene.employer_heard(), "it waits until the work is back");
    on_the_listing(&scene, "Zet weer online");
    assert!(app.newest_mail(BOSS).text.contains("Selam Tesfay"));
});

on_both!(who_is_erased_does_not_leave_what_only_a_newer_version_can_read, |app| {
    let mut scene = Scene::new(app);
    scene.introduce();
    app.database.execute("UPDATE introductions SET status = 'from_the_future'");
    let (id, code, bea) = (scene.candidate.id, &scene.candidate.code, crate::app::support::actor(&scene.begeleider));
    let version = app.look(|conn| baanin::store::candidates::find(conn, id)).expect("it is there").version;
    let erased = app.app.write_now(|tx| baanin::actions::candidate::erase(tx, &bea, id, version, code));
    assert!(erased.is_err_and(|error| error.is_about_one_row()), "erased by half");
    // Pages show the rest.
    scene.bea.open(&scene.candidate.opened()).has_status(200).sees("Selam");
    app.release();
});
