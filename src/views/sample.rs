//! Values for samples of pages: identifiers, days and instants. Never used for a page that a visitor sees.

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::form::Fields;
use crate::domain::ids::Id;
use crate::domain::listing::{ListingContent, ListingKind};
use crate::domain::text::Title;

/// An identifier that is the same in every run.
pub(crate) fn id<I: Id>(number: u128) -> I {
    I::from_uuid(uuid::Uuid::from_u128(number))
}

/// An instant, as "2026-11-24T09:00:00Z".
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_default()
}

/// A day, as "2026-11-24".
pub(crate) fn day(text: &str) -> CivilDay {
    CivilDay::parse(text).unwrap_or_else(today)
}

/// The day on which all samples are.
pub(crate) fn today() -> CivilDay {
    CivilDay::of(at("2026-11-24T09:00:00Z"))
}

/// A listing with everything said.
pub(crate) fn listing() -> ListingContent {
    let kind = ListingKind::Vacature;
    let fields = Fields::from_iter([
        ("titel", "Medewerker groen en tuin"),
        ("tekst", "Je werkt buiten, met drie collega's.\n\n- Je maait gras\n- Je knipt heggen"),
        ("taken", "gras maaien\nheggen knippen"),
        ("branche", "groen"),
        ("plaats", "Lemelerveld"),
        ("uren_min", "24"),
        ("uren_max", "32"),
        ("dagen", "ma"),
        ("dagen", "di"),
        ("dagen", "wo"),
        ("loon_min", "15,20"),
        ("loon_max", "16,10"),
        ("loon_per", "HOUR"),
        ("contract", "tijdelijk"),
        ("contract_maanden", "12"),
        ("opleiding", "none"),
        ("taal", "A2"),
        ("jobcoach", "yes"),
        ("maatje", "ja"),
        ("plekken", "2"),
        ("sluit_op", "2026-12-31"),
    ]);
    // The fields above are right; a title alone stands in if a rule changes.
    ListingContent::parse(&fields, kind).unwrap_or_else(|_| ListingContent::titled(Title::placeholder(), kind))
}
