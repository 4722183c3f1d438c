//! The mail with the link to log in. Never a password, and nothing about the account: whoever asked only has to click.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::domain::actor::Role;

/// Here is the link to log in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginLink {
    /// The role of the account: how the reader is spoken to, and how long the link works.
    pub role: Role,
    /// The link.
    pub url: String,
}

impl LoginLink {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let brand = &site.brand;
        let minutes = self.role.login_link_minutes();
        let subject = format!("Inloggen bij {brand}");
        let preheader = format!("De link werkt {minutes} minuten.");
        if self.role == Role::Employer {
            Letter::new(Tone::U, Because::Asked, subject, preheader)
                .paragraph(format!("Met deze knop logt u in bij {brand}. Een wachtwoord is niet nodig."))
                .button("Log in", &self.url)
                .paragraph(format!(
                    "De link werkt {minutes} minuten. Daarna vraagt u een nieuwe aan. Stuur deze mail \
                    niet door: met de link kan iemand anders in uw account."
                ))
                .seal(site)
        } else {
            Letter::new(Tone::Je, Because::Asked, subject, preheader)
                .paragraph(format!("Met deze knop log je in bij {brand}. Je hebt geen wachtwoord nodig."))
                .button("Log in", &self.url)
                .paragraph(format!(
                    "De link werkt {minutes} minuten. Daarna vraag je een nieuwe aan. Stuur deze mail \
                    niet door. Met de link kan iemand anders in je account."
                ))
                .seal(site)
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self { role: Role::Employer, url: "https://bind.example.nl/inloggen/AbC-123".to_owned() }
    }
}
