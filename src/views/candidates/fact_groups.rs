//! The eligibility facts in groups, as a begeleider thinks of them, and who noted one. Never a conclusion from them.

use std::collections::BTreeMap;

use crate::domain::candidate::{Fact, FactKey};
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::AccountId;

/// Facts that belong together.
pub(super) struct FactGroup {
    /// The anchor on the page.
    pub(super) id: &'static str,
    /// The heading.
    pub(super) heading: &'static str,
    /// The facts in order.
    pub(super) keys: &'static [FactKey],
}

/// Every fact stands in one group.
pub(super) const GROUPS: [FactGroup; 7] = [
    FactGroup {
        id: "uitkering",
        heading: "Uitkering",
        keys: &[FactKey::Bijstand, FactKey::Ioaw, FactKey::Ioaz, FactKey::Anw, FactKey::Nug, FactKey::UwvUitkering],
    },
    FactGroup {
        id: "loonkostensubsidie",
        heading: "Loonkostensubsidie en register",
        keys: &[
            FactKey::LksDoelgroepBesluit,
            FactKey::LksDoelgroepDatum,
            FactKey::LoonwaardeBp,
            FactKey::LoonwaardeDatum,
            FactKey::ForfaitAfgesproken,
            FactKey::InRegister,
            FactKey::RegisterGrond,
            FactKey::RegisterDatum,
        ],
    },
    FactGroup {
        id: "beschut",
        heading: "Beschut werk, Wsw, WIA en Wajong",
        keys: &[
            FactKey::BeschutBesluit,
            FactKey::WswArt2,
            FactKey::WswBegeleid,
            FactKey::WiaDirectVoor,
            FactKey::WiaLt35,
            FactKey::WajongOoit,
        ],
    },
    FactGroup {
        id: "school",
        heading: "School",
        keys: &[FactKey::SchoolLaatste6mnd, FactKey::OnderwijsBelemmering, FactKey::Startkwalificatie],
    },
    FactGroup {
        id: "categorie",
        heading: "Categorie en trede",
        keys: &[FactKey::Categorie, FactKey::Subcategorie, FactKey::Trede],
    },
    FactGroup {
        id: "inburgering",
        heading: "Inburgering",
        keys: &[FactKey::Statushouder, FactKey::Inburgeringsplichtig],
    },
    FactGroup {
        id: "uren",
        heading: "Uren, steun en ontheffing",
        keys: &[FactKey::UrenBelastbaar, FactKey::UrenActief, FactKey::SteunNodigVoorTaken, FactKey::Ontheffing],
    },
];

/// "Ria de Boer, 3 november 2026".
pub(super) fn noted(fact: &Fact, names: &BTreeMap<AccountId, String>) -> String {
    let who = match fact.by {
        Some(account) => names.get(&account).map_or("onbekend", String::as_str),
        None => "import",
    };
    format!("{who}, {}", CivilDay::of(fact.at).in_words())
}
