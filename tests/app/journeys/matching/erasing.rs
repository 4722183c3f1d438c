//! A person is erased: what is open ends, who has something is told, and no word of the person is left in the database.

use super::*;
use crate::app::support::texts::with;

/// Words that only this person has.
fn marked() -> Pairs {
    with(
        selam(),
        &[
            ("naam", "Zoraya Kanariepiet"),
            ("email", "zoraya.kanariepiet@example.nl"),
            ("telefoon", "06 40 50 60 71"),
            ("postcode", "7721 ZK"),
            ("ervaring", "medewerker groen; 3 jaar; kanarieverleden"),
            ("vaardigheden", "gras maaien\nkanariefluiten"),
            ("talen", "Kanariaans"),
            ("wens_tekst", "Kanariewens"),
            ("geboortedatum", "17-03-1983"),
            ("grenzen", "geen_nachtdienst"),
            ("grenzen_anders", "Kanariegrens"),
        ],
    )
}

const MARKS: [&str; 8] =
    ["kanarie", "kanariaans", "zoraya", "40506071", "7721ZK", "1983-03-17", "geen_nachtdienst", "wajong_ooit"];
const MAIL: &str = "zoraya.kanariepiet@example.nl";

fn scene(app: &TestApp) -> Scene<'_> {
    let mut scene = Scene::of(app, &marked());
    scene.bea.notes_facts(&scene.candidate, &[("feit_wajong_ooit", "ja")]);
    app.run_jobs();
    // Colleagues wrote about the person too.
    let path = scene.proposal_path();
    scene.fatima.open(&path);
    scene.fatima.press_with("Stel de vraag", &[("vraag", "Kanarievraag")]).has_status(200);
    scene.bea.open(&path);
    scene.bea.press_with("Geef antwoord", &[("antwoord", "Kanarieantwoord")]).has_status(200);
    scene
}

#[track_caller]
fn erase(scene: &mut Scene<'_>) {
    let path = format!("{}/wissen", scene.candidate.path());
    scene.bea.open(&scene.candidate.opened());
    scene.bea.click("Wis alle gegevens").has_status(200).sees("Je kunt dit niet terugdraaien.");
    let page = scene.bea.press_with("Wis alle gegevens", &[("code", "AAAAAA")]);
    page.has_status(422).has_error("code", "Dit is niet de code van deze kandidaat.");
    let code = scene.candidate.code.to_lowercase();
    scene
        .bea
        .press_with("Wis alle gegevens", &[("code", &code)])
        .has_status(200)
        .sees("Alle gegevens van deze persoon zijn gewist.");
    scene.bea.open(&path).has_status(404);
    scene.bea.open(&scene.candidate.opened()).has_status(404);
    scene.app.run_jobs();
}

#[track_caller]
fn nothing_is_left(scene: &Scene<'_>) {
    let found = scene.app.database.columns_with(&MARKS);
    assert!(found.is_empty(), "left behind: {found:?}");
    assert!(scene.app.app.pool.read(|pool| pool.person(scene.candidate.id).is_none()), "it is not ranked any more");
}

on_both!(the_scan_finds_what_is_there, |app| {
    let scene = scene(app);
    let found = app.database.columns_with(&MARKS);
    for column in [
        "candidates.name",
        "candidates.profile",
        "candidates.private",
        "candidates.email",
        "candidates.phone",
        "proposals.question",
        "proposals.answer",
    ] {
        assert!(found.iter().any(|each| each.starts_with(column)), "{column}: {found:?}");
    }
    app.run_jobs();
    drop(scene);
});

on_both!(with_open_proposals_and_a_question_that_waits, |app| {
    let mut scene = scene(app);
    let other = app.employer("Hoveniers Dalfsen");
    let second = app.fitting_listing(&other);
    app.run_jobs();
    scene.fatima.open(&scene.proposal_path());
    scene.fatima.press("Goedkeuren").has_status(200);
    let link = link_in(&app.newest_mail(MAIL), "/toestemming/");
    app.forget_mails();
    erase(&mut scene);
    nothing_is_left(&scene);
    let page = app.anonymous().open(&link).answer.clone();
    assert!(!page.body.contains("Zoraya") && !page.body.contains("anarie"), "{}", page.body);
    for path in [
        scene.proposal_path(),
        format!(
            "/netwerk/voorstellen/{}",
            app.look(|conn| proposals::of_pair(conn, scene.candidate.id, second)).expect("it was proposed").id
        ),
    ] {
        scene
            .fatima
            .open(&path)
            .has_status(200)
            .sees("De gegevens van de kandidaat zijn gewist")
            .sees("Gewiste kandidaat");
    }
    scene.at(MORNING);
    assert!(
        app.mails_to(MAIL).is_empty() && !scene.employer_heard(),
        "nobody outside is told of somebody he never met"
    );
    app.run_jobs();
    nothing_is_left(&scene);
});

on_both!(with_an_introduction_that_the_employer_has, |app| {
    let mut scene = scene(app);
    scene.fatima.open(&scene.proposal_path());
    scene.fatima.press("Goedkeuren").has_status(200);
    let link = link_in(&app.newest_mail(MAIL), "/toestemming/");
    let mut zoraya = app.anonymous();
    zoraya.open(&link);
    zoraya.press("Ja, deel dit").has_status(200);
    let door = scene.introduction_link();
    let mut boss = app.anonymous();
    boss.open(&door).has_status(200);
    boss.press_with("Verstuur uw antwoord", &[("antwoord", "uitnodigen"), ("tekst", "Kanarie, kom maandag")])
        .has_status(200);
    app.forget_mails();
    scene
        .bea
        .open(&format!("{}/wissen", scene.candidate.path()))
        .sees("De voordracht bij De Groene Kracht wordt ingetrokken.");
    erase(&mut scene);
    nothing_is_left(&scene);
    let told = app.newest_mail(BOSS);
    assert!(told.text.contains("Wij trekken die voordracht in.") && !told.html.contains("Zoraya"), "{}", told.text);
    assert!(app.mails_to(MAIL).is_empty(), "there is no address any more");
    boss.open(&door).has_status(410).sees_not("Zoraya");
    zoraya.open(&link);
    assert!(!zoraya.page().answer.body.contains("Zoraya"), "{}", zoraya.page().describe());
    // What is left for the figures has no name, on any list.
    let introduction = scene.introduction_path();
    for path in
        ["/netwerk/voordrachten", "/netwerk/voorstellen?lijst=afgerond", "/netwerk/kandidaten?wie=team", &introduction]
    {
        let page = scene.fatima.open(path);
        page.has_status(200).sees_not("Zoraya");
        let nameless: Vec<_> =
            page.texts("main a").into_iter().filter(|words| words.is_empty() || words.starts_with("voor ")).collect();
        assert!(nameless.is_empty(), "{path}: a link without a name {nameless:?}\n{}", page.describe());
    }
    app.run_jobs();
});

on_both!(with_a_placement_that_is_counted, |app| {
    let mut scene = scene(app);
    scene.bea.open(&scene.candidate.opened());
    scene.bea.click("Plaatsing vastleggen").has_status(200);
    let terms = [
        ("soort", "dienstverband_parttime"),
        ("werkgever", "De Linde"),
        ("begint_op", "2026-11-02"),
        ("uitstroom", "whole"),
    ];
    scene.bea.press_with("Leg vast", &terms).has_status(200).sees("Loopt");
    scene
        .bea
        .open(&format!("{}/wissen", scene.candidate.path()))
        .sees("1 plaatsing telt nog mee in de cijfers, zonder naam.");
    erase(&mut scene);
    nothing_is_left(&scene);
    scene.fatima.open("/netwerk/plaatsingen").sees("Gewiste kandidaat").sees("De Linde");
    scene.fatima.click("Gewiste kandidaat").has_status(200).sees_not("Zoraya");
    app.run_jobs();
});

on_both!(somebody_else_saved_meanwhile, |app| {
    let mut scene = scene(app);
    scene.bea.open(&format!("{}/wissen", scene.candidate.path()));
    let form = {
        let mut form = scene.bea.page().form_with("Wis alle gegevens");
        form.fill(&[("code", &scene.candidate.code)]);
        form
    };
    let mut other = app.log_in(&app.person(Role::Begeleider, "Ilse Bakker"));
    other.changes_candidate(&scene.candidate, &[("uren_max", "30")]);
    assert_eq!(scene.bea.submit_raw(&form).status, 409, "what was not seen is not erased");
    scene.bea.open(&scene.candidate.opened()).has_status(200).sees("Zoraya");
    app.run_jobs();
});
