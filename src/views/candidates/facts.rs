//! `/netwerk/kandidaten/{id}/feiten`: the eligibility facts, each with who noted it and when. Never for a netwerker, and
//! never a fact that is chosen beforehand.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::fact_groups::{FactGroup, GROUPS, noted};
use super::{back_to_file, file_url};
use crate::domain::candidate::{Fact, FactKey, FactKind, Facts, Private, Tri};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, CandidateId};
use crate::domain::sensitive::{Purpose, Sensitive};
use crate::views::components::alert::{Tone, alert};
use crate::views::components::card::capital;
use crate::views::components::form::{
    Choice, Field, Form, Width, actions, choices, error_summary, form_title, hidden, post_form, submit,
};
use crate::views::components::icon;
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page. A fact is the field `feit_` and its code; empty is not noted.
pub struct FactsForm {
    /// The candidate.
    pub id: CandidateId,
    /// The name.
    pub name: String,
    /// What is noted now.
    pub private: Sensitive<Private>,
    /// The names of those who noted it.
    pub names: BTreeMap<AccountId, String>,
    /// What was typed, when it was refused or when somebody else saved meanwhile; `None` shows what is noted.
    pub typed: Option<Fields>,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Whether somebody else saved meanwhile. What is noted now stands beside what was typed.
    pub changed_meanwhile: bool,
    /// The version, for the form.
    pub version: i32,
}

impl FactsForm {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = format!("Feiten van {}", self.name);
        let facts = &self.private.expose(Purpose::ShowToStaff).facts;
        let kept = as_fields(facts);
        let form = Form::new(self.typed.as_ref().unwrap_or(&kept), &self.errors);
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            @for group in &GROUPS { (self.table(group, &form, facts)) }
            (actions(&submit("Bewaar de feiten")))
        };
        let body = html! {
            div.stack {
                (back_to_file(self.id, &self.name))
                (error_summary(&self.errors))
                @if self.changed_meanwhile { (alert(Tone::Warning, MEANWHILE)) }
                h1 { (title) }
                p {
                    (icon("lock")) " Alleen begeleiders zien dit. Een netwerker ziet alleen de categorie en welke regelingen \
                    kunnen. Een werkgever ziet dit nooit."
                }
                p { "Weet je iets niet zeker? Kies " strong { "onbekend" } ". Schrijf alleen op wat je in een besluit hebt gezien of hebt gehoord." }
            }
            (post_form(frame, &format!("{}/feiten", file_url(self.id)), &inside))
        };
        page(frame, &form_title(&self.errors, &title), &body)
    }

    fn table(&self, group: &FactGroup, form: &Form<'_>, facts: &Facts) -> Markup {
        html! {
            section.tabelvak aria-labelledby=(group.id) {
                table.tabel.tabel--stapel.tabel--feiten {
                    caption id=(group.id) { (group.heading) }
                    tbody { @for key in group.keys { (self.row(*key, form, facts.get(*key))) } }
                }
            }
        }
    }

    fn row(&self, key: FactKey, form: &Form<'_>, fact: Option<&Fact>) -> Markup {
        let (name, head) = (field_name(key), format!("kop_{}", key.code()));
        let typed = self.typed.as_ref().map(|typed| typed.get(&name));
        let overtaken = typed.is_some_and(|typed| typed != fact.map_or("", |fact| fact.value.as_str()));
        html! {
            tr {
                th scope="row" id=(head) {
                    (key.label())
                    @if key == FactKey::LoonwaardeBp { br; span.muted.small { "60% schrijf je als 6000" } }
                }
                td { (control(key, &Field::new(&name, key.label()).free().in_row(&head), form)) }
                td.small {
                    @match fact {
                        Some(fact) => {
                            span.muted { span.vh { "Genoteerd door " } (noted(fact, &self.names)) }
                            @if overtaken { br; "Nu genoteerd: " strong { (fact.in_words(key)) } }
                        },
                        None => @if overtaken { span.muted { "Nu niet genoteerd" } },
                    }
                }
            }
        }
    }

    /// A sample: as it is noted, or as somebody else saved meanwhile.
    #[must_use]
    pub fn sample(changed_meanwhile: bool) -> Self {
        let typed = Fields::from_iter([("feit_bijstand", "ja"), ("feit_in_register", "nee"), ("feit_trede", "9")]);
        Self {
            id: sample::id(1),
            name: "Selam Tesfay".to_owned(),
            private: Sensitive::new(sample_private()),
            names: sample_names(),
            typed: changed_meanwhile.then_some(typed),
            errors: if changed_meanwhile {
                FieldErrors::one("feit_trede", "Vul een heel getal in van 1 tot en met 6.")
            } else {
                FieldErrors::none()
            },
            changed_meanwhile,
            version: 4,
        }
    }
}

const MEANWHILE: &str = "Iemand anders heeft dit dossier intussen gewijzigd. Hieronder staat wat jij invulde. Is het anders dan \
    wat er nu genoteerd is? Dan staat dat ernaast. Klopt het? Bewaar dan nog een keer.";

/// The field of a fact.
fn field_name(key: FactKey) -> String {
    format!("feit_{}", key.code())
}

/// What is noted, as the form has it.
fn as_fields(facts: &Facts) -> Fields {
    facts.iter().map(|(key, fact)| (field_name(key), fact.value.clone())).collect()
}

fn control(key: FactKey, field: &Field<'_>, form: &Form<'_>) -> Markup {
    match key.kind() {
        FactKind::Tri => {
            let mut answers: Vec<Choice> =
                Tri::ALL.iter().map(|tri| Choice::new(tri.code(), capital(tri.code()))).collect();
            answers.push(Choice::new("", "Niet genoteerd"));
            form.radios(field, &answers)
        }
        FactKind::Choice(pairs) => form.select(&field.width(Width::Middle), Some("Niet genoteerd"), &choices(pairs)),
        FactKind::Date => form.date(field),
        FactKind::Number(..) | FactKind::Hours => form.text(&field.numeric()),
    }
}

/// Private facts for samples.
pub(super) fn sample_private() -> Private {
    let mut facts = Facts::default();
    let noted = [
        (FactKey::Bijstand, "ja"),
        (FactKey::UwvUitkering, "geen"),
        (FactKey::LksDoelgroepBesluit, "ja"),
        (FactKey::LoonwaardeBp, "6050"),
        (FactKey::LoonwaardeDatum, "2026-05-12"),
        (FactKey::InRegister, "onbekend"),
        (FactKey::Categorie, "werkfit"),
        (FactKey::Trede, "4"),
        (FactKey::Statushouder, "ja"),
    ];
    for (at, (key, value)) in noted.into_iter().enumerate() {
        let by = (at % 3 != 1).then(|| sample::id(7 + u128::from(at % 3 == 2)));
        facts.note(key, Fact { value: value.to_owned(), by, at: sample::at("2026-11-03T10:00:00Z") });
    }
    let limits = ["tillen_15kg", "geen_nachtdienst", "snel moe na de middag"];
    Private {
        birth_date: Some(sample::day("1990-05-01")),
        limits: limits.iter().filter_map(|limit| crate::domain::candidate::Limit::parse(limit).ok()).collect(),
        facts,
    }
}

/// Who noted them.
pub(super) fn sample_names() -> BTreeMap<AccountId, String> {
    [(sample::id(7), "Fatima Arslan".to_owned()), (sample::id(8), "Ria van den Boer-Oosterhuis".to_owned())].into()
}
