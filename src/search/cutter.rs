//! Cutting: where in a text the words are, in lower case and without accents.
//! It never knows a language, and a place in the text never falls inside a character.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::domain::text::fold;

/// Cuts a text at everything that is no letter or digit, lower case, without accents. An apostrophe within a word is
/// no cut ("foto's"), and what cannot be seen (soft hyphens, marks of direction, loose accents) is no part of a word.
#[derive(Clone, Default)]
pub struct WordCutter {
    token: Token,
}

/// The words of one text, one after another.
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for WordCutter {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        self.token.reset();
        Words { text, at: 0, token: &mut self.token }
    }
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        let text = self.text;
        let mut rest = text[self.at..].chars();
        while let Some(c) = rest.next() {
            let (from, to) = (self.at, text.len() - rest.as_str().len());
            self.at = to;
            let inside = !self.token.text.is_empty();
            if c.is_alphanumeric() && !is_accent(c) {
                if !inside {
                    self.token.offset_from = from;
                }
                self.token.offset_to = to;
                if c.is_ascii() {
                    // Nearly all of them.
                    self.token.text.push(c.to_ascii_lowercase());
                } else {
                    let lower = c.to_lowercase().flat_map(fold).filter(|c| !is_accent(*c));
                    self.token.text.extend(lower);
                }
            } else if inside && is_accent(c) {
                self.token.offset_to = to;
            } else if inside
                && !is_invisible(c)
                && !(is_apostrophe(c) && rest.as_str().starts_with(char::is_alphanumeric))
            {
                return true;
            }
        }
        !self.token.text.is_empty()
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
