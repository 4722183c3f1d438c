//! Error pages: what went wrong in one sentence, and a way forward.
//! Never an internal word: no status code as the message, no name of a table, no stack.

use maud::{Markup, html};

use crate::domain::actor::Role;
use crate::views::components::contact::contact_list;
use crate::views::components::icon;
use crate::views::layout::{Frame, page};

/// What went wrong, as the visitor needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorPage {
    /// 400: the address or the form cannot be read.
    BadRequest,
    /// 400 or 403: the form was open too long, or came from elsewhere. What was typed is shown.
    FormExpired {
        /// What was typed, with the label of each field.
        typed: Vec<(String, String)>,
        /// The form, to open anew.
        back: String,
    },
    /// 401: the log-in has ended while a form was open. What was typed is shown.
    LoggedOut {
        /// What was typed, with the label of each field.
        typed: Vec<(String, String)>,
        /// The log-in page, which leads back to the form.
        back: String,
    },
    /// 403: logged in, but not for this.
    Forbidden,
    /// 404.
    NotFound,
    /// 405.
    MethodNotAllowed,
    /// 409: somebody else was earlier. What was typed is shown.
    Conflict {
        /// What was typed, with the label of each field.
        typed: Vec<(String, String)>,
        /// The page with the newest text.
        back: String,
    },
    /// 413: what was sent is too large.
    TooLarge,
    /// 429: too often in a short time.
    TooMany,
    /// 500.
    Internal {
        /// The code under which it stands in the log.
        reference: String,
    },
    /// 503: for a moment out of use.
    Unavailable,
}

impl ErrorPage {
    /// The heading, which is the title too.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        match self {
            Self::BadRequest => "Dit begrijpen wij niet",
            Self::FormExpired { .. } => "Het formulier stond te lang open",
            Self::LoggedOut { .. } => "U bent niet meer ingelogd",
            Self::Forbidden => "Deze pagina is niet voor u",
            Self::NotFound => "Deze pagina is er niet",
            Self::MethodNotAllowed => "Dit kan hier niet",
            Self::Conflict { .. } => "Iemand anders was net iets eerder",
            Self::TooLarge => "Dit is te groot",
            Self::TooMany => "Even wachten",
            Self::Internal { .. } => "Er ging iets mis bij ons",
            Self::Unavailable => "De website is er zo weer",
        }
    }

    /// The heading for who looks: "je" for colleagues and job seekers.
    fn heading_for(&self, frame: &Frame) -> &'static str {
        match self {
            Self::Forbidden if says_je(frame) => "Deze pagina is niet voor jou",
            _ => self.heading(),
        }
    }

    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            section class="leeg" {
                div class="leeg__beeld" { (icon(self.picture())) }
                h1 { (self.heading_for(frame)) }
                p { (self.explanation(says_je(frame))) }
                @if let Self::Internal { reference } = self {
                    p { "Noem dit nummer als u ons belt: " strong { (reference) } "." }
                }
                div class="acties" { (self.ways_forward(frame)) }
            }
            (self.what_was_typed(says_je(frame)))
            @if self.needs_people() {
                section class="blok blok--rustig" aria-labelledby="hulp" {
                    h2 id="hulp" { "Lukt het niet?" }
                    (contact_list(&frame.site))
                }
            }
        };
        page(frame, self.heading_for(frame), &body)
    }

    fn explanation(&self, je: bool) -> &'static str {
        match self {
            Self::BadRequest => "Er klopt iets niet in het adres of het formulier. Ga terug en probeer het opnieuw.",
            Self::FormExpired { .. } => {
                "Voor de veiligheid werkt een formulier maar een tijd. Er is nog niets verstuurd. Open het opnieuw en stuur het nog een keer."
            }
            Self::LoggedOut { .. } => {
                "Uw formulier is nog niet verstuurd. Kopieer hieronder wat u typte, log in en vul het opnieuw in."
            }
            Self::Forbidden if je => {
                "Je bent ingelogd, maar niet voor deze pagina. Log uit en log in met een ander adres, of ga naar je eigen pagina."
            }
            Self::Forbidden => {
                "U bent ingelogd, maar niet voor deze pagina. Log uit en log in met een ander adres, of ga naar uw eigen pagina."
            }
            Self::NotFound => "Misschien is de pagina weg, of klopt het adres niet.",
            Self::MethodNotAllowed => "Deze pagina kunt u zo niet openen. Begin opnieuw vanaf de voorpagina.",
            Self::Conflict { typed, .. } if typed.is_empty() => {
                if je {
                    "Iemand anders heeft dit net veranderd of hier net over beslist. Je keuze is daarom niet bewaard. Bekijk eerst hoe het nu staat."
                } else {
                    "Iemand anders heeft dit net veranderd of hier net over beslist. Uw keuze is daarom niet bewaard. Bekijk eerst hoe het nu staat."
                }
            }
            Self::Conflict { .. } if je => {
                "De tekst is veranderd terwijl je bezig was. Daarom is je wijziging nog niet bewaard. Er is niets verloren: hieronder staat wat je typte."
            }
            Self::Conflict { .. } => {
                "De tekst is veranderd terwijl u bezig was. Daarom is uw wijziging nog niet bewaard. Er is niets verloren: hieronder staat wat u typte."
            }
            Self::TooLarge => "Maak de tekst of het bestand kleiner en probeer het opnieuw.",
            Self::TooMany => "U deed dit heel vaak achter elkaar. Wacht een paar minuten en probeer het opnieuw.",
            Self::Internal { .. } => "Dat ligt niet aan u. Probeer het over een paar minuten opnieuw.",
            Self::Unavailable => "Wij zijn even bezig. Probeer het over een paar minuten opnieuw.",
        }
    }

    fn picture(&self) -> &'static str {
        match self {
            Self::NotFound | Self::BadRequest | Self::MethodNotAllowed => "circle-help",
            Self::FormExpired { .. } | Self::TooMany | Self::Unavailable => "clock",
            Self::LoggedOut { .. } => "log-in",
            Self::Forbidden => "lock",
            Self::Conflict { .. } => "users",
            Self::TooLarge => "upload",
            Self::Internal { .. } => "triangle-alert",
        }
    }

    fn ways_forward(&self, frame: &Frame) -> Markup {
        let (main, label) = match (self, &frame.viewer) {
            (Self::FormExpired { back, .. }, _) => (back.as_str(), "Open het formulier opnieuw"),
            (Self::LoggedOut { back, .. }, _) => (back.as_str(), "Log in"),
            (Self::Conflict { back, .. }, _) => (back.as_str(), "Bekijk hoe het nu staat"),
            (Self::Forbidden | Self::NotFound | Self::Internal { .. }, Some(viewer)) => {
                (viewer.role.home(), "Naar mijn pagina")
            }
            _ => ("/werk", "Bekijk al het werk"),
        };
        html! {
            a class="utrecht-button-link utrecht-button-link--primary-action" href=(main) { (label) }
            a class="utrecht-button-link utrecht-button-link--secondary-action" href="/" { "Naar de voorpagina" }
        }
    }

    fn what_was_typed(&self, je: bool) -> Markup {
        let (Self::FormExpired { typed, .. } | Self::Conflict { typed, .. } | Self::LoggedOut { typed, .. }) = self
        else {
            return html! {};
        };
        html! {
            @if !typed.is_empty() {
                section class="stack" aria-labelledby="getypt" {
                    h2 id="getypt" { @if je { "Dit typte je" } @else { "Dit typte u" } }
                    p { @if je { "Kopieer wat je nog nodig hebt." } @else { "Kopieer wat u nog nodig hebt." } }
                    dl class="overzicht" {
                        @for (label, text) in typed {
                            div {
                                dt { (label) }
                                dd { @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn needs_people(&self) -> bool {
        !matches!(self, Self::TooMany | Self::MethodNotAllowed)
    }

    /// For tests and snapshots: one of each.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let typed = vec![
            ("Naam van het werk".to_owned(), "Medewerker crèche en naschoolse opvang".to_owned()),
            (
                "Tekst".to_owned(),
                "Je werkt met kinderen van 4 tot 12 jaar. Je helpt bij het eten en het spelen.".to_owned(),
            ),
        ];
        let back = "/werkgever/aanbod/0190a6c27f0070008000000000000001/bewerken".to_owned();
        vec![
            Self::BadRequest,
            Self::FormExpired { typed: typed.clone(), back: back.clone() },
            Self::LoggedOut { typed: typed.clone(), back: "/inloggen".to_owned() },
            Self::Forbidden,
            Self::NotFound,
            Self::MethodNotAllowed,
            Self::Conflict { typed, back: back.clone() },
            Self::Conflict { typed: Vec::new(), back },
            Self::TooLarge,
            Self::TooMany,
            Self::Internal { reference: "7F3K-92QA".to_owned() },
            Self::Unavailable,
        ]
    }
}

/// Whether the person who looks is called "je".
fn says_je(frame: &Frame) -> bool {
    frame.viewer.as_ref().is_some_and(|viewer| viewer.role != Role::Employer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_that_came_too_late_speaks_of_no_text() {
        let late = ErrorPage::Conflict { typed: Vec::new(), back: "/netwerk/aanbod/1".to_owned() };
        let html = late.render(&Frame::sample_for(Role::Netwerker)).into_string();
        assert!(html.contains("Je keuze is daarom niet bewaard") && html.contains("Bekijk hoe het nu staat"));
        assert!(!html.contains("typte"));
        let html = late.render(&Frame::sample_for(Role::Employer)).into_string();
        assert!(html.contains("Uw keuze is daarom niet bewaard"));
    }
}
