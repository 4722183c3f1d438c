//! A question as the engine understands it: words become a query built by hand, everything else a filter over columns.
//! It never parses operators: quotes, stars and colons that somebody types are no commands but the edges of words.

use std::collections::BTreeSet;

use crate::search::analyzer::Analyzer;
use crate::search::compounds::Compounds;
use crate::search::family;
use crate::search::lexicon::Lexicon;
use crate::search::thesaurus::{LONGEST_PHRASE, Phrase, Thesaurus};
use crate::search::title::head;
use crate::search::word::{MOST_WORDS, Part, Word, is_condition, without_filler};

/// The last word may be the beginning of a word of the title from this many characters on.
const SHORTEST_BEGINNING: usize = 4;
/// A word that stands nowhere tells as much as one that stands here and there.
const OF_UNKNOWN: u64 = 5;
/// What stands in so many texts is no typing error.
const SEEN_OFTEN: u64 = 3;
/// A word that may be meant instead of a rare one.
const AS_ERROR: f32 = 0.6;
/// What a part tells that says that somebody works, and not at what.
const VAGUE: f32 = 0.3;
/// No more words of one family are searched for.
const LARGEST_FAMILY: usize = 4;

/// A word that somebody typed, and what the index knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The word, or what was probably meant by it.
    pub word: Word,
    /// What was typed, when that is another word.
    pub typed: Option<String>,
    /// How much it tells.
    pub weight: f32,
    /// How much each of its parts tells.
    pub parts: Vec<f32>,
    /// Stems of the same family or that were probably meant, and how close they are.
    pub near: Vec<(String, f32)>,
}

/// What is searched for beside what was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Its words.
    pub phrase: std::sync::Arc<Phrase>,
    /// Whether it means the same.
    pub same: bool,
    /// Its place on the line of the list, from 0.
    pub place: usize,
}

/// Words that belong together: one, or several that mean something together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slot {
    /// As typed.
    pub asked: Vec<Asked>,
    /// Several words as one, when titles know it.
    pub joined: Option<String>,
    /// What else it means.
    pub wanted: Vec<Wanted>,
    /// How much it tells.
    pub weight: f32,
    /// Whether a listing without it also answers the question.
    pub optional: bool,
}

impl Slot {
    /// As somebody typed it.
    pub fn typed(&self) -> String {
        let typed = |asked: &Asked| asked.typed.clone().unwrap_or_else(|| asked.word.plain.clone());
        self.asked.iter().map(typed).collect::<Vec<_>>().join(" ")
    }
}

/// The words of a question, each once, with what they mean. Stop words are left out, unless there is nothing else.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Words {
    /// In the order in which they were typed.
    pub slots: Vec<Slot>,
    /// The words of the place around which is searched: a listing that names it comes before one that only lies near.
    pub place: Vec<String>,
    /// The stems that show why something was found.
    stems: BTreeSet<String>,
}

impl Words {
    /// The words of what somebody typed, and nothing beside them.
    #[cfg(test)]
    pub fn of(analyzer: &Analyzer, text: &str) -> Self {
        let asked = |word| Asked { word, typed: None, weight: 1.0, parts: Vec::new(), near: Vec::new() };
        let slot = |word| Slot { asked: vec![asked(word)], weight: 1.0, ..Slot::default() };
        Self::with_stems(without_filler(analyzer.typed(text, MOST_WORDS)).into_iter().map(slot).collect())
    }

    /// The words of what somebody typed, and what they mean in this index.
    pub fn meant(analyzer: &Analyzer, thesaurus: &Thesaurus, lexicon: &Lexicon<'_>, text: &str) -> Self {
        let read = Reading { analyzer, thesaurus, lexicon };
        let asked: Vec<Asked> =
            without_filler(analyzer.typed(text, MOST_WORDS)).into_iter().map(|word| read.word(word)).collect();
        let mut slots = read.slots(&asked);
        if slots.iter().all(|slot| slot.optional) {
            for slot in &mut slots {
                slot.optional = false;
            }
        }
        Self::with_stems(slots)
    }

    fn with_stems(slots: Vec<Slot>) -> Self {
        let mut stems = BTreeSet::new();
        for slot in &slots {
            for asked in &slot.asked {
                stems.extend(asked.word.stem.clone());
                stems.extend(asked.word.parts.iter().filter(|part| !part.vague).map(|part| part.stem.clone()));
                stems.extend(asked.near.iter().map(|(stem, _)| stem.clone()));
            }
            stems.extend(slot.joined.clone());
            let wanted = slot.wanted.iter().filter(|wanted| wanted.phrase.words.len() == 1);
            stems.extend(wanted.filter_map(|wanted| wanted.phrase.words[0].stem.clone()));
        }
        Self { slots, place: Vec::new(), stems }
    }

    /// With the name of the place around which is searched.
    #[must_use]
    pub fn around(mut self, analyzer: &Analyzer, place: Option<&str>) -> Self {
        self.place = place.map(|name| analyzer.words(name)).unwrap_or_default();
        self
    }

    /// Whether nothing is asked with words.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether a listing can have some of these words and not all.
    pub fn are_several(&self) -> bool {
        self.slots.iter().map(|slot| slot.asked.len()).sum::<usize>() > 1
    }

    /// All that is looked for in a text: stems, and words as they are written.
    pub fn sought(&self) -> impl Iterator<Item = &str> {
        let asked = self.slots.iter().flat_map(|slot| &slot.asked).map(|asked| asked.word.plain.as_str());
        self.stems.iter().map(String::as_str).chain(asked).chain(self.beginning())
    }

    /// Whether a stem of a text is one of these words.
    pub fn has_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// Whether a word of a text, as it is written, is one of these words or begins with the last one.
    pub fn has_plain(&self, plain: &str) -> bool {
        self.slots.iter().flat_map(|slot| &slot.asked).any(|asked| asked.word.plain == plain)
            || self.beginning().is_some_and(|word| plain.starts_with(word))
    }

    /// The text with the words that were probably meant, when those are others.
    pub fn suggestion(&self, analyzer: &Analyzer, text: &str) -> Option<String> {
        let asked = || self.slots.iter().flat_map(|slot| &slot.asked);
        let (mut meant, mut at, mut changed) = (String::new(), 0, false);
        for token in analyzer.plain(text) {
            if let Some(asked) = asked().find(|asked| asked.typed.as_ref() == Some(&token.text)) {
                meant.push_str(&text[at..token.offset_from]);
                meant.push_str(&asked.word.plain);
                (at, changed) = (token.offset_to, true);
            }
        }
        meant.push_str(&text[at..]);
        changed.then_some(meant)
    }

    /// The last word, when it is long enough to be the beginning of another.
    pub fn beginning(&self) -> Option<&str> {
        let last = self.slots.last().and_then(|slot| slot.asked.last());
        let last = last.map(|asked| asked.typed.as_ref().unwrap_or(&asked.word.plain).as_str());
        last.filter(|word| word.chars().count() >= SHORTEST_BEGINNING)
    }
}

/// Reads what somebody typed with what is known.
struct Reading<'a> {
    analyzer: &'a Analyzer,
    thesaurus: &'a Thesaurus,
    lexicon: &'a Lexicon<'a>,
}

impl Reading<'_> {
    /// Words that mean something together, the longest first, and the others by themselves.
    fn slots(&self, asked: &[Asked]) -> Vec<Slot> {
        let words: Vec<Word> = asked.iter().map(|asked| asked.word.clone()).collect();
        let (mut slots, mut from) = (Vec::new(), 0);
        while from < words.len() {
            let most = LONGEST_PHRASE.min(words.len() - from);
            let together = (2..=most).rev().find(|length| {
                let words = &words[from..from + length];
                self.thesaurus.knows(words) || (*length == 2 && self.joined(words).is_some())
            });
            let to = from + together.unwrap_or(1);
            slots.push(self.slot(&asked[from..to], &words[from..to]));
            from = to;
        }
        slots
    }

    fn slot(&self, asked: &[Asked], words: &[Word]) -> Slot {
        let mut meanings = self.thesaurus.meanings(words);
        if let ([asked], true) = (asked, meanings.is_empty()) {
            let same =
                family::of(&asked.word.plain).into_iter().filter(|(_, closeness)| family::is_same_person(*closeness));
            let of_same = same.map(|(plain, _)| self.thesaurus.meanings(&[self.analyzer.word(plain)]));
            meanings = of_same.into_iter().find(|meanings| !meanings.is_empty()).unwrap_or_default();
        }
        Slot {
            asked: asked.to_vec(),
            joined: self.joined(words),
            wanted: meanings
                .into_iter()
                .map(|meaning| Wanted { phrase: meaning.phrase, same: meaning.same, place: meaning.place })
                .collect(),
            weight: asked.iter().map(|asked| asked.weight).sum(),
            optional: words.iter().all(|word| is_condition(&word.plain)),
        }
    }

    /// Several words as one, when a title has it: "order picker" is also "orderpicker".
    fn joined(&self, words: &[Word]) -> Option<String> {
        if words.len() < 2 {
            return None;
        }
        let plain: String = words.iter().map(|word| word.plain.as_str()).collect();
        self.analyzer.stem(&plain).filter(|stem| self.lexicon.in_titles(stem) > 0)
    }

    /// A word, or what was probably meant by a word that nothing knows.
    fn word(&self, word: Word) -> Asked {
        let (titles, bodies) = word.stem.as_deref().map_or((0, 0), |stem| self.counts(stem));
        let listed = !word.parts.is_empty()
            || Compounds::shipped().knows(&word.plain)
            || self.thesaurus.knows(std::slice::from_ref(&word));
        if titles > 0 || bodies >= SEEN_OFTEN || listed || word.stem.is_none() || self.lexicon.is_name(&word.plain) {
            return self.asked(word, None);
        }
        let mut nearest = self.lexicon.nearest(&word.plain).into_iter();
        if bodies == 0 {
            return match nearest.next() {
                Some(meant) => self.asked(self.analyzer.word(meant.word), Some(word.plain)),
                None => self.asked(word, None),
            };
        }
        let mut asked = self.asked(word, None);
        let near = nearest.filter_map(|meant| Some((self.analyzer.stem(&meant.word)?, meant.closeness * AS_ERROR)));
        asked.near.extend(near.filter(|(stem, _)| self.lexicon.in_titles(stem) >= SEEN_OFTEN));
        asked
    }

    fn asked(&self, word: Word, typed: Option<String>) -> Asked {
        let known = |stem: &str| {
            let (titles, bodies) = self.counts(stem);
            titles.max(bodies)
        };
        let part = |part: &Part| if part.vague { VAGUE } else { self.lexicon.weight(known(&part.stem).max(1)) };
        let parts: Vec<f32> = word.parts.iter().map(part).collect();
        let weight = match word.stem.as_deref().map(known) {
            Some(0) | None if !parts.is_empty() => parts.iter().sum(),
            Some(0) | None => self.lexicon.weight(OF_UNKNOWN),
            Some(known) => self.lexicon.weight(known),
        };
        let near = self.family(&word);
        Asked { word, typed, weight, parts, near }
    }

    /// Words of the same family that titles know.
    fn family(&self, word: &Word) -> Vec<(String, f32)> {
        let mut near: Vec<(String, f32)> = Vec::new();
        for (plain, closeness) in family::of(&word.plain) {
            let Some(stem) = self.analyzer.stem(&plain) else { continue };
            if word.stem.as_ref() != Some(&stem)
                && near.iter().all(|(other, _)| *other != stem)
                && self.lexicon.in_titles(&stem) + self.lexicon.in_parts(&head(&stem)) > 0
            {
                near.push((stem, closeness));
            }
        }
        near.truncate(LARGEST_FAMILY);
        near
    }

    fn counts(&self, stem: &str) -> (u64, u64) {
        (self.lexicon.in_titles(stem), self.lexicon.in_bodies(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let words = Words::of(&Analyzer::new(), text);
        words.slots.into_iter().flat_map(|slot| slot.asked).map(|asked| asked.word.plain).collect()
    }

    #[test]
    fn words_are_taken_once_without_stop_words() {
        assert_eq!(words("werk in de keuken of keuken"), ["keuken"]);
        assert_eq!(words("ik zoek werk"), ["zoek", "werk"]);
        assert_eq!(words("de en het"), ["de", "en", "het"]);
        assert_eq!(words("title:kok AND (\"a\" OR kok~2)^3 *"), ["title", "kok", "and", "a", "or", "2", "3"]);
        assert!(words(" \"*\" ?:^~ \u{200f}").is_empty());
        let many: Vec<String> = (0..100).map(|number| format!("a{number}")).collect();
        assert_eq!(words(&many.join(" ")).len(), MOST_WORDS);
    }
}
