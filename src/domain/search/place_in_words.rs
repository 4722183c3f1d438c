//! A place among the words of a question: "monteur ommen" asks for a monteur around Ommen.
//! Never a place where a word can mean something else: "werken met dieren" is not about the town of Dieren.

use crate::domain::place::{Place, Places};

/// The longest name in words: Capelle aan den `IJssel`.
const LONGEST_NAME: usize = 4;
/// A shorter name is no name with a typing error.
const SHORTEST_ERROR: usize = 5;
/// Says that a place follows.
const BEFORE: [&str; 14] = [
    "in",
    "te",
    "bij",
    "nabij",
    "omgeving",
    "regio",
    "rond",
    "rondom",
    "van",
    "vlakbij",
    "dichtbij",
    "near",
    "around",
    "omstreken",
];
/// May stand before such a word and goes with it: "in de buurt van".
const AROUND: [&str; 18] = [
    "in",
    "de",
    "te",
    "bij",
    "nabij",
    "buurt",
    "omgeving",
    "regio",
    "rond",
    "rondom",
    "van",
    "vlakbij",
    "dichtbij",
    "near",
    "around",
    "vlak",
    "dicht",
    "omstreken",
];
/// Goes with a place that it follows.
const AFTER: [&str; 5] = ["en", "omgeving", "eo", "e.o.", "omstreken"];
/// Names that are ordinary words or names of people too: a place only where something says so.
const ORDINARY: [&str; 99] = [
    "aalten",
    "andel",
    "angel",
    "bakel",
    "balk",
    "beek",
    "beers",
    "beilen",
    "bergen",
    "berg",
    "berlicum",
    "best",
    "beuningen",
    "born",
    "boven",
    "breed",
    "breukelen",
    "buren",
    "dalen",
    "dam",
    "delden",
    "den",
    "diepenheim",
    "dieren",
    "doorn",
    "echt",
    "een",
    "ees",
    "elst",
    "ens",
    "erm",
    "erp",
    "eext",
    "geest",
    "goor",
    "gouda",
    "grave",
    "hall",
    "ham",
    "haren",
    "hees",
    "heel",
    "hei",
    "heide",
    "hem",
    "hoek",
    "hoeven",
    "hoorn",
    "horst",
    "hout",
    "houten",
    "huizen",
    "hulst",
    "kaag",
    "kapel",
    "kloosters",
    "kerk",
    "kool",
    "laag",
    "laren",
    "leek",
    "lent",
    "linden",
    "loo",
    "loon",
    "losser",
    "made",
    "maren",
    "mill",
    "mook",
    "nes",
    "noorden",
    "oosten",
    "post",
    "pol",
    "punt",
    "putten",
    "rijen",
    "rijs",
    "rust",
    "schijf",
    "sloten",
    "sluis",
    "spier",
    "steen",
    "stein",
    "tuk",
    "velden",
    "veen",
    "vries",
    "wijk",
    "wit",
    "wons",
    "zetten",
    "zuid",
    "noord",
    "oost",
    "west",
    "zand",
];

/// The words without the place, and the place.
pub fn read(text: &str) -> Option<(String, &'static Place)> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let found = (0..words.len()).rev().find_map(|from| {
        let most = LONGEST_NAME.min(words.len() - from);
        (1..=most).rev().find_map(|length| Some((from, from + length, at(&words, &lower, from, from + length)?)))
    });
    let (from, to, place) = found?;
    // A word that belongs to a longer name is not the place: "den haag" is found from "den" on.
    let longer =
        (from.saturating_sub(LONGEST_NAME - 1)..from).find_map(|start| Some((start, at(&words, &lower, start, to)?)));
    let (from, place) = longer.unwrap_or((from, place));
    let before = lower[..from].iter().rev().take_while(|word| AROUND.contains(word)).count();
    let after = lower[to..].iter().take_while(|word| AFTER.contains(word)).count();
    let rest = words[..from - before].iter().chain(&words[to + after..]);
    Some((rest.copied().collect::<Vec<_>>().join(" "), place))
}

/// The place that these words are, when something says that they are one: a word before them, or where they stand.
fn at(words: &[&str], lower: &[&str], from: usize, to: usize) -> Option<&'static Place> {
    let name = words[from..to].join(" ");
    let told = from > 0 && BEFORE.contains(&lower[from - 1]);
    // "van" alone says nothing: "beheer van huizen"; and who works "bij" something works for it.
    let clearly = told && (lower[from - 1] != "van" || from > 1 && AROUND.contains(&lower[from - 2]));
    let alone = lower[to..].iter().all(|word| AFTER.contains(word)) || from == 0;
    if to - from == 1 && name.chars().all(|c| c.is_ascii_digit()) {
        // A year is no postcode, unless something says so.
        let year = name.starts_with("19") || name.starts_with("20");
        return Places::known().find(&name).filter(|_| name.len() == 4 && (told || alone && !year));
    }
    let ordinary = to - from == 1 && (ORDINARY.contains(&lower[from]) || name.chars().count() < 3);
    match Places::known().find(&name) {
        Some(place) if ordinary => Some(place).filter(|_| clearly && lower[from - 1] != "bij"),
        Some(place) => Some(place).filter(|_| clearly || alone),
        None if clearly && alone && name.chars().count() >= SHORTEST_ERROR && lower[from - 1] != "bij" => nearly(&name),
        None => None,
    }
}

/// The only place whose name differs in one letter, the first one not.
fn nearly(typed: &str) -> Option<&'static Place> {
    let typed = typed.to_lowercase();
    let mut names = Places::known().names().filter(|name| one_apart(&typed, &name.to_lowercase()));
    let only = names.next().filter(|first| names.all(|name| name == *first))?;
    Places::known().find(only)
}

/// Whether one letter is wrong, missing, too many or swapped with the next.
fn one_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    let swapped =
        one.len() > 1 && other.len() > 1 && one[0] == other[1] && one[1] == other[0] && one[2..] == other[2..];
    same > 0
        && (swapped
            || (!one.is_empty() && !other.is_empty() && one[1..] == other[1..])
            || (!one.is_empty() && one[1..] == *other)
            || (!other.is_empty() && *one == other[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String) {
        let read = read(text);
        read.map_or_else(|| (text.to_owned(), String::new()), |(rest, place)| (rest, place.name.clone()))
    }

    #[test]
    fn a_place_is_read_from_the_words() {
        for (text, rest, place) in [
            ("monteur ommen", "monteur", "Ommen"),
            ("schilder in de buurt van Roermond", "schilder", "Roermond"),
            ("vrachtwagenchauffeur den haag", "vrachtwagenchauffeur", "Den Haag"),
            ("schoonmaak regio zwolle parttime", "schoonmaak parttime", "Zwolle"),
            ("zwolle schoonmaak", "schoonmaak", "Zwolle"),
            ("Dalfsen", "", "Dalfsen"),
            ("kok, hardenberg e.o.", "kok", "Hardenberg"),
            ("werk in zwole", "werk", "Zwolle"),
            ("schilder 7721", "schilder", "Dalfsen"),
        ] {
            assert_eq!(parts(text), (rest.to_owned(), place.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_word_that_means_something_else_is_no_place() {
        for text in [
            "werken met dieren",
            "echt werk",
            "beheer van huizen",
            "best betaald",
            "werken in de zorg",
            "houten meubels",
            "zzp 2024",
            "kok",
        ] {
            assert_eq!(parts(text).1, "", "{text}");
        }
        assert_eq!(parts("werk in houten").1, "Houten");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "(in|te|van|zwolle|den|haag|[a-zé]{0,9}|7721|,| ){0,12}") {
            let _ = read(&text);
        }
    }
}
