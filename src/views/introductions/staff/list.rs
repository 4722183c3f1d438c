//! `/netwerk/voordrachten`: the introductions by what has to happen, those without an answer first, oldest first. Never
//! the words of an employer: they stand on the page of the introduction.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::{CivilDay, age_in_words};
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::IntroductionStatus;
use crate::views::components::badge;
use crate::views::components::empty::nothing;
use crate::views::components::icon;
use crate::views::components::work_queue::{QueueItem, Waits, WorkQueue};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct IntroductionList {
    /// All that are not over, and the last that are; in any order.
    pub rows: Vec<IntroductionRow>,
    /// Today.
    pub today: CivilDay,
}

/// An introduction in the list.
pub struct IntroductionRow {
    /// The introduction.
    pub id: IntroductionId,
    /// The name of the candidate.
    pub candidate: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub employer: String,
    /// Where it is.
    pub status: IntroductionStatus,
    /// Since when it is there.
    pub since: DateTime<Utc>,
    /// The day by which the employer decides.
    pub later_until: Option<CivilDay>,
}

impl IntroductionList {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        use IntroductionStatus::{Inviting, Later, NotSuitable, Placed, Ready, Recalled, Sent, Stopped};
        let waiting = self.queue("zonder", "Zonder antwoord", &[Sent], "Alle werkgevers hebben geantwoord. Mooi zo.");
        let later = self.queue("later", "Werkgever beslist later", &[Later], "");
        let mut over = self.of(&[Placed, NotSuitable, Recalled, Stopped]);
        over.reverse();
        let body = html! {
            div.stack {
                h1 { "Voordrachten" }
                p { "Kandidaten die bij een werkgever zijn voorgesteld. Geen antwoord na 3 werkdagen? Bel de werkgever." }
            }
            (waiting.list(self.today))
            (group("nodigt-uit", "Werkgever nodigt uit", &self.of(&[Inviting]), |row| age_in_words(row.since, self.today)))
            @if !later.items.is_empty() { (later.list(self.today)) }
            (group("klaar", "Klaar om te versturen", &self.of(&[Ready]), |_| "gaat vanzelf weg".to_owned()))
            section.rij aria-labelledby="voorbij" {
                h2 #voorbij { "Afgerond" }
                @if over.is_empty() { (nothing("Nog niets afgerond.")) } @else { (table(&over)) }
            }
        };
        page(frame, &format!("Voordrachten, {} zonder antwoord", waiting.items.len()), &body)
    }

    /// Those that wait for an employer.
    fn queue<'a>(
        &self,
        id: &'a str,
        heading: &'a str,
        statuses: &[IntroductionStatus],
        when_empty: &'a str,
    ) -> WorkQueue<'a> {
        let items = self.of(statuses).into_iter().map(IntroductionRow::item).collect();
        WorkQueue { id, heading, items, when_empty, all: None, most: None }
    }

    /// Those in one of these statuses, oldest first.
    fn of(&self, statuses: &[IntroductionStatus]) -> Vec<&IntroductionRow> {
        let mut rows: Vec<&IntroductionRow> = self.rows.iter().filter(|row| statuses.contains(&row.status)).collect();
        rows.sort_by_key(|row| row.since);
        rows
    }

    /// A sample with one in every status.
    #[must_use]
    pub fn sample() -> Self {
        let row = |number, candidate: &str, employer: &str, status, day: &str| IntroductionRow {
            id: sample::id(number),
            candidate: candidate.to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            employer: employer.to_owned(),
            status,
            since: sample::at(day),
            later_until: (status == IntroductionStatus::Later)
                .then(|| sample::day(if number == 9 { "2026-11-20" } else { "2026-12-15" })),
        };
        Self {
            rows: vec![
                row(1, "Selam Tesfay", "De Groene Kracht", IntroductionStatus::Sent, "2026-11-23T10:00:00Z"),
                row(2, "Jan Willem Koopman", "Vechtdal Groen", IntroductionStatus::Sent, "2026-11-16T10:00:00Z"),
                row(3, "Amira Haddad", "De Groene Kracht", IntroductionStatus::Inviting, "2026-11-19T10:00:00Z"),
                row(4, "Piet Kuiper", "Kwekerij De Linde", IntroductionStatus::Later, "2026-11-12T10:00:00Z"),
                row(5, "Fatou Diallo", "Kwekerij De Linde", IntroductionStatus::Ready, "2026-11-24T06:00:00Z"),
                row(6, "Henk Visser", "Vechtdal Groen", IntroductionStatus::Placed, "2026-11-10T10:00:00Z"),
                row(7, "Mo Bakker", "Vechtdal Groen", IntroductionStatus::NotSuitable, "2026-11-09T10:00:00Z"),
                row(9, "Wim Dekker", "Vechtdal Groen", IntroductionStatus::Later, "2026-11-02T10:00:00Z"),
                row(8, "Anna Smit", "De Groene Kracht", IntroductionStatus::Recalled, "2026-11-06T10:00:00Z"),
            ],
            today: sample::today(),
        }
    }
}

impl IntroductionRow {
    fn url(&self) -> String {
        format!("/netwerk/voordrachten/{}", self.id)
    }

    fn about(&self) -> String {
        format!("{}, {}", self.listing, self.employer)
    }

    /// Who named a day has until then; others are asked again as if they had not answered.
    fn item(&self) -> QueueItem {
        QueueItem {
            title: self.candidate.clone(),
            explanation: self.about(),
            tag: None,
            waits: self.later_until.map_or(Waits::Since(self.since), Waits::Until),
            url: self.url(),
        }
    }

    fn line(&self) -> Markup {
        html! {
            tr {
                th scope="row" data-k="Kandidaat" { a href=(self.url()) { (self.candidate) } }
                td data-k="Werk" { (self.listing) }
                td data-k="Werkgever" { (self.employer) }
                td data-k="Sinds" { (CivilDay::of(self.since).in_words()) }
                td data-k="Stand" { (badge::introduction(self.status)) }
            }
        }
    }
}

/// Those for which nobody at the municipality has to do something now; a group without any is left out.
fn group(id: &str, heading: &str, rows: &[&IntroductionRow], stand: impl Fn(&IntroductionRow) -> String) -> Markup {
    html! {
        @if !rows.is_empty() {
            section.rij aria-labelledby=(id) {
                h2 id=(id) { (heading) " " span.teller { (rows.len()) } }
                ol.plain.werk {
                    @for row in rows {
                        li.werk__item {
                            div {
                                h3.werk__titel { a href=(row.url()) { (row.candidate) } }
                                p.werk__uitleg { (row.about()) }
                            }
                            p.werk__stand { span.leeftijd { (icon("clock")) (stand(row)) } }
                        }
                    }
                }
            }
        }
    }
}

fn table(rows: &[&IntroductionRow]) -> Markup {
    html! {
        section.tabelvak aria-labelledby="voorbij" tabindex="0" {
            table.tabel.tabel--stapel {
                thead { tr {
                    th scope="col" { "Kandidaat" }
                    th scope="col" { "Werk" }
                    th scope="col" { "Werkgever" }
                    th scope="col" { "Sinds" }
                    th scope="col" { "Stand" }
                } }
                tbody { @for row in rows { (row.line()) } }
            }
        }
    }
}
