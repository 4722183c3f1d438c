//! The choices of a listing in one number per document, and counting per choice.
//! It never asks the index again for a count: a group's count ignores the choices of that group, in the same pass.

use crate::domain::code::Code;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, DutchLevel, Education, Sector, Shift, SupportKind};
use crate::domain::search::{Facets, ListingDocument, Query};

/// How many groups of choices there are.
const GROUPS: usize = 7;
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
        assert!(lengths[group] <= WIDTHS[group] as usize);
        group += 1;
    }
};

/// The bits of each group.
const MASKS: [u64; GROUPS] = masks();

const fn masks() -> [u64; GROUPS] {
    let mut masks = [0; GROUPS];
    let mut group = 0;
    while group < GROUPS {
        masks[group] = ((1 << WIDTHS[group]) - 1) << STARTS[group];
        group += 1;
    }
    masks
}

/// A set of choices per group, one bit each. Of a document: what it has. Of a question: what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices(u64);

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
        Self::of([
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
        Self::of([
            bits(&query.kinds),
            bits(&query.sectors),
            bits(&query.educations),
            bits(&query.dutch),
            bits(&query.support),
            bits(&query.days),
            bits(&query.shifts),
        ])
    }

    fn of(groups: [u64; GROUPS]) -> Self {
        Self(groups.iter().zip(STARTS).fold(0, |packed, (bits, start)| packed | bits << start))
    }

    /// How many things these say of the work, of 4: branch, education, Dutch, and days or times.
    pub fn told(self) -> u8 {
        [[1, 1], [2, 2], [3, 3], [5, 6]]
            .map(|groups| u8::from(groups.iter().any(|group| self.0 & MASKS[*group] != 0)))
            .iter()
            .sum()
    }

    /// As the number of a column.
    pub fn pack(self) -> u64 {
        self.0
    }

    /// From the number of a column.
    pub fn unpack(packed: u64) -> Self {
        Self(packed)
    }

    /// Whether this document fits what is asked: within a group "or", between groups "and".
    pub fn fit(self, asked: Self) -> Fit {
        let mut fit = Fit::Every;
        if asked.0 == 0 || asked.0 & self.0 == asked.0 {
            return fit;
        }
        for (group, mask) in MASKS.iter().enumerate() {
            if asked.0 & mask != 0 && asked.0 & self.0 & mask == 0 {
                fit = if fit == Fit::Every { Fit::AllBut(group) } else { return Fit::Not };
            }
        }
        fit
    }

    /// Whether both are of the same branch, and one is known.
    pub fn same_sector(self, other: Self) -> bool {
        self.0 & other.0 & MASKS[1] != 0
    }
}

fn bits<C: Code>(chosen: &[C]) -> u64 {
    chosen.iter().fold(0, |bits, choice| bits | 1 << index(*choice))
}

fn index<C: Code>(choice: C) -> usize {
    C::ALL.iter().position(|other| *other == choice).unwrap_or_default()
}

/// How many there are per choice: one number per bit.
#[derive(Debug, Clone, Copy)]
pub struct Counts([u64; 64]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Counts {
    /// Counts a document in every group in which it would be found if that group asked nothing.
    pub fn add(&mut self, document: Choices, fit: Fit) {
        let mut left = match fit {
            Fit::Every => document.0,
            Fit::AllBut(group) => document.0 & MASKS[group],
            Fit::Not => 0,
        };
        while left != 0 {
            self.0[left.trailing_zeros() as usize] += 1;
            left &= left - 1;
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
        let bit = |choice: C| STARTS[group] as usize + index(choice);
        let counted = C::ALL.iter().map(|choice| (*choice, self.0[bit(*choice)]));
        counted.filter(|(choice, count)| *count > 0 || asked.0 >> bit(*choice) & 1 != 0).collect()
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
