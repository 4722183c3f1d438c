//! The page behind the link of an introduction that an employer may no longer see. Never a fact of the person or the
//! work, and the same page for a link that never was.

use maud::{Markup, html};

use crate::views::components::contact::contact_list;
use crate::views::components::icon;
use crate::views::layout::{Frame, page};

/// Why there is nothing to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was taken back.
    Recalled,
    /// The link is too old.
    TooOld,
    /// The employer answered that it does not fit.
    Refused,
    /// It is over.
    Over,
    /// The link is not one of ours.
    Unknown,
}

impl Why {
    /// The heading and the explanation.
    fn in_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Recalled => (
                "Deze voordracht is ingetrokken",
                "Gooit u de mail weg? En ook wat u hebt geprint, bewaard of doorgestuurd?",
            ),
            Self::TooOld => ("Deze link is te oud", "Een link werkt niet voor altijd. Wilt u verder praten? Bel ons."),
            Self::Refused => (
                "Bedankt voor uw antwoord",
                "U antwoordde dat het niet past. Daarom is er hier niets meer te zien. Gooit u ook de mail weg? Bent u van \
                    gedachten veranderd? Bel ons.",
            ),
            Self::Over => ("Deze voordracht is klaar", "Er is hier niets meer te zien. Gooit u de mail weg?"),
            Self::Unknown => ("Deze voordracht is er niet", "Klopt het adres? Open de link in de mail nog een keer."),
        }
    }
}

/// `/voordracht/{token}` when there is nothing to see.
pub struct IntroductionGone {
    /// Why.
    pub why: Why,
}

impl IntroductionGone {
    /// The page for this reason.
    #[must_use]
    pub fn new(why: Why) -> Self {
        Self { why }
    }

    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (heading, explanation) = self.why.in_words();
        let picture = if self.why == Why::Refused { "check" } else { "info" };
        let body = html! {
            section.leeg {
                div.leeg__beeld { (icon(picture)) }
                h1 { (heading) }
                p { (explanation) }
                (contact_list(&frame.site))
            }
        };
        page(frame, heading, &body)
    }
}
