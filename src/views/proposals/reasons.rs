//! Why a candidate and a listing fit or do not, in sentences for staff. Never the fact behind a sentence: what is private of a
//! person never came this far.

use maud::{Markup, html};

use crate::views::components::icon;

/// The reasons, in sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasons {
    /// What fits.
    pub fits: Vec<String>,
    /// What deserves a look.
    pub attention: Vec<String>,
    /// What knocks it out.
    pub knocked_out: Vec<String>,
    /// What is not known and worth asking.
    pub find_out: Vec<String>,
    /// What little would have to change.
    pub near_miss: Option<String>,
}

impl Reasons {
    /// All of them, each group under its heading.
    #[must_use]
    pub fn render(&self) -> Markup {
        html! {
            (group("Dit past niet", "vinkjes vinkjes--nee", "x", &self.knocked_out))
            (group("Dit past", "vinkjes", "check", &self.fits))
            (group("Let op", "vinkjes vinkjes--vraag", "triangle-alert", &self.attention))
            (group("Zoek nog uit", "vinkjes vinkjes--vraag", "circle-help", &self.find_out))
            (self.nearly())
        }
    }

    /// Only what knocks it out, and what little would have to change.
    #[must_use]
    pub fn against(&self) -> Markup {
        html! {
            (bullets("vinkjes vinkjes--nee", "x", &self.knocked_out))
            (self.nearly())
        }
    }

    /// The others, for behind a click.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self { knocked_out: Vec::new(), near_miss: None, ..self.clone() }
    }

    /// How many there are, for the words on what unfolds them: "4 keer goed, 1 keer let op".
    #[must_use]
    pub fn counted(&self) -> String {
        let counts = [(&self.fits, "keer goed"), (&self.attention, "keer let op"), (&self.find_out, "keer uitzoeken")];
        let words = counts.iter().filter(|(sentences, _)| !sentences.is_empty());
        words.map(|(sentences, word)| format!("{} {word}", sentences.len())).collect::<Vec<_>>().join(", ")
    }

    /// Whether nothing is known for or against.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What kind of thing knocks it out first: the sentence up to what differs from one person to the next. "De uren passen
    /// niet: het werk is 32 uur, …" is "De uren passen niet".
    #[must_use]
    pub fn first_against(&self) -> Option<&str> {
        let sentence = self.knocked_out.first()?;
        let general = [", want ", ": ", ". "].iter().find_map(|end| sentence.split_once(end));
        Some(general.map_or(sentence.trim_end_matches('.'), |(general, _)| general))
    }

    fn nearly(&self) -> Markup {
        html! { @if let Some(nearly) = &self.near_miss { p { (icon("lightbulb")) " " strong { "Scheelt weinig: " } (nearly) } } }
    }

    /// A sample: fits, with something to ask; or knocked out by little.
    #[must_use]
    pub fn sample(fits: bool) -> Self {
        let owned = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
        if fits {
            return Self {
                fits: owned(&[
                    "Werkte 3 jaar in een kwekerij.",
                    "Kan snoeien en heggen knippen.",
                    "Woont op 9 kilometer en reist met de fiets.",
                    "Kan op maandag en dinsdag, 16 tot 24 uur.",
                ]),
                attention: owned(&["Het werk vraagt 24 uur, dat is het meeste dat Selam wil."]),
                find_out: owned(&["Er staat niet in het profiel of Selam een VCA heeft."]),
                ..Self::default()
            };
        }
        Self {
            fits: owned(&["Kan op alle dagen die het werk vraagt."]),
            knocked_out: owned(&[
                "Het werk vraagt rijbewijs B. Dat is er niet.",
                "Een grens past niet; de begeleider weet meer.",
            ]),
            near_miss: Some("Met een rijbewijs B valt alleen de grens nog af.".to_owned()),
            ..Self::default()
        }
    }
}

fn group(heading: &str, class: &str, icon_name: &str, sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() { div.stack.stack--dicht { h3 { (heading) } (bullets(class, icon_name, sentences)) } }
    }
}

fn bullets(class: &str, icon_name: &str, sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            ul class=(class) { @for sentence in sentences { li { (icon(icon_name)) span { (sentence) } } } }
        }
    }
}
