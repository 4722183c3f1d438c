//! The block `baanin`: what schema.org has no word for.
//! Never lenient: it is written for us, so what is wrong in it is said.

use serde::Deserialize;

use super::amounts::{Amount, push_wage};
use super::name_in_file;
use crate::domain::code::Code;
use crate::domain::form::Fields;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::Reach;
use crate::domain::loose::{Loose, Scalar, Words, part, scalar, texts, there_stands};

/// What schema.org has no word for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Extension {
    kind: Option<Scalar>,
    sector: Option<Scalar>,
    learning_goal: Option<Scalar>,
    education_min: Option<Scalar>,
    dutch_min: Option<Scalar>,
    driving_licences: Option<Words>,
    certificates: Option<Words>,
    skills: Option<Words>,
    tasks: Option<Words>,
    load: Option<Words>,
    days: Option<Words>,
    shifts: Option<Words>,
    positions: Option<Scalar>,
    contract_months: Option<Scalar>,
    duration_months: Option<Scalar>,
    intention_months: Option<Scalar>,
    wage_after: Option<Loose<Amount>>,
    starts_at: Option<Scalar>,
    react: Option<Scalar>,
    formal_employer: Option<Scalar>,
    support: Option<Loose<Offer>>,
    reach: Option<Loose<Sites>>,
    internal: Option<Loose<Internal>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Offer {
    jobcoach: Option<Scalar>,
    wage_subsidy: Option<Scalar>,
    trial: Option<Scalar>,
    adapted_tasks: Option<Scalar>,
    guidance_hours: Option<Scalar>,
    buddy: Option<Scalar>,
}

/// Which other sites may show it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sites {
    search_engines: Option<Scalar>,
    indeed: Option<Scalar>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Internal {
    ladder_step_min: Option<Scalar>,
}

impl Extension {
    pub(super) fn kind(&self) -> Result<ListingKind, String> {
        let code = self.kind.as_ref().map_or(Ok(String::new()), |kind| scalar("baanin.kind", kind))?;
        if code.is_empty() {
            return Ok(ListingKind::Vacature);
        }
        ListingKind::from_code(&code)
            .ok_or_else(|| format!("baanin.kind: Deze soort kennen we niet.{}", there_stands(&code)))
    }

    /// What is ours: every value goes to the form as it stands, and what the form refuses is wrong.
    pub(super) fn fill(&self, fields: &mut Fields) -> Result<(), String> {
        let offer = part("baanin.support", self.support.as_ref())?;
        let internal = part("baanin.internal", self.internal.as_ref())?;
        let values = [
            ("branche", self.sector.as_ref()),
            ("leerdoel", self.learning_goal.as_ref()),
            ("opleiding", self.education_min.as_ref()),
            ("taal", self.dutch_min.as_ref()),
            ("plekken", self.positions.as_ref()),
            ("contract_maanden", self.contract_months.as_ref()),
            ("duur", self.duration_months.as_ref()),
            ("bedoeling", self.intention_months.as_ref()),
            ("begint_op", self.starts_at.as_ref()),
            ("reactie", self.react.as_ref()),
            ("formele_werkgever", self.formal_employer.as_ref()),
            ("jobcoach", offer.and_then(|offer| offer.jobcoach.as_ref())),
            ("loonkostensubsidie", offer.and_then(|offer| offer.wage_subsidy.as_ref())),
            ("proef_eerst", offer.and_then(|offer| offer.trial.as_ref())),
            ("taken_op_maat", offer.and_then(|offer| offer.adapted_tasks.as_ref())),
            ("begeleiding_uren", offer.and_then(|offer| offer.guidance_hours.as_ref())),
            ("trede", internal.and_then(|internal| internal.ladder_step_min.as_ref())),
        ];
        for (field, value) in values {
            if let Some(value) = value {
                fields.push(field, scalar(name_in_file(field), value)?);
            }
        }
        if !fields.get("contract_maanden").is_empty() {
            fields.push("contract", "tijdelijk");
        }
        let choices = [
            ("rijbewijs", &self.driving_licences),
            ("certificaten", &self.certificates),
            ("dagen", &self.days),
            ("tijden", &self.shifts),
        ];
        for (field, words) in choices {
            for word in texts(name_in_file(field), words.as_ref())? {
                fields.push(field, word);
            }
        }
        for (field, words) in [("taken", &self.tasks), ("vaardigheden", &self.skills), ("belasting", &self.load)] {
            fields.push(field, texts(name_in_file(field), words.as_ref())?.join("\n"));
        }
        if let Some(after) = &self.wage_after {
            const MESSAGE: &str =
                "baanin.wage_after: Geef minValue of maxValue in euro's, met unitText HOUR, MONTH of YEAR.";
            push_wage(fields, ["loon_daarna", "loon_daarna_max", "loon_daarna_per"], after.wage().ok_or(MESSAGE)?);
        }
        let buddy = flag("maatje", offer.and_then(|offer| offer.buddy.as_ref()))?;
        fields.push_some("maatje", buddy.unwrap_or(false).then_some("ja"));
        if let Some(sites) = part("baanin.reach", self.reach.as_ref())? {
            let usual = Reach::default();
            let google = flag("google", sites.search_engines.as_ref())?.unwrap_or(usual.search_engines);
            let indeed = flag("indeed", sites.indeed.as_ref())?.unwrap_or(usual.indeed);
            fields.push("bereik", "gekozen");
            fields.push_some("google", google.then_some("ja"));
            fields.push_some("indeed", indeed.then_some("ja"));
        }
        Ok(())
    }
}

/// True or false, when it is said.
fn flag(field: &str, given: Option<&Scalar>) -> Result<Option<bool>, String> {
    match given {
        Some(Scalar::Flag(said)) => Ok(Some(*said)),
        Some(_) => Err(format!("{}: Hier hoort true of false te staan.", name_in_file(field))),
        None => Ok(None),
    }
}
