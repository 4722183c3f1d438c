//! The overview of a listing's text: every fact that was said, as a list of terms.
//! Never what is internal, unless the page is for the municipality.

use maud::{Markup, html};

use crate::domain::code::Code;
use crate::domain::listing::kind::Need;
use crate::domain::listing::terms::{Openness, Shift};
use crate::domain::listing::{ListingContent, ListingKind};
use crate::domain::rich_text::RichText;
use crate::views::components::{facts, rich_text};

/// Who reads the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The employer who wrote it: also what he did not fill in.
    Employer,
    /// The municipality: that, and what is internal.
    Staff,
}

/// A term and what was said; `None` is not filled in.
type Row = (&'static str, Option<Markup>);

/// All facts of a listing.
#[must_use]
pub fn overview(content: &ListingContent, kind: ListingKind, reader: Reader) -> Markup {
    let mut rows = work_rows(content, kind);
    rows.extend(place_rows(content));
    rows.extend(pay_rows(content, kind));
    rows.extend(asked_rows(content));
    rows.extend(support_rows(content));
    rows.extend(reaction_rows(content));
    if kind.is_paid() {
        rows.push(("Op andere websites", Some(words(&other_sites(content)))));
    }
    if reader == Reader::Staff {
        rows.push(("Laagste trede (intern)", content.ladder_step_min.map(|step| words(&format!("Trede {step}")))));
    }
    html! {
        dl class="overzicht" {
            @for (term, said) in rows {
                div {
                    dt { (term) }
                    dd { @if let Some(said) = said { (said) } @else { span class="muted" { "Niet ingevuld" } } }
                }
            }
        }
    }
}

fn work_rows(content: &ListingContent, kind: ListingKind) -> Vec<Row> {
    let rich = |text: &RichText| (!text.as_str().is_empty()).then(|| rich_text::rich_text(text));
    let mut rows = vec![
        ("Soort", Some(words(kind.rules().label))),
        ("Naam van het werk", Some(words(content.title.as_str()))),
        ("Tekst", rich(&content.description)),
    ];
    if kind.rules().learning_goal != Need::Forbidden {
        rows.push(("Wat iemand leert", content.learning_goal.as_ref().and_then(rich)));
    }
    rows.push(("Taken", lines(&content.tasks)));
    rows.push(("Branche", content.sector.map(|sector| words(sector.label()))));
    rows.push(("Aantal plekken", Some(words(&content.positions.to_string()))));
    rows
}

fn place_rows(content: &ListingContent) -> Vec<Row> {
    let shifts: Vec<String> = content.shifts.iter().map(|shift: &Shift| shift.label().to_owned()).collect();
    vec![
        ("Plaats", content.place_in_words().map(|place| words(&place))),
        ("Uren", facts::hours(content.hours_min, content.hours_max).map(|hours| words(&hours))),
        ("Dagen", facts::days(&content.days).map(|days| words(&days))),
        ("Tijden", lines(&shifts)),
        ("Begint op", content.starts_on.map(|day| words(&day.in_words()))),
        ("Sluit op", content.closes_on.map(|day| words(&day.in_words()))),
    ]
}

fn pay_rows(content: &ListingContent, kind: ListingKind) -> Vec<Row> {
    let rules = kind.rules();
    let mut rows = Vec::new();
    if rules.wage != Need::Forbidden {
        rows.push(("Loon", content.wage.map(|wage| words(&wage.to_string()))));
    }
    if rules.contract != Need::Forbidden {
        rows.push(("Contract", content.contract.map(|contract| words(&contract.to_string()))));
    }
    if rules.longest_months.is_some() {
        rows.push(("Duur", content.duration_months.map(months)));
    }
    if rules.intention_months.is_some() {
        rows.push(("Contract daarna", content.intention_months.map(months)));
    }
    if rules.afterwards != Need::Forbidden {
        rows.push(("Loon daarna", content.wage_after.map(|wage| words(&wage.to_string()))));
    }
    if let Some(other) = &content.formal_employer {
        rows.push(("Formele werkgever", Some(words(other))));
    }
    rows
}

fn asked_rows(content: &ListingContent) -> Vec<Row> {
    let licences: Vec<String> = content.driving_licences.iter().map(|licence| licence.code().to_owned()).collect();
    let certificates: Vec<String> =
        content.certificates.iter().map(|certificate| certificate.label().to_owned()).collect();
    vec![
        ("Opleiding", content.education.map(|education| words(education.label()))),
        ("Nederlands", content.dutch.map(|dutch| words(&format!("{} ({})", dutch.label(), dutch.code())))),
        ("Rijbewijs", lines(&licences)),
        ("Certificaten", lines(&certificates)),
        ("Vaardigheden", lines(&content.skills)),
        ("Wat zwaar is", lines(&load_in_words(&content.load))),
    ]
}

fn support_rows(content: &ListingContent) -> Vec<Row> {
    let support = &content.support;
    let open = |openness: Option<Openness>| openness.map(|openness| words(openness.label()));
    let hours = support.guidance_hours.map(|hours| words(&format!("{hours} uur per week")));
    vec![
        ("Jobcoach welkom", open(support.jobcoach)),
        ("Loonkostensubsidie", open(support.wage_subsidy)),
        ("Eerst op proef", open(support.trial)),
        ("Taken op maat", open(support.adapted_tasks)),
        ("Begeleiding", hours),
        ("Vaste maatje", support.buddy.then(|| words("Ja"))),
    ]
}

fn reaction_rows(content: &ListingContent) -> Vec<Row> {
    use crate::domain::listing::terms::Reaction;
    let to = match content.reaction {
        Reaction::Direct => "Rechtstreeks bij de werkgever",
        Reaction::ViaMunicipality => "Via de gemeente",
    };
    vec![("Reacties", Some(words(to)))]
}

/// Which other sites may show a listing: "Google for Jobs en Indeed", or "Nee".
#[must_use]
pub fn other_sites(content: &ListingContent) -> String {
    let sites = [(content.reach.search_engines, "Google for Jobs"), (content.reach.indeed, "Indeed")];
    let sites: Vec<_> = sites.iter().filter(|(shown, _)| *shown).map(|(_, site)| (*site).to_owned()).collect();
    if sites.is_empty() { "Nee".to_owned() } else { facts::enumeration(&sites) }
}

/// What is heavy about the work in words: a code such as `tillen_15kg` reads as "tillen 15 kg".
#[must_use]
pub fn load_in_words(load: &[String]) -> Vec<String> {
    load.iter()
        .map(|item| {
            let spaced = item.replace('_', " ");
            match spaced.strip_suffix("kg") {
                Some(number) if number.ends_with(|c: char| c.is_ascii_digit()) => format!("{number} kg"),
                _ => spaced,
            }
        })
        .collect()
}

fn months(months: u8) -> Markup {
    words(&facts::months(months))
}

fn words(text: &str) -> Markup {
    html! { (text) }
}

fn lines(items: &[String]) -> Option<Markup> {
    match items {
        [] => None,
        [one] => Some(words(one)),
        many => Some(html! { ul { @for item in many { li { (item) } } } }),
    }
}
