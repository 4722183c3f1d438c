//! A listing, its text and its organisation for the samples of public pages.
//! Never used for a page that a visitor sees.

use crate::domain::employer::{Employer, EmployerProfile, Verification};
use crate::domain::form::Fields;
use crate::domain::listing::{Listing, ListingContent, ListingKind, Status};
use crate::domain::text::{KvkNumber, Postcode, Title};
use crate::views::sample::{at, day, id};

/// A full text of a vacancy, read like the form reads it.
pub(crate) fn content() -> ListingContent {
    let kind = ListingKind::Vacature;
    ListingContent::parse(&fields(), kind).unwrap_or_else(|_| ListingContent::titled(Title::placeholder(), kind))
}

fn fields() -> Fields {
    Fields::from_iter([
        ("titel", "Medewerker groen en tuin"),
        (
            "tekst",
            "Je werkt buiten, in parken en tuinen. Je werkt in een team van 4 mensen. Een voorman legt alles uit.\n\n\
             ## Ons team\n\nWij beginnen om 7.30 uur met koffie. Daarna gaan we samen met de bus op pad.\n\n\
             - Je krijgt werkkleding en goede schoenen.\n- Je kunt een vakdiploma halen. Wij betalen dat.",
        ),
        ("taken", "Je maait gras en knipt heggen.\nJe haalt onkruid weg.\nJe plant nieuwe planten en bomen."),
        ("branche", "groen"),
        ("plaats", "Lemelerveld"),
        ("postcode", "8151 AB"),
        ("uren_min", "24"),
        ("uren_max", "32"),
        ("dagen", "ma"),
        ("dagen", "di"),
        ("dagen", "wo"),
        ("dagen", "do"),
        ("loon_min", "15,20"),
        ("loon_max", "16,10"),
        ("loon_per", "HOUR"),
        ("contract", "tijdelijk"),
        ("contract_maanden", "12"),
        ("opleiding", "none"),
        ("taal", "A1"),
        ("vaardigheden", "Je vindt het fijn om buiten te werken. Ook als het regent."),
        ("belasting", "tillen_15kg"),
        ("jobcoach", "yes"),
        ("proef_eerst", "talk"),
        ("maatje", "ja"),
        ("begeleiding_uren", "4"),
        ("plekken", "2"),
        ("sluit_op", "2026-12-31"),
        ("reactie", "via_municipality"),
    ])
}

/// Its head.
pub(crate) fn listing() -> Listing {
    Listing {
        id: id(0x0190_a6c2_7f00_7000_8000_0000_0000_0001),
        municipality: id(1),
        employer: id(2),
        code: "H4KM7".to_owned(),
        kind: ListingKind::Vacature,
        status: Status::Live,
        live_revision: None,
        title: "Medewerker groen en tuin".to_owned(),
        positions: 2,
        filled: 0,
        closes_on: Some(day("2026-12-31")),
        published_at: Some(at("2026-11-19T08:00:00Z")),
        origin: None,
        created_at: at("2026-11-17T08:00:00Z"),
        updated_at: at("2026-11-19T08:00:00Z"),
        version: 3,
    }
}

/// Its organisation.
pub(crate) fn employer() -> Employer {
    Employer {
        id: id(2),
        municipality: id(1),
        profile: EmployerProfile {
            name: "Coöperatie De Groene Kracht Vechtdal U.A.".to_owned(),
            kvk: KvkNumber::parse("12345678").ok(),
            place: Some("Lemelerveld".to_owned()),
            postcode: Postcode::parse("8151 AB").ok(),
            website: Some("https://www.degroenekracht.example".to_owned()),
            about: Some("Wij zorgen voor parken, tuinen en bermen in het Vechtdal. Er werken 40 mensen.".to_owned()),
        },
        verification: Verification::Verified,
        refusal: None,
        created_at: at("2026-10-01T08:00:00Z"),
        version: 1,
    }
}
