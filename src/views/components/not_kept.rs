//! A warning that what somebody sent was not kept, since things moved on while he looked, with the words that he typed.
//! Never a guess of who was first: the page around it shows how things stand now.

use maud::{Markup, html};

use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::listing_changes::lines;

/// What was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotKept {
    why: &'static str,
    typed: Vec<(String, String)>,
}

impl NotKept {
    /// It changed, or was decided, since the page was opened; with what was typed, field by field.
    #[must_use]
    pub fn overtaken(typed: Vec<(String, String)>) -> Self {
        Self { why: "Dit is veranderd terwijl je keek. Er is niets bewaard. Hieronder staat hoe het nu is.", typed }
    }

    /// The candidate was asked about something that the employer would not see any more.
    #[must_use]
    pub fn asks_again() -> Self {
        Self {
            why: "Het profiel of het werk is veranderd. Er is nog niets bewaard. Lees voor wat de werkgever nu ziet, en vraag het opnieuw.",
            typed: Vec::new(),
        }
    }

    /// The warning.
    #[must_use]
    pub fn render(&self) -> Markup {
        let body = html! {
            p { (self.why) }
            @if !self.typed.is_empty() {
                p { "Dit typte je. Kopieer wat je nog nodig hebt." }
                dl.overzicht { @for (label, text) in &self.typed { div { dt { (label) } dd { (lines(text)) } } } }
            }
        };
        alert_with(Tone::Warning, Some("Er is iets veranderd"), &body)
    }
}

#[cfg(test)]
mod tests {
    use super::NotKept;

    #[test]
    fn what_was_typed_is_shown_again() {
        let typed = vec![("Toelichting".to_owned(), "Eerst de cursus af.".to_owned())];
        let html = NotKept::overtaken(typed).render().into_string();
        assert!(html.contains("Er is niets bewaard.") && html.contains("Eerst de cursus af."), "{html}");
        assert!(!NotKept::asks_again().render().into_string().contains("typte"));
    }
}
