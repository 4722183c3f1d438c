//! Typing errors: which known words somebody may have meant by a word that nothing knows.
//! It never corrects a word that is known, and never decides: what was typed is searched for too.

use std::collections::{BTreeMap, HashMap};

/// Shorter words are too much alike.
const SHORTEST: usize = 4;
/// Up to this length a word may differ in one letter, beyond in two.
const SHORT: usize = 7;
/// No more candidates than this.
const MOST: usize = 3;
/// Sounds the same.
const SOUNDS_ALIKE: f32 = 0.9;
const ONE_LETTER: f32 = 0.8;
const TWO_LETTERS: f32 = 0.6;

/// Words that can be meant, by the sound that they begin with.
#[derive(Debug, Default)]
pub struct KnownWords {
    by_sound: HashMap<char, Vec<Known>>,
}

#[derive(Debug)]
struct Known {
    word: Box<str>,
    sound: Box<str>,
    standing: Standing,
}

/// How a word is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Standing {
    /// In how many titles it stands, or stood until a moment ago.
    pub titles: u32,
    /// Whether a list knows it.
    pub listed: bool,
}

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Meant {
    /// The word, folded.
    pub word: String,
    /// How close it is, at most 1.
    pub closeness: f32,
}

impl KnownWords {
    /// These words.
    pub fn new(words: BTreeMap<String, Standing>) -> Self {
        let mut by_sound: HashMap<char, Vec<Known>> = HashMap::new();
        for (word, standing) in words {
            let sound = sound(&word);
            if word.len() >= SHORTEST
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
                && let Some(first) = sound.chars().next()
            {
                by_sound.entry(first).or_default().push(Known { word: word.into(), sound: sound.into(), standing });
            }
        }
        Self { by_sound }
    }

    /// The words that are nearest to this folded one, the nearest first. Of what only titles know, `is_there` says whether
    /// one of those titles is there still.
    pub fn nearest(&self, word: &str, is_there: impl Fn(&str) -> bool) -> Vec<Meant> {
        if !can_be_wrong(word) {
            return Vec::new();
        }
        let length = word.chars().count();
        let sounds = sound(word);
        let most = if length <= SHORT { 1 } else { 2 };
        let candidates = sounds.chars().next().and_then(|first| self.by_sound.get(&first));
        let mut near: Vec<(f32, &Known)> = candidates
            .into_iter()
            .flatten()
            .filter(|known| known.word.len().abs_diff(word.len()) <= most + 1)
            .filter_map(|known| {
                let closeness = if *known.sound == *sounds && known.word.len().abs_diff(word.len()) <= 2 {
                    SOUNDS_ALIKE
                } else {
                    match distance(word, &known.word, most)? {
                        0 | 1 => ONE_LETTER,
                        _ => TWO_LETTERS,
                    }
                };
                Some((closeness, known))
            })
            .collect();
        near.sort_by(|(one, this), (other, that)| {
            let titles = that.standing.titles.cmp(&this.standing.titles);
            other.total_cmp(one).then(titles).then_with(|| this.word.cmp(&that.word))
        });
        let mut meant: Vec<Meant> = Vec::new();
        for (closeness, known) in near {
            // Two letters off only when nothing is nearer.
            let is_far = closeness <= TWO_LETTERS && meant.first().is_some_and(|best| best.closeness > TWO_LETTERS);
            if is_far || meant.len() == MOST {
                break;
            }
            if known.standing.listed || is_there(&known.word) {
                meant.push(Meant { word: known.word.to_string(), closeness });
            }
        }
        meant
    }
}

/// Whether a word is of a length and of letters that can be compared.
pub fn can_be_wrong(word: &str) -> bool {
    (SHORTEST..=30).contains(&word.chars().count()) && !word.chars().any(|c| c.is_ascii_digit())
}

/// How a word sounds, so that what sounds alike is written alike.
pub fn sound(word: &str) -> String {
    const ALIKE: [(&str, &str); 20] = [
        ("eau", "o"),
        ("tie", "sie"),
        ("sch", "sg"),
        ("ei", "Y"),
        ("ij", "Y"),
        ("au", "W"),
        ("ou", "W"),
        ("ph", "f"),
        ("ch", "g"),
        ("gh", "g"),
        ("ck", "k"),
        ("ce", "se"),
        ("ci", "si"),
        ("cy", "si"),
        ("qu", "kw"),
        ("th", "t"),
        ("dt", "t"),
        ("oe", "U"),
        ("ie", "i"),
        ("x", "ks"),
    ];
    let mut heard = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        if let Some((written, sounds)) = ALIKE.iter().find(|(written, _)| rest.starts_with(written)) {
            // What follows the c is heard by itself.
            let eaten = if matches!(*written, "ce" | "ci" | "cy") { 1 } else { written.len() };
            let sounds = if eaten == 1 && *written != "x" { "s" } else { sounds };
            sounds.chars().for_each(|c| hear(&mut heard, c));
            rest = &rest[eaten..];
            continue;
        }
        let c = match first {
            'c' | 'q' => 'k',
            'v' => 'f',
            'z' => 's',
            'y' => 'i',
            other => other,
        };
        hear(&mut heard, c);
        rest = &rest[first.len_utf8()..];
    }
    match heard.pop() {
        Some('d') => heard.push('t'),
        Some('b') => heard.push('p'),
        last => heard.extend(last),
    }
    heard
}

fn hear(heard: &mut String, c: char) {
    if !heard.ends_with(c) {
        heard.push(c);
    }
}

/// How many letters are wrong, missing, too many or swapped with the next; none above `most`.
fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let (mut before, mut last) = (Vec::new(), (0..=other.len()).collect::<Vec<usize>>());
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let mut least =
                (last[column] + usize::from(letter != against)).min(last[column + 1] + 1).min(next[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *against {
                least = least.min(before.get(column - 1).map_or(least, |cost: &usize| cost + 1));
            }
            next.push(least);
        }
        if next.iter().all(|cost| *cost > most) {
            return None;
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|cost| *cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> KnownWords {
        let words = [
            "chauffeur",
            "vrachtwagenchauffeur",
            "steigerbouwer",
            "orderpicker",
            "magazijnmedewerker",
            "kok",
            "koks",
            "loodgieter",
        ];
        let standing = Standing { titles: 3, listed: false };
        KnownWords::new(words.iter().map(|word| ((*word).to_owned(), standing)).collect())
    }

    #[test]
    fn typing_errors_are_understood() {
        for (typed, meant) in [
            ("chaufeur", "chauffeur"),
            ("sjauffeur", ""),
            ("stijgerbouwer", "steigerbouwer"),
            ("orderpiker", "orderpicker"),
            ("vrachtwagenchaufeur", "vrachtwagenchauffeur"),
            ("magazeinmedewerker", "magazijnmedewerker"),
            ("loodgeiter", "loodgieter"),
            ("kox", ""),
            ("12345678", ""),
        ] {
            let nearest =
                known().nearest(typed, |_| true).into_iter().next().map(|meant| meant.word).unwrap_or_default();
            assert_eq!(nearest, meant, "{typed}");
        }
    }

    #[test]
    fn what_is_there_no_more_gives_way_to_the_next() {
        let words = |typed, gone: &str| {
            let nearest = known().nearest(typed, |word| word != gone).into_iter();
            nearest.map(|meant| meant.word).collect::<Vec<_>>()
        };
        assert_eq!(words("steigerbouwr", ""), ["steigerbouwer"]);
        assert!(words("steigerbouwr", "steigerbouwer").is_empty());
    }

    #[test]
    fn what_sounds_alike_is_written_alike() {
        for (one, other) in [
            ("analyst", "analist"),
            ("fotograaf", "photograaf"),
            ("vrouw", "frauw"),
            ("hond", "hont"),
            ("taxi", "taksi"),
            ("cement", "sement"),
        ] {
            assert_eq!(sound(one), sound(other));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_word_is_survived(word in "\\PC{0,40}") {
            let _ = (known().nearest(&word, |_| true), sound(&word));
        }
    }
}
