//! `/werkgever`: the listings of one organisation, by where they are. Never a listing of another organisation.

use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::employer::Verification;
use crate::domain::ids::ListingId;
use crate::domain::listing::{ListingKind, Status};
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::badge;
use crate::views::components::empty::{empty, nothing};
use crate::views::components::link_button::{primary_link, secondary_link};
use crate::views::components::said::said;
use crate::views::components::tabs::{Tab, tabs};
use crate::views::layout::{Frame, page};
use crate::views::sample;

codes! {
    /// A part of an employer's listings, as in `?stand=`.
    pub enum Stand {
        /// Being written, or sent back.
        Draft = "concept",
        /// With the netwerker.
        Submitted = "ingestuurd",
        /// Public, or paused.
        Online = "online",
        /// Over.
        Past = "afgelopen",
    }
}

impl Stand {
    /// The words on the tab.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Concept",
            Self::Submitted => "Ingestuurd",
            Self::Online => "Online",
            Self::Past => "Afgelopen",
        }
    }

    /// The part in which a listing stands.
    #[must_use]
    pub fn of(status: Status) -> Self {
        match status {
            Status::Draft | Status::Rejected => Self::Draft,
            Status::Submitted => Self::Submitted,
            Status::Live | Status::Paused => Self::Online,
            Status::Expired | Status::Filled | Status::Withdrawn | Status::Archived | Status::Purged => Self::Past,
        }
    }
}

/// The page. It gets all listings of the organisation and shows one part of them.
pub struct Dashboard {
    /// The name of the organisation.
    pub organisation: String,
    /// Whether the netwerker knows it to be real.
    pub verification: Verification,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// Reactions that wait for an answer of this employer.
    pub open_interests: usize,
    /// Introductions that do.
    pub open_introductions: usize,
    /// The part that is asked for; `None` shows the first part with something in it.
    pub stand: Option<Stand>,
    /// All its listings.
    pub listings: Vec<ListingRow>,
}

/// A listing in the list.
pub struct ListingRow {
    /// The listing.
    pub id: ListingId,
    /// The title of its newest text.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// Where it is in its life.
    pub status: Status,
    /// Whether a change of it waits for the netwerker while it is live.
    pub change_waits: bool,
    /// The last day on which people can react.
    pub closes_on: Option<CivilDay>,
    /// How many people are still asked for.
    pub open_positions: i32,
    /// How many reactions came in.
    pub interests: usize,
    /// How many of them wait for an answer.
    pub open_interests: usize,
}

impl Dashboard {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let stand = self.stand();
        let rows: Vec<&ListingRow> = self.listings.iter().filter(|row| Stand::of(row.status) == stand).collect();
        let body = html! {
            div.rkop {
                h1 { (self.organisation) }
                (primary_link("/werkgever/aanbod/nieuw", "plus", "Plaats werk"))
            }
            (self.verification_notice())
            (waiting(self.open_introductions, ("voordracht", "voordrachten"), "/werkgever/voordrachten"))
            (waiting(self.open_interests, ("reactie", "reacties"), "/werkgever/reacties"))
            @if self.listings.is_empty() {
                (first_listing())
            } @else {
                div.stack {
                    (tabs("Uw aanbod", &self.tabs(stand)))
                    @if rows.is_empty() { (nothing("Hier staat nu niets.")) } @else { (table(stand, &rows)) }
                }
            }
        };
        page(frame, &format!("Aanbod van {}", self.organisation), &body)
    }

    fn stand(&self) -> Stand {
        let filled = |stand: &&Stand| self.count(**stand) > 0;
        let order = [Stand::Online, Stand::Submitted, Stand::Draft, Stand::Past];
        self.stand.or_else(|| order.iter().find(filled).copied()).unwrap_or(Stand::Draft)
    }

    fn count(&self, stand: Stand) -> usize {
        self.listings.iter().filter(|row| Stand::of(row.status) == stand).count()
    }

    fn tabs(&self, here: Stand) -> Vec<Tab> {
        let tab = |stand: &Stand| Tab {
            label: stand.label().to_owned(),
            href: format!("/werkgever?stand={}", stand.code()),
            count: Some(self.count(*stand) as u64),
            current: *stand == here,
        };
        Stand::ALL.iter().map(tab).collect()
    }

    fn verification_notice(&self) -> Markup {
        match self.verification {
            Verification::Verified => html! {},
            Verification::Waiting => alert_with(
                Tone::Info,
                Some("Wij controleren uw organisatie nog"),
                &html! {
                    p { "U kunt al werk schrijven en insturen. Het komt online zodra de netwerker uw organisatie en \
                        de tekst heeft gezien. U krijgt dan een mail." }
                },
            ),
            Verification::Refused => alert_with(
                Tone::Warning,
                Some("Uw organisatie is niet toegelaten"),
                &html! {
                    @if let Some(reason) = &self.refusal { p { "De reden: " (reason) } }
                    p { "Klopt dit niet? " a href="/werkgever/organisatie" { "Pas de gegevens van uw organisatie aan" } " en neem contact met ons op." }
                },
            ),
        }
    }

    /// A sample with a listing in every part.
    #[must_use]
    pub fn sample() -> Self {
        let row = |number: u128, title: &str, status, closes_on: Option<&str>, interests| ListingRow {
            id: sample::id(number),
            title: title.to_owned(),
            kind: if number == 2 { ListingKind::Proefplaatsing } else { ListingKind::Vacature },
            status,
            change_waits: number == 1,
            closes_on: closes_on.map(sample::day),
            open_positions: 2,
            interests,
            open_interests: interests.min(1),
        };
        Self {
            organisation: "De Groene Kracht".to_owned(),
            verification: Verification::Waiting,
            refusal: None,
            open_interests: 2,
            open_introductions: 1,
            stand: None,
            listings: vec![
                row(1, "Medewerker groen en tuin", Status::Live, Some("2026-12-31"), 3),
                row(2, "Hulp in de kwekerij", Status::Paused, Some("2027-01-15"), 0),
                row(3, "Voorman hovenier", Status::Rejected, None, 0),
                row(4, "Chauffeur met aanhanger", Status::Submitted, Some("2026-12-20"), 0),
                row(5, "Planter in het seizoen", Status::Expired, Some("2026-10-01"), 1),
            ],
        }
    }
}

/// What waits for an answer, with the page on which it is given; nothing when nothing waits.
fn waiting(count: usize, (one, many): (&str, &str), url: &str) -> Markup {
    let heading = match count {
        0 => return html! {},
        1 => format!("1 {one} wacht op uw antwoord"),
        count => format!("{count} {many} wachten op uw antwoord"),
    };
    alert_with(Tone::Warning, Some(&heading), &html! { p { a href=(url) { "Bekijk de " (many) } } })
}

fn first_listing() -> Markup {
    let body = html! {
        p { "Een vacature, een werkstage of een proefplaatsing: in een paar minuten staat het klaar. U kunt \
            tussendoor bewaren." }
        div.acties {
            (primary_link("/werkgever/aanbod/nieuw", "plus", "Plaats uw eerste vacature"))
            (secondary_link("/werkgevers", "hand-helping", "Lees welke hulp er is"))
        }
    };
    empty("briefcase", "U hebt nog geen werk geplaatst", &body)
}

fn table(stand: Stand, rows: &[&ListingRow]) -> Markup {
    html! {
        section.tabelvak aria-labelledby="aanbod" tabindex="0" {
            table.tabel.tabel--stapel {
                caption #aanbod { (stand.label()) }
                thead { tr {
                    th scope="col" { "Werk" }
                    th scope="col" { "Stand" }
                    th scope="col" { "Reageren tot en met" }
                    th.getal scope="col" { "Open plekken" }
                    th.getal scope="col" { "Reacties" }
                    th scope="col" { span.vh { "Actie" } }
                } }
                tbody { @for row in rows { (line(row)) } }
            }
        }
    }
}

fn line(row: &ListingRow) -> Markup {
    let url = format!("/werkgever/aanbod/{}", row.id);
    let (action, target) = match row.status {
        Status::Draft => ("Ga verder", format!("{url}/wijzig")),
        Status::Rejected => ("Pas aan", url.clone()),
        Status::Expired => ("Rond af", url.clone()),
        _ => ("Beheer", url.clone()),
    };
    html! {
        tr {
            th scope="row" data-k="Werk" { a href=(url) { (row.title) } br; span.muted.small { (row.kind.rules().label) } }
            td data-k="Stand" {
                (badge::status(row.status))
                @if row.change_waits && row.status == Status::Live { br; span.muted.small { "wijziging ingestuurd" } }
            }
            td data-k="Reageren tot en met" {
                (said(row.closes_on.map(CivilDay::in_words)))
            }
            td.getal data-k="Open plekken" { (row.open_positions) }
            td.getal data-k="Reacties" {
                @if row.interests > 0 {
                    a href={ "/werkgever/reacties?aanbod=" (row.id) } { (row.interests) }
                    @if row.open_interests > 0 { span.muted.small { " (" (row.open_interests) " open)" } }
                } @else { "0" }
            }
            td { a.knop-licht href=(target) { (action) span.vh { " " (row.title) } } }
        }
    }
}
