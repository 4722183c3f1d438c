//! The demo: log in as somebody, and see the mails that would have gone out.
//! Never in production: `web` has these pages only at stage `demo`.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::actor::Role;
use crate::domain::civil_day::instant_in_words;
use crate::views::components::card::capital;
use crate::views::components::form::{hidden, post_form_bare};
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::layout::{Frame, narrow_page, page};
use crate::views::sample::at;

/// Somebody to log in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// What the form sends in the field `account`.
    pub account: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
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
                p { "Dit is een demo. Alle mensen, organisaties en vacatures zijn verzonnen. Er gaat geen mail naar buiten." }
                p { "Kies als wie u kijkt. U kunt later wisselen." }
            }
            div class="blokken" {
                @for person in &self.people { (person_block(frame, person)) }
                section class="blok" {
                    h2 { "Werkzoekende" }
                    p { "Zoek werk en reageer. Inloggen is niet nodig." }
                    a class="utrecht-button-link utrecht-button-link--secondary-action" href="/werk" { (icon("search")) "Zoek werk" }
                }
            }
            section class="alertbox" aria-labelledby="mails" {
                h2 id="mails" { "De mails" }
                p { "Hier ziet u de mails die anders verstuurd waren. Nu: " (self.mails) "." }
                a class="utrecht-button-link utrecht-button-link--secondary-action" href="/demo/mail" { (icon("mail")) "Bekijk de mails" }
            }
        };
        page(frame, "Demo", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        let person = |account: &str, name: &str, role, organisation: Option<&str>| DemoPerson {
            account: account.to_owned(),
            name: name.to_owned(),
            role,
            organisation: organisation.map(str::to_owned),
        };
        let people = vec![
            person("1", "Marije van den Berg", Role::Employer, Some("Coöperatie De Groene Kracht Vechtdal U.A.")),
            person("2", "Fatima Arslan", Role::Netwerker, None),
            person("3", "Jan-Willem Öztürk", Role::Admin, None),
        ];
        Self { people, mails: 12 }
    }
}

fn person_block(frame: &Frame, person: &DemoPerson) -> Markup {
    let what = match person.role {
        Role::Employer => "Plaatst vacatures en leest reacties.",
        Role::Candidate => "Ziet de eigen reacties.",
        Role::Netwerker => "Controleert vacatures en brengt mensen bij elkaar.",
        Role::Begeleider => "Helpt werkzoekenden en beantwoordt reacties.",
        Role::Policy => "Kijkt mee en leest de cijfers.",
        Role::Auditor => "Controleert wie wat deed.",
        Role::Admin => "Beheert accounts en mails.",
    };
    html! {
        section class="blok" {
            h2 { (capital(person.role.label())) }
            p {
                strong { (person.name) }
                @if let Some(organisation) = &person.organisation { br; (organisation) }
            }
            p { (what) }
            (post_form_bare(frame, "/demo/inloggen", &html! {
                (hidden("account", &person.account))
                button class="utrecht-button utrecht-button--primary-action" type="submit" {
                    (icon("log-in")) "Log in" span class="vh" { " als " (person.name) }
                }
            }))
        }
    }
}

/// A mail that would have gone out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMail {
    /// The last part of its address.
    pub id: String,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// `/demo/mail`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMailsPage {
    /// The newest first.
    pub mails: Vec<DemoMail>,
}

impl DemoMailsPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "De mails van de demo" }
            p { "Deze mails zijn niet echt verstuurd. Open er een en volg de link." }
            @if self.mails.is_empty() {
                p class="leeg-klein" { (icon("inbox")) "Er zijn nog geen mails. Doe eerst iets, bijvoorbeeld: reageer op werk." }
            } @else {
                ol class="plain werk" {
                    @for mail in &self.mails {
                        li class="werk__item" {
                            div {
                                h2 class="werk__titel" { a href={ "/demo/mail/" (mail.id) } { (mail.subject) } }
                                p class="werk__uitleg" { "Aan " (mail.to) }
                            }
                            p class="werk__stand" { (instant_in_words(mail.at)) }
                        }
                    }
                }
            }
        };
        page(frame, "De mails van de demo", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        let mail = |id: &str, to: &str, subject: &str, sent: &str| DemoMail {
            id: id.to_owned(),
            to: to.to_owned(),
            subject: subject.to_owned(),
            at: at(sent),
        };
        let mails = vec![
            mail("2", "fatima@example.nl", "Nieuwe reactie: Medewerker groen en tuin", "2026-11-24T09:12:00Z"),
            mail("1", "marije.van.den.berg@degroenekracht.example", "Uw link om in te loggen", "2026-11-23T15:40:00Z"),
        ];
        Self { mails }
    }
}

/// `/demo/mail/{id}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMailPage {
    /// Its head.
    pub mail: DemoMail,
    /// The plain text; addresses of this site in it become links.
    pub text: String,
}

impl DemoMailPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            p class="terug" { a href="/demo/mail" { (icon_sideways("arrow-left")) "Terug naar de mails" } }
            h1 { (self.mail.subject) }
            p class="muted" { "Aan " (self.mail.to) ", " (instant_in_words(self.mail.at)) }
            section class="blok" aria-label="De tekst van de mail" {
                @for paragraph in self.text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
                    p { @for (at, line) in paragraph.trim().lines().enumerate() { @if at > 0 { br; } (line_with_links(line)) } }
                }
            }
        };
        narrow_page(frame, &format!("Mail: {}", self.mail.subject), &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        let mail = DemoMail {
            id: "1".to_owned(),
            to: "marije.van.den.berg@degroenekracht.example".to_owned(),
            subject: "Uw link om in te loggen".to_owned(),
            at: at("2026-11-23T15:40:00Z"),
        };
        let text = "Beste Marije,\n\nMet deze link logt u in:\nhttp://127.0.0.1:8080/inloggen/dGVzdC10b2tlbg\n\n\
                    De link werkt 60 minuten.\n\nMet vriendelijke groet,\nBIND, gemeente Dalfsen";
        Self { mail, text: text.to_owned() }
    }
}

/// A line in which what begins with `http://` or `https://` is a link.
fn line_with_links(line: &str) -> Markup {
    html! {
        @for (at, word) in line.split(' ').enumerate() {
            @if at > 0 { " " }
            @if word.starts_with("http://") || word.starts_with("https://") { a href=(word) { (word) } } @else { (word) }
        }
    }
}
