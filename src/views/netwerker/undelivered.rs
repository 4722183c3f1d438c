//! The part of "Vandaag" about mail that did not arrive: for whom it was, what it was about, how to reach the person.
//! Never the name or the number of a job seeker or a candidate: the page stands open on a desk.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::delivery::Fault;
use crate::domain::ids::OutboxId;
use crate::views::components::age::age;
use crate::views::components::contact::phone_link;
use crate::views::components::icon;
use crate::views::components::mail_kind::mail_kind;
use crate::views::components::undelivered::{fault_in_words, retry_button};
use crate::views::layout::Frame;
use crate::views::sample::{at, id};

/// Somebody whom mail does not reach.
pub struct Undelivered {
    /// One of the mails; the button is about the address of all.
    pub mail: OutboxId,
    /// Who: an organisation and its contact person, "Kandidaat K7M2Q", "Reactie op …".
    pub who: String,
    /// Where the address can be seen and corrected.
    pub url: String,
    /// What did not arrive, the oldest first: the kind of notification, and the work that it was about.
    pub lost: Vec<(&'static str, Option<String>)>,
    /// What was wrong, as far as a mail server said so.
    pub fault: Option<Fault>,
    /// Whether the address is new and it goes once somebody has logged in from there.
    pub waits: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The number of an employer's contact person.
    pub phone: Option<String>,
}

/// The tile that counts them and leads to them; nothing when all mail arrived.
#[must_use]
pub fn tile(rows: &[Undelivered]) -> Option<Markup> {
    (!rows.is_empty()).then(|| {
        html! {
            li {
                a.teltegel.teltegel--spoed href="#niet-aangekomen" {
                    b { (rows.len()) }
                    span { "Mail die niet aankwam" }
                    small { (icon("triangle-alert")) "bel of kijk het adres na" }
                }
            }
        }
    })
}

/// All of them; nothing when all mail arrived.
#[must_use]
pub fn section(rows: &[Undelivered], frame: &Frame, today: CivilDay) -> Markup {
    html! {
        @if !rows.is_empty() {
            section.rij aria-labelledby="niet-aangekomen" {
                div.rkop { h2 #niet-aangekomen { "Mail die niet aankwam " span.teller { (rows.len()) } } }
                ol.plain.werk { @for row in rows { (row.line(frame, today)) } }
            }
        }
    }
}

/// "Voordracht (Medewerker groen)".
fn in_words(kind: &str, work: Option<&str>) -> String {
    let kind = mail_kind(kind);
    work.map_or_else(|| kind.to_owned(), |work| format!("{kind} ({work})"))
}

impl Undelivered {
    fn line(&self, frame: &Frame, today: CivilDay) -> Markup {
        let lost: Vec<String> = self.lost.iter().map(|(kind, work)| in_words(kind, work.as_deref())).collect();
        html! {
            li.werk__item {
                div {
                    h3.werk__titel { a href=(self.url) { (self.who) } }
                    p.werk__uitleg {
                        "Niet aangekomen: " (lost.join(", ")) "."
                        @if self.waits { " De mail gaat weg zodra het nieuwe adres is bevestigd." }
                        @if let Some(fault) = self.fault { " " (fault_in_words(fault)) }
                    }
                }
                p.werk__stand { (age(self.since, today)) }
                div.werk__doen {
                    @if let Some(phone) = &self.phone { span.contact { (phone_link(phone)) } }
                    @if !self.waits { (retry_button(frame, self.mail, &self.who)) }
                }
            }
        }
    }

    /// Samples.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let row =
            |number: u128, who: &str, url: &str, lost: &[(&'static str, Option<&str>)], fault, since: &str| Self {
                mail: id(number),
                who: who.to_owned(),
                url: url.to_owned(),
                lost: lost.iter().map(|(kind, work)| (*kind, work.map(str::to_owned))).collect(),
                fault,
                waits: false,
                since: at(since),
                phone: None,
            };
        vec![
            Self {
                phone: Some("0529550100".to_owned()),
                ..row(
                    50,
                    "Coöperatie Buurtcafé 't Trefpunt Nieuwleusen U.A.: Annemieke van der Veen-Schuurman",
                    "/netwerk/werkgevers/1",
                    &[
                        ("introduction_sent", Some("Hulp in de keuken")),
                        ("introduction_sent", Some("Gastvrouw of gastheer")),
                    ],
                    Some(Fault::Address),
                    "2026-11-18T08:00:00Z",
                )
            },
            row(
                51,
                "Kandidaat K7M2Q",
                "/netwerk/kandidaten/1",
                &[("consent_asked", Some("Medewerker groen en tuin bij De Groene Kracht"))],
                Some(Fault::MailboxFull),
                "2026-11-23T08:00:00Z",
            ),
            row(
                52,
                "Reactie op Heftruckchauffeur",
                "/netwerk/reacties/1",
                &[("interest_answered", None)],
                None,
                "2026-11-24T08:00:00Z",
            ),
        ]
    }
}
