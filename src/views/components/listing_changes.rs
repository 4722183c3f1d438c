//! What differs between two texts of a listing (or what was typed twice in another form), field by field in words. Never
//! decides which of the two is right.

use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::Fields;
use crate::domain::listing::terms::{
    Certificate, Day, DutchLevel, Education, Openness, Reaction, Sector, Shift, WageUnit,
};

/// The fields of a listing with their names on a page, in the order of the form.
pub const FIELD_NAMES: [(&str, &str); 41] = [
    ("titel", "Naam van het werk"),
    ("tekst", "Tekst"),
    ("taken", "Taken"),
    ("leerdoel", "Wat iemand leert"),
    ("branche", "Branche"),
    ("plaats", "Plaats"),
    ("postcode", "Postcode"),
    ("uren_min", "Uren, minstens"),
    ("uren_max", "Uren, hoogstens"),
    ("dagen", "Dagen"),
    ("tijden", "Tijden"),
    ("duur", "Duur in maanden"),
    ("begint_op", "Begint op"),
    ("loon_min", "Loon, minstens"),
    ("loon_max", "Loon, hoogstens"),
    ("loon_per", "Loon per"),
    ("contract", "Contract"),
    ("contract_maanden", "Contract in maanden"),
    ("formele_werkgever", "Formele werkgever"),
    ("bedoeling", "Contract daarna in maanden"),
    ("loon_daarna", "Loon daarna, minstens"),
    ("loon_daarna_max", "Loon daarna, hoogstens"),
    ("loon_daarna_per", "Loon daarna per"),
    ("opleiding", "Opleiding"),
    ("taal", "Nederlands"),
    ("rijbewijs", "Rijbewijs"),
    ("certificaten", "Certificaten"),
    ("vaardigheden", "Vaardigheden"),
    ("belasting", "Wat zwaar is"),
    ("trede", "Laagste trede"),
    ("jobcoach", "Jobcoach"),
    ("loonkostensubsidie", "Loonkostensubsidie"),
    ("proef_eerst", "Eerst op proef"),
    ("taken_op_maat", "Taken op maat"),
    ("begeleiding_uren", "Uren begeleiding"),
    ("maatje", "Vast maatje"),
    ("google", "In Google for Jobs"),
    ("indeed", "Op Indeed"),
    ("reactie", "Reacties"),
    ("plekken", "Aantal plekken"),
    ("sluit_op", "Sluit op"),
];

/// One field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The name of the field on a page.
    pub label: &'static str,
    /// What it says in the first text; empty when it says nothing.
    pub before: String,
    /// What it says in the second.
    pub after: String,
}

/// The fields in which two texts of a listing differ.
#[must_use]
pub fn changes(before: &Fields, after: &Fields) -> Vec<Change> {
    differences(&FIELD_NAMES, word, before, after)
}

/// The fields of any form in which two texts differ, in the order of `names`; `word` says a value in words, `None` is as it
/// was typed.
#[must_use]
pub fn differences(
    names: &[(&str, &'static str)],
    word: impl Fn(&str, &str) -> Option<String>,
    before: &Fields,
    after: &Fields,
) -> Vec<Change> {
    let said = |fields: &Fields, name: &str| {
        let words: Vec<String> =
            fields.all(name).map(|value| word(name, value).unwrap_or_else(|| value.to_owned())).collect();
        words.join(", ")
    };
    let differs = |(name, _): &&(&str, &'static str)| !before.all(name).eq(after.all(name));
    let change =
        |(name, label): &(&str, &'static str)| Change { label, before: said(before, name), after: said(after, name) };
    names.iter().filter(differs).map(change).collect()
}

/// The changes as a list: what was, and what comes.
#[must_use]
pub fn change_list(changes: &[Change]) -> Markup {
    html! {
        dl.overzicht {
            @for change in changes {
                div {
                    dt { (change.label) }
                    dd {
                        @if !change.before.is_empty() { del { span.vh { "Was: " } (lines(&change.before)) } }
                        @if !change.before.is_empty() && !change.after.is_empty() { br; }
                        @if change.after.is_empty() {
                            " " span.muted { "weggehaald" }
                        } @else {
                            ins { span.vh { "Wordt: " } (lines(&change.after)) }
                        }
                    }
                }
            }
        }
    }
}

/// A text of several lines.
#[must_use]
pub fn lines(text: &str) -> Markup {
    html! { @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) } }
}

/// The label of a code; `None` when it is no code of this type.
#[must_use]
pub fn coded<C: Code>(value: &str, label: impl Fn(C) -> &'static str) -> Option<String> {
    C::from_code(value).map(|code| label(code).to_owned())
}

fn word(name: &str, value: &str) -> Option<String> {
    match name {
        "branche" => coded(value, Sector::label),
        "opleiding" => coded(value, Education::label),
        "taal" => coded(value, DutchLevel::label).map(|label| format!("{label} ({value})")),
        "dagen" => coded(value, Day::label),
        "tijden" => coded(value, Shift::label),
        "certificaten" => coded(value, Certificate::label),
        "loon_per" | "loon_daarna_per" => coded(value, WageUnit::label),
        "jobcoach" | "loonkostensubsidie" | "proef_eerst" | "taken_op_maat" => coded(value, Openness::label),
        "reactie" => coded(value, |reaction| match reaction {
            Reaction::Direct => "rechtstreeks bij de werkgever",
            Reaction::ViaMunicipality => "via de gemeente",
        }),
        "begint_op" | "sluit_op" => CivilDay::parse(value).map(CivilDay::in_words),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_words_and_nothing_is_hidden() {
        let before = Fields::from_iter([
            ("titel", "Kok"),
            ("taal", "A2"),
            ("dagen", "ma"),
            ("dagen", "di"),
            ("loon_min", "15,20"),
        ]);
        let after = Fields::from_iter([("titel", "Kok"), ("taal", "B1"), ("dagen", "ma"), ("loon_min", "16,00")]);
        let changes = changes(&before, &after);
        let labels: Vec<_> = changes.iter().map(|change| change.label).collect();
        assert_eq!(labels, ["Dagen", "Loon, minstens", "Nederlands"]);
        assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("maandag, dinsdag", "maandag"));
    }

    #[test]
    fn every_field_of_a_content_has_its_name() {
        use crate::domain::listing::{ListingContent, ListingKind};
        use crate::domain::text::Title;
        let content = ListingContent::titled(Title::parse("Kok").unwrap(), ListingKind::Vacature);
        // Named without `..`: a new field of the content must get a name here too.
        let ListingContent {
            title: _,
            description: _,
            learning_goal: _,
            tasks: _,
            sector: _,
            place: _,
            postcode: _,
            hours_min: _,
            hours_max: _,
            days: _,
            shifts: _,
            wage: _,
            contract: _,
            duration_months: _,
            intention_months: _,
            wage_after: _,
            education: _,
            dutch: _,
            driving_licences: _,
            certificates: _,
            skills: _,
            load: _,
            support: _,
            reaction: _,
            reach: _,
            positions: _,
            starts_on: _,
            closes_on: _,
            formal_employer: _,
            ladder_step_min: _,
        } = content;
    }
}
