//! An introduction taken back by the municipality: the link is dead, the employer is told, an incident is written down.

use baanin::domain::audit::Deed;
use baanin::domain::introduction::IntroductionStatus;

use super::*;

const OF_SELAM: [&str; 6] = ["Selam", "Tesfay", "98 76 54", "selam@", "hovenier", "heggen knippen"];

on_both!(the_link_is_dead_and_the_employer_is_asked_to_throw_it_away, |app| {
    let mut scene = Scene::new(app);
    let door = scene.introduce();
    let mut boss = app.anonymous();
    boss.open(&door).has_status(200);
    let form = boss.page().form_with("Verstuur uw antwoord");
    scene.fatima.open(&scene.introduction_path());
    scene.fatima.press("Trek in").has_status(422).has_error("waarom", "Kies waarom je de voordracht intrekt.");
    let page = scene.fatima.press_with("Trek in", &[("waarom", "wrong_employer")]);
    page.has_status(200).sees("Het ging naar de verkeerde werkgever").sees("Dit kan een datalek zijn.").sees("72 uur");
    assert_eq!(app.look(|conn| baanin::store::audit::count(conn, Deed::IncidentRecorded)), 1);
    assert!(!page.has_button("Trek in"));
    for path in [door.clone(), format!("/werkgever/voordrachten/{}", scene.introductions()[0].id)] {
        let mut reader = if path == door { app.anonymous() } else { app.log_in(&scene.organisation.account) };
        let page = reader.open(&path);
        page.has_status(410).sees("Deze voordracht is ingetrokken");
        for word in OF_SELAM {
            assert!(!page.answer.body.contains(word), "{word}: {}", page.describe());
        }
    }
    // A page that is still open answers nothing, and shows nothing more.
    let mut late = form;
    late.fill(&[("antwoord", "uitnodigen")]);
    let answer = boss.submit_raw(&late);
    assert_eq!(answer.status, 410, "{}", answer.body);
    assert!(OF_SELAM.iter().all(|word| !answer.body.contains(word)), "{}", answer.body);
    let told = app.newest_mail(BOSS);
    assert!(
        told.text.contains("Wilt u de mail van toen weggooien?") && told.text.contains("24 november 2026"),
        "{}",
        told.text
    );
    for text in [&told.text, &told.html, &told.subject] {
        assert!(OF_SELAM.iter().all(|word| !text.contains(word)), "one more mail to delete: {text}");
    }
    assert!(app.newest_mail(SELAM).text.contains("Dat is nu gestopt."));
    let mut boss = app.log_in(&scene.organisation.account);
    boss.open("/werkgever/voordrachten").has_status(200).sees("Ingetrokken").sees_not("Selam");
    scene.fatima.open(&scene.proposal_path()).sees("De voordracht is ingetrokken");
});

on_both!(before_the_mail_went_out_the_employer_hears_nothing_at_all, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    app.set_clock("2026-11-24T21:00:00Z");
    scene.agree();
    app.run_jobs();
    scene.fatima = app.log_in(&scene.netwerker);
    let path = scene.introduction_path();
    scene.fatima.open(&path).sees("De werkgever heeft nog niets gekregen.");
    scene.fatima.press_with("Trek in", &[("waarom", "wrong_candidate")]).has_status(200).sees("Ingetrokken");
    let door = format!(
        "/voordracht/{}",
        app.app.signer.token(
            baanin::domain::ids::Id::uuid(scene.introductions()[0].id),
            baanin::domain::link::LinkPurpose::Introduction
        )
    );
    for moment in [MORNING, "2026-11-26T06:30:00Z"] {
        scene.at(moment);
        assert!(!scene.employer_heard());
    }
    let page = app.anonymous().open(&door).answer.clone();
    assert!(matches!(page.status, 404 | 410) && !page.body.contains("Selam"), "{}", page.body);
    app.log_in(&scene.organisation.account).open("/werkgever/voordrachten").sees("Nog geen voordrachten");
    assert_eq!(app.look(|conn| baanin::store::audit::count(conn, Deed::IncidentRecorded)), 0, "nobody had it");
});

on_both!(recalled_while_the_mail_waits_the_mail_is_not_sent, |app| {
    let mut scene = Scene::new(app);
    scene.approve();
    scene.agree();
    // The introduction is on its way and its mail lies in the outbox: nobody delivers it yet.
    let id = scene.introductions()[0].id;
    app.act(|tx| baanin::actions::introduction::send(tx, id));
    assert_eq!(scene.introductions()[0].status, IntroductionStatus::Sent);
    scene.fatima.open(&scene.introduction_path());
    scene.fatima.press_with("Trek in", &[("waarom", "too_much_shared")]).has_status(200);
    assert!(!scene.employer_heard(), "neither the introduction nor a word about it: {:#?}", app.mails_to(BOSS));
});

on_both!(what_is_no_breach_is_an_incident_all_the_same, |app| {
    let mut scene = Scene::new(app);
    scene.introduce();
    scene.fatima.open(&scene.introduction_path());
    let page = scene.fatima.press_with("Trek in", &[("waarom", "not_available")]);
    page.has_status(200).sees("De kandidaat is niet meer beschikbaar").sees_not("datalek");
    assert_eq!(app.look(|conn| baanin::store::audit::count(conn, Deed::IncidentRecorded)), 1);
    app.run_jobs();
});

on_both!(the_answer_of_an_employer_who_called_is_noted, |app| {
    let mut scene = Scene::new(app);
    let door = scene.introduce();
    scene.bea.open(&scene.introduction_path());
    scene.bea.press("Noteer het antwoord").has_status(422).has_error("antwoord", "Kies een antwoord.");
    let page = scene.bea.press_with("Noteer het antwoord", &[("antwoord", "past_niet")]);
    page.has_status(422).has_error("reden", "Kies waarom het niet past.");
    let answer = [("antwoord", "past_niet"), ("reden", "hours"), ("tekst", "Liever iemand voor de avond.")];
    scene.bea.press_with("Noteer het antwoord", &answer).has_status(200).sees("Het antwoord is genoteerd.");
    let told = app.newest_mail(SELAM);
    assert!(told.text.contains("De uren of dagen passen niet.") && !told.text.contains("avond"), "{}", told.text);
    app.anonymous().open(&door).has_status(410).sees("Bedankt voor uw antwoord").sees_not("Selam");
});

on_both!(who_decides_later_can_still_invite_and_change_his_mind, |app| {
    let mut scene = Scene::new(app);
    let door = scene.introduce();
    let mut boss = app.anonymous();
    boss.open(&door);
    let page = boss.press_with("Verstuur uw antwoord", &[("antwoord", "later"), ("dag", "24-11-2026")]);
    page.has_status(422).has_error("dag", "Kies een dag binnen 3 maanden");
    boss.press_with("Verstuur uw antwoord", &[("antwoord", "later"), ("dag", "15-12-2026")]).has_status(200);
    let told = app.newest_mail(SELAM);
    assert!(told.text.contains("15 december 2026"), "{}", told.text);
    boss.press_with("Verstuur uw antwoord", &[("antwoord", "uitnodigen"), ("tekst", "Kom maandag.")]).has_status(200);
    assert!(app.newest_mail(SELAM).text.contains("Kom maandag."));
    let answer = [("antwoord", "past_niet"), ("reden", "after_talk"), ("tekst", "Geen klik.")];
    boss.press_with("Verstuur uw antwoord", &answer).has_status(410).sees_not("Selam");
    let told = app.newest_mail(SELAM);
    assert!(
        told.text.contains("Na het gesprek gaat de werkgever niet verder.") && !told.text.contains("klik"),
        "{}",
        told.text
    );
    scene.fatima.open(&scene.introduction_path()).sees("Geen klik.").sees("Past niet");
    app.run_jobs();
});
