//! The overview of a day: what happened and what waits, in groups, oldest first. Never what somebody wrote or who he is:
//! of a reaction it names the listing only.

use super::letter::{Because, Letter, LinkLine, Tone, shortened};
use super::{MailSite, MailText};
use crate::domain::notification::Notification;

/// How many lines a group shows; the page shows the rest.
const SHOWN: usize = 10;

/// The overview of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyDigest {
    /// How the reader is spoken to.
    pub tone: Tone,
    /// The groups, in the order of [`heading`]; empty ones are left out.
    pub groups: Vec<DigestGroup>,
    /// The page on which the reader starts.
    pub home_url: String,
}

/// What happened of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestGroup {
    /// The heading, see [`heading`].
    pub heading: &'static str,
    /// What happened, oldest first.
    pub rows: Vec<DigestRow>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestRow {
    /// The title of the listing or the name of the organisation.
    pub label: String,
    /// How long ago: "2 dagen geleden".
    pub age: String,
    /// The page.
    pub url: String,
}

/// The heading under which a notification stands; `None` for those that never wait for a digest.
#[must_use]
pub fn heading(notification: Notification) -> Option<&'static str> {
    match notification {
        Notification::ListingSubmitted { .. } => Some("Te controleren"),
        Notification::EmployerRegistered { .. } => Some("Nieuwe werkgevers"),
        Notification::ListingRejected { .. } => Some("Nog niet online: pas de tekst aan"),
        Notification::ListingApproved { .. } => Some("Staat online"),
        Notification::ListingExpired { .. } => Some("Laatste dag voorbij: hebt u iemand gevonden?"),
        // Only those that an employer answers wait for the netwerker's digest; others are urgent.
        Notification::InterestReceived { .. } => Some("Reacties waarop een werkgever antwoord geeft"),
        Notification::EmployerVerified { .. } => Some("Uw organisatie is gecontroleerd"),
        Notification::EmployerRefused { .. } => Some("Uw organisatie is niet toegelaten"),
        Notification::LoginLink { .. }
        | Notification::EmployerWelcome { .. }
        | Notification::ListingPrepared { .. }
        | Notification::InterestConfirmed { .. }
        | Notification::InterestAnswered { .. }
        | Notification::SavedSearchAsked { .. }
        | Notification::SavedSearchFound { .. }
        | Notification::SavedSearchStillWanted { .. }
        | Notification::DailyDigest
        | Notification::ConsentAsked { .. }
        | Notification::ConsentToAsk { .. }
        | Notification::IntroductionSent { .. }
        | Notification::IntroductionConfirmed { .. }
        | Notification::IntroductionAnswered { .. }
        | Notification::IntroductionOutcome { .. }
        | Notification::IntroductionRecalled { .. }
        | Notification::IntroductionStopped { .. } => None,
        Notification::ProposalsWaiting => Some("Voorstellen om te beoordelen"),
        Notification::ProposalAsked { .. } => Some("Vragen over een voorstel"),
        Notification::ConsentDecided { .. } => Some("Toestemming van kandidaten"),
        Notification::IntroductionHeld { .. } => Some("Voordracht niet verstuurd"),
        Notification::MailReturned { .. } => Some("Mail die niet aankwam"),
    }
}

impl DailyDigest {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let count: usize = self.groups.iter().map(|group| group.rows.len()).sum();
        let things = if count == 1 { "1 bericht".to_owned() } else { format!("{count} berichten") };
        let summary: Vec<String> =
            self.filled().map(|group| format!("{} ({})", group.heading, group.rows.len())).collect();
        let first = match self.tone {
            Tone::U => format!("Dit is uw overzicht van {}: {things}. Het oudste staat bovenaan.", site.brand),
            Tone::Je => format!("Dit is je overzicht van {}: {things}. Het oudste staat bovenaan.", site.brand),
        };
        let subject = format!("{}: {things} voor vandaag", site.brand);
        let mut letter = Letter::new(self.tone, Because::HasAccount, subject, summary.join(", ")).paragraph(first);
        for group in self.filled() {
            letter = letter.heading(format!("{} ({})", group.heading, group.rows.len()));
            letter = letter.links(group.rows.iter().take(SHOWN).map(DigestRow::line).collect());
            let rest = group.rows.len().saturating_sub(SHOWN);
            letter = letter.paragraph_if(rest > 0, format!("En nog {rest}."));
        }
        letter
            .button(if self.tone == Tone::U { "Ga naar uw pagina" } else { "Ga naar Vandaag" }, &self.home_url)
            .seal(site)
    }

    fn filled(&self) -> impl Iterator<Item = &DigestGroup> {
        self.groups.iter().filter(|group| !group.rows.is_empty())
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let row = |label: &str, age: &str, id: usize| DigestRow {
            label: label.to_owned(),
            age: age.to_owned(),
            url: format!("https://bind.example.nl/netwerk/aanbod/{id}"),
        };
        Self {
            tone: Tone::Je,
            groups: vec![
                DigestGroup {
                    heading: "Te controleren",
                    rows: vec![
                        row("Heftruckchauffeur, Vechtdal Logistiek", "5 dagen geleden", 1),
                        row("Hulp conciërge, De Regenboog", "gisteren", 2),
                    ],
                },
                DigestGroup { heading: "Nieuwe werkgevers", rows: vec![row("De Groene Kracht", "gisteren", 3)] },
            ],
            home_url: "https://bind.example.nl/netwerk".to_owned(),
        }
    }
}

impl DigestRow {
    fn line(&self) -> LinkLine {
        LinkLine { label: shortened(&self.label, 100), note: self.age.clone(), url: self.url.clone() }
    }
}
