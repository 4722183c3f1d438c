//! `/beheer`: whether the installation is healthy, fact by fact. Never a fact about a person.

use maud::{Markup, html};

use crate::views::components::alert::{Tone, alert};
use crate::views::components::badge::{Shade, badge};
use crate::views::layout::{Frame, page};

/// The page.
pub struct Home {
    /// The facts, in the order in which somebody looks for a fault.
    pub facts: Vec<HealthFact>,
}

/// One fact about the installation.
pub struct HealthFact {
    /// What it is about: "Mails in de wachtrij".
    pub label: String,
    /// What it is now.
    pub value: String,
    /// What to do about it, when it is not well.
    pub advice: Option<String>,
    /// Whether it is well.
    pub health: Health,
    /// The page with more about it.
    pub url: Option<String>,
}

/// Whether a fact is well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// It is.
    Ok,
    /// Somebody should look.
    Warn,
}

impl Home {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let problems = self.facts.iter().filter(|fact| fact.health == Health::Warn).count();
        let body = html! {
            h1 { "Beheer" }
            @match problems {
                0 => (alert(Tone::Good, "Alles werkt.")),
                1 => (alert(Tone::Warning, "1 punt vraagt aandacht.")),
                many => (alert(Tone::Warning, &format!("{many} punten vragen aandacht."))),
            }
            ul.plain.regels { @for fact in &self.facts { (fact.line()) } }
        };
        page(frame, "Beheer", &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let fact = |label: &str, value: &str, advice: Option<&str>, url: Option<&str>| HealthFact {
            label: label.to_owned(),
            value: value.to_owned(),
            advice: advice.map(str::to_owned),
            health: if advice.is_some() { Health::Warn } else { Health::Ok },
            url: url.map(str::to_owned),
        };
        Self {
            facts: vec![
                fact("Database", "SQLite, 12 migraties, 4 MB", None, None),
                fact("Zoekindex", "Bij, 48 vacatures", None, None),
                fact(
                    "Mails die niet aankwamen",
                    "2",
                    Some("Kijk wat er mis ging en probeer het opnieuw."),
                    Some("/beheer/mail?stand=dead"),
                ),
                fact("Mails in de wachtrij", "5, oudste 2 minuten", None, Some("/beheer/mail?stand=queued")),
                fact("Versie", "0.1.0", None, None),
            ],
        }
    }
}

impl HealthFact {
    fn line(&self) -> Markup {
        html! {
            li.regel {
                div {
                    h2.utrecht-heading-3 {
                        @match &self.url { Some(url) => a href=(url) { (self.label) }, None => (self.label) }
                    }
                    p { (self.value) }
                    @if let Some(advice) = &self.advice { p.muted { (advice) } }
                }
                @match self.health {
                    Health::Ok => (badge(Shade::Success, "In orde")),
                    Health::Warn => (badge(Shade::Warning, "Let op"))
                }
            }
        }
    }
}
