//! The profile of a candidate in a file: what is known in words, and what to ask still. Never a limit, a fact or an age.

use maud::{Markup, html};

use super::file_url;
use crate::domain::candidate::{Aspect, Experience, HeldCertificate, Profile, Transport};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::CandidateId;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{DrivingLicence, Sector};
use crate::domain::place::Places;
use crate::views::components::card::capital;
use crate::views::components::facts::{days, enumeration, hours, short_fact};
use crate::views::components::icon;
use crate::views::components::listing_changes::lines;
use crate::views::components::person;

/// The section of the file; with `edit` what is missing leads to its field.
pub(super) fn profile_section(profile: &Profile, edit: Option<CandidateId>, today: CivilDay) -> Markup {
    let short: Vec<Markup> = in_short(profile, today).into_iter().flatten().collect();
    let more: Vec<_> = more(profile, today).into_iter().filter_map(|(term, known)| Some((term, known?))).collect();
    html! {
        section.deel aria-labelledby="profiel" {
            h2 #profiel { "Profiel" }
            (completeness(profile, edit))
            @if !short.is_empty() { dl.kortfeiten { @for fact in short { (fact) } } }
            @if !more.is_empty() {
                dl.overzicht { @for (term, known) in more { div { dt { (term) } dd { (known) } } } }
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

/// What somebody must know before he calls an employer, as far as it is known.
fn in_short(profile: &Profile, today: CivilDay) -> [Option<Markup>; 10] {
    let kinds: Vec<String> = profile.kinds.iter().map(|kind: &ListingKind| kind.rules().label.to_owned()).collect();
    let postcode = profile.postcode.as_ref().map(ToString::to_string);
    let place: Vec<String> = profile.place.iter().cloned().chain(postcode).collect();
    let far = profile.max_distance_km.map(|km| format!("Tot {km} kilometer"));
    let travel: Vec<String> = profile.transport.iter().map(|by: &Transport| by.label().to_owned()).collect();
    let lost = not_located(profile);
    let from = profile.available_from.map(|day| if day <= today { "Meteen".to_owned() } else { day.in_words() });
    let licences = profile.driving_licences.as_ref().map(|licences| {
        let codes: Vec<String> = licences.iter().map(|licence: &DrivingLicence| licence.code().to_owned()).collect();
        if codes.is_empty() { "Geen".to_owned() } else { codes.join(", ") }
    });
    [
        (!place.is_empty()).then(|| short_fact("house", "Woont in", &place.join(", "), lost)),
        fact("map-pin", "Hoe ver", far),
        fact("bike", "Reist met", sentence(&travel)),
        fact("briefcase", "Soort plek", sentence(&kinds)),
        fact("clock", "Uren", hours(profile.hours_min, profile.hours_max)),
        fact("calendar", "Dagen", days(&profile.days).map(|days| capital(&days))),
        fact("calendar-clock", "Kan beginnen", from),
        fact("message-circle", "Nederlands", profile.dutch.map(|level| person::dutch(level).to_owned())),
        fact("car", "Rijbewijs", licences),
        fact("graduation-cap", "Opleiding", profile.education.map(|level| person::education(level).to_owned())),
    ]
}

/// Why no distance can be worked out, when a place was said that the table of places does not know.
fn not_located(profile: &Profile) -> Option<&'static str> {
    let (place, postcode) = (profile.place.as_deref(), profile.postcode.as_ref());
    match (Places::known().locate(place, postcode), place, postcode) {
        (Some(_), ..) | (None, None, None) => None,
        (None, _, Some(_)) => {
            Some("Deze plaats kennen wij niet: afstanden kunnen wij niet uitrekenen. Kijk de postcode na.")
        }
        (None, Some(_), None) => {
            Some("Deze plaats kennen wij niet: afstanden kunnen wij niet uitrekenen. Vul de postcode in.")
        }
    }
}

fn fact(picture: &str, term: &str, known: Option<String>) -> Option<Markup> {
    known.map(|words| short_fact(picture, term, &words, None))
}

/// What takes more words, as far as it is known.
fn more(profile: &Profile, today: CivilDay) -> Vec<(&'static str, Option<Markup>)> {
    let sectors: Vec<String> = profile.wishes.sectors.iter().map(|sector: &Sector| sector.label().to_owned()).collect();
    let done = |work: &Experience| {
        html! { (person::experience(work)) @if let Some(text) = &work.text { br; span.muted { (lines(text)) } } }
    };
    let certificates = profile.certificates.as_ref().map(|held| match held.as_slice() {
        [] => html! { "Geen" },
        held => list(held.iter().map(|held| held_certificate(*held, today)).collect()).unwrap_or_default(),
    });
    vec![
        ("Beroepen", words(&profile.occupations)),
        ("Ervaring", list(profile.experience.iter().map(done).collect())),
        ("Vaardigheden", words(&profile.skills)),
        ("Certificaten", certificates),
        ("Andere talen", words(&profile.languages)),
        ("Branches", sentence(&sectors).map(|sectors| html! { (sectors) })),
        ("Wens", profile.wishes.text.as_deref().map(lines)),
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

/// "Fiets en bus of trein".
fn sentence(items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| capital(&enumeration(items).to_lowercase()))
}

/// What people typed line by line.
fn words(items: &[String]) -> Option<Markup> {
    (!items.is_empty()).then(|| html! { (capital(&items.join(", "))) })
}

fn list(items: Vec<Markup>) -> Option<Markup> {
    match items.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(html! { ul { @for item in many { li { (item) } } } }),
    }
}
