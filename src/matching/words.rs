//! Dutch words as they are compared: folded, without stop words, as stems, hashed. Two words are alike when they are equal, or
//! when one is the beginning or the end of the other and at least five letters long ("hovenier" and "hoveniersbedrijf").
//! Never a dictionary, and never random: the same text gives the same numbers in every process.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::domain::text::fold;

/// The shortest stem that is looked for inside a longer word.
const SHORTEST_PART: usize = 5;

/// Words that say nothing about the work: those of the language, and those that stand in every title.
const STOP_WORDS: &str = "\
    aan al alle als bij dan dat de den der deze die dit door dus een eigen elk elke en er etc geen goed goede haar heb \
    hebben hebt heeft het hij hoe hun in is je jij jou jouw kan kun kunnen maar mee meer met mijn naar niet nog of om ons \
    onze ook op over per samen te tot tussen uit uw van veel voor waar wat we wel wie wij word worden wordt ze zelf zij \
    zijn zoals zonder \
    algemeen algemene allround assistent assistente baan banen bedrijf bedrijven beginnend ervaren ervaring flexibel \
    fulltime functie fysiek gevraagd gezocht junior leerling licht lichte medewerker medewerkers medewerkster parttime plek \
    regio senior stage team uren uur vacature vacatures vakantiewerk vaste week werk werken werkstage werkt werkzaamheden \
    zaterdag zelfstandig zelfstandige zoeken";

/// Words that end in -en by themselves, alone or at the end of another ("vrachtwagen").
const EN_BELONGS: &[&str] =
    &["deken", "haven", "keuken", "kussen", "laken", "linnen", "molen", "oven", "teken", "toren", "varken", "wagen"];

/// One word of a phrase: its stem, and every beginning and end of it that another word may be equal to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    whole: u64,
    parts: Box<[u64]>,
}

/// A few words that belong together: an occupation, a skill.
pub type Phrase = Box<[Word]>;

/// All words of a text, in no order, for looking others up in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    whole: Box<[u64]>,
    parts: Box<[u64]>,
}

/// The words of a phrase. Empty when it holds stop words only.
#[must_use]
pub fn phrase(text: &str) -> Phrase {
    let mut words: Vec<Word> = stems(text).map(|stem| Word::of(&stem)).collect();
    words.sort_unstable_by_key(|word| word.whole);
    words.dedup();
    words.into_boxed_slice()
}

impl Word {
    fn of(stem: &str) -> Self {
        Self { whole: hash(stem), parts: sorted(parts(stem)) }
    }

    /// Whether a word of the text is like this one.
    #[must_use]
    pub fn is_in(&self, text: &Words) -> bool {
        text.parts.binary_search(&self.whole).is_ok() || meet(&self.parts, &text.whole)
    }
}

impl Words {
    /// The words of some texts together.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut whole, mut ends) = (Vec::new(), Vec::new());
        for stem in texts.into_iter().flat_map(stems) {
            whole.push(hash(&stem));
            ends.extend(parts(&stem));
        }
        Self { whole: sorted(whole), parts: sorted(ends) }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }
}

fn sorted(mut numbers: Vec<u64>) -> Box<[u64]> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_boxed_slice()
}

/// Whether two sorted lists have a number in common.
fn meet(one: &[u64], other: &[u64]) -> bool {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    few.iter().any(|number| many.binary_search(number).is_ok())
}

/// The stem itself, and every beginning and end of it that is long enough.
fn parts(stem: &str) -> Vec<u64> {
    let inner = stem.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    let long = |part: &&str| part.chars().count() >= SHORTEST_PART;
    let cut = inner.flat_map(|at| [&stem[..at], &stem[at..]]);
    std::iter::once(stem).chain(cut.filter(long)).map(hash).collect()
}

/// FNV-1a, 64 bits: the same on every machine, which the standard hasher does not promise.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The stems of the words that say something.
fn stems(text: &str) -> impl Iterator<Item = String> {
    let folded: String = text.chars().flat_map(fold).flat_map(char::to_lowercase).collect();
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !says_nothing(word))
        .map(stem)
        .collect();
    words.into_iter()
}

fn says_nothing(word: &str) -> bool {
    static WORDS: OnceLock<BTreeSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| STOP_WORDS.split(' ').collect()).contains(word)
}

/// A word without the endings that make it plural, a verb, a person or an activity. It need not be a word itself, as long as
/// what belongs together comes out alike: "schoonmaken", "schoonmaakster" and "schoonmaak" all become "schonmak".
fn stem(word: &str) -> String {
    let word = without_plural_s(word);
    let belongs = EN_BELONGS.iter().any(|each| word.ends_with(each));
    let (word, was_verb) = match without(word, "en", 3) {
        Some(shorter) if !belongs => (shorter, true),
        _ => (word, false),
    };
    // "timmeren" is no plural of "timmer": after -en an -er belongs to the word.
    let endings: &[(&str, usize)] = if was_verb {
        &[("ing", 4), ("erij", 3)]
    } else {
        &[("erij", 3), ("ster", 4), ("ing", 4), ("er", 3), ("e", 4)]
    };
    let word = endings.iter().find_map(|(ending, left)| without(word, ending, *left)).unwrap_or(word);
    let mut stem = String::with_capacity(word.len());
    for letter in word.chars() {
        // "maak" and "mak(en)", "pak" and "pakk(en)": a letter counts once.
        if !stem.ends_with(letter) || letter.is_ascii_digit() {
            stem.push(letter);
        }
    }
    // "schrijv(en)" and "schrijf", "verhuiz(en)" and "verhuis".
    let softened = match stem.chars().last() {
        Some('v') => Some('f'),
        Some('z') => Some('s'),
        _ => None,
    };
    if let Some(letter) = softened {
        stem.pop();
        stem.push(letter);
    }
    stem
}

/// The word without an ending, if at least `left` letters stay.
fn without<'a>(word: &'a str, ending: &str, left: usize) -> Option<&'a str> {
    word.strip_suffix(ending).filter(|rest| rest.chars().count() >= left)
}

/// The -s of "chauffeurs", "stages" and "foto's", but not that of "gras", "huis" and "proces".
fn without_plural_s(word: &str) -> &str {
    let Some(rest) = without(word, "s", 4) else { return word };
    let mut last = rest.chars().rev();
    let (end, before) = (last.next().unwrap_or('s'), last.next().unwrap_or('s'));
    let vowel = |letter: char| "aeiou".contains(letter);
    let plural = match end {
        's' | 'c' => false,
        'e' => before != 'c' && !vowel(before),
        letter if vowel(letter) => !vowel(before),
        _ => true,
    };
    if plural { rest } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        let (one_way, other_way) = (phrase(one), phrase(other));
        let found = one_way.iter().any(|word| word.is_in(&Words::of([other])));
        assert_eq!(found, other_way.iter().any(|word| word.is_in(&Words::of([one]))), "{one} {other}: not both ways");
        found
    }

    #[test]
    fn words_that_belong_together_are_alike() {
        for (one, other) in [
            ("hovenier", "hoveniersbedrijf"),
            ("hovenier", "Hoveniers"),
            ("schoonmaken", "schoonmaker"),
            ("schoonmaken", "schoonmaakwerk"),
            ("schoonmaakster", "medewerker schoonmaak"),
            ("chauffeur", "vrachtwagenchauffeurs"),
            ("vrachtwagen", "vrachtwagens"),
            ("lassen", "lasser"),
            ("bakker", "bakkerij"),
            ("kok", "koken"),
            ("timmeren", "timmerman"),
            ("schilder", "schilderen"),
            ("verkoopster", "verkopen"),
            ("verkoopmedewerker", "verkoper"),
            ("beveiliger", "beveiliging"),
            ("bediening", "bedienen"),
            ("verhuizen", "verhuisbedrijf"),
            ("inpakker", "inpakken"),
            ("orderpicken", "orderpicker"),
            ("verzorgende", "verzorging"),
            ("keuken", "keukens"),
            ("keuken", "keukenhulp"),
            ("administratief", "administratieve"),
            ("conciërge", "concierge"),
            ("magazijn", "magazijnmedewerker"),
            ("productie", "productiemedewerker"),
            ("heg", "heggen"),
        ] {
            assert!(alike(one, other), "{one} {other}: {} {}", stem(one), stem(other));
        }
    }

    #[test]
    fn words_that_only_look_alike_are_not() {
        for (one, other) in [
            ("buschauffeur", "vrachtwagenchauffeur"),
            ("hoveniersbedrijf", "schoonmaakbedrijf"),
            ("medewerker groen", "medewerker keuken"),
            ("kas", "kassa"),
            ("gras", "grafisch"),
            ("tuin", "tuigage"),
            ("bus", "busje"),
            ("lasser", "lastig"),
            ("kok", "kokos"),
        ] {
            assert!(!alike(one, other), "{one} {other}: {} {}", stem(one), stem(other));
        }
    }

    #[test]
    fn stop_words_leave_nothing() {
        assert!(phrase("Medewerker (m/v) voor 24 uur").is_empty());
        assert!(phrase("ervaren medewerker").is_empty());
        assert!(Words::of(["", "de het een"]).is_empty());
    }

    #[test]
    fn the_numbers_are_the_same_everywhere() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
