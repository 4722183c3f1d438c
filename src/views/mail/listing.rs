//! Mails about a listing: sent in, prepared, approved, sent back, expired. Never a reaction or a person who reacted.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::domain::civil_day::CivilDay;
use crate::domain::listing::ListingKind;
use crate::views::components::said::full_stop;

/// To the netwerker: a listing (or a change of a live one) waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingSubmitted {
    /// The title.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// The name of the organisation.
    pub organisation: String,
    /// Whether the organisation is verified.
    pub verified: bool,
    /// Whether it is a change of a listing that is online.
    pub is_change: bool,
    /// The page where the netwerker decides.
    pub url: String,
}

impl ListingSubmitted {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let (words, first) = if self.is_change {
            (
                "Wijziging te controleren:",
                "Een werkgever wil een tekst wijzigen die online staat. De oude tekst blijft online tot je besluit.",
            )
        } else {
            ("Te controleren:", "Een werkgever heeft werk ingestuurd. Het gaat online zodra je het goedkeurt.")
        };
        Letter::about(
            Tone::Je,
            Because::HasAccount,
            words,
            &self.title,
            format!("Van {}{}", self.organisation, full_stop(&self.organisation)),
        )
        .paragraph(first)
        .facts([
            ("Werk", Some(self.title.clone())),
            ("Soort", Some(self.kind.rules().label.to_owned())),
            ("Werkgever", Some(self.organisation.clone())),
        ])
        .paragraph_if(!self.verified, "Deze werkgever is nog niet gecontroleerd. Doe dat eerst.")
        .button("Bekijk en besluit", &self.url)
        .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            title: "Medewerker groen en tuin".to_owned(),
            kind: ListingKind::Vacature,
            organisation: "De Groene Kracht".to_owned(),
            verified: false,
            is_change: false,
            url: "https://bind.example.nl/netwerk/aanbod/1".to_owned(),
        }
    }
}

/// To the employer: the netwerker wrote this for you; confirm it with a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingPrepared {
    /// The title.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// The name of the organisation.
    pub organisation: String,
    /// The name of the netwerker who wrote it.
    pub netwerker: String,
    /// The link to read and confirm; it works without a log-in.
    pub url: String,
}

impl ListingPrepared {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let label = self.kind.rules().label;
        Letter::about(Tone::U, Because::WorksWithUs, "Klopt deze tekst?", &self.title, "Met één klik staat het online.")
            .paragraph(format!(
                "{} van de gemeente {} schreef na het gesprek met u deze {label} voor {}{} Wilt u de \
                tekst lezen? Klopt alles, dan staat het met één klik \
                online.",
                self.netwerker,
                site.municipality,
                self.organisation,
                full_stop(&self.organisation)
            ))
            .facts([("Werk", Some(self.title.clone())), ("Soort", Some(label.to_owned()))])
            .button("Lees en bevestig", &self.url)
            .paragraph(
                "Bevestigen kan zonder inloggen. Wilt u iets wijzigen? Daarvoor logt u in. Zonder uw bevestiging \
                komt er niets online.",
            )
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            title: "Medewerker groen en tuin".to_owned(),
            kind: ListingKind::Werkstage,
            organisation: "De Groene Kracht".to_owned(),
            netwerker: "Fatima Arslan".to_owned(),
            url: "https://bind.example.nl/bevestig/AbC-123".to_owned(),
        }
    }
}

/// To the employer: it is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingApproved {
    /// The title.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// Whether it was a change of a listing that was online already.
    pub is_change: bool,
    /// The last day on which people can react.
    pub closes_on: Option<CivilDay>,
    /// What the netwerker wrote with it.
    pub note: Option<String>,
    /// The public page; `None` for a kind that is internal.
    pub public_url: Option<String>,
    /// The employer's own page of the listing.
    pub manage_url: String,
}

impl ListingApproved {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let label = self.kind.rules().label;
        let words = if self.is_change { "Uw wijziging staat online:" } else { "Staat online:" };
        let first = match (&self.public_url, self.is_change) {
            (None, _) => format!(
                "De netwerker heeft uw {label} goedgekeurd. Dit werk staat niet op de website. De gemeente zoekt \
                    zelf iemand die past."
            ),
            (_, true) => {
                format!("De netwerker heeft uw wijziging goedgekeurd. De nieuwe tekst van uw {label} staat nu online.")
            }
            (_, false) => {
                format!("De netwerker heeft uw {label} goedgekeurd. Vanaf nu kan iedereen die zien en erop reageren.")
            }
        };
        let letter = Letter::about(Tone::U, Because::HasAccount, words, &self.title, "Mensen kunnen nu reageren.")
            .paragraph(first)
            .facts([
                ("Werk", Some(self.title.clone())),
                ("Reageren kan tot en met", self.closes_on.map(CivilDay::in_words)),
            ])
            .paragraph_if(self.note.is_some(), "De netwerker schreef erbij:")
            .quote(self.note.as_deref());
        let letter = match &self.public_url {
            Some(url) => letter.button("Bekijk het op de website", url),
            None => letter,
        };
        letter
            .paragraph("Pauzeren, verlengen of melden dat de plek vervuld is? Dat doet u op uw eigen pagina.")
            .link("Ga naar uw eigen pagina", &self.manage_url)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            title: "Medewerker groen en tuin".to_owned(),
            kind: ListingKind::Vacature,
            is_change: false,
            closes_on: CivilDay::parse("2026-12-31"),
            note: Some("Mooie tekst. Ik heb de uren in de titel weggehaald.".to_owned()),
            public_url: Some("https://bind.example.nl/werk/1/medewerker-groen-en-tuin".to_owned()),
            manage_url: "https://bind.example.nl/werkgever/aanbod/1".to_owned(),
        }
    }
}

/// To the employer: it is sent back, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingRejected {
    /// The title.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// Whether it was a change of a listing that stays online as it was.
    pub is_change: bool,
    /// Why, in the words of the netwerker.
    pub reason: String,
    /// The form with the text.
    pub edit_url: String,
}

impl ListingRejected {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let label = self.kind.rules().label;
        let words = if self.is_change { "Uw wijziging staat nog niet online:" } else { "Nog niet online:" };
        Letter::about(Tone::U, Because::HasAccount, words, &self.title, "De netwerker vraagt een aanpassing.")
            .facts([("Werk", Some(self.title.clone()))])
            .paragraph(format!(
                "De netwerker heeft uw {label} gelezen. De tekst kan zo nog niet online. Dit is de reden:"
            ))
            .quote(Some(&self.reason))
            .paragraph(
                "Wat kunt u doen? Pas de tekst aan en stuur die opnieuw in. Alles wat u hebt ingevuld, is bewaard.",
            )
            .button("Pas de tekst aan", &self.edit_url)
            .paragraph_if(self.is_change, "De tekst die al online stond, blijft online.")
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            title: "Jonge medewerker groen".to_owned(),
            kind: ListingKind::Vacature,
            is_change: false,
            reason: "In de titel staat 'jonge'. Vragen naar leeftijd mag niet.\nWilt u ook het loon invullen?"
                .to_owned(),
            edit_url: "https://bind.example.nl/werkgever/aanbod/1/wijzig".to_owned(),
        }
    }
}

/// To the employer: its closing day has passed; did you find somebody?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingExpired {
    /// The title.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// The last day on which people could react.
    pub closed_on: Option<CivilDay>,
    /// How many places are still open.
    pub open_positions: i32,
    /// The employer's own page of the listing.
    pub manage_url: String,
}

impl ListingExpired {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let label = self.kind.rules().label;
        let brand = &site.brand;
        Letter::about(
            Tone::U,
            Because::HasAccount,
            "Hebt u iemand gevonden?",
            &self.title,
            format!("En was dat via {brand}?"),
        )
        .paragraph(format!("De laatste dag van uw {label} is voorbij. Die staat niet meer online."))
        .facts([
            ("Werk", Some(self.title.clone())),
            ("Reageren kon tot en met", self.closed_on.map(CivilDay::in_words)),
            ("Open plekken", (self.open_positions > 1).then(|| self.open_positions.to_string())),
        ])
        .paragraph(format!("Hebt u iemand gevonden? En was dat via {brand}? Vertel het ons. Dan weten wij wat werkt."))
        .button("Vertel hoe het ging", &self.manage_url)
        .paragraph(
            "Zoekt u nog? Op dezelfde pagina kiest u een nieuwe laatste dag. Uw tekst staat dan meteen weer online.",
        )
        .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            title: "Medewerker groen en tuin".to_owned(),
            kind: ListingKind::Vacature,
            closed_on: CivilDay::parse("2026-11-21"),
            open_positions: 2,
            manage_url: "https://bind.example.nl/werkgever/aanbod/1".to_owned(),
        }
    }
}
