//! The whole of it: from a file to a placement that ended, with everybody who looked in the file.

use super::*;

/// What the netwerker must not read of it: neither fact nor limit.
const PRIVATE: [&str; 6] = ["Wajong", "2031", "12 mei 1988", "nachtdienst", "Rustige plek", "statushouder"];

#[track_caller]
fn sees_nothing_private(page: &crate::app::support::Page) {
    for word in PRIVATE {
        let body = page.answer.body.to_lowercase();
        assert!(!body.contains(&word.to_lowercase()), "{word} is on {}", page.describe());
    }
}

on_both!(from_a_file_to_a_placement_that_ended, |app| {
    let (netwerker, begeleider) = (app.netwerker(), app.person(Role::Begeleider, "Bea Begeleider"));
    let (mut fatima, mut bea) = (app.log_in(&netwerker), app.log_in(&begeleider));
    let organisation = app.employer("De Groene Kracht");

    // 1. A file with what only the begeleider may know: each fact with who saw it and when.
    let mut pairs = selam();
    pairs.extend([
        ("geboortedatum", "12-05-1988"),
        ("grenzen", "geen_nachtdienst"),
        ("grenzen_anders", "Rustige plek"),
    ]);
    let file = bea.adds_candidate(&pairs);
    bea.notes_facts(&file, &[("feit_wajong_ooit", "ja"), ("feit_bijstand", "onbekend"), ("feit_ioaw", "nee")]);
    bea.notes_facts(&file, &[("feit_register_datum", "2031-01-02"), ("feit_statushouder", "ja")]);
    let page = bea.open(&file.opened());
    page.sees("Heeft of had Wajong ja Bea Begeleider, 24 november 2026")
        .sees("Ontvangt algemene bijstand onbekend Bea");
    page.sees("Ontvangt IOAW nee Bea")
        .sees("2 januari 2031")
        .sees("12 mei 1988")
        .sees("Geen nachtdienst")
        .sees("Rustige plek");
    page.sees_not("Ontvangt IOAZ");
    bea.open(&format!("{}/feiten", file.path())).has_status(200);
    assert_eq!(bea.page().value_of("feit_bijstand").as_deref(), Some("onbekend"));
    assert_eq!(bea.page().value_of("feit_ioaz").as_deref(), Some(""), "what nobody noted is not noted");

    // 2. Work that fits goes online: the ranking proposes the two.
    let listing = app.fitting_listing(&organisation);
    app.run_jobs();
    app.forget_mails();
    assert!(app.mails().is_empty());

    // 3. The netwerker judges: results, and nothing that is private.
    fatima.open("/netwerk").has_status(200).sees("Medewerker groen");
    sees_nothing_private(fatima.page());
    fatima.open("/netwerk/voorstellen").has_status(200);
    let page = fatima.click("Selam Tesfay voor Medewerker groen");
    page.has_status(200).sees("Heeft 3 jaar gewerkt als: medewerker groen.").sees("De Groene Kracht");
    page.sees("Past goed").sees("gras maaien");
    sees_nothing_private(page);
    for path in
        [file.path(), file.opened(), format!("/netwerk/aanbod/{listing}/kandidaten"), format!("{}/werk", file.path())]
    {
        sees_nothing_private(fatima.open(&path).has_status(200));
    }
    fatima.open("/netwerk/voorstellen");
    fatima.click("Selam Tesfay voor Medewerker groen");
    fatima.press("Goedkeuren").has_status(200).sees("Goedgekeurd. Wij vragen nu de kandidaat of we mogen delen.");

    // 4. The candidate reads what would be shared. Following the link answers nothing.
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
    app.run_jobs();
    assert!(app.mails_to(BOSS).is_empty(), "a scanner that follows the link shares nothing");
    app.set_clock("2026-11-24T21:00:00Z"); // ten in the evening
    selam.open(&link);
    selam.press("Ja, deel dit").has_status(200).sees("Je zei ja").sees("Wij sturen je gegevens naar De Groene Kracht.");

    // 5. By day the employer is told what was agreed, and nothing else.
    app.run_jobs();
    assert!(app.mails_to(BOSS).is_empty(), "no mail at night");
    app.set_clock(MORNING);
    let mail = app.newest_mail(BOSS);
    assert!(mail.text.contains("Selam Tesfay") && mail.text.contains("heggen knippen"), "{}", mail.text);
    assert!(
        mail.text.contains("medewerker groen (3 jaar)") && !mail.text.contains("bij een kwekerij"),
        "{}",
        mail.text
    );
    assert!(!mail.text.contains("selam@example.nl") && !mail.text.contains("98 76 54"), "a mail cannot be taken back");
    for word in PRIVATE {
        assert!(!format!("{} {} {}", mail.subject, mail.text, mail.html).contains(word), "{word}\n{}", mail.text);
    }
    let told = app.newest_mail(SELAM);
    assert!(told.text.contains("voorgesteld bij De Groene Kracht"), "{}", told.text);

    // 6. The employer reads it, twice, and invites.
    let door = link_in(&mail, "/voordracht/");
    let mut boss = app.anonymous();
    for _ in 0..2 {
        let page = boss.open(&door);
        page.has_status(200).sees("Maak kennis met Selam Tesfay").sees("06 98 76 54 32").sees("selam@example.nl");
        page.sees("Dalfsen").sees("Gestuurd op 25 november 2026").sees_not("7721").sees_not("bij een kwekerij");
        sees_nothing_private(page);
    }
    app.forget_mails();
    boss.press("Verstuur uw antwoord").has_status(422).has_error("antwoord", "Kies een antwoord.");
    let words = "Kom je vrijdag om 9.00 uur?\nVraag naar Jan.";
    boss.press_with("Verstuur uw antwoord", &[("antwoord", "uitnodigen"), ("tekst", words)])
        .has_status(200)
        .sees("Uw antwoord is verstuurd.")
        .sees("U nodigt uit");
    let invited = app.newest_mail(SELAM);
    assert!(invited.text.contains("Kom je vrijdag om 9.00 uur?"), "{}", invited.text);
    for colleague in [FATIMA, BEA] {
        let mail = app.newest_mail(colleague);
        assert!(mail.text.contains(&file.code) && mail.text.contains("wil kennismaken"), "{}", mail.text);
        assert!(!mail.text.contains("Selam") && !mail.text.contains("Jan"), "staff read it on the page: {}", mail.text);
    }

    // 7. A placement, with what is counted.
    let mut fatima = app.log_in(&netwerker);
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
    page.sees("Voor een deel uit de uitkering").sees("1 maart 2024").sees("De Groene Kracht");
    boss.open(&door).has_status(410).sees_not("Selam");
    app.set_clock("2026-12-01T09:00:00Z");
    app.run_jobs();
    let mut fatima = app.log_in(&netwerker);
    fatima.open("/netwerk/plaatsingen").has_status(200).sees("Selam Tesfay");
    fatima.click("Selam Tesfay").has_status(200).sees("Loopt");

    // 8. It ends with a reason.
    app.set_clock("2027-01-15T09:00:00Z");
    app.run_jobs();
    let mut fatima = app.log_in(&netwerker);
    fatima.open("/netwerk/plaatsingen");
    fatima.click("Selam Tesfay");
    fatima.press("Leg het einde vast").has_status(422).has_error("einde", "Kies");
    let end = [("einde", "hired"), ("laatste_dag", "2027-01-14")];
    fatima.press_with("Leg het einde vast", &end).has_status(200).sees("In dienst bij dezelfde werkgever");

    // Everybody who looked, in the order in which they did, and why.
    let mut bea = app.log_in(&begeleider);
    let page = bea.open(&format!("{}/inzage", file.path()));
    page.has_status(200).sees("Wie heeft in je gegevens gekeken?").sees_not("Fatima").sees_not("Bea");
    let mut rows = page.texts("section[aria-labelledby='geopend'] tbody tr");
    rows.reverse();
    let after =
        |text: &str| rows.iter().position(|row| row.contains(text)).unwrap_or_else(|| panic!("{text}: {rows:#?}"));
    let order = [
        after("Begeleider Om je gegevens in te voeren"),
        after("Begeleider Om je te begeleiden"),
        after("Netwerker Om te kijken of werk bij je past"),
        after("Netwerker Om je te begeleiden"),
        after("Werkgever De werkgever bekeek wat jij hebt goedgekeurd"),
        after("Netwerker Om je werkplek bij te houden"),
        after("Begeleider Om jou je gegevens te laten zien"),
    ];
    assert!(order.is_sorted(), "{order:?}: {rows:#?}");
    assert!(
        rows[0].contains("24 november 2026") && rows.last().is_some_and(|row| row.contains("15 januari 2027")),
        "{rows:#?}"
    );
    let looked: Vec<&String> = rows.iter().filter(|row| row.contains("Werkgever De werkgever bekeek")).collect();
    assert!(looked.len() > 1 || looked[0].contains("keer"), "each time the employer looked is counted: {rows:#?}");
    // To stand in a list is not to be looked at: that stands apart.
    let listed = page.texts("section[aria-labelledby='lijst'] tbody tr");
    assert!(listed.iter().any(|row| row.contains("Netwerker Om werk voor je te zoeken")), "{listed:#?}");
    app.run_jobs();
});
