//! Mails about an introduction, to the candidate and to the municipality. Never the words of an employer to anybody but
//! the candidate whom he invites, and never a name to staff: they read it on the page behind the link.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::domain::civil_day::CivilDay;
use crate::domain::introduction::{IntroductionStatus, RefusalReason};
use crate::views::components::said::full_stop;

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
    /// The page of the introduction.
    pub url: String,
}

impl IntroductionAnswered {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let (answer, todo) = match self.status {
            IntroductionStatus::Inviting => (
                "De werkgever wil kennismaken.",
                "Bel de kandidaat. Oefen het gesprek als dat helpt, en bedenk samen hoe iemand er komt.",
            ),
            IntroductionStatus::Later => ("De werkgever beslist later.", "Vertel het de kandidaat. Het is geen nee."),
            IntroductionStatus::NotSuitable => {
                ("De werkgever gaat niet verder.", "Bel de kandidaat. Een nee is niet leuk om te krijgen.")
            }
            other => (other.label(), "Bekijk wat er is veranderd."),
        };
        Letter::about(Tone::Je, Because::HasAccount, "Antwoord op een voordracht:", &self.listing, answer)
            .paragraph(format!("{answer}{} {todo}", full_stop(answer)))
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
                .facts([("Werk", Some(self.listing.clone())), ("Werkgever", Some(self.organisation.clone()))])
                .paragraph_if(words.is_some(), format!("Dit schrijft {}:", self.organisation))
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
        match self.status {
            IntroductionStatus::Inviting => (
                format!("Goed nieuws: {organisation} wil met je praten!"),
                "Kun je niet? Bel dan meteen je begeleider. Wil je het gesprek samen oefenen? Dat kan. Hoor je na een week \
                    niets? Bel dan ook."
                    .to_owned(),
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
                        "{why} Dat is jammer. Geef niet op: er is ander werk. Je begeleider zoekt met je mee. Heb je een \
                            vraag? Bel je begeleider."
                    ),
                )
            }
            _ => (
                format!("Er is nieuws over je voordracht bij {organisation}{}", full_stop(organisation)),
                "Bel je begeleider. Die vertelt je meer.".to_owned(),
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
            later_until: None,
            work_url: "https://bind.example.nl/werk".to_owned(),
        }
    }
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
}

impl IntroductionStopped {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let organisation = &self.organisation;
        let preheader = "De werkgever ziet je gegevens niet meer.";
        Letter::about(Tone::Je, Because::Guided, "Voordracht gestopt:", &self.listing, preheader)
            .to(&self.name)
            .paragraph(format!(
                "Wij hadden je voorgesteld bij {organisation}{} Dat is nu gestopt.",
                full_stop(organisation)
            ))
            .facts([("Werk", Some(self.listing.clone())), ("Werkgever", Some(organisation.clone()))])
            .paragraph("De werkgever ziet je gegevens niet meer. Wij vragen de werkgever om ook de mail weg te gooien.")
            .paragraph(
                "Had je al een afspraak? Bel dan eerst je begeleider. Wil je weten waarom het is gestopt? Bel ons. Wij \
                    vertellen het je.",
            )
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            name: "Selam Tesfay".to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
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
