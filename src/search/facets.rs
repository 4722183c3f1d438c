//! The choices of a listing in one number per document, and counting per choice.
//! It never asks the index again for a count: a group's count ignores the choices of that group, in the same pass.

use crate::domain::code::Code;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, DutchLevel, Education, Sector, Shift, SupportKind};
use crate::domain::search::{Facets, ListingDocument, Query};

/// How many groups of choices there are.
const GROUPS: usize = 7;
/// The widest group: one bit per variant.
const WIDEST: usize = 16;
/// How many bits each group has: kind, branch, education, Dutch, help, days, times of the day.
const WIDTHS: [u32; GROUPS] = [12, 14, 7, 8, 8, 7, 8];
/// Where each group begins in the number.
const STARTS: [u32; GROUPS] = starts();

const fn starts() -> [u32; GROUPS] {
    let mut starts = [0; GROUPS];
    let mut group = 1;
    while group < GROUPS {
        starts[group] = starts[group - 1] + WIDTHS[group - 1];
        group += 1;
    }
    starts
}

// A group that outgrows its bits does not compile.
const _: () = assert!(STARTS[GROUPS - 1] + WIDTHS[GROUPS - 1] <= 64);
const _: () = {
    let lengths = [
        ListingKind::ALL.len(),
        Sector::ALL.len(),
        Education::ALL.len(),
        DutchLevel::ALL.len(),
        SupportKind::ALL.len(),
        Day::ALL.len(),
        Shift::ALL.len(),
    ];
    let mut group = 0;
    while group < GROUPS {
        assert!(lengths[group] <= WIDTHS[group] as usize && lengths[group] <= WIDEST);
        group += 1;
    }
};

/// A set of choices per group, one bit each. Of a document: what it has. Of a question: what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices([u16; GROUPS]);

/// What a document's choices are to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Every group fits.
    Every,
    /// All fit but this one group.
    AllBut(usize),
    /// More than one does not.
    Not,
}

impl Choices {
    /// What a listing has.
    pub fn of_document(document: &ListingDocument) -> Self {
        Self([
            bits(&[document.kind]),
            bits(document.sector.as_slice()),
            bits(document.education.as_slice()),
            bits(document.dutch.as_slice()),
            bits(&document.support),
            bits(&document.days),
            bits(&document.shifts),
        ])
    }

    /// What is asked; an empty group asks nothing.
    pub fn of_query(query: &Query) -> Self {
        Self([
            bits(&query.kinds),
            bits(&query.sectors),
            bits(&query.educations),
            bits(&query.dutch),
            bits(&query.support),
            bits(&query.days),
            bits(&query.shifts),
        ])
    }

    /// As the number of a column.
    pub fn pack(self) -> u64 {
        self.0.iter().zip(STARTS).fold(0, |packed, (bits, start)| packed | u64::from(*bits) << start)
    }

    /// From the number of a column.
    pub fn unpack(packed: u64) -> Self {
        let group = |at: usize| u16::try_from(packed >> STARTS[at] & ((1 << WIDTHS[at]) - 1)).unwrap_or_default();
        Self(std::array::from_fn(group))
    }

    /// Whether this document fits what is asked: within a group "or", between groups "and".
    pub fn fit(self, asked: Self) -> Fit {
        let mut fit = Fit::Every;
        for group in 0..GROUPS {
            if asked.0[group] != 0 && asked.0[group] & self.0[group] == 0 {
                fit = if fit == Fit::Every { Fit::AllBut(group) } else { return Fit::Not };
            }
        }
        fit
    }

    /// Whether both are of the same branch, and one is known.
    pub fn same_sector(self, other: Self) -> bool {
        self.0[1] & other.0[1] != 0
    }
}

fn bits<C: Code>(chosen: &[C]) -> u16 {
    chosen.iter().fold(0, |bits, choice| bits | 1 << index(*choice))
}

fn index<C: Code>(choice: C) -> usize {
    C::ALL.iter().position(|other| *other == choice).unwrap_or_default()
}

/// How many there are per choice.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts([[u64; WIDEST]; GROUPS]);

impl Counts {
    /// Counts a document in every group in which it would be found if that group asked nothing.
    pub fn add(&mut self, document: Choices, fit: Fit) {
        match fit {
            Fit::Every => (0..GROUPS).for_each(|group| self.add_in(group, document)),
            Fit::AllBut(group) => self.add_in(group, document),
            Fit::Not => {}
        }
    }

    fn add_in(&mut self, group: usize, document: Choices) {
        let mut left = document.0[group];
        while left != 0 {
            self.0[group][left.trailing_zeros() as usize] += 1;
            left &= left - 1;
        }
    }

    /// The sum of two parts of the index.
    pub fn merge(&mut self, other: &Self) {
        for (counts, others) in self.0.iter_mut().zip(&other.0) {
            counts.iter_mut().zip(others).for_each(|(count, other)| *count += other);
        }
    }

    /// As an answer: the choices that are found, and those that were made.
    pub fn into_facets(self, asked: Choices) -> Facets {
        Facets {
            kinds: self.group(0, asked),
            sectors: self.group(1, asked),
            educations: self.group(2, asked),
            dutch: self.group(3, asked),
            support: self.group(4, asked),
            days: self.group(5, asked),
            shifts: self.group(6, asked),
        }
    }

    fn group<C: Code>(&self, group: usize, asked: Choices) -> Vec<(C, u64)> {
        let counted = C::ALL.iter().map(|choice| (*choice, self.0[group][index(*choice)]));
        counted.filter(|(choice, count)| *count > 0 || asked.0[group] & bits(&[*choice]) != 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_loses_nothing() {
        for sector in Sector::ALL {
            for support in SupportKind::ALL {
                let query = Query {
                    kinds: vec![ListingKind::Vacature, ListingKind::Dagbesteding],
                    sectors: vec![*sector],
                    educations: Education::ALL.to_vec(),
                    dutch: vec![DutchLevel::C2],
                    support: vec![*support],
                    days: Day::ALL.to_vec(),
                    shifts: vec![Shift::Ploegen],
                    ..Query::default()
                };
                let choices = Choices::of_query(&query);
                assert_eq!(Choices::unpack(choices.pack()), choices);
            }
        }
    }

    #[test]
    fn groups_are_and_choices_are_or() {
        let asked = |kinds: &[ListingKind], sectors: &[Sector]| {
            Choices::of_query(&Query { kinds: kinds.to_vec(), sectors: sectors.to_vec(), ..Query::default() })
        };
        let document = asked(&[ListingKind::Vacature], &[Sector::Zorg]);
        assert_eq!(document.fit(asked(&[], &[])), Fit::Every);
        assert_eq!(document.fit(asked(&[ListingKind::Werkstage, ListingKind::Vacature], &[Sector::Zorg])), Fit::Every);
        assert_eq!(document.fit(asked(&[ListingKind::Vacature], &[Sector::Bouw])), Fit::AllBut(1));
        assert_eq!(document.fit(asked(&[ListingKind::Werkstage], &[Sector::Bouw])), Fit::Not);
    }
}
