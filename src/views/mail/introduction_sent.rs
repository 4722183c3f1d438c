//! Mails of an introduction to the employer: meet this person, and "this is taken back". Never a telephone number or a
//! mail address of the person: a mail cannot be recalled, so they stand behind the link; and never a word about benefit,
//! support or limits, about this person or in general.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::listing::terms::{Certificate, DrivingLicence};
use crate::domain::sharing::SharedProfile;
use crate::views::components::contact::readable_phone;
use crate::views::components::facts::{days, enumeration, hours};
use crate::views::components::said::full_stop;
use crate::views::components::shared_profile::{self, Reader, dutch_in_words, education_in_words, experience_in_words};
use crate::views::sample;

/// To the employer: meet this candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionSent {
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// What the candidate agreed to share.
    pub shown: SharedProfile,
    /// The netwerker to turn to: name, and telephone number when there is one.
    pub netwerker: Option<(String, Option<String>)>,
    /// The link to see all of it and to answer; it works without a log-in.
    pub url: String,
}

impl IntroductionSent {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let (name, municipality) = (&self.shown.name, &site.municipality);
        let preheader = "Lees wie het is en geef antwoord.";
        Letter::about(Tone::U, Because::WorksWithUs, "Wij stellen iemand voor:", &self.listing, preheader)
            .paragraph(format!(
                "De gemeente {municipality} stelt graag {name} aan u voor. {name} weet dit en heeft gezien wat wij u \
                    sturen."
            ))
            .facts([("Voor dit werk", Some(self.listing.clone())), ("Bij", Some(self.organisation.clone()))])
            .heading(format!("Dit kan {name}"))
            .facts(abilities(&self.shown))
            .heading_if(!self.shown.reasons.is_empty(), "Waarom past dit werk?")
            .list(&self.shown.reasons)
            .paragraph(format!("Hoe u {name} bereikt, leest u op de website. Daar geeft u ook antwoord."))
            .button("Bekijk en antwoord", &self.url)
            .paragraph(
                "Antwoorden kan zonder inloggen. Doe het liefst binnen 3 werkdagen, ook als het niet past. Iemand wacht \
                    op uw antwoord.",
            )
            .paragraph(self.questions())
            .paragraph(
                "Stuur deze mail niet door: de gegevens zijn alleen voor deze plek bedoeld. Gooi de mail weg als de plek \
                    is vervuld of als het niet past.",
            )
            .seal(site)
    }

    /// Whom to ask; for every introduction the same words, so that they say nothing about this one.
    fn questions(&self) -> String {
        let phone = |phone: &Option<String>| {
            phone.as_ref().map_or(String::new(), |phone| format!(" Het nummer is {}.", readable_phone(phone)))
        };
        match &self.netwerker {
            Some((name, number)) => format!(
                "Hebt u een vraag? Bel {name}, netwerker van de gemeente.{} De netwerker vertelt elke werkgever graag \
                    hoe de gemeente kan helpen.",
                phone(number)
            ),
            None => {
                "Hebt u een vraag? Neem contact met ons op. De netwerker vertelt elke werkgever graag hoe de gemeente \
                kan helpen."
                    .to_owned()
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
            shown: shared_profile::sample(),
            netwerker: Some(("Fatima Arslan".to_owned(), Some("0612345678".to_owned()))),
            url: "https://bind.example.nl/voordracht/AbC-123".to_owned(),
        }
    }
}

/// What somebody can, as facts; how to reach the person is not among them.
fn abilities(shown: &SharedProfile) -> [(&'static str, Option<String>); 10] {
    let list = |words: &[String]| (!words.is_empty()).then(|| words.join(", "));
    let experience: Vec<String> =
        shown.experience.iter().map(|(title, years)| experience_in_words(title, *years)).collect();
    let certificates: Vec<String> =
        shown.certificates.iter().map(|each| Certificate::label(*each).to_owned()).collect();
    let licences: Vec<String> =
        shown.driving_licences.iter().map(|each| DrivingLicence::code(*each).to_owned()).collect();
    [
        ("Werk", list(&shown.occupations)),
        ("Werkervaring", (!experience.is_empty()).then(|| experience.join("; "))),
        ("Vaardigheden", list(&shown.skills)),
        ("Uren", hours(shown.hours_min, shown.hours_max)),
        ("Dagen", days(&shown.days)),
        ("Kan beginnen", shown.available_from.map(|day| format!("vanaf {}", day.in_words()))),
        ("Opleiding", shown.education.map(|level| education_in_words(level).to_owned())),
        ("Certificaten", list(&certificates)),
        ("Rijbewijs", (!licences.is_empty()).then(|| enumeration(&licences))),
        ("Nederlands", shown.dutch.map(|level| dutch_in_words(level, Reader::Employer))),
    ]
}

/// To the employer: an introduction is taken back. Without a name or a reason: the mail would be one more to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionRecalled {
    /// The title of the listing.
    pub listing: String,
    /// The day on which the introduction was sent.
    pub sent_on: CivilDay,
}

impl IntroductionRecalled {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let preheader = "Wilt u de mail van toen weggooien?";
        Letter::about(Tone::U, Because::WorksWithUs, "Voordracht ingetrokken:", &self.listing, preheader)
            .paragraph(format!(
                "Op {} stelden wij u iemand voor. Wij trekken die voordracht in. De link in die mail werkt niet meer.",
                self.sent_on.in_words()
            ))
            .facts([("Werk", Some(self.listing.clone()))])
            .paragraph(
                "Wilt u de mail van toen weggooien? Verwijder ook wat u hebt geprint, bewaard of doorgestuurd. Gebruik de \
                    gegevens niet meer en neem geen contact meer op met deze persoon.",
            )
            .paragraph(format!(
                "Hebt u al een afspraak gemaakt, of een vraag? Bel dan de gemeente {}{} Dank u wel voor uw hulp.",
                site.municipality,
                full_stop(&site.municipality)
            ))
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self { listing: "Medewerker groen en tuin".to_owned(), sent_on: sample::day("2026-11-20") }
    }
}
