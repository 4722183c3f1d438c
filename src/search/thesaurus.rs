//! Words that mean the same work, from lists that people keep: who types one is also shown the others.
//! It never changes what somebody typed, and it never reaches the index: a changed list counts for the next question.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use crate::search::analyzer::Analyzer;
use crate::search::word::{MOST_WORDS, Word, telling};

/// A word or phrase has at most this many words, not counting those that seekers put around it.
pub const LONGEST_PHRASE: usize = 4;
/// A line has at most this many words and phrases.
const MOST_PHRASES: usize = 40;

/// No more than this is searched for beside what was typed: every word costs.
const MOST_MEANINGS: usize = 32;
/// What is meant by a word that means the same stands so many places farther on the line.
const FARTHER: usize = 4;

/// A word or phrase of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// Its words, without those that seekers put around it.
    pub words: Vec<Word>,
}

/// A line: what somebody types, and what is searched for beside it.
#[derive(Debug)]
struct Line {
    /// All mean the same; else only the part after `=>` is searched for.
    same: bool,
    wanted: Vec<Arc<Phrase>>,
}

/// What is searched for beside what was typed.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// What to search for.
    pub phrase: Arc<Phrase>,
    /// Whether it means the same as what was typed; else it is one of the things that were meant.
    pub same: bool,
    /// Its place on the line, from 0.
    pub place: usize,
}

/// Lines of words that mean the same work.
#[derive(Debug, Default, Clone)]
pub struct Thesaurus {
    lines: Vec<Arc<Line>>,
    /// From what somebody types, in any order and cut into parts, to lines.
    by_key: HashMap<String, Vec<u32>>,
}

impl Thesaurus {
    /// The list that ships with the program (`search_index/synonyms.nl.txt`).
    pub fn shipped() -> Arc<Self> {
        static SHIPPED: LazyLock<Arc<Thesaurus>> = LazyLock::new(|| {
            // A test holds that every line of it can be read; what cannot is left out.
            Arc::new(Thesaurus::read_lines(include_str!("../../search_index/synonyms.nl.txt")).0)
        });
        Arc::clone(&SHIPPED)
    }

    /// Reads a list: words and phrases that mean the same, a group a line, separated by commas. After `=>` stands what is
    /// searched for too when something before it is typed, and not the other way round. `#` begins a comment.
    ///
    /// # Errors
    /// The lines (from 1) that cannot be read, and why, in Dutch.
    pub fn read(text: &str) -> Result<Self, Vec<(usize, String)>> {
        let (read, wrong) = Self::read_lines(text);
        if wrong.is_empty() { Ok(read) } else { Err(wrong) }
    }

    /// [`read`](Self::read) of the lines that can be read, and what is wrong with the others.
    pub fn read_lines(text: &str) -> (Self, Vec<(usize, String)>) {
        let (mut read, mut wrong) = (Self::default(), Vec::new());
        let analyzer = Analyzer::shipped();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Err(reason) = read.add(analyzer, line) {
                wrong.push((number + 1, reason));
            }
        }
        (read, wrong)
    }

    /// All lines of both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        let first = u32::try_from(both.lines.len()).unwrap_or(u32::MAX);
        both.lines.extend(other.lines.iter().cloned());
        for (key, lines) in &other.by_key {
            both.by_key.entry(key.clone()).or_default().extend(lines.iter().map(|line| line + first));
        }
        both
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are no lines.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether somebody who types this is also shown something else.
    pub fn knows(&self, words: &[Word]) -> bool {
        self.by_key.contains_key(&key(words))
    }

    /// What these words mean too: first what means the same, then what is meant by them, and then what is meant by what
    /// means the same.
    pub fn meanings(&self, words: &[Word]) -> Vec<Meaning> {
        let mut found: Vec<Meaning> = Vec::new();
        let lines = self.lines_of(words);
        for line in lines.iter().filter(|line| line.same).chain(lines.iter().filter(|line| !line.same)) {
            add_line(&mut found, words, line, 0);
        }
        let same: Vec<Arc<Phrase>> =
            found.iter().filter(|meaning| meaning.same).map(|meaning| Arc::clone(&meaning.phrase)).collect();
        for phrase in same {
            if found.len() >= MOST_MEANINGS {
                break;
            }
            for line in self.lines_of(&phrase.words).into_iter().filter(|line| !line.same) {
                add_line(&mut found, words, line, FARTHER);
            }
        }
        found.truncate(MOST_MEANINGS);
        found
    }

    fn lines_of(&self, words: &[Word]) -> Vec<&Line> {
        let lines = self.by_key.get(&key(words)).into_iter().flatten();
        lines.filter_map(|line| self.lines.get(*line as usize)).map(|line| &**line).collect()
    }

    /// The single words of all lines, as they are written: what can be meant by a typing error.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let phrases = self.lines.iter().flat_map(|line| &line.wanted);
        phrases.flat_map(|phrase| &phrase.words).map(|word| word.plain.as_str())
    }

    fn add(&mut self, analyzer: &Analyzer, line: &str) -> Result<(), String> {
        let (typed, wanted) = match line.split_once("=>") {
            Some((typed, wanted)) => (phrases(analyzer, typed)?, Some(phrases(analyzer, wanted)?)),
            None => (phrases(analyzer, line)?, None),
        };
        if wanted.is_none() && typed.len() < 2 {
            return Err("Zet minstens twee woorden op een regel, met een komma ertussen.".to_owned());
        }
        let number = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        for phrase in &typed {
            let lines = self.by_key.entry(key(&phrase.words)).or_default();
            if lines.last() != Some(&number) {
                lines.push(number);
            }
        }
        let same = wanted.is_none();
        self.lines.push(Arc::new(Line { same, wanted: wanted.unwrap_or(typed) }));
        Ok(())
    }
}

fn phrases(analyzer: &Analyzer, text: &str) -> Result<Vec<Arc<Phrase>>, String> {
    let mut read = Vec::new();
    for typed in text.split(',').map(str::trim).filter(|typed| !typed.is_empty()) {
        let words = telling(analyzer.typed(typed, MOST_WORDS));
        if words.is_empty() {
            return Err(format!("Hier blijft geen woord van over: {typed}."));
        }
        if words.len() > LONGEST_PHRASE {
            return Err(format!("Dit zijn meer dan vier woorden: {typed}."));
        }
        read.push(Arc::new(Phrase { words }));
    }
    match read.len() {
        0 => Err("Hier staat aan een kant niets.".to_owned()),
        1..=MOST_PHRASES => Ok(read),
        _ => Err("Dit zijn te veel woorden op een regel.".to_owned()),
    }
}

fn add_line(found: &mut Vec<Meaning>, words: &[Word], line: &Line, farther: usize) {
    for (place, phrase) in line.wanted.iter().enumerate() {
        if found.iter().all(|meaning| !are_same(&meaning.phrase.words, &phrase.words))
            && !are_same(&phrase.words, words)
        {
            found.push(Meaning { phrase: Arc::clone(phrase), same: line.same, place: place + farther });
        }
    }
}

/// Whether the index sees no difference.
fn are_same(one: &[Word], other: &[Word]) -> bool {
    one.iter().map(|word| &word.stem).eq(other.iter().map(|word| &word.stem))
}

/// The parts of the words, sorted: "chauffeur vrachtwagen" and "vrachtwagenchauffeur" are one. A vague last part
/// ("medewerker") does not count when something else is left.
fn key(words: &[Word]) -> String {
    let atoms = || words.iter().flat_map(|word| &word.atoms);
    let mut parts: Vec<&str> = atoms().filter(|atom| !atom.vague).map(|atom| atom.stem.as_str()).collect();
    if parts.is_empty() {
        parts = atoms().map(|atom| atom.stem.as_str()).collect();
    }
    parts.sort_unstable();
    parts.dedup();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::word::without_filler;

    fn read(text: &str) -> Thesaurus {
        Thesaurus::read(text).unwrap()
    }

    fn meanings(thesaurus: &Thesaurus, typed: &str) -> Vec<String> {
        let words = without_filler(Analyzer::shipped().typed(typed, MOST_WORDS));
        let text = |meaning: Meaning| {
            let words: Vec<_> = meaning.phrase.words.iter().map(|word| word.plain.clone()).collect();
            format!("{}{}", words.join(" "), if meaning.same { "" } else { "?" })
        };
        thesaurus.meanings(&words).into_iter().map(text).collect()
    }

    #[test]
    fn who_types_one_wants_all() {
        let list =
            read("# Zorg\nverpleegkundige, verpleegster, nurse\n\nwerken met dieren => dierenverzorger, melker\n");
        assert_eq!(list.len(), 2);
        assert_eq!(meanings(&list, "Verpleegsters"), ["verpleegkundige", "nurse"]);
        assert_eq!(meanings(&list, "ik wil graag met dieren werken"), ["dierenverzorger?", "melker?"]);
        assert!(meanings(&list, "melker").is_empty());
    }

    #[test]
    fn compounds_are_known_in_any_form() {
        let list = read("vrachtwagenchauffeur, trucker\nmagazijnmedewerker, magazijnier");
        for typed in ["chauffeur vrachtwagen", "vrachtwagen chauffeurs", "vrachtwagen-chauffeur"] {
            assert!(meanings(&list, typed).contains(&"trucker".to_owned()), "{typed}");
        }
        assert_eq!(meanings(&list, "medewerker magazijn").last().unwrap(), "magazijnier");
    }

    #[test]
    fn lists_are_added_up() {
        let list = read("kok, chef").with(&read("kok => keukenhulp"));
        assert_eq!(meanings(&list, "kok"), ["chef", "keukenhulp?"]);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let wrong = Thesaurus::read("kok, chef\nalleen\n=> kok\na b c d e f, kok\nik wil werken, kok").unwrap_err();
        assert_eq!(wrong.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 4, 5]);
    }

    #[test]
    fn the_shipped_list_can_be_read() {
        let list = Thesaurus::read(include_str!("../../search_index/synonyms.nl.txt")).unwrap();
        assert!(list.len() >= 500, "{}", list.len());
    }
}
