//! `/demo`: who is who, what to try as each, and the way to the mails.
//! Never a password: a button is enough, for nobody here is real.

use maud::{Markup, html};

use super::guide::{Guide, Step};
use crate::views::components::form::{hidden, post_form_bare};
use crate::views::components::icon::icon;
use crate::views::layout::{Frame, page};

/// Somebody to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// The part.
    pub guide: Guide,
    /// What the form sends in the field `account`.
    pub account: String,
    /// The name.
    pub name: String,
    /// The organisation, for an employer.
    pub organisation: Option<String>,
}

/// `/demo`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPage {
    /// The people of the demo.
    pub people: Vec<DemoPerson>,
    /// How many mails there are.
    pub mails: u64,
}

impl DemoPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "Probeer het uit" }
            div class="tekst" {
                p { "Dit is een demo van een gemeente met 60 werkgevers en 120 kandidaten. Alle mensen, organisaties en "
                    "vacatures zijn verzonnen, ook de vacatures op naam van de gemeente. Er gaat geen mail naar buiten." }
                p { "Kies wie u wilt zijn. Met een knop logt u in en gaat u meteen naar die pagina. Via de balk bovenaan "
                    "komt u hier terug." }
            }
            section class="alertbox" aria-labelledby="mails" {
                h2 id="mails" { "De mails" }
                p { "Alles wat u doet, geeft mail aan een ander. Die mails leest u hier. Nu: " (self.mails) "." }
                a class="utrecht-button-link utrecht-button-link--secondary-action" href="/demo/mail" { (icon("mail")) "Bekijk de mails" }
            }
            div class="blokken" {
                (block(Guide::Seeker, None, &|step| visit(step)))
                @for person in &self.people { (person_block(frame, person)) }
            }
            p { "Opnieuw beginnen? Stop het programma en start de demo weer. Dan is alles zoals het was." }
        };
        page(frame, "Demo", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        let person = |account: &str, name: &str, guide, organisation: Option<&str>| DemoPerson {
            guide,
            account: account.to_owned(),
            name: name.to_owned(),
            organisation: organisation.map(str::to_owned),
        };
        let people = vec![
            person("1", "Semhar Tesfay", Guide::Candidate, None),
            person("2", "Marije van den Berg", Guide::Introduced, Some("Coöperatie De Groene Kracht Vechtdal U.A.")),
            person("3", "Nadia el Amrani", Guide::Reacted, Some("Woonzorgcentrum De Vlierstruik")),
            person("4", "Fatima Arslan", Guide::Netwerker, None),
            person("5", "Joost ter Haar", Guide::Substitute, None),
            person("6", "Fatma Yıldız", Guide::Begeleider, None),
            person("7", "Hendrik Schuurman", Guide::Policy, None),
            person("8", "Jan-Willem Öztürk", Guide::Admin, None),
        ];
        Self { people, mails: 12 }
    }
}

fn block(guide: Guide, name: Option<&Markup>, button: &dyn Fn(&Step) -> Markup) -> Markup {
    html! {
        section class="blok" {
            h2 { (guide.heading()) }
            @if let Some(name) = name { p { (name) } }
            p { (guide.who()) }
            ol class="stappen" {
                @for step in guide.steps() { li { div { p { (step.0) } (button(step)) } } }
            }
        }
    }
}

/// The way to a page that needs no log-in.
fn visit((what, path): &Step) -> Markup {
    html! {
        a class="utrecht-button-link utrecht-button-link--secondary-action" href=(path) {
            "Ga ernaartoe" span class="vh" { ": " (what) }
        }
    }
}

fn person_block(frame: &Frame, person: &DemoPerson) -> Markup {
    let name = html! {
        strong { (person.name) }
        @if let Some(organisation) = &person.organisation { br; (organisation) }
    };
    block(person.guide, Some(&name), &|(what, path)| {
        post_form_bare(
            frame,
            "/demo/inloggen",
            &html! {
                (hidden("account", &person.account))
                (hidden("naar", path))
                button class="utrecht-button utrecht-button--secondary-action" type="submit" {
                    (icon("log-in")) "Log in" span class="vh" { " als " (person.name) ": " (what) }
                }
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_a_button_that_logs_in_or_a_link() {
        let html = DemoPage::sample().render(&Frame::sample()).into_string();
        assert_eq!(html.matches("name=\"naar\"").count(), 8 * 3);
        assert!(html.contains("href=\"/ik-zoek-werk\""));
    }
}
