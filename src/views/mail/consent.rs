//! Mails about a candidate's agreement to be introduced: the question, and the answer. Never what would be shared: it
//! stands on the page behind the link; and never a name to anybody but the candidate.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::domain::civil_day::CivilDay;
use crate::domain::sharing::ConsentState;
use crate::views::sample;

/// To the candidate: may we share this with the employer?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentAsked {
    /// The name of the candidate.
    pub name: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// The last day to answer.
    pub deadline: CivilDay,
    /// Whether the candidate was asked before: what would be shown has changed since.
    pub again: bool,
    /// The link to see it and to choose; it works without a log-in.
    pub url: String,
}

impl ConsentAsked {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let deadline = self.deadline.in_words();
        let preheader = "Jij kiest: ja of nee. Wij delen nog niets.";
        Letter::about(Tone::Je, Because::Guided, "Mogen wij je voorstellen?", &self.listing, preheader)
            .to(&self.name)
            .paragraph(
                "Wij hebben werk gevonden dat bij je past. Wij willen je graag voorstellen aan de werkgever. Mag dat?",
            )
            .facts([("Werk", Some(self.listing.clone())), ("Werkgever", Some(self.organisation.clone()))])
            .paragraph_if(
                self.again,
                "Wij vroegen dit al eerder. Daarna is er iets veranderd in wat de werkgever ziet. Daarom vragen wij het \
                    nog een keer.",
            )
            .paragraph(
                "Wij delen nog niets. De werkgever weet niet wie je bent. Klik op de knop. Dan zie je precies wat de \
                    werkgever te zien krijgt. Daarna kies jij: ja of nee.",
            )
            .button("Bekijk en kies", &self.url)
            .paragraph(
                "Kies je nee? Dan gebeurt er verder niets. Je hoeft niet te zeggen waarom. Heb je een uitkering? Die \
                    verandert niet.",
            )
            .paragraph(format!(
                "Je kunt kiezen tot en met {deadline}. Kies je niet? Dan is het nee. Wij delen dan niets."
            ))
            .paragraph(
                "Wil je hulp bij het kiezen? Bel je begeleider. Stuur deze mail niet door. Met de link kan iemand anders \
                    voor jou kiezen.",
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
            deadline: sample::day("2026-12-01"),
            again: false,
            url: "https://bind.example.nl/toestemming/AbC-123".to_owned(),
        }
    }
}

/// To the begeleider: ask the candidate, who has no mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentToAsk {
    /// The short code of the candidate.
    pub candidate: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// The last day to answer.
    pub deadline: CivilDay,
    /// Whether a colleague went over something that does not fit.
    pub overridden: bool,
    /// Whether the candidate was mailed, and the mail did not arrive.
    pub came_back: bool,
    /// The page on which the answer is noted.
    pub url: String,
}

impl ConsentToAsk {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let why = if self.came_back {
            "De mail aan deze kandidaat kwam niet aan."
        } else {
            "Deze kandidaat heeft geen e-mailadres."
        };
        Letter::about(Tone::Je, Because::HasAccount, "Vraag toestemming:", &self.listing, why)
            .paragraph(format!(
                "Wij willen een kandidaat van jou voorstellen aan een werkgever. {why} Vraag het daarom zelf, aan de \
                    telefoon of in een gesprek.",
            ))
            .facts([
                ("Kandidaat", Some(self.candidate.clone())),
                ("Werk", Some(self.listing.clone())),
                ("Werkgever", Some(self.organisation.clone())),
                ("Antwoord uiterlijk", Some(self.deadline.in_words())),
            ])
            .paragraph_if(
                self.overridden,
                "Let op: een collega stelde dit voor, hoewel iets niet past. Lees eerst de reden.",
            )
            .button("Bekijk wat je vraagt", &self.url)
            .paragraph(
                "Vertel precies wat de werkgever te zien krijgt. Het staat op de website. Noteer daar ook het antwoord. \
                    Is het nee, of is er op tijd geen antwoord? Dan wordt er niets gedeeld.",
            )
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            candidate: "K7M2Q".to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
            deadline: sample::day("2026-12-01"),
            overridden: true,
            came_back: false,
            url: "https://bind.example.nl/netwerk/voorstellen/1".to_owned(),
        }
    }
}

/// To the netwerker: the candidate said yes, no, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentDecided {
    /// The short code of the candidate.
    pub candidate: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// What became of it.
    pub state: ConsentState,
    /// The page of the proposal.
    pub url: String,
}

impl ConsentDecided {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let explanation = match self.state {
            ConsentState::Asked => "De kandidaat heeft nog niet gekozen. Er is nog niets gedeeld.",
            ConsentState::Agreed => {
                "De kandidaat zegt ja. De voordracht gaat vanzelf naar de werkgever. Je hoeft niets te doen."
            }
            ConsentState::Declined => "De kandidaat zegt nee. Er is niets gedeeld. Het voorstel vervalt.",
            ConsentState::Silent => {
                "De kandidaat gaf op tijd geen antwoord. Er is niets gedeeld. Het voorstel vervalt."
            }
            ConsentState::Void => {
                "De vraag aan de kandidaat is vervallen. Er is iets veranderd, of de plek is weg. Er gaat niets naar de \
                    werkgever."
            }
            ConsentState::Withdrawn => {
                "De kandidaat neemt de toestemming terug. Was de voordracht al verstuurd? Dan is die ingetrokken en \
                    krijgt de werkgever bericht."
            }
        };
        let preheader = self.state.label();
        Letter::about(Tone::Je, Because::HasAccount, "Antwoord van een kandidaat:", &self.listing, preheader)
            .paragraph(explanation)
            .facts([
                ("Kandidaat", Some(self.candidate.clone())),
                ("Werk", Some(self.listing.clone())),
                ("Werkgever", Some(self.organisation.clone())),
                ("Antwoord", Some(self.state.label().to_owned())),
            ])
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
            state: ConsentState::Agreed,
            url: "https://bind.example.nl/netwerk/voorstellen/1".to_owned(),
        }
    }
}
