//! The profile of a candidate in a file: what is known in words, and what to ask still. Never a limit, a fact or an age.

use maud::{Markup, html};

use super::file_url;
use crate::domain::candidate::{Aspect, Experience, HeldCertificate, Profile, Transport};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::CandidateId;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{DrivingLicence, Sector};
use crate::views::components::card::capital;
use crate::views::components::facts::{days, enumeration, hours};
use crate::views::components::icon;
use crate::views::components::listing_changes::lines;
use crate::views::components::person;
use crate::views::components::said::said;

/// A term and what is known; with an aspect a row is shown too when nothing is known.
type Row = (&'static str, Option<Markup>, Option<Aspect>);

/// The section of the file; with `edit` what is missing leads to its field.
pub(super) fn profile_section(profile: &Profile, edit: Option<CandidateId>, today: CivilDay) -> Markup {
    let rows = work_rows(profile).into_iter().chain(practical_rows(profile, today)).chain(paper_rows(profile, today));
    html! {
        section.deel aria-labelledby="profiel" {
            h2 #profiel { "Profiel" }
            (completeness(profile, edit))
            dl.overzicht {
                @for (term, known, aspect) in rows {
                    @if known.is_some() || aspect.is_some() { div { dt { (term) } dd { (said(known)) } } }
                }
            }
        }
    }
}

/// "8 van 10 bekend. Vraag nog: rijbewijs en dagen."
fn completeness(profile: &Profile, edit: Option<CandidateId>) -> Markup {
    let (known, all) = profile.completeness();
    let missing: Vec<Aspect> = Aspect::ALL.iter().copied().filter(|aspect| !profile.knows(*aspect)).collect();
    html! {
        @if missing.is_empty() {
            p { (icon("circle-check")) " Alles wat nodig is om werk te vinden, is bekend." }
        } @else {
            p {
                strong { (known) " van " (all) " bekend. " } "Vraag nog: "
                @for (at, aspect) in missing.iter().enumerate() {
                    @if at > 0 { @if at + 1 == missing.len() { " en " } @else { ", " } }
                    @match edit {
                        Some(id) => a href={ (file_url(id)) "/wijzigen#" (aspect.code()) } { (aspect.label()) },
                        None => (aspect.label()),
                    }
                }
                "."
            }
        }
    }
}

fn work_rows(profile: &Profile) -> Vec<Row> {
    let kinds: Vec<String> = profile.kinds.iter().map(|kind: &ListingKind| kind.rules().label.to_owned()).collect();
    let sectors: Vec<String> = profile.wishes.sectors.iter().map(|sector: &Sector| sector.label().to_owned()).collect();
    let done = |work: &Experience| {
        html! { (person::experience(work)) @if let Some(text) = &work.text { br; span.muted { (lines(text)) } } }
    };
    let work: Vec<Markup> = profile.experience.iter().map(done).collect();
    vec![
        ("Soort plek", sentence(&kinds), Some(Aspect::Kinds)),
        ("Beroepen", words(&profile.occupations), Some(Aspect::Work)),
        ("Ervaring", list(&work), None),
        ("Vaardigheden", words(&profile.skills), Some(Aspect::Skills)),
        ("Branches", sentence(&sectors), None),
        ("Wens", profile.wishes.text.as_deref().map(lines), None),
    ]
}

fn practical_rows(profile: &Profile, today: CivilDay) -> Vec<Row> {
    let postcode = profile.postcode.as_ref().map(ToString::to_string);
    let place: Vec<String> = profile.place.iter().cloned().chain(postcode).collect();
    let travel: Vec<String> = profile.transport.iter().map(|by: &Transport| by.label().to_owned()).collect();
    let from = profile.available_from.map(|day| if day <= today { "Meteen".to_owned() } else { day.in_words() });
    vec![
        ("Woonplaats", text((!place.is_empty()).then(|| place.join(", "))), Some(Aspect::Place)),
        ("Hoe ver", text(profile.max_distance_km.map(|km| format!("Tot {km} kilometer"))), Some(Aspect::Distance)),
        ("Reist met", sentence(&travel), None),
        ("Uren", text(hours(profile.hours_min, profile.hours_max)), Some(Aspect::Hours)),
        ("Dagen", text(days(&profile.days).map(|days| capital(&days))), Some(Aspect::Days)),
        ("Kan beginnen", text(from), None),
    ]
}

fn paper_rows(profile: &Profile, today: CivilDay) -> Vec<Row> {
    let licences = profile.driving_licences.as_ref().map(|licences| {
        let codes: Vec<String> = licences.iter().map(|licence: &DrivingLicence| licence.code().to_owned()).collect();
        if codes.is_empty() { "Geen".to_owned() } else { codes.join(", ") }
    });
    let certificates = profile.certificates.as_ref().map(|held| match held.as_slice() {
        [] => html! { "Geen" },
        held => html! { ul { @for certificate in held { li { (held_certificate(*certificate, today)) } } } },
    });
    vec![
        (
            "Opleiding",
            text(profile.education.map(|education| person::education(education).to_owned())),
            Some(Aspect::Education),
        ),
        ("Certificaten", certificates, None),
        ("Rijbewijs", text(licences), Some(Aspect::DrivingLicence)),
        ("Nederlands", text(profile.dutch.map(|level| person::dutch(level).to_owned())), Some(Aspect::Dutch)),
        ("Andere talen", words(&profile.languages), None),
    ]
}

fn held_certificate(held: HeldCertificate, today: CivilDay) -> Markup {
    html! {
        (held.code.label())
        @match held.valid_until {
            Some(last) if held.is_valid_on(today) => span.muted { " tot en met " (last.in_words()) },
            Some(last) => strong { " verlopen op " (last.in_words()) },
            None => {},
        }
    }
}

fn text(words: Option<String>) -> Option<Markup> {
    words.map(|words| html! { (words) })
}

/// "Fiets en bus of trein".
fn sentence(items: &[String]) -> Option<Markup> {
    (!items.is_empty()).then(|| html! { (capital(&enumeration(items).to_lowercase())) })
}

/// What people typed line by line.
fn words(items: &[String]) -> Option<Markup> {
    (!items.is_empty()).then(|| html! { (capital(&items.join(", "))) })
}

fn list(items: &[Markup]) -> Option<Markup> {
    match items {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(html! { ul { @for item in many { li { (item) } } } }),
    }
}
