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
}

/// The words of one title.
pub struct TitleWords {
    tokens: Vec<Token>,
    /// How many were handed out.
    at: usize,
}

impl TitleTokenizer {
    /// With this analysis.
    pub fn new(analyzer: Analyzer) -> Self {
        Self { analyzer }
    }
}

impl Tokenizer for TitleTokenizer {
    type TokenStream<'a> = TitleWords;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TitleWords {
        TitleWords { tokens: tokens(&self.analyzer, text), at: 0 }
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

fn tokens(analyzer: &Analyzer, text: &str) -> Vec<Token> {
    let stems = analyzer.stems(text);
    let plain = analyzer.plain(text);
    let mut tokens = Vec::new();
    let mut before: Option<&Token> = None;
    for token in &plain {
        let Ok(at) = stems.binary_search_by_key(&token.position, |stem| stem.position) else { continue };
        tokens.push(stems[at].clone());
        let add = |tokens: &mut Vec<Token>, text: String| tokens.push(Token { text, ..stems[at].clone() });
        for text in parts(analyzer, &token.text) {
            add(&mut tokens, text);
        }
        // "order picker" is also found as "orderpicker".
        if let Some(before) = before.filter(|before| before.position + 1 == token.position)
            && let Some(stem) = analyzer.stem(&format!("{}{}", before.text, token.text))
        {
            add(&mut tokens, stem);
        }
        before = Some(token);
    }
    tokens
}

/// The parts of a compound, and neighbouring parts as one: what it is about, and what it is.
fn parts(analyzer: &Analyzer, word: &str) -> Vec<String> {
    let Some(parts) = Compounds::shipped().split(word) else { return Vec::new() };
    let mut made = Vec::new();
    for from in 0..parts.len() {
        for to in from + 1..=parts.len() {
            if to - from == parts.len() {
                continue;
            }
            let Some(stem) = analyzer.stem(&parts[from..to].concat()) else { continue };
            made.push(if to == parts.len() { head(&stem) } else { about(&stem) });
        }
    }
    made
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

    fn words(title: &str) -> Vec<String> {
        tokens(Analyzer::shipped(), title).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn a_compound_is_its_head_and_is_about_the_rest() {
        let found = words("Tandartsassistenten");
        assert!(found.contains(&"tandarts-".to_owned()) && found.contains(&"-assistent".to_owned()), "{found:?}");
    }

    #[test]
    fn neighbours_are_one_word_too() {
        let analyzer = Analyzer::shipped();
        assert!(words("Order pickers").contains(&analyzer.stem("orderpickers").unwrap()));
        assert!(!words("Kok in de keuken").iter().any(|word| word.contains("kokkeuk")));
    }
}
