//! The mails that would have gone out, of everybody or of one person, and one of them.
//! Never the form with colours: the text holds the same words and links, and no page here takes styles from elsewhere.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::instant_in_words;
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::layout::{Frame, narrow_page, page};
use crate::views::sample::at;

/// Where mails are shown that did not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// `/demo/mail`, to anyone.
    Demo,
    /// `/beheer/proefmail`, to the admin of an installation for practice.
    Practice,
}

impl Shelf {
    fn address(self) -> &'static str {
        match self {
            Self::Demo => "/demo/mail",
            Self::Practice => "/beheer/proefmail",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Demo => "De mails van de demo",
            Self::Practice => "Mails die niet de deur uit gingen",
        }
    }
}

/// A mail that would have gone out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMail {
    /// The last part of its address.
    pub id: String,
    /// To whom: the address.
    pub to: String,
    /// To whom: the name.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The mails of a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMailsPage {
    /// Where they are shown.
    pub shelf: Shelf,
    /// The newest first; with a choice only those of one person.
    pub mails: Vec<DemoMail>,
    /// Who got mail: address, name, how many.
    pub people: Vec<(String, String, usize)>,
    /// The address that is chosen, as in `?aan=`; empty is everybody.
    pub chosen: String,
}

impl DemoMailsPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { (self.shelf.heading()) }
            p { "Deze mails zijn niet echt verstuurd. Open er een en volg de link." }
            @if !self.people.is_empty() { (self.filter()) }
            @if self.mails.is_empty() {
                p class="leeg-klein" { (icon("inbox")) "Er zijn nog geen mails. Doe eerst iets, bijvoorbeeld: reageer op werk." }
            } @else {
                ol class="plain werk" {
                    @for mail in &self.mails {
                        li class="werk__item" {
                            div {
                                h2 class="werk__titel" { a href={ (self.shelf.address()) "/" (mail.id) } { (mail.subject) } }
                                p class="werk__uitleg" { "Aan " (mail.name) ", " (mail.to) }
                            }
                            p class="werk__stand" { (instant_in_words(mail.at)) }
                        }
                    }
                }
            }
        };
        page(frame, self.shelf.heading(), &body)
    }

    /// Whose mails are shown.
    fn filter(&self) -> Markup {
        html! {
            form.formulier method="get" action=(self.shelf.address()) {
                div.naast {
                    div.utrecht-form-field {
                        label.utrecht-form-label for="aan" { "Van wie wilt u de mails zien?" }
                        select.utrecht-select.utrecht-select--html-select #aan name="aan" {
                            option value="" selected[self.chosen.is_empty()] { "Iedereen" }
                            @for (address, name, count) in &self.people {
                                option value=(address) selected[*address == self.chosen] { (name) " (" (count) ")" }
                            }
                        }
                    }
                    div { button.utrecht-button.utrecht-button--secondary-action type="submit" { (icon("mail")) "Laat zien" } }
                }
            }
        }
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        let fatima = ("fatima@example.nl", "Fatima Arslan");
        let marije = ("marije.van.den.berg@degroenekracht.example", "Marije van den Berg");
        let mail = |id: &str, (to, name): (&str, &str), subject: &str, sent: &str| DemoMail {
            id: id.to_owned(),
            to: to.to_owned(),
            name: name.to_owned(),
            subject: subject.to_owned(),
            at: at(sent),
        };
        let mails = vec![
            mail("2", fatima, "Nieuwe reactie: Medewerker groen en tuin", "2026-11-24T09:12:00Z"),
            mail("1", marije, "Uw link om in te loggen", "2026-11-23T15:40:00Z"),
        ];
        let people = [fatima, marije].map(|(address, name)| (address.to_owned(), name.to_owned(), 1)).to_vec();
        Self { shelf: Shelf::Demo, mails, people, chosen: String::new() }
    }
}

/// One mail of a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMailPage {
    /// Where it is shown.
    pub shelf: Shelf,
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
            p class="terug" { a href=(self.shelf.address()) { (icon_sideways("arrow-left")) "Terug naar de mails" } }
            h1 { (self.mail.subject) }
            p class="muted" { "Aan " (self.mail.name) ", " (self.mail.to) ", " (instant_in_words(self.mail.at)) }
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
            name: "Marije van den Berg".to_owned(),
            subject: "Uw link om in te loggen".to_owned(),
            at: at("2026-11-23T15:40:00Z"),
        };
        let text = "Beste Marije,\n\nMet deze link logt u in:\nhttp://127.0.0.1:8080/inloggen/dGVzdC10b2tlbg\n\n\
                    De link werkt 60 minuten.\n\nMet vriendelijke groet,\nBIND, gemeente Dalfsen";
        Self { shelf: Shelf::Demo, mail, text: text.to_owned() }
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
