//! The columns of the decision table: what each row gives of an instrument, with the rules of the instrument itself (§2, §4, §5).
//! Never an amount: those are in tables by date.

use super::row::Row;
use super::{ADULT_AGE, Body, Entitlement, Missing, NoReason, Situation, any};
use crate::domain::candidate::{FactKey, Tri};

/// A loonwaarde of 100 %.
const FULL: u32 = 10_000;

impl Situation<'_> {
    /// A benefit of the municipality: bijstand, IOAW or IOAZ.
    pub(super) fn benefit(&self) -> Tri {
        any([self.facts.tri(FactKey::Bijstand), self.ioaw_or_ioaz()])
    }

    /// The group of Pw 7(1)(a), as far as facts tell (§6.5): benefits, Anw, and registered without a benefit.
    fn group(&self) -> Tri {
        any([self.benefit(), self.facts.tri(FactKey::Anw), self.facts.tri(FactKey::Nug)])
    }

    /// Pw 10d.
    pub(super) fn lks(&self, row: Row) -> Entitlement {
        let loonwaarde = self.facts.number(FactKey::LoonwaardeBp);
        match row {
            Row::Aow => Entitlement::No(NoReason::AowAge),
            Row::Wsw => Entitlement::No(NoReason::Wsw),
            Row::Wajong => Entitlement::No(NoReason::Loondispensatie),
            Row::Wia => Entitlement::No(NoReason::UwvBenefit),
            Row::Uwv if self.benefit() == Tri::Nee => Entitlement::No(NoReason::UwvBenefit),
            Row::Uwv => Entitlement::missing(self.unknown(&[FactKey::Bijstand])),
            Row::Beschut | Row::School => Entitlement::Likely,
            _ if loonwaarde.is_some_and(|bp| bp >= FULL) => Entitlement::No(NoReason::FullLoonwaarde),
            // Payable at a measured loonwaarde, or as agreed without one (lid 4 and lid 5); otherwise it must be measured.
            Row::LksGroup if loonwaarde.is_some() || self.facts.is(FactKey::ForfaitAfgesproken) => {
                match self.facts.day(FactKey::LksDoelgroepDatum) {
                    Some(day) if day <= self.day => Entitlement::Granted { since: Some(day) },
                    _ => Entitlement::Likely,
                }
            }
            Row::LksGroup => Entitlement::missing(self.unknown(&[FactKey::LoonwaardeBp, FactKey::ForfaitAfgesproken])),
            Row::Werkfit | Row::Meedoen | Row::Benefit => {
                Entitlement::missing(self.unknown(&[FactKey::LoonwaardeBp, FactKey::LksDoelgroepBesluit]))
            }
            // A local category cannot deny a statutory application; of people without a benefit it is a special case.
            Row::Zorg | Row::Nug => Entitlement::OPEN,
            Row::Open if self.group() == Tri::Nee => Entitlement::No(NoReason::NotInGroup),
            Row::Open => Entitlement::missing(self.unknown(&[
                FactKey::Bijstand,
                FactKey::UwvUitkering,
                FactKey::LksDoelgroepBesluit,
                FactKey::LoonwaardeBp,
            ])),
        }
    }

    /// Pw 10 and 10da.
    pub(super) fn jobcoach(&self, row: Row) -> Entitlement {
        match row {
            Row::Aow => Entitlement::No(NoReason::AowAge),
            Row::Wsw => Entitlement::Refer(Body::WswEmployer),
            Row::Wajong | Row::Wia | Row::Uwv => Entitlement::Refer(Body::Uwv),
            // A right without a further test (10da), and with beschut werk part of it.
            Row::Beschut | Row::LksGroup | Row::School => Entitlement::Likely,
            Row::Nug => Entitlement::Refer(Body::ExternalJobcoach),
            Row::Werkfit | Row::Meedoen | Row::Zorg | Row::Benefit | Row::Open => {
                match self.facts.tri(FactKey::SteunNodigVoorTaken) {
                    Tri::Nee => Entitlement::No(NoReason::NoSupportNeeded),
                    Tri::Ja if row == Row::Zorg => Entitlement::OPEN,
                    Tri::Ja if row == Row::Open => match self.group() {
                        Tri::Ja => Entitlement::Likely,
                        Tri::Nee => Entitlement::No(NoReason::NotInGroup),
                        Tri::Onbekend => {
                            Entitlement::missing(self.unknown(&[FactKey::Bijstand, FactKey::LksDoelgroepBesluit]))
                        }
                    },
                    Tri::Ja => Entitlement::Likely,
                    Tri::Onbekend => Entitlement::missing(
                        self.unknown(&[FactKey::SteunNodigVoorTaken, FactKey::LksDoelgroepBesluit]),
                    ),
                }
            }
        }
    }

    /// R-PP-1 to R-PP-3.
    pub(super) fn proefplaats(&self, row: Row) -> Entitlement {
        match row {
            Row::Aow => Entitlement::No(NoReason::AowAge),
            Row::Wsw => Entitlement::No(NoReason::Wsw),
            Row::Wajong | Row::Wia | Row::Uwv => Entitlement::Refer(Body::Uwv),
            Row::Zorg => Entitlement::No(NoReason::NotNow),
            Row::Nug => Entitlement::No(NoReason::NoBijstand),
            Row::Beschut | Row::Meedoen => self.with_bijstand(Entitlement::OPEN),
            Row::LksGroup | Row::School | Row::Werkfit | Row::Benefit | Row::Open => {
                self.with_bijstand(Entitlement::Likely)
            }
        }
    }

    /// `given` to somebody with algemene bijstand. With IOAW or IOAZ practice gives it too, the text of the law does not.
    fn with_bijstand(&self, given: Entitlement) -> Entitlement {
        match (self.facts.tri(FactKey::Bijstand), self.ioaw_or_ioaz()) {
            (Tri::Ja, _) => given,
            (_, Tri::Ja) => Entitlement::OPEN,
            (Tri::Nee, Tri::Nee) => Entitlement::No(NoReason::NoBijstand),
            (Tri::Nee, Tri::Onbekend) => Entitlement::missing(self.unknown(&[FactKey::Ioaw, FactKey::Ioaz])),
            (Tri::Onbekend, _) => Entitlement::missing([FactKey::Bijstand]),
        }
    }

    /// Pw 7 and 8a.
    pub(super) fn werkstage(&self, row: Row) -> Entitlement {
        match row {
            Row::Aow => Entitlement::No(NoReason::AowAge),
            Row::Wsw => Entitlement::No(NoReason::Wsw),
            Row::Wajong | Row::Wia | Row::Uwv => Entitlement::Refer(Body::Uwv),
            Row::Zorg => Entitlement::No(NoReason::NotNow),
            Row::Werkfit | Row::Meedoen => Entitlement::Likely,
            // A light one, part of school, or beside beschut werk: the municipality chooses.
            Row::Beschut | Row::School | Row::Nug => Entitlement::OPEN,
            Row::Benefit => Entitlement::missing([FactKey::Categorie]),
            Row::LksGroup if self.facts.is(FactKey::Nug) => Entitlement::OPEN,
            Row::LksGroup | Row::Open => match self.group() {
                Tri::Ja => Entitlement::Likely,
                Tri::Nee => Entitlement::No(NoReason::NotInGroup),
                Tri::Onbekend => {
                    Entitlement::missing(self.unknown(&[FactKey::Bijstand, FactKey::UwvUitkering, FactKey::Categorie]))
                }
            },
        }
    }

    /// Pw 10a and 7(8).
    pub(super) fn participatieplaats(&self, row: Row) -> Entitlement {
        match row {
            Row::Aow => return Entitlement::No(NoReason::AowAge),
            Row::Wsw => return Entitlement::No(NoReason::Wsw),
            _ if self.reached(ADULT_AGE) == Tri::Nee => return Entitlement::No(NoReason::Under27),
            Row::Nug => return Entitlement::No(NoReason::NoBijstand),
            _ => {}
        }
        let given = if row == Row::Zorg { Entitlement::OPEN } else { Entitlement::Likely };
        match (self.with_bijstand(given), self.reached(ADULT_AGE)) {
            (Entitlement::No(reason), _) => Entitlement::No(reason),
            (Entitlement::Possible { mut missing }, Tri::Onbekend) => {
                missing.push(Missing::BirthDate);
                Entitlement::Possible { missing }
            }
            (_, Tri::Onbekend) => Entitlement::Possible { missing: vec![Missing::BirthDate] },
            (other, _) => other,
        }
    }

    /// Pw 10b: the decision is everything.
    pub(super) fn beschut_werk(&self, row: Row) -> Entitlement {
        match (row, self.facts.tri(FactKey::BeschutBesluit)) {
            (Row::Aow, _) => Entitlement::No(NoReason::AowAge),
            (Row::Wsw, _) => Entitlement::No(NoReason::Wsw),
            (_, Tri::Ja) => Entitlement::Granted { since: None },
            (_, Tri::Nee) => Entitlement::No(NoReason::NoBeschutDecision),
            (_, Tri::Onbekend) => Entitlement::missing([FactKey::BeschutBesluit]),
        }
    }

    /// Local: for statushouders and people who integrate, in Meedoen.
    pub(super) fn taalstage(&self, row: Row) -> Entitlement {
        const WHO: [FactKey; 2] = [FactKey::Statushouder, FactKey::Inburgeringsplichtig];
        match (row, any(WHO.map(|key| self.facts.tri(key)))) {
            (Row::Aow, _) => Entitlement::No(NoReason::AowAge),
            (Row::Wsw, _) => Entitlement::No(NoReason::Wsw),
            (_, Tri::Nee) => Entitlement::No(NoReason::NotIntegrating),
            (_, Tri::Onbekend) => Entitlement::missing(self.unknown(&WHO)),
            (Row::Meedoen, Tri::Ja) => Entitlement::Likely,
            (_, Tri::Ja) => Entitlement::missing(self.unknown(&[FactKey::Categorie])),
        }
    }
}
