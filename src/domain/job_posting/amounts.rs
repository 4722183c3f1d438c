//! Wages and hours a week as other sites write them.
//! Never an amount without its unit, never a rounding, and never hours out of a text that says more than hours.

use serde::Deserialize;

use crate::domain::form::Fields;
use crate::domain::listing::terms::{Hours, Wage, WageUnit, parse_cents};
use crate::domain::loose::{Loose, Scalar, text_of};

/// `MonetaryAmount` and the `QuantitativeValue` within: sources mix the two.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Amount {
    currency: Option<Scalar>,
    value: Option<Box<Loose<Self>>>,
    min_value: Option<Scalar>,
    max_value: Option<Scalar>,
    unit_text: Option<Scalar>,
    unit_code: Option<Scalar>,
}

impl Loose<Amount> {
    /// The value of a key, here or in the `value` within.
    fn find<'a>(&'a self, key: &impl Fn(&'a Amount) -> Option<&'a Scalar>) -> Option<&'a Scalar> {
        let amount = self.parts()?;
        key(amount).or_else(|| amount.value.as_deref()?.find(key))
    }

    fn least(&self) -> Option<&Scalar> {
        self.find(&|amount| amount.min_value.as_ref().or_else(|| amount.value.as_deref()?.bare())).or(self.bare())
    }

    fn most(&self) -> Option<&Scalar> {
        self.find(&|amount| amount.max_value.as_ref())
    }

    /// A wage in euros with a unit and in reason for that unit. A month's wage "per hour" is a slip that many sites make.
    pub(super) fn wage(&self) -> Option<Wage> {
        let euro = text_of(self.find(&|amount| amount.currency.as_ref()))
            .is_none_or(|currency| matches!(currency.to_uppercase().as_str(), "EUR" | "EURO" | "€"));
        let per = text_of(self.find(&|amount| amount.unit_text.as_ref().or(amount.unit_code.as_ref())))?;
        let (unit, reasonable) = match per.to_lowercase().trim_start_matches("per ") {
            "hour" | "hur" | "uur" => (WageUnit::Hour, 100..=50_000),
            "month" | "mon" | "maand" => (WageUnit::Month, 5_000..=10_000_000),
            "year" | "ann" | "jaar" => (WageUnit::Year, 50_000..=50_000_000),
            _ => return None,
        };
        let (least, most) = (self.least().and_then(cents), self.most().and_then(cents));
        let (min_ct, max_ct) = (least.or(most)?, most.or(least)?);
        (euro && min_ct <= max_ct && reasonable.contains(&min_ct) && reasonable.contains(&max_ct)).then_some(Wage {
            min_ct,
            max_ct,
            unit,
        })
    }

    pub(super) fn hours(&self) -> Option<(Hours, Hours)> {
        if let Some(typed) = text_of(self.bare()) {
            return hours_in(&typed);
        }
        let (least, most) = (text_of(self.least()), text_of(self.most()));
        hours_in(&format!("{}-{}", least.as_ref().or(most.as_ref())?, most.as_ref().or(least.as_ref())?))
    }
}

/// Hours a week: "24", "24-32", "24 tot 32 uur per week". Anything with other words in it says something else.
fn hours_in(typed: &str) -> Option<(Hours, Hours)> {
    let mut plain = typed.to_lowercase();
    for (word, sign) in [("tot en met", "-"), ("t/m", "-"), ("tot", "-"), ("–", "-"), ("—", "-")] {
        plain = plain.replace(word, sign);
    }
    for unit in ["per week", "p/w", "p.w.", "/week", "a week", "uren", "uur", "hours"] {
        plain = plain.replace(unit, " ");
    }
    let (low, high) = plain.split_once('-').unwrap_or((&plain, &plain));
    let hours = |part: &str| Hours::parse(part.trim().trim_end_matches('u')).ok();
    Some((hours(low)?, hours(high)?)).filter(|(low, high)| low <= high)
}

/// An amount. In a number of JSON the point is always that of the decimals.
fn cents(value: &Scalar) -> Option<i64> {
    let text = text_of(Some(value))?;
    let text = if matches!(value, Scalar::Number(_)) { text.replace('.', ",") } else { text };
    parse_cents(&text).ok()
}

pub(super) fn push_wage(fields: &mut Fields, [min, max, per]: [&str; 3], wage: Wage) {
    for (field, cents) in [(min, wage.min_ct), (max, wage.max_ct)] {
        fields.push(field, format!("{},{:02}", cents / 100, cents % 100));
    }
    fields.push_code(per, Some(wage.unit));
}
