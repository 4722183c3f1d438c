//! Fields that people choose in: a list, radio buttons, check boxes, tiles.
//! Never chosen beforehand, unless the form says so.

use maud::{Markup, html};

use super::field::Field;
use super::text::{invalid, required};
use super::{Form, described_by, field_error};
use crate::domain::code::Code;
use crate::domain::listing::terms::Sector;
use crate::views::components::icon::{icon, sector_look};

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// The words.
    pub label: String,
    /// A few words of explanation below it.
    pub note: Option<String>,
}

impl Choice {
    /// A choice without explanation.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: None }
    }

    /// With a few words of explanation.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// Choices from pairs of value and words.
#[must_use]
pub fn choices(pairs: &[(&str, &str)]) -> Vec<Choice> {
    pairs.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
}

/// A choice for every variant of an enum of the domain.
#[must_use]
pub fn coded<C: Code>(label: impl Fn(C) -> &'static str) -> Vec<Choice> {
    C::ALL.iter().map(|variant| Choice::new(variant.code(), label(*variant))).collect()
}

/// The picture on a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tile {
    /// The colour and icon of a branch.
    Sector(Option<Sector>),
    /// A green light with an icon.
    Green(&'static str),
    /// An orange light with an icon.
    Orange(&'static str),
    /// A red light with an icon.
    Red(&'static str),
    /// A grey light with an icon.
    Grey(&'static str),
}

impl Tile {
    fn class(self) -> &'static str {
        match self {
            Self::Sector(_) => "tegel",
            Self::Green(_) => "tegel tegel--groen",
            Self::Orange(_) => "tegel tegel--oranje",
            Self::Red(_) => "tegel tegel--rood",
            Self::Grey(_) => "tegel tegel--grijs",
        }
    }

    fn picture(self) -> Markup {
        match self {
            Self::Sector(sector) => {
                let (class, name) = sector_look(sector);
                html! { span class={ "sector " (class) } { (icon(name)) } }
            }
            Self::Green(name) | Self::Orange(name) | Self::Red(name) | Self::Grey(name) => {
                html! { span class="licht" { (icon(name)) } }
            }
        }
    }
}

impl Form<'_> {
    /// A list to choose one from; `empty` is the first line, which chooses nothing.
    #[must_use]
    pub fn select(&self, field: &Field<'_>, empty: Option<&str>, choices: &[Choice]) -> Markup {
        let error = self.errors.of(field.name);
        let described = described_by(field.id, [(field.hint.is_some(), "h"), (error.is_some(), "f"), (false, "t")]);
        let class = if error.is_some() { " utrecht-select--invalid" } else { "" };
        let control = html! {
            select class={ "utrecht-select utrecht-select--html-select" (field.width.class()) (class) } id=(field.id)
                name=(field.name) autocomplete=[field.autocomplete] aria-required=[required(field)]
                aria-invalid=[invalid(error)] aria-labelledby=[field.head] aria-describedby=[described] {
                @if let Some(empty) = empty { option value="" { (empty) } }
                @for choice in choices {
                    option value=(choice.value) selected[self.fields.has(field.name, &choice.value)] { (choice.label) }
                }
            }
        };
        self.around(field, &control)
    }

    /// Radio buttons: one of several.
    #[must_use]
    pub fn radios(&self, field: &Field<'_>, choices: &[Choice]) -> Markup {
        let body =
            html! { @for (at, choice) in choices.iter().enumerate() { (self.option("radio", field, at, choice)) } };
        self.group(field, &body)
    }

    /// Check boxes: any of several. Many short ones stand in two columns.
    #[must_use]
    pub fn checkboxes(&self, field: &Field<'_>, choices: &[Choice]) -> Markup {
        let boxes =
            html! { @for (at, choice) in choices.iter().enumerate() { (self.option("checkbox", field, at, choice)) } };
        let many = choices.len() > 5 && choices.iter().all(|choice| choice.note.is_none());
        self.group(field, &html! { @if many { div class="keuzes" { (boxes) } } @else { (boxes) } })
    }

    /// One check box that stands alone; its label is the whole sentence.
    #[must_use]
    pub fn checkbox(&self, field: &Field<'_>, value: &str) -> Markup {
        let choice =
            Choice { value: value.to_owned(), label: field.label.to_owned(), note: field.hint.map(str::to_owned) };
        html! { (field_error(field.id, self.errors.of(field.name))) (self.option("checkbox", field, 0, &choice)) }
    }

    /// Radio buttons as tiles with a picture. `in_one_column` keeps long texts below each other.
    #[must_use]
    pub fn tiles(&self, field: &Field<'_>, tiles: &[(Tile, Choice)], in_one_column: bool) -> Markup {
        let body = html! {
            div class=(if in_one_column { "tegels tegels--een" } else { "tegels" }) {
                @for (at, (tile, choice)) in tiles.iter().enumerate() {
                    label class=(tile.class()) {
                        input class="utrecht-radio-button utrecht-radio-button--html-input" type="radio"
                            name=(field.name) id=(option_id(field, at, choice)) value=(choice.value)
                            checked[self.fields.has(field.name, &choice.value)];
                        (tile.picture())
                        span { (choice.label) @if let Some(note) = &choice.note { small { (note) } } }
                    }
                }
            }
        };
        self.group(field, &body)
    }

    fn option(&self, kind: &'static str, field: &Field<'_>, at: usize, choice: &Choice) -> Markup {
        let class = match kind {
            "radio" => "utrecht-radio-button utrecht-radio-button--html-input",
            _ => "utrecht-custom-checkbox utrecht-custom-checkbox--html-input",
        };
        let id = option_id(field, at, choice);
        // "Not said" is what holds until something is said.
        let not_said = kind == "radio" && choice.value.is_empty() && self.fields.get(field.name).is_empty();
        html! {
            div class="keuze" {
                input class=(class) type=(kind) id=(id) name=(field.name) value=(choice.value)
                    checked[not_said || self.fields.has(field.name, &choice.value)];
                label for=(id) { (choice.label) @if let Some(note) = &choice.note { small { (note) } } }
            }
        }
    }

    /// A group with a legend around options.
    fn group(&self, field: &Field<'_>, body: &Markup) -> Markup {
        let error = self.errors.of(field.name);
        let described = described_by(field.id, [(field.hint.is_some(), "h"), (error.is_some(), "f"), (false, "t")]);
        if let Some(head) = field.head {
            return html! {
                (field_error(field.id, error))
                div class="keuzerij" role="radiogroup" aria-labelledby=(head) aria-describedby=[described] { (body) }
            };
        }
        let class = if error.is_some() { "groep utrecht-form-field--invalid" } else { "groep" };
        html! {
            fieldset class=(class) aria-describedby=[described] {
                legend { (field.label_text()) }
                @if let Some(hint) = field.hint { p class="hint" id={ (field.id) "-h" } { (hint) } }
                (field_error(field.id, error))
                (body)
            }
        }
    }
}

/// The first option carries the id of the field, because the error summary links to it.
fn option_id(field: &Field<'_>, at: usize, choice: &Choice) -> String {
    if at == 0 { field.id.to_owned() } else { format!("{}-{}", field.id, choice.value) }
}
