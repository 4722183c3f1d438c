//! Snippets: the part of a text in which the words of a question stand closest together, with those words marked.
//! It never makes HTML and never cuts a character: pieces of text go out, and the page escapes them.

use std::collections::{BTreeSet, HashMap};

use crate::domain::search::Snippet;
use crate::search::analyzer::{Analyzer, Stemmer};
use crate::search::query::Words;

/// The longest snippet, in characters.
const LONGEST: usize = 160;
/// No more of a text is read, in characters; without words to look for, little more than is shown.
const READ: usize = 1_500;
const READ_WITHOUT_WORDS: usize = 2 * LONGEST;
/// How much may stand before the first mark, in characters.
const BEFORE: usize = 40;
/// Stands where text was left out.
const MORE: char = '…';
/// What the stemmer takes out of the beginning of a word: "gewerkt" is "werk".
const TAKEN_OUT: &str = "ge";

/// A word of the text: where it begins and ends, in characters, and which word of the question it is.
struct Token {
    from: usize,
    to: usize,
    found: Option<String>,
}

/// Cuts the snippets of one answer. A word that stands in several texts is taken apart once: that is most of the work.
pub struct Cutter<'a> {
    analyzer: &'a Analyzer,
    words: &'a Words,
    stemmer: Stemmer,
    /// How the words begin that can be one of the question.
    beginnings: BTreeSet<String>,
    /// Per word of the texts, which word of the question it is.
    known: HashMap<String, Option<String>>,
}

impl<'a> Cutter<'a> {
    /// For this question.
    pub fn new(analyzer: &'a Analyzer, words: &'a Words) -> Self {
        let beginnings = words.sought().map(|word| beginning(word).to_owned()).collect();
        Self { analyzer, words, stemmer: analyzer.stemmer(), beginnings, known: HashMap::new() }
    }

    /// The snippet of a text.
    pub fn cut(&mut self, text: &str) -> Snippet {
        let text = flatten(text, if self.words.is_empty() { READ_WITHOUT_WORDS } else { READ });
        let chars: Vec<char> = text.chars().collect();
        let tokens = self.tokens(&text);
        if chars.len() <= LONGEST {
            return pieces(&chars, &tokens, 0, chars.len());
        }
        let (from, to) = window(&tokens, chars.len());
        pieces(&chars, &tokens, from, to)
    }

    fn tokens(&mut self, text: &str) -> Vec<Token> {
        let plain = self.analyzer.plain(text);
        // From bytes to characters, walking along.
        let (mut byte, mut passed) = (0, 0);
        let mut char_at = |to: usize| {
            passed += text[byte..to].chars().count();
            byte = to;
            passed
        };
        let token = |plain: tantivy::tokenizer::Token| {
            let (from, to) = (char_at(plain.offset_from), char_at(plain.offset_to));
            Token { from, to, found: self.found(plain.text) }
        };
        plain.into_iter().map(token).collect()
    }

    fn found(&mut self, plain: String) -> Option<String> {
        if !plain.starts_with(TAKEN_OUT) && !self.beginnings.contains(beginning(&plain)) {
            return None;
        }
        if let Some(found) = self.known.get(&plain) {
            return found.clone();
        }
        let stem = self.stemmer.stem(&plain).filter(|stem| self.words.has_stem(stem));
        let found = stem.or_else(|| self.words.has_plain(&plain).then(|| plain.clone()));
        self.known.insert(plain, found.clone());
        found
    }
}

/// As much of the beginning of a word as its stem keeps. A vowel may be written once in the one and twice in the other:
/// "uren" is "uur".
fn beginning(word: &str) -> &str {
    let kept = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { 1 } else { 2 };
    word.char_indices().nth(kept).map_or(word, |(at, _)| &word[..at])
}

/// One line, without the marks of headings and lists. Lines that do not end as a sentence are kept apart by a point.
fn flatten(text: &str, read: usize) -> String {
    let mut flat = String::new();
    let text = text.char_indices().nth(read).map_or(text, |(at, _)| &text[..at]);
    for line in text.lines().map(str::trim) {
        let line = ["## ", "- ", "• "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
        for (at, word) in
            line.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).enumerate()
        {
            if !flat.is_empty() {
                let ended = flat.ends_with(['.', ',', ':', ';', '!', '?', '·']);
                flat.push_str(if at == 0 && !ended { " · " } else { " " });
            }
            flat.push_str(word);
        }
    }
    flat
}

/// From where to where: the place with the most different words of the question, and of those the first.
fn window(tokens: &[Token], length: usize) -> (usize, usize) {
    let mut best = (0, 0, end(tokens, 0, length));
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.found.is_some()) {
        let early = tokens[..=at].iter().rev().take_while(|before| before.from + BEFORE >= token.from).last();
        let from = if token.from <= BEFORE { 0 } else { early.map_or(token.from, |before| before.from) };
        let to = end(tokens, from, length);
        let inside = tokens[at..].iter().take_while(|token| token.to <= to).filter_map(|token| token.found.as_deref());
        let different = inside.collect::<std::collections::BTreeSet<_>>().len();
        if different > best.0 {
            best = (different, from, to);
        }
    }
    (best.1, best.2)
}

/// The end of the last word that fits, with room for what shows that something was left out.
fn end(tokens: &[Token], from: usize, length: usize) -> usize {
    let room = LONGEST - 1 - usize::from(from > 0);
    if from + room >= length {
        return length;
    }
    let last = tokens.iter().map(|token| token.to).take_while(|to| *to <= from + room).last();
    last.filter(|to| *to > from).unwrap_or(from + room)
}

fn pieces(chars: &[char], tokens: &[Token], from: usize, to: usize) -> Snippet {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut push = |piece: String, marked: bool| match pieces.last_mut() {
        _ if piece.is_empty() => {}
        Some((last, was)) if *was == marked => last.push_str(&piece),
        _ => pieces.push((piece, marked)),
    };
    let text = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    if from > 0 {
        push(MORE.to_string(), false);
    }
    let mut at = from;
    for token in tokens.iter().filter(|token| token.found.is_some() && token.from >= from && token.to <= to) {
        push(text(at, token.from), false);
        push(text(token.from, token.to), true);
        at = token.to;
    }
    push(text(at, to), false);
    if to < chars.len() {
        push(MORE.to_string(), false);
    }
    Snippet(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(question: &str, text: &str) -> Snippet {
        let analyzer = Analyzer::new();
        Cutter::new(&analyzer, &Words::of(&analyzer, question)).cut(text)
    }

    fn marked(question: &str, text: &str) -> Vec<String> {
        snippet(question, text).0.into_iter().filter(|(_, marked)| *marked).map(|(piece, _)| piece).collect()
    }

    #[test]
    fn words_are_marked_in_the_form_in_which_they_stand() {
        let text = "Wij zoeken een schoonmaker voor de Keukens van huizen en een café's zaal.";
        assert_eq!(marked("schoonmaak keuken huis", text), ["schoonmaker", "Keukens", "huizen"]);
        assert_eq!(snippet("keuken", text).plain(), text);
        assert_eq!(marked("b zaal", "Zaalhulp & <b>"), ["Zaalhulp", "b"]);
        assert!(marked("", text).is_empty());
    }

    #[test]
    fn the_best_place_is_shown() {
        let filler = "Dit is een zin die nergens over gaat en toch ruimte inneemt. ".repeat(8);
        let text = format!("Een kok vooraan. {filler}Hier staat de kok in de keuken van het restaurant. {filler}");
        let snippet = snippet("kok keuken restaurant", &text);
        assert!(snippet.plain().contains("de kok in de keuken van het restaurant"), "{snippet:?}");
        assert!(snippet.plain().starts_with('…') && snippet.plain().ends_with('…'));
        assert!(snippet.plain().chars().count() <= LONGEST);
    }

    #[test]
    fn without_a_match_the_beginning_is_shown() {
        let text = "## Wat ga je doen?\n- Afwassen\n- Groente snijden\n\nJe werkt in een team.";
        assert_eq!(
            snippet("lasser", text).0,
            [("Wat ga je doen? Afwassen · Groente snijden · Je werkt in een team.".to_owned(), false)]
        );
        let long = snippet("lasser", &"woord ".repeat(100)).plain();
        assert!(long.starts_with("woord woord") && long.ends_with("woord…") && long.chars().count() <= LONGEST);
    }

    #[test]
    fn a_word_begins_as_its_stem() {
        let analyzer = Analyzer::new();
        let words = crate::search::compounds::Compounds::shipped().words().map(str::to_owned);
        let thesaurus = crate::search::thesaurus::Thesaurus::shipped();
        let words: Vec<String> = words.chain(thesaurus.words().map(str::to_owned)).collect();
        assert!(words.len() > 3_000);
        for word in words.iter().filter(|word| !word.starts_with(TAKEN_OUT)) {
            for stem in analyzer.stems(word) {
                let plain = &word[stem.offset_from..stem.offset_to];
                assert_eq!(beginning(&stem.text), beginning(plain), "{plain} is {}", stem.text);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_between_characters(question in ".{0,40}", text in "(\\PC|[a-c e\u{301}\n’-]){0,400}") {
            let snippet = snippet(&question, &text);
            proptest::prop_assert!(snippet.plain().chars().count() <= LONGEST);
            proptest::prop_assert!(snippet.0.iter().all(|(piece, _)| !piece.is_empty()));
        }
    }
}
