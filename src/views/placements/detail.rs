//! `/netwerk/plaatsingen/{id}`: one placement: what was agreed, and how it ended. Never a change of what was agreed: the
//! report counts it.

use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::terms::Hours;
use crate::domain::placement::{
    Outflow, Placement, PlacementEnd, PlacementEvent, PlacementKind, PlacementStatus, PlacementTerms,
};
use crate::views::components::alert::{Tone, alert};
use crate::views::components::badge;
use crate::views::components::facts::hours;
use crate::views::components::form::{Choice, Field, Form, error_summary, form_title, hidden, post_form, submit};
use crate::views::components::icon::icon_sideways;
use crate::views::components::not_kept::NotKept;
use crate::views::components::said::said;
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct PlacementDetail {
    /// The placement.
    pub placement: Placement,
    /// The name of the candidate.
    pub candidate: String,
    /// The title of the listing that it came of.
    pub listing: Option<String>,
    /// Who recorded it; `None` is an import.
    pub recorded_by: Option<String>,
    /// Whether the reader may end it.
    pub may_guide: bool,
    /// Whether the reader may know of the benefit: a begeleider.
    pub knows_benefit: bool,
    /// What the reader sent and was not kept.
    pub not_kept: Option<NotKept>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Today.
    pub today: CivilDay,
}

impl PlacementDetail {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let placement = &self.placement;
        let body = html! {
            div.stack {
                p.terug { a href="/netwerk/plaatsingen" { (icon_sideways("arrow-left")) "Terug naar plaatsingen" } }
                (error_summary(&self.errors))
                div.rkop { h1 { "Plaatsing van " (self.candidate) } (badge::placement(placement.status)) }
                p.muted { (placement.terms.kind.label()) " bij " (placement.employer_name) }
            }
            @if let Some(not_kept) = &self.not_kept { (not_kept.render()) }
            (self.overdue())
            div.cols.cols--besluit {
                div { (self.agreed()) @if self.knows_benefit { (self.benefit()) } }
                aside.zij aria-label="Einde" { (self.end_panel(frame)) }
            }
        };
        page(frame, &form_title(&self.errors, "Plaatsing"), &body)
    }

    fn is_planned(&self) -> bool {
        self.placement.status == PlacementStatus::Planned
    }

    fn overdue(&self) -> Markup {
        let over = |day: CivilDay| self.placement.status == PlacementStatus::Running && day < self.today;
        html! {
            @if self.placement.terms.ends_on.is_some_and(over) {
                (alert(Tone::Warning, "De laatste dag is voorbij. Leg vast hoe het is afgelopen."))
            }
        }
    }

    fn agreed(&self) -> Markup {
        let (placement, terms) = (&self.placement, &self.placement.terms);
        let employer = placement.employer.map(|id| format!("/netwerk/werkgevers/{id}"));
        let listing = placement.listing.map(|id| format!("/netwerk/aanbod/{id}"));
        let candidate = format!("/netwerk/kandidaten/{}", placement.candidate);
        html! {
            section.deel aria-labelledby="afspraak" {
                h2 #afspraak { "De afspraak" }
                dl.overzicht {
                    div { dt { "Kandidaat" } dd { a href=(candidate) { (self.candidate) } } }
                    div { dt { "Werkgever" } dd { (words_or_link(&placement.employer_name, employer)) } }
                    @if let Some(title) = &self.listing { div { dt { "Werk" } dd { (words_or_link(title, listing)) } } }
                    @if let Some(id) = placement.introduction {
                        div { dt { "Voordracht" } dd { a href={ "/netwerk/voordrachten/" (id) } { "Bekijk de voordracht" } } }
                    }
                    div { dt { "Soort" } dd { (terms.kind.label()) } }
                    div { dt { "Eerste dag" } dd { (terms.starts_on.in_words()) } }
                    div { dt { "Laatste dag" } dd { @match terms.ends_on { Some(day) => (day.in_words()), None => "Onbepaalde tijd" } } }
                    div { dt { "Uren" } dd { (said(hours(terms.hours, terms.hours))) } }
                }
                p.muted.small {
                    "Vastgelegd op " (CivilDay::of(placement.created_at).in_words())
                    @match &self.recorded_by { Some(by) => { " door " (by) }, None => " uit een bestand" } "."
                }
            }
        }
    }

    fn benefit(&self) -> Markup {
        let terms = &self.placement.terms;
        html! {
            section.deel aria-labelledby="uitkering" {
                h2 #uitkering { "Uitkering" }
                dl.overzicht {
                    div { dt { "Wat gebeurt ermee?" } dd { (terms.outflow.label()) } }
                    div { dt { "Uitkering sinds" } dd { (said(terms.benefit_since.map(CivilDay::in_words))) } }
                }
            }
        }
    }

    fn end_panel(&self, frame: &Frame) -> Markup {
        let placement = &self.placement;
        html! {
            section.besluit aria-labelledby="einde-kop" {
                h2 #einde-kop { "Einde" }
                @if let Some(end) = placement.end {
                    p { strong { (end.label()) } }
                    @if let Some(day) = placement.ended_on { p { "Laatste dag: " (day.in_words()) "." } }
                } @else if self.may_guide && placement.status.on(PlacementEvent::End).is_ok() {
                    p { (if self.is_planned() { "Gaat het niet door? Leg dat dan vast." } else { "Is het afgelopen? Leg vast hoe het ging." }) " Daarna kun je het niet meer veranderen." }
                    (self.form(frame))
                } @else {
                    p { "Nog niet afgelopen." }
                }
            }
        }
    }

    fn form(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let planned = self.is_planned();
        let day = if planned {
            "De dag waarop bekend werd dat het niet doorgaat."
        } else {
            "De laatste dag waarop iemand er werkte."
        };
        // What has begun cannot have "never begun", and what has not begun cannot be completed.
        let fits = |end: &&PlacementEnd| match end {
            PlacementEnd::NeverBegan => planned,
            PlacementEnd::Completed | PlacementEnd::Hired => !planned,
            _ => true,
        };
        let ends: Vec<Choice> =
            PlacementEnd::ALL.iter().filter(fits).map(|end| Choice::new(end.code(), end.label())).collect();
        let inside = html! {
            (hidden("versie", &self.placement.version.to_string()))
            (form.radios(&Field::new("einde", "Hoe is het afgelopen?"), &ends))
            (form.date(&Field::new("laatste_dag", "Laatste dag").hint(day)))
            (submit("Leg het einde vast"))
        };
        post_form(frame, &format!("/netwerk/plaatsingen/{}/einde", self.placement.id), &inside)
    }

    /// A sample in this status.
    #[must_use]
    pub fn sample(status: PlacementStatus) -> Self {
        let ended = status == PlacementStatus::Ended;
        let terms = PlacementTerms {
            kind: PlacementKind::Proefplaatsing,
            starts_on: sample::day(if status == PlacementStatus::Planned { "2026-12-07" } else { "2026-09-21" }),
            ends_on: Some(sample::day(if status == PlacementStatus::Planned { "2027-02-05" } else { "2026-11-20" })),
            hours: Hours::from_hundredths(2_400),
            outflow: Outflow::None,
            benefit_since: Some(sample::day("2024-03-01")),
        };
        let placement = Placement {
            id: sample::id(1),
            municipality: sample::id(9),
            candidate: sample::id(2),
            employer: Some(sample::id(4)),
            employer_name: "De Groene Kracht".to_owned(),
            listing: Some(sample::id(3)),
            introduction: Some(sample::id(5)),
            status,
            terms,
            ended_on: ended.then(|| sample::day("2026-11-20")),
            end: ended.then_some(PlacementEnd::Hired),
            origin: None,
            recorded_by: Some(sample::id(6)),
            created_at: sample::at("2026-09-14T10:00:00Z"),
            version: 1,
        };
        Self {
            placement,
            candidate: "Selam Tesfay".to_owned(),
            listing: Some("Medewerker groen en tuin".to_owned()),
            recorded_by: Some("Bas Hendriks".to_owned()),
            may_guide: true,
            knows_benefit: true,
            not_kept: None,
            fields: Fields::default(),
            errors: FieldErrors::none(),
            today: sample::today(),
        }
    }
}

/// Words that lead to a page, when there is one.
fn words_or_link(words: &str, url: Option<String>) -> Markup {
    html! { @match url { Some(url) => a href=(url) { (words) }, None => (words) } }
}
