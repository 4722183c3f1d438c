//! The whole of it: from a file to a placement that ended, with everybody who looked in the file.

use baanin::mail::Message;

use super::*;
use crate::app::support::Page;

/// What the netwerker must not read of it: neither fact nor limit.
const PRIVATE: [&str; 6] = ["Wajong", "2031", "12 mei 1988", "nachtdienst", "Rustige plek", "statushouder"];

#[track_caller]
fn sees_nothing_private(page: &Page) {
    let body = page.answer.body.to_lowercase();
    for word in PRIVATE {
        assert!(!body.contains(&word.to_lowercase()), "{word} is on {}", page.describe());
    }
}

fn person() -> Pairs {
    let mut pairs = selam();
    pairs.extend([
        ("geboortedatum", "12-05-1988"),
        ("grenzen", "geen_nachtdienst"),
        ("grenzen_anders", "Rustige plek"),
    ]);
    pairs
}

on_both!(from_a_file_to_a_placement_that_ended, |app| {
    let mut scene = Scene::of(app, &person());
    what_the_begeleider_notes_stands_with_who_and_when(&mut scene);
    the_netwerker_judges_by_results(&mut scene);
    the_candidate_reads_and_says_yes(&scene);
    let mail = the_employer_is_told_by_day_what_was_agreed(&scene);
    let door = link_in(&mail, "/voordracht/");
    the_employer_reads_twice_and_invites(&scene, &door);
    a_placement_is_recorded_and_begins(&mut scene);
    app.anonymous().open(&door).has_status(410).sees_not("Selam");
    it_ends_with_a_reason(&mut scene);
    the_person_sees_who_looked(&mut scene);
    app.run_jobs();
});

/// Each fact is yes, no or unknown; what nobody noted is not there.
fn what_the_begeleider_notes_stands_with_who_and_when(scene: &mut Scene<'_>) {
    let (bea, file) = (&mut scene.bea, &scene.candidate);
    bea.notes_facts(file, &[("feit_wajong_ooit", "ja"), ("feit_bijstand", "onbekend"), ("feit_ioaw", "nee")]);
    bea.notes_facts(file, &[("feit_register_datum", "2031-01-02"), ("feit_statushouder", "ja")]);
    let page = bea.open(&file.opened());
    page.sees("Heeft of had Wajong Ja (Bea Begeleider, 24 november 2026)").sees("Ontvangt IOAW Nee (Bea");
    page.sees("Ontvangt algemene bijstand Onbekend (Bea").sees("2 januari 2031").sees_not("Ontvangt IOAZ");
    page.sees("12 mei 1988").sees("Geen nachtdienst").sees("Rustige plek");
    bea.open(&format!("{}/feiten", file.path())).has_status(200);
    assert_eq!(bea.page().value_of("feit_bijstand").as_deref(), Some("onbekend"));
    assert_eq!(bea.page().value_of("feit_ioaz").as_deref(), Some(""), "what nobody noted is not noted");
    scene.app.run_jobs();
}

/// The ranking has proposed the two; the netwerker reads nothing that is private, wherever he looks.
fn the_netwerker_judges_by_results(scene: &mut Scene<'_>) {
    let (fatima, file) = (&mut scene.fatima, &scene.candidate);
    sees_nothing_private(fatima.open("/netwerk").has_status(200).sees("Medewerker groen"));
    fatima.open("/netwerk/voorstellen").has_status(200);
    let page = fatima.click("Selam Tesfay voor Medewerker groen");
    page.has_status(200).sees("Heeft 3 jaar gewerkt als: medewerker groen.").sees("De Groene Kracht");
    page.sees("Past goed").sees("gras maaien");
    sees_nothing_private(page);
    let who_fits = format!("/netwerk/aanbod/{}/kandidaten", scene.listing);
    for path in [file.path(), file.opened(), who_fits, format!("{}/werk", file.path())] {
        sees_nothing_private(fatima.open(&path).has_status(200));
    }
    scene.approve();
}

/// Following the link answers nothing, however often; the button does.
fn the_candidate_reads_and_says_yes(scene: &Scene<'_>) {
    let app = scene.app;
    let asked = app.newest_mail(SELAM);
    assert!(asked.text.contains("Selam") && asked.text.contains("De Groene Kracht"), "{}", asked.text);
    let link = link_in(&asked, "/toestemming/");
    let mut selam = app.anonymous();
    for _ in 0..2 {
        let page = selam.open(&link);
        page.has_status(200).sees("Mogen wij jouw gegevens delen?").sees("06 98 76 54 32").sees("heggen knippen");
        page.sees("1 december 2026");
        sees_nothing_private(page);
    }
    assert!(!scene.employer_heard(), "a scanner that follows the link shares nothing");
    app.set_clock("2026-11-24T21:00:00Z"); // ten in the evening
    selam.open(&link);
    selam.press("Ja, deel dit").has_status(200).sees("Je zei ja").sees("Wij sturen je gegevens naar De Groene Kracht.");
}

fn the_employer_is_told_by_day_what_was_agreed(scene: &Scene<'_>) -> Message {
    let app = scene.app;
    assert!(!scene.employer_heard(), "no mail at night");
    app.set_clock(MORNING);
    let mail = app.newest_mail(BOSS);
    assert!(mail.text.contains("Selam Tesfay") && mail.text.contains("heggen knippen"), "{}", mail.text);
    assert!(mail.text.contains("medewerker groen, 3 jaar") && !mail.text.contains("bij een kwekerij"), "{}", mail.text);
    assert!(!mail.text.contains("selam@example.nl") && !mail.text.contains("98 76 54"), "a mail cannot be taken back");
    for word in PRIVATE {
        assert!(!format!("{} {} {}", mail.subject, mail.text, mail.html).contains(word), "{word}\n{}", mail.text);
    }
    let told = app.newest_mail(SELAM);
    assert!(told.text.contains("voorgesteld bij De Groene Kracht"), "{}", told.text);
    mail
}

fn the_employer_reads_twice_and_invites(scene: &Scene<'_>, door: &str) {
    let app = scene.app;
    let mut boss = app.anonymous();
    for _ in 0..2 {
        let page = boss.open(door);
        page.has_status(200).sees("Maak kennis met Selam Tesfay").sees("06 98 76 54 32").sees("selam@example.nl");
        page.sees("Dalfsen").sees("Gestuurd op 25 november 2026").sees_not("7721").sees_not("bij een kwekerij");
        sees_nothing_private(page);
    }
    assert!(scene.introductions()[0].answered_at.is_none(), "to read is not to answer");
    app.forget_mails();
    boss.press("Verstuur uw antwoord").has_status(422).has_error("antwoord", "Kies een antwoord.");
    let invite = [("antwoord", "uitnodigen"), ("tekst", "Kom je vrijdag om 9.00 uur?\nVraag naar Jan.")];
    boss.press_with("Verstuur uw antwoord", &invite)
        .has_status(200)
        .sees("Uw antwoord is verstuurd.")
        .sees("U nodigt uit");
    let invited = app.newest_mail(SELAM);
    assert!(invited.text.contains("Kom je vrijdag om 9.00 uur?"), "{}", invited.text);
    for colleague in [FATIMA, BEA] {
        let mail = app.newest_mail(colleague);
        assert!(mail.text.contains(&scene.candidate.code) && mail.text.contains("wil kennismaken"), "{}", mail.text);
        assert!(!mail.text.contains("Selam") && !mail.text.contains("Jan"), "staff read it on the page: {}", mail.text);
    }
}

/// With what is counted: the kind, the outflow, since when there is a benefit.
fn a_placement_is_recorded_and_begins(scene: &mut Scene<'_>) {
    scene.fatima = scene.app.log_in(&scene.netwerker);
    let fatima = &mut scene.fatima;
    fatima.open("/netwerk/voordrachten").has_status(200);
    fatima.click("Selam Tesfay").has_status(200).sees("Kom je vrijdag om 9.00 uur?").sees("Werkgever nodigt uit");
    fatima.click("Plaatsing vastleggen").has_status(200).sees("Plaatsing van Selam Tesfay");
    fatima.press("Leg vast").has_status(422).has_error("soort", "Kies").has_error("uitstroom", "Kies");
    let terms = [
        ("soort", "proefplaatsing"),
        ("begint_op", "2026-12-01"),
        ("eindigt_op", "2027-01-31"),
        ("uren", "24"),
        ("uitstroom", "part"),
        ("uitkering_sinds", "2024-03-01"),
    ];
    let page = fatima.press_with("Leg vast", &terms);
    page.has_status(200).sees("De plaatsing is vastgelegd.").sees("Proefplaatsing").sees("Gepland");
    // Of the benefit a netwerker reads nothing back.
    page.sees("De Groene Kracht").sees_not("uit de uitkering").sees_not("1 maart 2024");
    let placement = page.path.clone();
    scene.bea = scene.app.log_in(&scene.begeleider);
    scene.bea.open(&placement).sees("Voor een deel uit de uitkering").sees("1 maart 2024");
    // What for is said by the page that is for it, not by an address that somebody makes.
    let made_up = format!("{}?doel=plaatsing", scene.candidate.path());
    scene.bea.open(&made_up).has_status(200).sees("Waarvoor open je dit dossier?");
    scene.at("2026-12-01T09:00:00Z");
    scene.fatima.open("/netwerk/plaatsingen").has_status(200).sees("Selam Tesfay");
    scene.fatima.click("Selam Tesfay").has_status(200).sees("Loopt");
}

fn it_ends_with_a_reason(scene: &mut Scene<'_>) {
    scene.at("2027-01-15T09:00:00Z");
    scene.fatima.open("/netwerk/plaatsingen");
    scene.fatima.click("Selam Tesfay");
    scene.fatima.press("Leg het einde vast").has_status(422).has_error("einde", "Kies");
    let end = [("einde", "hired"), ("laatste_dag", "2027-01-14")];
    scene.fatima.press_with("Leg het einde vast", &end).has_status(200).sees("In dienst bij dezelfde werkgever");
}

/// In the order in which they did, each with role, day and purpose; never a name of a colleague.
fn the_person_sees_who_looked(scene: &mut Scene<'_>) {
    let page = scene.bea.open(&format!("{}/inzage", scene.candidate.path()));
    page.has_status(200).sees("Wie heeft in je gegevens gekeken?").sees_not("Fatima").sees_not("Bea");
    let mut rows = page.texts("section[aria-labelledby='geopend'] tbody tr");
    rows.reverse();
    let first =
        |text: &str| rows.iter().position(|row| row.contains(text)).unwrap_or_else(|| panic!("{text}: {rows:#?}"));
    let order = [
        first("Begeleider Om je gegevens in te voeren"),
        first("Begeleider Om je te begeleiden"),
        // Openings of one day stand together by role and purpose.
        first("Netwerker Om je te begeleiden"),
        first("Netwerker Om te kijken of werk bij je past"),
        first("Werkgever De werkgever bekeek wat jij hebt goedgekeurd"),
        first("Netwerker Om je werkplek bij te houden"),
        first("Begeleider Om jou je gegevens te laten zien"),
    ];
    assert!(order.is_sorted(), "{order:?}: {rows:#?}");
    let last = rows.last().map_or("", String::as_str);
    assert!(rows[0].contains("24 november 2026") && last.contains("15 januari 2027"), "{rows:#?}");
    let looked: Vec<&String> = rows.iter().filter(|row| row.contains("Werkgever De werkgever bekeek")).collect();
    assert!(looked.len() == 1 && looked[0].contains("4 keer"), "each time the employer looked is counted: {rows:#?}");
    // To stand in a list is not to be looked at: that stands apart.
    let listed = page.texts("section[aria-labelledby='lijst'] tbody tr");
    assert!(listed.iter().any(|row| row.contains("Netwerker Om werk voor je te zoeken")), "{listed:#?}");
}
