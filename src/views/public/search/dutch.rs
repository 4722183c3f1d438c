//! "Hoe goed is je Nederlands?": one answer, which finds the work that asks this level or less.
//! Never another meaning of the parameter: an answer is the list of levels that it stands for.

use crate::domain::code::Code;
use crate::domain::listing::terms::DutchLevel;

/// The levels that somebody can have: of those with the same words the highest stands for all.
pub(super) fn levels() -> impl Iterator<Item = DutchLevel> {
    let all = DutchLevel::ALL;
    let is_last = |at: usize| all.get(at + 1).is_none_or(|next| next.label() != all[at].label());
    all.iter().enumerate().filter(move |(at, _)| is_last(*at)).map(|(_, level)| *level)
}

/// The levels of the work that somebody of this level can do.
pub(super) fn enough_for(level: DutchLevel) -> impl Iterator<Item = DutchLevel> {
    DutchLevel::ALL.iter().copied().filter(move |asked| *asked <= level)
}

/// The level of somebody who asks for work of these levels; `None` when it is no answer to the question.
pub(super) fn own_level(asked: &[DutchLevel]) -> Option<DutchLevel> {
    levels()
        .find(|level| enough_for(*level).all(|each| asked.contains(&each)) && enough_for(*level).count() == asked.len())
}

/// The answer in words.
pub(super) fn how_good(level: DutchLevel) -> &'static str {
    match level {
        DutchLevel::A1 => "Een beetje",
        DutchLevel::A2 => "Eenvoudig",
        DutchLevel::B1 => "Goed",
        DutchLevel::B2 => "Heel goed",
        DutchLevel::C1 | DutchLevel::C2 => "Uitstekend",
    }
}

/// The value of the parameter that asks for these levels.
pub(super) fn value(levels: impl Iterator<Item = DutchLevel>) -> String {
    levels.map(Code::code).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_the_levels_up_to_it() {
        assert_eq!(
            levels().collect::<Vec<_>>(),
            [DutchLevel::A1, DutchLevel::A2, DutchLevel::B1, DutchLevel::B2, DutchLevel::C2]
        );
        assert_eq!(value(enough_for(DutchLevel::B1)), "A1,A2,B1");
        for level in levels() {
            assert_eq!(own_level(&enough_for(level).collect::<Vec<_>>()), Some(level));
        }
        assert_eq!(own_level(&[DutchLevel::B1, DutchLevel::A1, DutchLevel::A2]), Some(DutchLevel::B1));
        assert_eq!(own_level(&[DutchLevel::B1]), None);
        assert_eq!(own_level(&[]), None);
    }
}
