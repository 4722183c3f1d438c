//! A set of codes as bits: what a person has and what work asks, compared in one step.
//! Never stored: the bits follow the order of the variants, which a later version may change.

use std::marker::PhantomData;

use crate::domain::code::Code;

/// A set of the codes of one kind (at most 32).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Set<T> {
    bits: u32,
    of: PhantomData<T>,
}

impl<T: Code> Set<T> {
    /// The empty set.
    pub const EMPTY: Self = Self { bits: 0, of: PhantomData };

    fn bit(code: T) -> u32 {
        T::ALL.iter().position(|each| *each == code).map_or(0, |at| 1 << at)
    }

    /// Adds a code.
    pub fn insert(&mut self, code: T) {
        self.bits |= Self::bit(code);
    }

    /// The set and a code.
    #[must_use]
    pub fn with(mut self, code: T) -> Self {
        self.insert(code);
        self
    }

    /// Whether the code is in it.
    #[must_use]
    pub fn contains(self, code: T) -> bool {
        self.bits & Self::bit(code) != 0
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many are in it.
    #[must_use]
    pub fn len(self) -> u32 {
        self.bits.count_ones()
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { bits: self.bits & other.bits, of: PhantomData }
    }

    /// What is in this one and not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits, of: PhantomData }
    }

    /// What is in it, in the order of the codes.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL.iter().copied().filter(move |code| self.contains(*code))
    }
}

impl<T: Code> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(codes: I) -> Self {
        codes.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl<T: Code> Default for Set<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T: Code> std::fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter().map(Code::code)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::terms::Day;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set: Set<Day> = [Day::Vr, Day::Ma, Day::Ma].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Day::Ma, Day::Vr]);
        assert_eq!((set.len(), set.contains(Day::Di)), (2, false));
        assert!(set.and(Set::EMPTY.with(Day::Zo)).is_empty());
        assert_eq!(format!("{:?}", set.without(Set::EMPTY.with(Day::Ma))), r#"{"vr"}"#);
    }
}
