//! `/werkgever/aanbod/nieuw`: the choice of what kind of work it is. Never a rule of its own: the table of kinds says
//! what each is and who may fill it.

use maud::{Markup, html};

use crate::domain::code::Code;
use crate::domain::listing::ListingKind;
use crate::domain::listing::kind::{KindRules, Need};
use crate::views::components::card::capital;
use crate::views::components::icon;
use crate::views::components::icon::icon_sideways;
use crate::views::components::said::full_stop;
use crate::views::layout::{Frame, page};

/// The page.
pub struct ListingKindPage {
    /// The address of the form; the kind comes behind it as `?soort=`.
    pub form_url: String,
    /// The organisation for which a netwerker posts; `None` when it posts for itself.
    pub for_employer: Option<String>,
    /// The page before this one.
    pub back_url: String,
}

impl ListingKindPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let kinds = ListingKind::ALL.iter().map(|kind| (*kind, kind.rules())).filter(|(_, rules)| rules.has_form);
        let heading = if self.for_employer.is_some() { "Wat wil je plaatsen?" } else { "Wat wilt u plaatsen?" };
        let body = html! {
            p.terug { a href=(self.back_url) { (icon_sideways("arrow-left")) "Terug" } }
            div.stack {
                h1 { (heading) }
                @match &self.for_employer {
                    Some(employer) => p { "Je plaatst dit voor " strong { (employer) } (full_stop(employer)) },
                    None => p { "Twijfelt u? Kies een vacature. De netwerker denkt met u mee." }
                }
                div.blokken { @for (kind, rules) in kinds { (self.tile(kind, &rules)) } }
            }
        };
        page(frame, heading, &body)
    }

    fn tile(&self, kind: ListingKind, rules: &KindRules) -> Markup {
        let picture = match kind {
            ListingKind::Werkstage => "graduation-cap",
            ListingKind::Proefplaatsing => "handshake",
            _ => "briefcase",
        };
        html! {
            section.blok.stack {
                h2 { (icon(picture)) " " (capital(rules.label)) }
                p { (rules.explanation) }
                ul.vinkjes { @for fact in facts(rules) { li { (icon("check")) span { (fact) } } } }
                a.utrecht-button-link.utrecht-button-link--primary-action href={ (self.form_url) "?soort=" (kind.code()) } {
                    "Kies " (rules.label)
                }
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self { form_url: "/werkgever/aanbod/nieuw".to_owned(), for_employer: None, back_url: "/werkgever".to_owned() }
    }
}

/// What an employer wants to know before he chooses.
fn facts(rules: &KindRules) -> Vec<String> {
    let mut facts = vec![format!("Voor wie: {}", lower(rules.who))];
    facts.push(if rules.wage == Need::Forbidden { "Zonder loon" } else { "Met loon" }.to_owned());
    facts.extend(rules.longest_months.map(|months| format!("Duurt hoogstens {months} maanden")));
    facts.extend(rules.intention_months.map(|months| format!("Daarna een contract van minstens {months} maanden")));
    facts
}

/// Without a capital, for the middle of a line.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
