//! How what people typed stands in our sentences. Never an empty place (what was not said says so), and never two full
//! stops behind "B.V.".

use maud::{Markup, Render, html};

/// What was said, or "Niet ingevuld".
#[must_use]
pub fn said(value: Option<impl Render>) -> Markup {
    html! { @match value { Some(value) => (value), None => span class="muted" { "Niet ingevuld" } } }
}

/// What ends a sentence behind these words: nothing when they end in a full stop themselves, such as "B.V.".
#[must_use]
pub fn full_stop(words: &str) -> &'static str {
    if words.ends_with(['.', '!', '?', '…']) { "" } else { "." }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(full_stop("Bakkerij Jansen B.V."), "");
        assert_eq!(full_stop("De Groene Kracht"), ".");
    }
}
