//! How a text becomes the words of the index: cut, folded, without stop words, stemmed for Dutch.
//! It never treats a document and a question differently: both pass through here, so that they meet.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, RemoveLongFilter, Stemmer as DutchStemmer, StopWordFilter, TextAnalyzer, Token,
    TokenFilter, TokenStream, Tokenizer, TokenizerManager,
};

use crate::search::compounds::{Compounds, is_vague};
use crate::search::cutter::WordCutter;
use crate::search::title::TitleTokenizer;
use crate::search::word::{Part, Word};

/// The tokenizer of names: words as they are written, folded.
pub const PLAIN: &str = "plain";
/// The tokenizer of running text: stems, without stop words.
pub const DUTCH: &str = "dutch";
/// The tokenizer of titles: stems, and neighbours as one word.
pub const TITLE: &str = "title";
/// The tokenizer of the parts of compounds in titles.
pub const PARTS: &str = "parts";
/// Longer words (in bytes) are no words: addresses of pages, base64, a key that got stuck.
const LONGEST: usize = 60;

/// Stop words beside those of the engine: what is left of "'s avonds" and "'n".
const STOP_WORDS: [&str; 2] = ["s", "n"];

/// Words that the stemmer (Kraaij-Pohlmann) takes apart wrongly, and the word to read instead: it takes the -en of "wagen"
/// for a plural and leaves "wagens" alone, so the one is read as the other. Further plurals that no rule knows, and names
/// of people for the work they do, which job seekers use for each other.
const READ_AS: &[(&str, &str)] = &[
    ("wagen", "wagens"),
    ("vrachtwagen", "vrachtwagens"),
    ("bestelwagen", "bestelwagens"),
    ("keuken", "keukens"),
    ("haven", "havens"),
    ("toren", "torens"),
    ("oven", "ovens"),
    ("jongen", "jongens"),
    ("wapen", "wapens"),
    ("teken", "tekens"),
    ("varken", "varkens"),
    ("kussen", "kussens"),
    ("laken", "lakens"),
    ("kinderen", "kind"),
    ("restaurants", "restaurant"),
    ("logistieke", "logistiek"),
    ("technische", "techniek"),
    ("technisch", "techniek"),
    ("technicus", "techniek"),
    ("technici", "techniek"),
    ("elektricien", "elektriciens"),
    ("timmerlieden", "timmerman"),
    ("timmerlui", "timmerman"),
    ("vaklieden", "vakman"),
    ("vaklui", "vakman"),
    ("vakmensen", "vakman"),
    ("schoonmaker", "schoonmaak"),
    ("schoonmakers", "schoonmaak"),
    ("schoonmaakster", "schoonmaak"),
    ("verkoper", "verkoop"),
    ("verkopers", "verkoop"),
    ("verkoopster", "verkoop"),
    ("bezorger", "bezorgen"),
    ("bezorgers", "bezorgen"),
    ("lasser", "lassen"),
    ("lassers", "lassen"),
    ("schilder", "schilders"),
    ("schilderen", "schilders"),
    ("kassa", "kassas"),
    ("administratief", "administratie"),
    ("administratieve", "administratie"),
    ("medewerkster", "medewerker"),
    ("inpakker", "inpakken"),
    ("inpakkers", "inpakken"),
    ("afwasser", "afwassen"),
    ("afwassers", "afwassen"),
    ("orderpicken", "orderpicker"),
    // The stemmer takes the "ge" out and makes "beleid" of it.
    ("begeleiding", "begleider"),
    ("begeleiden", "begleider"),
    ("begeleider", "begleider"),
    ("begeleiders", "begleider"),
];

/// The three ways in which text is cut. Cheap to clone.
#[derive(Clone)]
pub struct Analyzer {
    uncut: TextAnalyzer,
    plain: TextAnalyzer,
    dutch: TextAnalyzer,
}

impl Analyzer {
    /// The analysis that ships with the program; to make one takes longer than to use it.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);
        &SHIPPED
    }

    /// The analysis of Dutch.
    pub fn new() -> Self {
        let uncut = || TextAnalyzer::builder(WordCutter::default()).filter(AsciiFoldingFilter);
        let plain = || uncut().filter(RemoveLongFilter::limit(LONGEST));
        let stop = StopWordFilter::new(Language::Dutch).unwrap_or_else(|| StopWordFilter::remove([]));
        let own_stop = StopWordFilter::remove(STOP_WORDS.map(str::to_owned));
        let read_as = ReadAs(Arc::new(READ_AS.iter().copied().collect()));
        let dutch = plain().filter(stop).filter(own_stop).filter(read_as).filter(DutchStemmer::new(Language::Dutch));
        Self { uncut: uncut().build(), plain: plain().build(), dutch: dutch.build() }
    }

    /// Tells an index how to cut; needed after every opening.
    pub fn register(&self, manager: &TokenizerManager) {
        manager.register(PLAIN, self.plain.clone());
        manager.register(DUTCH, self.dutch.clone());
        manager.register(TITLE, TextAnalyzer::builder(TitleTokenizer::words(self.clone())).build());
        manager.register(PARTS, TextAnalyzer::builder(TitleTokenizer::parts(self.clone())).build());
    }

    /// The words of a question or of a list, each once, at most so many.
    pub fn typed(&self, text: &str, most: usize) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for plain in self.words(text) {
            if words.len() == most {
                break;
            }
            if words.iter().all(|word| word.plain != plain) {
                words.push(self.word(plain));
            }
        }
        words
    }

    /// A folded word as the index holds it, and its parts.
    pub fn word(&self, plain: String) -> Word {
        let stem = self.stem(&plain);
        let parts = Compounds::shipped().split(&plain).unwrap_or_default();
        let part =
            |part: &str| Part { stem: self.stem(part).unwrap_or_else(|| part.to_owned()), vague: is_vague(part) };
        let parts: Vec<Part> = if stem.is_some() { parts.into_iter().map(part).collect() } else { Vec::new() };
        let atoms = Compounds::shipped().atoms(&plain).into_iter().map(part).collect();
        Word { plain, stem, parts, atoms }
    }

    /// The stem of one folded word; none for a stop word.
    pub fn stem(&self, plain: &str) -> Option<String> {
        self.stemmer().stem(plain)
    }

    /// For the stems of many words.
    pub fn stemmer(&self) -> Stemmer {
        Stemmer(self.dutch.clone())
    }

    /// The words of a question, folded. Also one that no document can hold because it is too long: it finds nothing.
    pub fn words(&self, text: &str) -> Vec<String> {
        tokens(&mut self.uncut.clone(), text).into_iter().map(|token| token.text).collect()
    }

    /// The words of a text with their places in it, folded.
    pub fn plain(&self, text: &str) -> Vec<Token> {
        tokens(&mut self.plain.clone(), text)
    }

    /// The stems of a text with their places in it; stop words have none.
    pub fn stems(&self, text: &str) -> Vec<Token> {
        tokens(&mut self.dutch.clone(), text)
    }

    /// A text that shows every step of the analysis, analysed: when a step or a list changes, so does this.
    pub fn fingerprint(&self) -> String {
        let sample = "De vrachtwagenchauffeurs lopen in de huizen van één coöperatie; foto's, 's avonds, ĳs, Œuvre, Łódź, \
             bedrijven, verpleegkundigen, schoonmaken, gewerkt, werkzaamheden, ervaren, zonder niet geen wie die ons";
        let listed = READ_AS.iter().flat_map(|(word, other)| [*word, *other]).collect::<Vec<_>>().join(" ");
        let mut list: Vec<&str> = Compounds::shipped().words().collect();
        list.sort_unstable();
        let texts = [sample, &listed, &list.join(" ")];
        let words = texts.into_iter().flat_map(|text| self.stems(text)).map(|token| token.text);
        let words: Vec<String> = words.collect();
        let words = words.into_iter().chain(
            tokens(&mut TextAnalyzer::from(TitleTokenizer::parts(self.clone())), sample)
                .into_iter()
                .map(|token| token.text),
        );
        words.chain(STOP_WORDS.map(str::to_owned)).collect::<Vec<_>>().join(" ")
    }
}

/// The analysis of running text, for one word after another.
pub struct Stemmer(TextAnalyzer);

impl Stemmer {
    /// The stem of one folded word; none for a stop word.
    pub fn stem(&mut self, plain: &str) -> Option<String> {
        let mut stream = self.0.token_stream(plain);
        stream.advance().then(|| std::mem::take(&mut stream.token_mut().text))
    }
}

fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    analyzer.token_stream(text).process(&mut |token| found.push(token.clone()));
    found
}

/// Replaces the words of [`READ_AS`].
#[derive(Clone)]
struct ReadAs(Arc<HashMap<&'static str, &'static str>>);

#[derive(Clone)]
struct ReadAsTokenizer<T> {
    table: Arc<HashMap<&'static str, &'static str>>,
    inner: T,
}

struct ReadAsStream<T> {
    table: Arc<HashMap<&'static str, &'static str>>,
    inner: T,
}

impl TokenFilter for ReadAs {
    type Tokenizer<T: Tokenizer> = ReadAsTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> ReadAsTokenizer<T> {
        ReadAsTokenizer { table: self.0, inner }
    }
}

impl<T: Tokenizer> Tokenizer for ReadAsTokenizer<T> {
    type TokenStream<'a> = ReadAsStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        ReadAsStream { table: Arc::clone(&self.table), inner: self.inner.token_stream(text) }
    }
}

impl<T: TokenStream> TokenStream for ReadAsStream<T> {
    fn advance(&mut self) -> bool {
        let found = self.inner.advance();
        if found && let Some(other) = self.table.get(self.inner.token().text.as_str()) {
            let token = self.inner.token_mut();
            token.text.clear();
            token.text.push_str(other);
        }
        found
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(text: &str) -> String {
        Analyzer::new().stems(text).into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn forms_of_one_word_meet() {
        let groups = [
            "huis huizen",
            "bedrijf bedrijven",
            "wagen wagens",
            "vrachtwagen vrachtwagens",
            "keuken keukens",
            "oven ovens",
            "haven havens",
            "toren torens",
            "restaurant restaurants",
            "logistiek logistieke",
            "schoonmaak schoonmaker",
            "schoonmaken schoonmaakster",
            "verkoop verkoper",
            "timmerman timmerlieden",
            "begeleider begeleiding",
            "kind kinderen",
            "orderpicker orderpicken",
            "magazijn magazijnen",
            "foto's fotos",
            "café cafe",
            "kassa kassa's",
            "elektricien elektriciens",
            "verpleegkundige verpleegkundigen",
            "lopen loopt",
            "technicus technici",
        ];
        for group in groups {
            let stems: std::collections::BTreeSet<_> = group.split(' ').map(stem).collect();
            assert_eq!(stems.len(), 1, "{group}: {stems:?}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in
            [("begeleiding", "beleid"), ("wagen", "weg"), ("oven", "oom"), ("kok", "koken"), ("haven", "haaf")]
        {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn every_reading_reaches_a_word_that_is_not_read_otherwise() {
        for (word, other) in READ_AS {
            assert!(READ_AS.iter().all(|(again, _)| again != other), "{word} → {other}");
            assert_eq!(stem(word), stem(other));
        }
    }

    #[test]
    fn words_are_cut_and_folded() {
        let analyzer = Analyzer::new();
        let words = |text: &str| analyzer.words(text).join(" ");
        assert_eq!(words("Één 'foto’s-map' (MBO-4) & 24/7"), "een fotos map mbo 4 24 7");
        assert_eq!(
            words("cafe\u{301}s schoon\u{ad}maak \u{200f}kok\u{200e} Łódź İstanbul"),
            "cafes schoonmaak kok lodz istanbul"
        );
        assert_eq!(words("' ’ -- \u{301} \u{feff} \u{0}"), "");
        assert_eq!(words("'s-Heerenbroek"), "s heerenbroek");
        assert_eq!(stem("'s avonds in de keuken van het restaurant"), "avond keuken restaurant");
        let long = "x".repeat(70);
        assert_eq!((words(&long), analyzer.plain(&long).len(), stem(&long)), (long.clone(), 0, String::new()));
    }

    #[test]
    fn places_of_words_fall_between_characters() {
        let text = "Één ‘keuken’ cafe\u{301} 𝔘𝔫𝔦 — e\u{301}";
        let found: Vec<&str> =
            Analyzer::new().plain(text).iter().map(|token| &text[token.offset_from..token.offset_to]).collect();
        assert_eq!(found, ["Één", "keuken", "cafe\u{301}", "𝔘𝔫𝔦", "e\u{301}"]);
    }
}
