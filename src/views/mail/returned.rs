//! The mail about a mail that did not arrive, to a colleague who can reach the person in another way. Never the name of a
//! candidate or a job seeker, and never the address.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::views::components::mail_kind::mail_kind;

/// To the netwerker or the begeleider: a mail did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailReturned {
    /// For whom it was: an organisation, "kandidaat K7M2Q", "een werkzoekende".
    pub recipient: String,
    /// What it was about: the kind of notification.
    pub kind: &'static str,
    /// The work that it was about.
    pub work: Option<String>,
    /// The page with all mails that did not arrive.
    pub url: String,
}

impl MailReturned {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let preheader = "Bel, of kijk het adres na.";
        Letter::about(Tone::Je, Because::HasAccount, "Mail kwam niet aan:", &self.recipient, preheader)
            .paragraph(format!("Een mail aan {} kwam niet aan.", self.recipient))
            .facts([("De mail", Some(mail_kind(self.kind).to_owned())), ("Het werk", self.work.clone())])
            .paragraph("Bel, of kijk het adres na. Klopt het adres weer? Dan verstuur je de mail opnieuw op Vandaag.")
            .button("Bekijk op Vandaag", &self.url)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            recipient: "De Groene Kracht".to_owned(),
            kind: "introduction_sent",
            work: Some("Medewerker groen en tuin".to_owned()),
            url: "https://bind.example.nl/netwerk#niet-aangekomen".to_owned(),
        }
    }
}
