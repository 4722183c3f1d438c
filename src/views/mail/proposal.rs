//! Mails about proposals, to those at the municipality who judge them. Never the name of a candidate, and never the
//! question that a colleague asks: both stand on the page behind the link.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};

/// To a reviewer or a substitute: proposals wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalsWaiting {
    /// How many wait when the mail is sent.
    pub count: usize,
    /// How long the oldest has waited: "5 dagen geleden".
    pub oldest: Option<String>,
    /// The list of proposals.
    pub url: String,
}

impl ProposalsWaiting {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let waiting = match self.count {
            1 => "1 voorstel wacht op je oordeel".to_owned(),
            many => format!("{many} voorstellen wachten op je oordeel"),
        };
        let oldest = match (&self.oldest, self.count) {
            (None, _) => String::new(),
            (Some(age), 1) => format!(" Het is van {age}."),
            (Some(age), _) => format!(" Het oudste is van {age}."),
        };
        let preheader = "Wie het zijn, staat op de website.";
        Letter::new(Tone::Je, Because::HasAccount, waiting.as_str(), preheader)
            .paragraph(format!("{waiting}.{oldest}"))
            .paragraph(
                "Een voorstel is een kandidaat bij een plek. Jij beslist of het past. Zonder jouw oordeel gebeurt er niets.",
            )
            .button("Bekijk de voorstellen", &self.url)
            .paragraph("Wie het zijn, staat op de website en niet in deze mail.")
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            count: 4,
            oldest: Some("3 dagen geleden".to_owned()),
            url: "https://bind.example.nl/netwerk/voorstellen".to_owned(),
        }
    }
}

/// To the begeleider: a netwerker asks something about a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalAsked {
    /// The short code of the candidate.
    pub candidate: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub organisation: String,
    /// Who asks.
    pub netwerker: String,
    /// The page of the proposal.
    pub url: String,
}

impl ProposalAsked {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let preheader = "Het voorstel wacht op je antwoord.";
        Letter::about(Tone::Je, Because::HasAccount, "Vraag over een voorstel:", &self.listing, preheader)
            .paragraph(format!(
                "{} heeft een vraag over een kandidaat van jou. Het voorstel wacht op je antwoord.",
                self.netwerker
            ))
            .facts([
                ("Kandidaat", Some(self.candidate.clone())),
                ("Werk", Some(self.listing.clone())),
                ("Werkgever", Some(self.organisation.clone())),
            ])
            .button("Lees de vraag", &self.url)
            .paragraph("De vraag staat op de website en niet in deze mail. Antwoord daar ook.")
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            candidate: "K7M2Q".to_owned(),
            listing: "Medewerker groen en tuin".to_owned(),
            organisation: "De Groene Kracht".to_owned(),
            netwerker: "Fatima Arslan".to_owned(),
            url: "https://bind.example.nl/netwerk/voorstellen/1".to_owned(),
        }
    }
}
