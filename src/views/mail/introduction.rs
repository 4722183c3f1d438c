//! Mails about an introduction, to the candidate and to the municipality. Never the words of an employer to anybody but
//! the candidate whom he invites, and never a name to staff: they read it on the page behind the link.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::domain::civil_day::CivilDay;
use crate::domain::introduction::{IntroductionStatus, RefusalReason};
use crate::views::components::said::full_stop;
use crate::views::sample;

/// To the candidate: you have been introduced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionConfirmed {
    /// The name of the candidate.
    pub name: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// The link to see what is shared and to take it back.
    pub url: String,
}

impl IntroductionConfirmed {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let organisation = &self.organisation;
        let stop = full_stop(organisation);
        let preheader = "De werkgever ziet wat jij hebt goedgekeurd.";
        Letter::about(Tone::Je, Because::Guided, "Je bent voorgesteld:", &self.listing, preheader)
            .to(&self.name)
            .paragraph(format!(
                "Wij hebben je voorgesteld bij {organisation}{stop} De werkgever ziet wat jij hebt goedgekeurd. Meer niet."
            ))
            .facts([("Werk", Some(self.listing.clone())), ("Werkgever", Some(organisation.clone()))])
            .paragraph(
                "Wat gebeurt er nu? De werkgever geeft antwoord. Jij krijgt dan bericht van ons. Het kan ook dat de \
                    werkgever jou belt of mailt.",
            )
            .paragraph("Wil je het toch niet? Dat mag altijd. Klik op de knop en kies: Ik wil het toch niet.")
            .button("Bekijk of stop", &self.url)
            .paragraph("Stuur deze mail niet door. Met de link kan iemand anders dit ook doen.")
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            name: "Selam Tesfay".to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
            url: "https://bind.example.nl/toestemming/AbC-123".to_owned(),
        }
    }
}

/// Who tells a candidate what an employer answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// The reader of the mail, who guides the candidate.
    Reader,
    /// The begeleider, by name.
    Begeleider(String),
    /// Nobody yet: the candidate has no begeleider.
    Nobody,
}

/// To the netwerker and the begeleider: the employer answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionAnswered {
    /// The short code of the candidate.
    pub candidate: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// What the answer is.
    pub status: IntroductionStatus,
    /// Why the employer does not go on.
    pub refusal: Option<RefusalReason>,
    /// The day by which the employer decides.
    pub later_until: Option<CivilDay>,
    /// Who tells the candidate.
    pub caller: Caller,
    /// The page of the introduction.
    pub url: String,
}

impl IntroductionAnswered {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let answer = match self.status {
            IntroductionStatus::Inviting => "De werkgever wil kennismaken.",
            IntroductionStatus::Later => "De werkgever beslist later.",
            IntroductionStatus::NotSuitable => "De werkgever gaat niet verder.",
            other => other.label(),
        };
        Letter::about(Tone::Je, Because::HasAccount, "Antwoord op een voordracht:", &self.listing, answer)
            .paragraph(format!("{answer}{} {}", full_stop(answer), self.todo()))
            .facts([
                ("Kandidaat", Some(self.candidate.clone())),
                ("Werk", Some(self.listing.clone())),
                ("Werkgever", Some(self.organisation.clone())),
                ("Reden", self.refusal.map(|reason| reason.label().to_owned())),
                ("Beslist uiterlijk", self.later_until.map(CivilDay::in_words)),
            ])
            .button("Bekijk het antwoord", &self.url)
            .paragraph("Schreef de werkgever er iets bij? Dat staat op de website en niet in deze mail.")
            .seal(site)
    }

    /// What the reader does now: one person calls, the others know who.
    fn todo(&self) -> String {
        let code = &self.candidate;
        match (&self.caller, self.status) {
            (Caller::Reader, IntroductionStatus::Inviting) => {
                format!("Bel {code}. Oefen het gesprek als dat helpt, en bedenk samen hoe iemand er komt.")
            }
            (Caller::Reader, IntroductionStatus::Later) => format!("Vertel het {code}. Het is geen nee."),
            (Caller::Reader, IntroductionStatus::NotSuitable) => {
                format!("Bel {code}. Een nee is niet leuk om te krijgen.")
            }
            (Caller::Begeleider(name), IntroductionStatus::Later) => format!("{name} vertelt het de kandidaat."),
            (Caller::Begeleider(name), IntroductionStatus::Inviting | IntroductionStatus::NotSuitable) => {
                format!("{name} belt de kandidaat.")
            }
            (
                Caller::Nobody,
                IntroductionStatus::Inviting | IntroductionStatus::Later | IntroductionStatus::NotSuitable,
            ) => "De kandidaat heeft geen begeleider. Spreek af wie er belt.".to_owned(),
            _ => "Bekijk wat er is veranderd.".to_owned(),
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            candidate: "K7M2Q".to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
            status: IntroductionStatus::NotSuitable,
            refusal: Some(RefusalReason::Hours),
            later_until: None,
            caller: Caller::Reader,
            url: "https://bind.example.nl/netwerk/voordrachten/1".to_owned(),
        }
    }
}

/// To the candidate: what the employer answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionOutcome {
    /// The name of the candidate.
    pub name: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// What the answer is.
    pub status: IntroductionStatus,
    /// Why the employer does not go on.
    pub refusal: Option<RefusalReason>,
    /// The words of the employer, with an invitation only.
    pub words: Option<String>,
    /// The day on which the employer answered.
    pub answered_on: CivilDay,
    /// Where the work is.
    pub place: Option<String>,
    /// Whom to ask for at the employer: name, and telephone number when there is one.
    pub contact: Option<(String, Option<String>)>,
    /// The begeleider: name, and telephone number when there is one.
    pub begeleider: Option<(String, Option<String>)>,
    /// The day by which the employer decides.
    pub later_until: Option<CivilDay>,
    /// The page with work.
    pub work_url: String,
}

impl IntroductionOutcome {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let (first, last) = self.in_words();
        let invited = self.status == IntroductionStatus::Inviting;
        // Words with another answer were written to the municipality.
        let words = self.words.as_deref().filter(|_| invited);
        let letter =
            Letter::about(Tone::Je, Because::Guided, "Antwoord van de werkgever:", &self.listing, first.as_str())
                .to(&self.name)
                .paragraph(first)
                .facts([
                    ("Werk", Some(self.listing.clone())),
                    ("Werkgever", Some(self.organisation.clone())),
                    ("Plaats", self.place.clone().filter(|_| invited)),
                    ("Contactpersoon", self.contact.as_ref().filter(|_| invited).map(to_call)),
                    ("Je begeleider", self.begeleider.as_ref().map(to_call)),
                ])
                .paragraph_if(
                    words.is_some(),
                    format!("Dit schreef {} op {}:", self.organisation, self.answered_on.in_words()),
                )
                .quote(words)
                .paragraph_if(invited && words.is_none(), "De werkgever belt of mailt je voor een afspraak.")
                .paragraph(last);
        // Who is invited has something better to do than to look for other work.
        let letter = if invited { letter } else { letter.button("Bekijk ander werk", &self.work_url) };
        letter.seal(site)
    }

    /// The answer, and what comes after it.
    fn in_words(&self) -> (String, String) {
        let organisation = &self.organisation;
        let whom = if self.begeleider.is_some() { "je begeleider" } else { "ons" };
        match self.status {
            IntroductionStatus::Inviting => (
                format!("Goed nieuws: {organisation} wil met je praten!"),
                format!(
                    "Kun je niet? Bel dan meteen {whom}. Wil je het gesprek samen oefenen? Dat kan. Hoor je na een \
                        week niets? Bel dan ook."
                ),
            ),
            IntroductionStatus::Later => {
                let until = self.later_until.map(|day| format!(" De werkgever kiest uiterlijk op {}.", day.in_words()));
                (
                    format!("{organisation} heeft je gegevens bekeken en heeft meer tijd nodig."),
                    format!("Dit is geen nee.{} Je hoeft nu niets te doen.", until.unwrap_or_default()),
                )
            }
            IntroductionStatus::NotSuitable => {
                let why = self.refusal.map_or("De werkgever gaat niet verder.", RefusalReason::for_candidate);
                (
                    format!("{organisation} heeft geantwoord. Deze plek wordt het helaas niet."),
                    format!(
                        "{why} Dat is jammer. Geef niet op: er is ander werk. Wij zoeken met je mee. Heb je een vraag? \
                            Bel {whom}."
                    ),
                )
            }
            _ => (
                format!("Er is nieuws over je voordracht bij {organisation}{}", full_stop(organisation)),
                format!("Bel {whom}. Dan hoor je meer."),
            ),
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            name: "Selam Tesfay".to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
            status: IntroductionStatus::NotSuitable,
            refusal: Some(RefusalReason::Filled),
            words: None,
            answered_on: sample::day("2026-11-24"),
            place: Some("Nieuwleusen (7711 AB)".to_owned()),
            contact: Some(("Jan Visser".to_owned(), Some("0529 488 388".to_owned()))),
            begeleider: Some(("Ria de Boer".to_owned(), Some("06 12 34 56 78".to_owned()))),
            later_until: None,
            work_url: "https://bind.example.nl/werk".to_owned(),
        }
    }
}

/// "Ria de Boer, 06 12 34 56 78".
fn to_call((name, phone): &(String, Option<String>)) -> String {
    phone.as_ref().map_or_else(|| name.clone(), |phone| format!("{name}, {phone}"))
}

/// To the candidate: an introduction is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionStopped {
    /// The name of the candidate.
    pub name: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// Whether the candidate took the yes back; else somebody else ended it, and the candidate may ask why.
    pub by_yourself: bool,
}

impl IntroductionStopped {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let organisation = &self.organisation;
        let preheader = "De werkgever ziet je gegevens niet meer.";
        let (first, last) = if self.by_yourself {
            (
                "Je nam je ja terug. Wij hebben het de werkgever laten weten. Je doet niet meer mee.".to_owned(),
                "Had je al een afspraak? Die gaat niet door. Je uitkering verandert niet. Wij zoeken verder naar werk \
                    voor je. Heb je een vraag? Bel ons.",
            )
        } else {
            (
                format!("Wij hadden je voorgesteld bij {organisation}{} Dat is nu gestopt.", full_stop(organisation)),
                "Had je al een afspraak? Bel dan eerst je begeleider. Wil je weten waarom het is gestopt? Bel ons. Wij \
                    vertellen het je.",
            )
        };
        Letter::about(Tone::Je, Because::Guided, "Voordracht gestopt:", &self.listing, preheader)
            .to(&self.name)
            .paragraph(first)
            .facts([("Werk", Some(self.listing.clone())), ("Werkgever", Some(organisation.clone()))])
            .paragraph("De werkgever ziet je gegevens niet meer. Wij vragen de werkgever om ook de mail weg te gooien.")
            .paragraph(last)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            name: "Selam Tesfay".to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
            by_yourself: false,
        }
    }
}

/// To the netwerker: an introduction could not go out as it was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionHeld {
    /// The short code of the candidate.
    pub candidate: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// Whether the candidate is asked again, with what would be shown now.
    pub asked_again: bool,
    /// The page of the proposal.
    pub url: String,
}

impl IntroductionHeld {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let next = if self.asked_again {
            "De kandidaat krijgt de vraag opnieuw, met wat er nu te zien is. Je hoeft niets te doen."
        } else {
            "De kandidaat krijgt geen nieuwe vraag. Bekijk wat er is veranderd en of het nog past."
        };
        let preheader = "Er is iets veranderd sinds de kandidaat ja zei.";
        Letter::about(Tone::Je, Because::HasAccount, "Voordracht niet verstuurd:", &self.listing, preheader)
            .paragraph(
                "Deze voordracht is niet verstuurd. Er is iets veranderd sinds de kandidaat ja zei. De werkgever heeft \
                    niets gekregen.",
            )
            .facts([
                ("Kandidaat", Some(self.candidate.clone())),
                ("Werk", Some(self.listing.clone())),
                ("Werkgever", Some(self.organisation.clone())),
            ])
            .paragraph(next)
            .button("Bekijk het voorstel", &self.url)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            candidate: "K7M2Q".to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
            asked_again: true,
            url: "https://bind.example.nl/netwerk/voorstellen/1".to_owned(),
        }
    }
}
