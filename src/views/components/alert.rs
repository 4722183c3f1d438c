//! Alerts: a message on a page, in words, with an icon and a colour beside them.
//! Never opens by itself or goes away by itself.

use maud::{Markup, html};

use crate::views::components::icon;

/// What sort of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Good,
    /// Good to know.
    Info,
    /// Something needs attention.
    Warning,
    /// Something went wrong.
    Error,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Good => "utrecht-alert utrecht-alert--ok",
            Self::Info => "utrecht-alert utrecht-alert--info",
            Self::Warning => "utrecht-alert utrecht-alert--warning",
            Self::Error => "utrecht-alert utrecht-alert--error",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Good => "circle-check",
            Self::Info => "info",
            Self::Warning => "triangle-alert",
            Self::Error => "circle-alert",
        }
    }

    fn role(self) -> &'static str {
        if self == Self::Error { "alert" } else { "status" }
    }
}

/// A message of one sentence.
#[must_use]
pub fn alert(tone: Tone, text: &str) -> Markup {
    alert_with(tone, None, &html! { p { (text) } })
}

/// A message with a title and any content.
#[must_use]
pub fn alert_with(tone: Tone, title: Option<&str>, body: &Markup) -> Markup {
    html! {
        div class=(tone.class()) role=(tone.role()) {
            (icon(tone.icon()))
            div class="utrecht-alert__content" {
                @if let Some(title) = title { h2 { (title) } }
                (body)
            }
        }
    }
}
