//! Mails about an organisation: registered, verified, refused. Never a name or an address of a contact person: they
//! stand on the page behind the link.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::domain::actor::Role;

/// To an employer: confirm the address with this link; the organisation is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerWelcome {
    /// The name of the organisation.
    pub organisation: String,
    /// The netwerker who registered it after a visit; `None` when it registered itself and still has to be checked.
    pub verified_by: Option<String>,
    /// The link that confirms the address and logs in.
    pub url: String,
}

impl EmployerWelcome {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let minutes = Role::Employer.login_link_minutes();
        let subject = format!("Welkom bij {}: bevestig uw e-mailadres", site.brand);
        let (organisation, brand, municipality) = (&self.organisation, &site.brand, &site.municipality);
        let (first, last) = match &self.verified_by {
            Some(name) => (
                format!(
                    "{name} van de gemeente {municipality} heeft {organisation} aangemeld, na het gesprek met u. Uw \
                    organisatie is al gecontroleerd. Klopt het e-mailadres? Bevestig het dan. U bent daarna meteen \
                    ingelogd."
                ),
                "Wat gebeurt er daarna? U kunt meteen uw vacature schrijven en insturen. Die komt online zodra de \
                netwerker de tekst heeft gezien."
                    .to_owned(),
            ),
            None => (
                format!(
                    "{organisation} is aangemeld bij {brand}. Klopt dat? Bevestig dan uw e-mailadres. U bent daarna \
                    meteen ingelogd."
                ),
                format!(
                    "Wat gebeurt er daarna? Een netwerker van de gemeente {municipality} controleert uw organisatie. \
                    U kunt intussen uw vacature al schrijven en insturen. Die komt online zodra de netwerker uw \
                    organisatie en de tekst heeft gezien."
                ),
            ),
        };
        Letter::new(Tone::U, Because::Asked, subject, "Eén klik, en u kunt uw eerste vacature schrijven.")
            .paragraph(first)
            .button("Bevestig mijn e-mailadres", &self.url)
            .paragraph(format!("De link werkt {minutes} minuten. Is die tijd voorbij? Vraag dan een nieuwe link aan:"))
            .link("Vraag een nieuwe link aan", &site.login_url)
            .paragraph(last)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            organisation: "De Groene Kracht".to_owned(),
            verified_by: None,
            url: "https://bind.example.nl/inloggen/AbC-123".to_owned(),
        }
    }
}

/// To the netwerker: an organisation waits for verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerRegistered {
    /// The name of the organisation.
    pub organisation: String,
    /// Its number in the trade register.
    pub kvk: Option<String>,
    /// Its village or town.
    pub place: Option<String>,
    /// The page of the organisation.
    pub url: String,
}

impl EmployerRegistered {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        Letter::about(Tone::Je, Because::HasAccount, "Nieuwe werkgever:", &self.organisation, "Wacht op je controle.")
            .paragraph("Een nieuwe werkgever wacht op je controle. Tot die tijd gaat er niets van hem online.")
            .facts([
                ("Organisatie", Some(self.organisation.clone())),
                ("KVK-nummer", self.kvk.clone()),
                ("Plaats", self.place.clone()),
            ])
            .button("Bekijk de werkgever", &self.url)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            organisation: "De Groene Kracht".to_owned(),
            kvk: Some("12345678".to_owned()),
            place: Some("Lemelerveld".to_owned()),
            url: "https://bind.example.nl/netwerk/werkgevers/1".to_owned(),
        }
    }
}

/// To the employer: the organisation is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerVerified {
    /// The name of the organisation.
    pub organisation: String,
    /// How many of its listings already wait for the netwerker.
    pub waiting: usize,
    /// The employer's own page.
    pub url: String,
}

impl EmployerVerified {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let waiting = match self.waiting {
            0 => "U kunt nu een vacature, een werkstage of een proefplaatsing plaatsen.".to_owned(),
            1 => "Uw vacature ligt al bij de netwerker. U krijgt bericht zodra die online staat.".to_owned(),
            many => format!("Uw {many} vacatures liggen al bij de netwerker. U krijgt per vacature bericht."),
        };
        Letter::new(
            Tone::U,
            Because::HasAccount,
            "Uw organisatie is gecontroleerd",
            format!("U kunt aan de slag bij {}.", site.brand),
        )
        .paragraph(format!("Wij hebben {} gecontroleerd. Alles klopt. Welkom bij {}.", self.organisation, site.brand))
        .paragraph(waiting)
        .button("Ga naar uw vacatures", &self.url)
        .paragraph(
            "Denkt u aan iemand die wat hulp nodig heeft op het werk? De netwerker vertelt u graag welke \
                hulp er is en wat die kost.",
        )
        .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            organisation: "De Groene Kracht".to_owned(),
            waiting: 1,
            url: "https://bind.example.nl/werkgever".to_owned(),
        }
    }
}

/// To the employer: the organisation is refused, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerRefused {
    /// The name of the organisation.
    pub organisation: String,
    /// Why, in the words of the netwerker.
    pub reason: String,
    /// The employer's own page.
    pub url: String,
}

impl EmployerRefused {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        Letter::new(
            Tone::U,
            Because::HasAccount,
            format!("Uw aanmelding bij {}", site.brand),
            "Wij kunnen uw organisatie nu niet toelaten.",
        )
        .paragraph(format!(
            "U hebt {} aangemeld bij {}. Wij kunnen de organisatie nu niet toelaten. Dit is de \
                reden:",
            self.organisation, site.brand
        ))
        .quote(Some(&self.reason))
        .paragraph(
            "Klopt dit niet, of kunt u het oplossen? Pas dan de gegevens van uw organisatie aan en neem \
                contact met ons op. Wij kijken dan opnieuw.",
        )
        .button("Bekijk uw gegevens", &self.url)
        .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            organisation: "De Groene Kracht".to_owned(),
            reason: "Het KVK-nummer hoort bij een andere organisatie.\nStuurt u ons een uittreksel?".to_owned(),
            url: "https://bind.example.nl/werkgever/organisatie".to_owned(),
        }
    }
}
