//! Forms: what was typed and what is wrong with it as fields, the error summary, and the one door for every POST form.
//! Never a POST form without the hidden token, and never a field that loses what was typed.

mod choice;
mod field;
mod text;

use maud::{Markup, html};

use crate::domain::form::{FieldErrors, Fields};
use crate::views::components::icon;
use crate::views::layout::Frame;

pub use choice::{Choice, Tile, choices, coded};
pub use field::{Field, Width};

/// The name of the hidden field that carries the token.
pub const TOKEN_FIELD: &str = "_form";

/// The sentence above a form.
pub const ALL_NEEDED: &str = "Vul alles in. Als iets niet hoeft, staat dat erbij.";

/// A form with its fields: made per page from what was typed and what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    fields: &'a Fields,
    errors: &'a FieldErrors,
}

impl<'a> Form<'a> {
    /// A form over what was typed.
    #[must_use]
    pub fn new(fields: &'a Fields, errors: &'a FieldErrors) -> Self {
        Self { fields, errors }
    }

    /// Whether something is typed or chosen in a field, or wrong with it: then it may not be folded away.
    #[must_use]
    pub fn is_touched(&self, name: &str) -> bool {
        self.fields.all(name).next().is_some() || self.errors.of(name).is_some()
    }
}

/// A POST form of fields: token, no browser checks, and an address that puts the focus on the error summary.
#[must_use]
pub fn post_form(frame: &Frame, action: &str, body: &Markup) -> Markup {
    html! {
        form class="formulier" method="post" action={ (action) "#fouten" } novalidate {
            (token(frame))
            (body)
        }
    }
}

/// A POST form without fields to fill in: one or more buttons, with whatever hidden fields they need.
#[must_use]
pub fn post_form_bare(frame: &Frame, action: &str, body: &Markup) -> Markup {
    html! { form method="post" action=(action) { (token(frame)) (body) } }
}

/// A hidden field.
#[must_use]
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

fn token(frame: &Frame) -> Markup {
    hidden(TOKEN_FIELD, &frame.form_token)
}

/// The main button of a form.
#[must_use]
pub fn submit(label: &str) -> Markup {
    html! { button class="utrecht-button utrecht-button--primary-action" type="submit" { (label) } }
}

/// A second button of a form: sends `name=value` along, and is not stopped by fields that are still empty.
#[must_use]
pub fn submit_other(label: &str, name: &str, value: &str) -> Markup {
    html! {
        button class="utrecht-button utrecht-button--secondary-action" type="submit" name=(name) value=(value)
            formnovalidate { (label) }
    }
}

/// A button for what cannot be undone.
#[must_use]
pub fn submit_danger(label: &str) -> Markup {
    html! {
        button class="utrecht-button utrecht-button--secondary-action utrecht-button--danger" type="submit" { (label) }
    }
}

/// A row of buttons.
#[must_use]
pub fn actions(buttons: &Markup) -> Markup {
    html! { div class="acties" { (buttons) } }
}

/// The summary of all that is wrong, to stand above the h1; nothing when nothing is wrong.
#[must_use]
pub fn error_summary(errors: &FieldErrors) -> Markup {
    html! {
        @if !errors.is_empty() {
            div class="fout" role="alert" aria-labelledby="fouten-kop" tabindex="-1" id="fouten" {
                h2 id="fouten-kop" { "Er ging iets mis" }
                ul { @for error in errors.iter() { li { a href={ "#" (error.field) } { (error.message) } } } }
            }
        }
    }
}

/// The title of a page with a form: it begins with "Fout: " when something is wrong.
#[must_use]
pub fn form_title(errors: &FieldErrors, title: &str) -> String {
    if errors.is_empty() { title.to_owned() } else { format!("Fout: {title}") }
}

/// The error of a field, beside the field.
fn field_error(id: &str, error: Option<&str>) -> Markup {
    html! {
        @if let Some(error) = error {
            p class="foutmelding" id={ (id) "-f" } { (icon("circle-alert")) span { (error) } }
        }
    }
}

/// The ids that describe a control: hint, error, counter.
fn described_by(id: &str, parts: [(bool, &str); 3]) -> Option<String> {
    let ids: Vec<_> = parts.iter().filter(|(there, _)| *there).map(|(_, suffix)| format!("{id}-{suffix}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[cfg(test)]
mod tests;
