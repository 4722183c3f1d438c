//! What an employer sees of a candidate, field by field, for the employer, for the candidate who is asked whether this may
//! be shared, and for staff who read it aloud. Never a field that the other does not see: both read the same rows.

use maud::{Markup, html};

use crate::domain::code::Code;
use crate::domain::listing::terms::{Certificate, DutchLevel, Education};
use crate::domain::sharing::SharedProfile;
use crate::views::components::contact::{dialled, readable_phone};
use crate::views::components::facts;
use crate::views::sample;

/// Who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The employer, or staff: "Naam", and links to call and to write.
    Employer,
    /// The candidate: "Je naam".
    Candidate,
}

/// A term for the employer, the same for the candidate, and what it says; `None` is not shown to anybody.
type Row = (&'static str, &'static str, Option<Markup>);

/// The profile as a list of terms, without a heading.
#[must_use]
pub fn shared_profile(profile: &SharedProfile, reader: Reader) -> Markup {
    let rows = contact_rows(profile, reader)
        .into_iter()
        .chain(time_rows(profile))
        .chain(skill_rows(profile, reader))
        .chain(std::iter::once(("Waarom dit past", "Waarom dit bij je past", reasons(profile, reader))));
    html! {
        dl class="overzicht" {
            @for (for_employer, for_candidate, said) in rows {
                @if let Some(said) = said {
                    div { dt { (choose(reader, for_employer, for_candidate)) } dd { (said) } }
                }
            }
        }
    }
}

fn contact_rows(profile: &SharedProfile, reader: Reader) -> Vec<Row> {
    // The candidate reads the own number; a link to call oneself would only be in the way.
    let phone = profile.phone.as_deref().map(|phone| match reader {
        Reader::Employer => html! { a href={ "tel:" (dialled(phone)) } { (readable_phone(phone)) } },
        Reader::Candidate => words(&readable_phone(phone)),
    });
    let email = profile.email.as_deref().map(|email| match reader {
        Reader::Employer => html! { a href={ "mailto:" (email) } { (email) } },
        Reader::Candidate => words(email),
    });
    vec![
        ("Naam", "Je naam", Some(words(&profile.name))),
        ("Telefoon", "Je telefoonnummer", phone),
        ("E-mail", "Je e-mailadres", email),
        ("Woonplaats", "Je woonplaats", profile.place.as_deref().map(words)),
    ]
}

fn time_rows(profile: &SharedProfile) -> Vec<Row> {
    let transport: Vec<String> = profile.transport.iter().map(|way| way.label().to_owned()).collect();
    vec![
        ("Vervoer", "Hoe je reist", lines(&transport)),
        ("Uren", "Je uren", facts::hours(profile.hours_min, profile.hours_max).as_deref().map(words)),
        ("Dagen", "Je dagen", facts::days(&profile.days).as_deref().map(words)),
        (
            "Kan beginnen",
            "Je kunt beginnen",
            profile.available_from.map(|day| words(&format!("vanaf {}", day.in_words()))),
        ),
    ]
}

fn skill_rows(profile: &SharedProfile, reader: Reader) -> Vec<Row> {
    let experience: Vec<String> =
        profile.experience.iter().map(|(title, years)| experience_in_words(title, *years)).collect();
    let certificates: Vec<String> =
        profile.certificates.iter().copied().map(|one: Certificate| one.label().to_owned()).collect();
    let licences: Vec<String> = profile.driving_licences.iter().map(|licence| licence.code().to_owned()).collect();
    let licences = (!licences.is_empty()).then(|| words(&facts::enumeration(&licences)));
    let dutch = profile.dutch.map(|level| words(&dutch_in_words(level, reader)));
    vec![
        ("Werk", "Werk dat je doet of zoekt", lines(&profile.occupations)),
        ("Werkervaring", "Werk dat je eerder deed", lines(&experience)),
        ("Vaardigheden", "Wat je kunt", lines(&profile.skills)),
        ("Opleiding", "Je opleiding", profile.education.map(|education| words(education_in_words(education)))),
        ("Certificaten", "Je certificaten", lines(&certificates)),
        ("Rijbewijs", "Je rijbewijs", licences),
        ("Nederlands", "Je Nederlands", dutch),
    ]
}

/// "Hovenier, 3 jaar".
#[must_use]
pub fn experience_in_words(title: &str, years: Option<u8>) -> String {
    match years {
        None => title.to_owned(),
        Some(0) => format!("{title}, minder dan 1 jaar"),
        Some(years) => format!("{title}, {years} jaar"),
    }
}

/// The education of a person; the label of the enum is what work asks.
#[must_use]
pub fn education_in_words(education: Education) -> &'static str {
    match education {
        Education::None => "Geen diploma",
        asked => asked.label(),
    }
}

/// How well a person knows Dutch; the label of the enum is what work asks.
#[must_use]
pub fn dutch_in_words(level: DutchLevel, reader: Reader) -> String {
    let well = match level {
        DutchLevel::A1 => "Een beetje",
        DutchLevel::A2 => "Eenvoudig",
        DutchLevel::B1 => "Goed",
        DutchLevel::B2 => "Heel goed",
        DutchLevel::C1 | DutchLevel::C2 => "Uitstekend",
    };
    // The code says something to an employer, and nothing to most candidates.
    match reader {
        Reader::Employer => format!("{well} ({})", level.code()),
        Reader::Candidate => well.to_owned(),
    }
}

/// Word for word what the employer reads, so about the candidate in the third person; who is asked is told so.
fn reasons(profile: &SharedProfile, reader: Reader) -> Option<Markup> {
    let said = lines(&profile.reasons)?;
    Some(html! { @if reader == Reader::Candidate { p { "Dit leest de werkgever over jou:" } } (said) })
}

fn choose(reader: Reader, for_employer: &'static str, for_candidate: &'static str) -> &'static str {
    match reader {
        Reader::Employer => for_employer,
        Reader::Candidate => for_candidate,
    }
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

/// A profile for samples of pages and mails: every field is filled.
pub(crate) fn sample() -> SharedProfile {
    use crate::domain::candidate::Transport;
    use crate::domain::listing::terms::{Day, DrivingLicence, Hours};
    let owned = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
    SharedProfile {
        name: "Selam Tesfay-Gebremariam".to_owned(),
        phone: Some("0612345678".to_owned()),
        email: Some("selam.tesfay.gebremariam@voorbeeld.example".to_owned()),
        place: Some("Nieuwleusen".to_owned()),
        transport: vec![Transport::Fiets, Transport::Ov],
        hours_min: Hours::from_hundredths(1_600),
        hours_max: Hours::from_hundredths(2_400),
        days: vec![Day::Ma, Day::Di, Day::Do],
        available_from: Some(sample::day("2026-12-07")),
        occupations: owned(&["hovenier", "medewerker kwekerij"]),
        experience: vec![("Medewerker in een kwekerij".to_owned(), Some(3)), ("Hulp in de keuken".to_owned(), Some(0))],
        skills: owned(&["snoeien", "heggen knippen", "een zitmaaier rijden"]),
        education: Some(Education::Vmbo),
        certificates: vec![Certificate::VcaBasis],
        driving_licences: vec![DrivingLicence::B],
        dutch: Some(DutchLevel::A2),
        reasons: owned(&["Heeft 3 jaar in het groen gewerkt.", "Woont op 9 kilometer en komt met de fiets."]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_read_the_same_and_what_is_not_known_has_no_row() {
        let (full, rows) = (sample(), |reader| shared_profile(&sample(), reader).into_string().matches("<dt>").count());
        assert_eq!((rows(Reader::Employer), rows(Reader::Candidate)), (16, 16));
        let bare = SharedProfile { name: full.name, ..SharedProfile::default() };
        let html = shared_profile(&bare, Reader::Candidate).into_string();
        assert!(html.matches("<dt>").count() == 1 && html.contains("Selam Tesfay-Gebremariam"));
    }

    #[test]
    fn the_words_are_about_a_person_and_not_about_work() {
        assert_eq!(education_in_words(Education::None), "Geen diploma");
        assert_eq!(dutch_in_words(DutchLevel::A1, Reader::Candidate), "Een beetje");
        assert_eq!(experience_in_words("Kok", Some(1)), "Kok, 1 jaar");
    }
}
