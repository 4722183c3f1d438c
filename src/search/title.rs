//! How a title becomes words: every stem, the parts of compounds, and two neighbours as one word.
//! It never forgets which part is the head: "tandartsassistent" is about a tandarts, and is an assistent.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::search::analyzer::Analyzer;
use crate::search::compounds::Compounds;

/// Stands after what a word is about, as in a dictionary: "tandarts-".
pub const LINK: char = '-';

/// Cuts titles.
#[derive(Clone)]
pub struct TitleTokenizer {
    analyzer: Analyzer,
    cut: fn(&Analyzer, &str) -> Vec<Token>,
}

/// The words of one title.
pub struct TitleWords {
    tokens: Vec<Token>,
    /// How many were handed out.
    at: usize,
}

impl TitleTokenizer {
    /// Stems, and neighbours as one word.
    pub fn words(analyzer: Analyzer) -> Self {
        Self { analyzer, cut: words }
    }

    /// The parts of compounds.
    pub fn parts(analyzer: Analyzer) -> Self {
        Self { analyzer, cut: parts }
    }
}

impl Tokenizer for TitleTokenizer {
    type TokenStream<'a> = TitleWords;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TitleWords {
        TitleWords { tokens: (self.cut)(&self.analyzer, text), at: 0 }
    }
}

impl TokenStream for TitleWords {
    fn advance(&mut self) -> bool {
        self.at += 1;
        self.at <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.at - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.at - 1]
    }
}

fn words(analyzer: &Analyzer, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut before: Option<Token> = None;
    for (stem, plain) in told(analyzer, text) {
        // "order picker" is also found as "orderpicker".
        let joined = before
            .filter(|before| before.position + 1 == plain.position)
            .and_then(|before| analyzer.stem(&format!("{}{}", before.text, plain.text)));
        let joined = joined.map(|text| Token { text, ..stem.clone() });
        tokens.push(stem);
        tokens.extend(joined);
        before = Some(plain);
    }
    tokens
}

/// The parts of compounds, and neighbouring parts as one: what each is about, and what it is.
fn parts(analyzer: &Analyzer, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (token, plain) in told(analyzer, text) {
        let Some(parts) = Compounds::shipped().split(&plain.text) else { continue };
        for from in 0..parts.len() {
            for to in from + 1..=parts.len() {
                if to - from == parts.len() {
                    continue;
                }
                let Some(stem) = analyzer.stem(&parts[from..to].concat()) else { continue };
                let text = if to == parts.len() { head(&stem) } else { about(&stem) };
                tokens.push(Token { text, ..token.clone() });
            }
        }
    }
    tokens
}

/// The words of a text that are no stop words: as the index holds them, and as they are written.
fn told(analyzer: &Analyzer, text: &str) -> Vec<(Token, Token)> {
    let stems = analyzer.stems(text);
    let stem = |plain: Token| {
        let at = stems.binary_search_by_key(&plain.position, |stem| stem.position).ok()?;
        Some((stems[at].clone(), plain))
    };
    analyzer.plain(text).into_iter().filter_map(stem).collect()
}

/// The term of a title of which a compound is this.
pub fn head(stem: &str) -> String {
    format!("{LINK}{stem}")
}

/// The term of a title of which a compound is about this.
pub fn about(stem: &str) -> String {
    format!("{stem}{LINK}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(by: fn(&Analyzer, &str) -> Vec<Token>, title: &str) -> Vec<String> {
        by(Analyzer::shipped(), title).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn a_compound_is_its_head_and_is_about_the_rest() {
        assert_eq!(cut(parts, "Tandartsassistenten in Ommen"), ["tandarts-", "-assistent"]);
        assert!(cut(parts, "Kok").is_empty());
    }

    #[test]
    fn neighbours_are_one_word_too() {
        let joined = Analyzer::shipped().stem("orderpickers").unwrap();
        assert!(cut(words, "Order pickers").contains(&joined));
        assert!(!cut(words, "Kok in de keuken").iter().any(|word| word.contains("kokkeuk")));
    }
}
