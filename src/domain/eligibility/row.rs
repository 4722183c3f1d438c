//! The rows D1 to D16 of the decision table (domain rules §5B): the first that matches a person wins.
//! Never a match on a fact that is not known: an exclusion counts once somebody noted it.

use super::{AOW_AGE, Situation};
use crate::domain::candidate::{FactKey, Tri};

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// D1: AOW age.
    Aow,
    /// D2: Wsw employment.
    Wsw,
    /// D3: decision beschut werk.
    Beschut,
    /// D4: Wajong.
    Wajong,
    /// D5: WIA.
    Wia,
    /// D6: another benefit of UWV, and none of the municipality.
    Uwv,
    /// D7 to D9: belongs to the group for loonkostensubsidie.
    LksGroup,
    /// D10: left praktijkonderwijs, VSO, entree or a leer-werktraject.
    School,
    /// D11 (and D14): a benefit of the municipality, category Werkfit.
    Werkfit,
    /// D12 (and D14): category Meedoen.
    Meedoen,
    /// D13: category Zorg.
    Zorg,
    /// D11 to D14 while the category is not known.
    Benefit,
    /// D15: no benefit.
    Nug,
    /// D16: none of these is known.
    Open,
}

impl Row {
    pub(super) fn of(of: &Situation<'_>) -> Self {
        let facts = of.facts;
        let lks_group = facts.is(FactKey::LksDoelgroepBesluit);
        let benefit = of.benefit();
        let category = facts.choice(FactKey::Categorie);
        match facts.choice(FactKey::UwvUitkering) {
            _ if of.reached(AOW_AGE) == Tri::Ja => Self::Aow,
            _ if facts.is(FactKey::WswArt2) => Self::Wsw,
            _ if facts.is(FactKey::BeschutBesluit) => Self::Beschut,
            Some("WAJONG") => Self::Wajong,
            // A decision of the college shows that somebody with WIA is (also) its own client: D7 to D9.
            Some("WIA") if !lks_group => Self::Wia,
            Some("WW" | "ZW" | "WAO" | "WAZ") if !lks_group && benefit != Tri::Ja && category.is_none() => Self::Uwv,
            _ if lks_group => Self::LksGroup,
            _ if facts.choice(FactKey::SchoolLaatste6mnd).is_some_and(|school| school != "geen") => Self::School,
            // The categories divide those with a benefit of the municipality: one that was noted says that there is one.
            _ if benefit != Tri::Nee && !facts.is(FactKey::Nug) => match category {
                Some("werkfit") => Self::Werkfit,
                Some("meedoen") => Self::Meedoen,
                Some("zorg") => Self::Zorg,
                _ if benefit == Tri::Ja => Self::Benefit,
                _ => Self::Open,
            },
            _ if facts.is(FactKey::Nug) => Self::Nug,
            _ => Self::Open,
        }
    }
}
