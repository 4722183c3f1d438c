//! Fields that people type in: a line, a text, a date, an amount.
//! Never checked by the browser: the answer of the server says in Dutch what is wrong.

use maud::{Markup, html};

use super::field::{Field, Width};
use super::{Form, described_by, field_error};

impl Form<'_> {
    /// A line of text.
    #[must_use]
    pub fn text(&self, field: &Field<'_>) -> Markup {
        let control = self.input(field);
        let control = match (field.prefix, field.suffix) {
            (None, None) => control,
            (prefix, suffix) => html! {
                div class="veldrij" {
                    @if let Some(prefix) = prefix { span aria-hidden="true" { (prefix) } }
                    (control)
                    @if let Some(suffix) = suffix { span aria-hidden="true" { (suffix) } }
                }
            },
        };
        self.around(field, &control)
    }

    /// A text of several lines; with a `max` it counts the characters.
    #[must_use]
    pub fn textarea(&self, field: &Field<'_>) -> Markup {
        let error = self.errors.of(field.name);
        let described =
            described_by(field.id, [(field.hint.is_some(), "h"), (error.is_some(), "f"), (field.max.is_some(), "t")]);
        let class = if error.is_some() { " utrecht-textarea--invalid" } else { "" };
        let control = html! {
            textarea class={ "utrecht-textarea utrecht-textarea--html-textarea vol" (class) } id=(field.id)
                name=(field.name) rows=(field.rows) data-max=[field.max] aria-required=[required(field)]
                aria-invalid=[invalid(error)] aria-describedby=[described] {
                // A line end right after the tag is not part of the text (HTML §13.1.2.5), so one stands there always.
                "\n" (self.fields.get(field.name))
            }
            @if let Some(max) = field.max {
                p class="hint tel" id={ (field.id) "-t" } data-tel-voor=(field.id) { "Gebruik hoogstens " (max) " tekens." }
            }
        };
        self.around(field, &control)
    }

    /// A day.
    #[must_use]
    pub fn date(&self, field: &Field<'_>) -> Markup {
        self.text(&Field { kind: "date", width: Width::Short, ..*field })
    }

    /// An amount in euros; the suffix says per what.
    #[must_use]
    pub fn money(&self, field: &Field<'_>) -> Markup {
        self.text(&Field { width: Width::Short, prefix: Some("€"), ..*field })
    }

    fn input(&self, field: &Field<'_>) -> Markup {
        let error = self.errors.of(field.name);
        let described = described_by(field.id, [(field.hint.is_some(), "h"), (error.is_some(), "f"), (false, "t")]);
        let class = if error.is_some() { " utrecht-textbox--invalid" } else { "" };
        html! {
            input class={ "utrecht-textbox utrecht-textbox--html-input" (field.width.class()) (class) } id=(field.id)
                name=(field.name) type=(field.kind) value=(self.fields.get(field.name))
                autocomplete=[field.autocomplete] inputmode=[field.numeric.then_some("numeric")]
                aria-required=[required(field)] aria-invalid=[invalid(error)] aria-labelledby=[field.head]
                aria-describedby=[described];
        }
    }

    /// Label, hint and error around a control.
    pub(super) fn around(&self, field: &Field<'_>, control: &Markup) -> Markup {
        let error = self.errors.of(field.name);
        if field.head.is_some() {
            return html! { (field_error(field.id, error)) (control) };
        }
        let class = if error.is_some() { " utrecht-form-field--invalid" } else { "" };
        html! {
            div class={ "utrecht-form-field" (class) } {
                label class="utrecht-form-label" for=(field.id) { (field.label_text()) }
                @if let Some(hint) = field.hint { p class="hint" id={ (field.id) "-h" } { (hint) } }
                (field_error(field.id, error))
                (control)
            }
        }
    }
}

pub(super) fn required(field: &Field<'_>) -> Option<&'static str> {
    (!field.optional && !field.free).then_some("true")
}

pub(super) fn invalid(error: Option<&str>) -> Option<&'static str> {
    error.map(|_| "true")
}
