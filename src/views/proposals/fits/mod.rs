//! `/netwerk/aanbod/{id}/kandidaten` and `/netwerk/kandidaten/{id}/werk`: who fits work, or which work fits somebody: who is
//! proposed, who fits, and who falls out and why. Never hides anybody: who falls out is listed too, and can be proposed.

mod sample;

use maud::{Markup, html};

use super::fit_in_words;
use super::reasons::Reasons;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, ListingId, ProposalId};
use crate::domain::listing::ListingKind;
use crate::domain::proposal::{ProposalEvent, ProposalStatus};
use crate::views::components::badge;
use crate::views::components::card::capital;
use crate::views::components::empty::nothing;
use crate::views::components::form::{
    Field, Form, error_summary, form_title, hidden, post_form, post_form_bare, submit,
};
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::components::pagination::pagination;
use crate::views::layout::{Frame, page};

/// The page, for work or for a candidate.
pub struct Fits {
    /// What others are compared with.
    pub of: Of,
    /// Pairs that are proposed, or were.
    pub proposed: Vec<FitRow>,
    /// Pairs that fit, best first.
    pub fitting: Vec<FitRow>,
    /// Pairs that fall out.
    pub knocked_out: Vec<FitRow>,
    /// Which page of the ranking it is, from 0; of how many.
    pub page: (u32, u32),
    /// How many come on the pages after it.
    pub left_out: usize,
    /// What is looked for, as in `?zoek=`.
    pub sought: String,
    /// What was found, whether it fits or not; a pair whose form was refused stands here or in its part.
    pub found: Vec<FitRow>,
    /// The pair whose form was refused.
    pub refused: Option<(CandidateId, ListingId)>,
    /// Whether anything may be proposed: the work is open and the candidate looks for work.
    pub may_propose: bool,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

/// What others are compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// Work: the others are candidates.
    Listing {
        /// The listing.
        id: ListingId,
        /// Its title.
        title: String,
        /// What kind of work it is.
        kind: ListingKind,
        /// The name of the organisation.
        employer: String,
        /// How many people are still asked for.
        open: i32,
    },
    /// A person: the others are listings.
    Candidate {
        /// The candidate.
        id: CandidateId,
        /// The name.
        name: String,
        /// The short code.
        code: String,
    },
}

/// A candidate for the work, or work for the candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FitRow {
    /// The candidate of the pair.
    pub candidate: CandidateId,
    /// The listing of the pair.
    pub listing: ListingId,
    /// The name of the candidate, or the title of the work.
    pub title: String,
    /// Number, place and hours; or organisation and place.
    pub about: String,
    /// The score; `None` when something knocks it out.
    pub score: Option<i32>,
    /// Why.
    pub reasons: Reasons,
    /// The proposal of the pair, when there is one.
    pub proposal: Option<(ProposalId, ProposalStatus)>,
}

/// A part of the page.
struct Part<'a> {
    anchor: &'a str,
    heading: &'a str,
    rows: &'a [FitRow],
    none: &'a str,
}

/// The anchor of what was looked for.
const FOUND: &str = "gevonden";

/// The anchor of what falls out.
const OUT: &str = "valt-af";

impl Fits {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = self.of.question();
        let body = html! {
            div.stack {
                p.terug { a href=(self.of.url()) { (icon_sideways("arrow-left")) "Terug naar " (self.of.name()) } }
                (error_summary(&self.errors))
                h1 { (title) }
                p { (self.of.about()) }
                p { "Het programma vergelijkt alleen. Jij beslist. " (self.of.choose("Iedereen die werk zoekt, staat hier. Ook wie afvalt, met de reden.", "Al het open werk staat hier. Ook wat afvalt, met de reden.")) }
                @if !self.may_propose { p { strong { (self.of.closed()) } } }
            }
            (self.search(frame))
            @for part in self.parts() { (self.part(frame, &part)) }
            @let (current, pages) = self.page;
            @if self.left_out > 0 {
                p { "Nog " (self.left_out) " op de volgende pagina's." }
            }
            (pagination(current, pages, |page| self.of.page(page)))
        };
        page(frame, &form_title(&self.errors, &title), &body)
    }

    /// What is proposed has a place only when there is any.
    fn parts(&self) -> Vec<Part<'_>> {
        let proposed = Part { anchor: "voorgesteld", heading: "Voorgesteld", rows: &self.proposed, none: "" };
        let nobody_fits = self.of.choose(
            "Nu past er niemand. Kijk hieronder wie bijna past.",
            "Nu past er geen werk. Kijk hieronder wat bijna past.",
        );
        let fitting = Part { anchor: "past", heading: "Past", rows: &self.fitting, none: nobody_fits };
        let nobody_out = self.of.choose("Niemand valt af.", "Er valt geen werk af.");
        let out = Part { anchor: OUT, heading: "Valt af, en waarom", rows: &self.knocked_out, none: nobody_out };
        // On a later page an empty part says only that it ended before.
        let said = |part: &Part<'_>| !part.rows.is_empty() || (self.page.0 == 0 && !part.none.is_empty());
        [proposed, fitting, out].into_iter().filter(said).collect()
    }

    /// "Ik ken iemand": a name, a number or a title; what is found is shown with its verdict.
    fn search(&self, frame: &Frame) -> Markup {
        let (question, nobody) = self.of.choose(
            (
                "Ik ken iemand: zoek op naam of nummer",
                "Niemand gevonden. Zoek op een deel van de naam, of op het nummer.",
            ),
            ("Ik ken werk: zoek op titel of werkgever", "Geen werk gevonden. Zoek op een deel van de titel."),
        );
        html! {
            div.stack {
                form.formulier method="get" action=(self.of.here()) role="search" {
                    div.utrecht-form-field {
                        label.utrecht-form-label for="zoek" { (question) }
                        div.veldrij {
                            input.utrecht-textbox.utrecht-textbox--html-input #zoek name="zoek" type="search" value=(self.sought);
                            button.utrecht-button.utrecht-button--secondary-action type="submit" { (icon("search")) "Zoek" }
                        }
                    }
                }
                @if !self.sought.is_empty() || !self.found.is_empty() {
                    @let heading = if self.sought.is_empty() { "Wat je voorstelde".to_owned() } else { format!("Gevonden met ‘{}’", self.sought) };
                    (self.part(frame, &Part { anchor: FOUND, heading: &heading, rows: &self.found, none: nobody }))
                }
            }
        }
    }

    /// A part of the page.
    fn part(&self, frame: &Frame, part: &Part<'_>) -> Markup {
        let Part { anchor, heading, rows, none } = part;
        html! {
            section.stack aria-labelledby=(anchor) {
                h2 id=(anchor) { (heading) " " span.teller { (rows.len()) } }
                @if rows.is_empty() {
                    (nothing(none))
                } @else if *anchor == OUT {
                    (self.knocked_out(frame))
                } @else {
                    (self.lines(frame, anchor, rows.iter()))
                }
            }
        }
    }

    /// Who falls out: who nearly fits, and the others folded together by the first reason.
    fn knocked_out(&self, frame: &Frame) -> Markup {
        let (near, far): (Vec<&FitRow>, Vec<&FitRow>) =
            self.knocked_out.iter().partition(|row| row.reasons.near_miss.is_some());
        let mut groups: Vec<(&str, Vec<&FitRow>)> = Vec::new();
        for row in far {
            let reason = row.reasons.first_against().unwrap_or("Andere reden");
            match groups.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((reason, vec![row])),
            }
        }
        html! {
            @if !near.is_empty() { (self.lines(frame, OUT, near)) }
            div {
                @for (reason, rows) in groups {
                    @let open = rows.iter().any(|row| self.refused == Some(row.pair()));
                    details.meer open[open] {
                        summary { (reason) " (" (rows.len()) ")" }
                        (self.lines(frame, OUT, rows))
                    }
                }
            }
        }
    }

    fn lines<'a>(&self, frame: &Frame, anchor: &str, rows: impl IntoIterator<Item = &'a FitRow>) -> Markup {
        html! { ul.plain.regels { @for row in rows { (self.line(frame, anchor, row)) } } }
    }

    /// A pair; one that was found above has its form there.
    fn line(&self, frame: &Frame, anchor: &str, row: &FitRow) -> Markup {
        let found = anchor != FOUND && self.found.iter().any(|found| found.pair() == row.pair());
        let may = self.may_propose && !found && row.may_renew();
        html! {
            li.regel {
                div.stack.stack--dicht.vol {
                    h3 { a href=(self.of.other_url(row)) { (row.title) } }
                    p { (row.about) @if let Some(score) = row.score { ". " strong { (capital(fit_in_words(score))) } "." } }
                    (row.reasons.against())
                    @let others = row.reasons.beside();
                    @if !others.is_empty() {
                        details.meer { summary { @if row.score.is_some() { "Waarom: " } @else { "Verder: " } (others.counted()) } div.stack { (others.render()) } }
                    }
                    @if may && row.score.is_none() { (self.propose_anyway(frame, row)) }
                }
                (self.state(frame, row, may && row.score.is_some()))
            }
        }
    }

    /// At the end of a line: where the proposal is, or the button to propose.
    fn state(&self, frame: &Frame, row: &FitRow, may_propose: bool) -> Markup {
        html! {
            div.stack.stack--dicht {
                @if let Some((proposal, status)) = row.proposal {
                    a href={ "/netwerk/voorstellen/" (proposal) } { "Bekijk het voorstel" span.vh { ": " (row.title) } }
                    (badge::proposal(status))
                }
                @if may_propose {
                    @let again = row.proposal.is_some();
                    @let button = html! {
                        (hidden("van", self.of.choose("aanbod", "kandidaat")))
                        button.knop-licht type="submit" {
                            (icon("plus")) @if again { "Stel weer voor" } @else { "Stel voor" } span.vh { ": " (row.title) }
                        }
                    };
                    (post_form_bare(frame, &row.url(), &button))
                }
            }
        }
    }

    /// Over what knocks it out: with a reason, which is kept.
    fn propose_anyway(&self, frame: &Frame, row: &FitRow) -> Markup {
        let refused = self.refused == Some(row.pair());
        let (nothing_typed, nothing_wrong) = (Fields::default(), FieldErrors::none());
        let form =
            if refused { Form::new(&self.fields, &self.errors) } else { Form::new(&nothing_typed, &nothing_wrong) };
        // The error summary leads to `reden`, which stands once.
        let own = format!("reden-{}-{}", row.candidate, row.listing);
        let field =
            Field::new("reden", "Waarom stel je toch voor?").hint("Dit wordt bewaard. Schrijf niets over ziekte.");
        let field = if refused { field } else { field.id(&own) };
        let inside = html! {
            (hidden("van", self.of.choose("aanbod", "kandidaat")))
            (form.textarea(&field.max(500).rows(3)))
            (submit("Stel toch voor"))
        };
        html! {
            details.meer open[refused] {
                summary { "Toch voorstellen" span.vh { ": " (row.title) } }
                (post_form(frame, &row.url(), &inside))
            }
        }
    }
}

impl Of {
    fn choose<T>(&self, for_listing: T, for_candidate: T) -> T {
        match self {
            Self::Listing { .. } => for_listing,
            Self::Candidate { .. } => for_candidate,
        }
    }

    fn question(&self) -> String {
        match self {
            Self::Listing { title, .. } => format!("Wie past bij {title}?"),
            Self::Candidate { name, .. } => format!("Welk werk past bij {name}?"),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Listing { title, .. } => title,
            Self::Candidate { name, .. } => name,
        }
    }

    fn about(&self) -> String {
        match self {
            Self::Listing { kind, employer, open: 1, .. } => {
                format!("{} bij {employer}, 1 open plek", capital(kind.rules().label))
            }
            Self::Listing { kind, employer, open, .. } => {
                format!("{} bij {employer}, {open} open plekken", capital(kind.rules().label))
            }
            Self::Candidate { code, .. } => format!("Nummer {code}"),
        }
    }

    fn closed(&self) -> &'static str {
        self.choose(
            "Dit werk is nu niet open. Voorstellen kan niet.",
            "Deze kandidaat zoekt nu geen werk. Voorstellen kan niet.",
        )
    }

    /// The page of what others are compared with.
    fn url(&self) -> String {
        match self {
            Self::Listing { id, .. } => format!("/netwerk/aanbod/{id}"),
            Self::Candidate { id, .. } => format!("/netwerk/kandidaten/{id}"),
        }
    }

    /// This page.
    fn here(&self) -> String {
        format!("{}/{}", self.url(), self.choose("kandidaten", "werk"))
    }

    /// A page of this ranking, from 0.
    fn page(&self, page: u32) -> String {
        if page == 0 { self.here() } else { format!("{}?pagina={}", self.here(), page + 1) }
    }

    /// The page of the other one.
    fn other_url(&self, row: &FitRow) -> String {
        match self {
            Self::Listing { .. } => format!("/netwerk/kandidaten/{}", row.candidate),
            Self::Candidate { .. } => format!("/netwerk/aanbod/{}", row.listing),
        }
    }
}

impl FitRow {
    fn pair(&self) -> (CandidateId, ListingId) {
        (self.candidate, self.listing)
    }

    /// Where the pair is proposed.
    fn url(&self) -> String {
        format!("/netwerk/aanbod/{}/kandidaten/{}", self.listing, self.candidate)
    }

    /// Whether the pair can be proposed: never was, or may be again.
    fn may_renew(&self) -> bool {
        self.proposal.is_none_or(|(_, status)| status.allows(ProposalEvent::Renew))
    }
}
