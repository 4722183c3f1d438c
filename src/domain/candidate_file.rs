//! A candidate from elsewhere: one line of a file, read by the rules of the forms.
//! Never a guess: what is missing is unknown, what is wrong is said, and what is private is closed in before it leaves.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::candidate::facts;
use crate::domain::candidate::form::{push_limits, until_field, years};
use crate::domain::candidate::{CandidateContact, FactKey, PrivateForm, Profile, ProfileForm};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::Origin;
use crate::domain::listing::terms::Certificate;
use crate::domain::loose::{
    Loose, Property, Scalar, Words, named_or_bare, part, reason, required, scalar, text_of, texts, there_stands,
};
use crate::domain::sensitive::Sensitive;
use crate::domain::text;

/// A candidate from elsewhere, read and found to be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateRecord {
    /// Where it came from: the pair is its identity.
    pub origin: Origin,
    /// The municipality that the source names.
    pub municipality: Option<String>,
    /// The begeleider that the source names: a mail address, or a name.
    pub begeleider: Option<String>,
    /// Name and how to reach the person.
    pub contact: CandidateContact,
    /// What the person can and wishes.
    pub profile: Profile,
    /// What only the municipality may know.
    pub private: Sensitive<PrivateRecord>,
}

/// What a source says that only the municipality may know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrivateRecord {
    /// Birth date and limits.
    pub form: PrivateForm,
    /// The facts that the source says, in their one notation. What it does not say is not here.
    pub facts: Vec<(FactKey, String)>,
}

/// One line of a file. Keys that are not here are ignored.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CandidateLine {
    identifier: Option<Loose<Property>>,
    name: Option<Scalar>,
    email: Option<Scalar>,
    phone: Option<Scalar>,
    municipality: Option<Scalar>,
    postal_code: Option<Scalar>,
    place: Option<Scalar>,
    max_distance_km: Option<Scalar>,
    transport: Option<Words>,
    hours_min: Option<Scalar>,
    hours_max: Option<Scalar>,
    days: Option<Words>,
    available_from: Option<Scalar>,
    occupations: Option<Words>,
    experience: Option<Loose<Work>>,
    skills: Option<Words>,
    education_level: Option<Scalar>,
    certificates: Option<Loose<Held>>,
    driving_licences: Option<Words>,
    dutch: Option<Scalar>,
    languages: Option<Words>,
    begeleider: Option<Scalar>,
    wishes: Option<Loose<Wish>>,
    kinds: Option<Words>,
    limits: Option<Words>,
    birth_date: Option<Scalar>,
    facts: Option<Loose<BTreeMap<String, Option<Scalar>>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Work {
    title: Option<Scalar>,
    years: Option<Scalar>,
    text: Option<Scalar>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Held {
    code: Option<Scalar>,
    valid_until: Option<Scalar>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wish {
    sectors: Option<Words>,
    text: Option<Scalar>,
}

impl CandidateLine {
    /// Reads the candidate of a source, by the rules of the forms.
    ///
    /// # Errors
    /// A Dutch sentence a wrong field, with the name that the field has in the file.
    pub fn into_record(self, source: &str, today: CivilDay) -> Result<CandidateRecord, String> {
        let identifier =
            required("identifier", "het kenmerk bij de bron", 200, named_or_bare(self.identifier.as_ref()))?;
        let mut fields = Fields::default().with("naam", required("name", "de naam", 100, text_of(self.name.as_ref()))?);
        self.fill_plain(&mut fields)?;
        self.fill_lists(&mut fields)?;
        self.fill_experience(&mut fields)?;
        self.fill_certificates(&mut fields)?;
        self.fill_facts(&mut fields)?;
        let mut errors = FieldErrors::none();
        let form = ProfileForm::parse(&fields).map_err(|wrong| errors.extend(wrong)).ok();
        let private = PrivateForm::parse(&fields, today).map_err(|wrong| errors.extend(wrong)).ok();
        let facts = facts::parse(&fields).map_err(|wrong| errors.extend(wrong)).ok();
        let read = errors.finish(form.zip(private.zip(facts)));
        let (form, (private, facts)) = read.map_err(|errors| reason(&errors, &fields, name_in_file))?;
        let facts = facts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        Ok(CandidateRecord {
            origin: Origin { source: source.to_owned(), identifier },
            municipality: line("municipality", self.municipality.as_ref())?,
            begeleider: line("begeleider", self.begeleider.as_ref())?,
            contact: form.contact,
            profile: form.profile,
            private: Sensitive::new(PrivateRecord { form: private, facts }),
        })
    }

    fn fill_plain(&self, fields: &mut Fields) -> Result<(), String> {
        let wishes = part("wishes", self.wishes.as_ref())?;
        for (field, value) in [
            ("email", self.email.as_ref()),
            ("telefoon", self.phone.as_ref()),
            ("plaats", self.place.as_ref()),
            ("postcode", self.postal_code.as_ref()),
            ("afstand", self.max_distance_km.as_ref()),
            ("uren_min", self.hours_min.as_ref()),
            ("uren_max", self.hours_max.as_ref()),
            ("beschikbaar_vanaf", self.available_from.as_ref()),
            ("opleiding", self.education_level.as_ref()),
            ("taal", self.dutch.as_ref()),
            ("wens_tekst", wishes.and_then(|wishes| wishes.text.as_ref())),
            ("geboortedatum", self.birth_date.as_ref()),
        ] {
            if let Some(value) = value {
                fields.push(field, scalar(&name_in_file(field), value)?);
            }
        }
        Ok(())
    }

    fn fill_lists(&self, fields: &mut Fields) -> Result<(), String> {
        let sectors = part("wishes", self.wishes.as_ref())?.and_then(|wishes| wishes.sectors.as_ref());
        for (field, words) in [
            ("vervoer", self.transport.as_ref()),
            ("dagen", self.days.as_ref()),
            ("soorten", self.kinds.as_ref()),
            ("wens_branche", sectors),
        ] {
            for word in texts(&name_in_file(field), words)? {
                fields.push(field, word);
            }
        }
        for (field, words) in
            [("beroepen", &self.occupations), ("vaardigheden", &self.skills), ("talen", &self.languages)]
        {
            fields.push_lines(field, &texts(&name_in_file(field), words.as_ref())?);
        }
        push_limits(fields, texts("limits", self.limits.as_ref())?.iter().map(String::as_str));
        let licences = texts("driving_licences", self.driving_licences.as_ref())?;
        let empty = matches!(&self.driving_licences, Some(Words::Many(many)) if many.is_empty());
        if empty || is_none(&licences) {
            fields.push("rijbewijs_bekend", "geen");
        } else {
            for licence in licences {
                fields.push("rijbewijs", licence);
            }
        }
        Ok(())
    }

    fn fill_experience(&self, fields: &mut Fields) -> Result<(), String> {
        const NAME: &str = "experience";
        let mut lines = Vec::new();
        for given in self.experience.iter().flat_map(Loose::each) {
            if let Some(bare) = given.bare() {
                lines.push(folded(scalar(NAME, bare)?));
            }
            let Some(work) = given.parts() else { continue };
            let said = |name: &str, value: &Option<Scalar>| match value {
                Some(value) => scalar(&format!("{NAME}.{name}"), value).map(folded),
                None => Ok(String::new()),
            };
            let (title, given_years, text) =
                (said("title", &work.title)?, said("years", &work.years)?, said("text", &work.text)?);
            if title.is_empty() {
                return Err(format!("{NAME}.title: Dit ontbreekt. Zeg van elke ervaring wat het werk was."));
            }
            if !given_years.is_empty() && years(&given_years).is_none() {
                let shown = there_stands(&given_years);
                return Err(format!("{NAME}.years: Hier hoort een aantal jaren te staan, van 0 tot 60.{shown}"));
            }
            lines.push(format!("{}; {given_years}; {text}", title.replace(';', ",")));
        }
        fields.push_lines("ervaring", &lines);
        Ok(())
    }

    fn fill_certificates(&self, fields: &mut Fields) -> Result<(), String> {
        const NAME: &str = "certificates";
        let Some(given) = &self.certificates else { return Ok(()) };
        let mut codes = Vec::new();
        for given in given.each() {
            let held = given.parts();
            let code = held.map_or(given.bare(), |held| held.code.as_ref());
            let code =
                code.ok_or_else(|| format!("{NAME}.code: Dit ontbreekt. Zeg van elk certificaat welk het is."))?;
            let code = scalar(NAME, code)?;
            if let Some((certificate, until)) =
                Certificate::from_code(&code).zip(held.and_then(|held| held.valid_until.as_ref()))
            {
                fields.push(until_field(certificate), scalar("certificates.valid_until", until)?);
            }
            codes.push(code);
        }
        if matches!(given, Loose::Many(many) if many.is_empty()) || is_none(&codes) {
            fields.push("certificaten_bekend", "geen");
        } else {
            for code in codes {
                fields.push("certificaten", code);
            }
        }
        Ok(())
    }

    fn fill_facts(&self, fields: &mut Fields) -> Result<(), String> {
        for (key, value) in part("facts", self.facts.as_ref())?.into_iter().flatten() {
            let Some(value) = value else { continue };
            let name = format!("facts.{key}");
            let field = match (FactKey::from_code(key), key.as_str()) {
                (Some(key), _) => key.field(),
                // The rules list these two among the facts; here they have a place of their own, which goes before.
                (None, "geboortedatum") => "geboortedatum",
                (None, "taalniveau") => "taal",
                (None, _) => return Err(format!("{name}: Dit feit kennen we niet.")),
            };
            fields.push(field, scalar(&name, value)?);
        }
        Ok(())
    }
}

fn line(name: &str, value: Option<&Scalar>) -> Result<Option<String>, String> {
    let Some(value) = value else { return Ok(None) };
    text::optional_line(&scalar(name, value)?, name, 120).map_err(|message| format!("{name}: {message}"))
}

fn folded(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One word that says that there is none.
fn is_none(words: &[String]) -> bool {
    matches!(words, [word] if word.eq_ignore_ascii_case("geen"))
}

/// What a field of the forms is called in a file.
fn name_in_file(field: &str) -> String {
    if let Some(code) = field.strip_prefix("feit_") {
        return format!("facts.{code}");
    }
    let name = match field {
        "naam" => "name",
        "telefoon" => "phone",
        "plaats" => "place",
        "postcode" => "postal_code",
        "afstand" => "max_distance_km",
        "vervoer" => "transport",
        "uren_min" => "hours_min",
        "uren_max" => "hours_max",
        "dagen" => "days",
        "beschikbaar_vanaf" => "available_from",
        "beroepen" => "occupations",
        "ervaring" => "experience",
        "vaardigheden" => "skills",
        "opleiding" => "education_level",
        "certificaten" | "certificaten_bekend" => "certificates",
        "rijbewijs" | "rijbewijs_bekend" => "driving_licences",
        "taal" => "dutch",
        "talen" => "languages",
        "wens_branche" => "wishes.sectors",
        "wens_tekst" => "wishes.text",
        "soorten" => "kinds",
        "geboortedatum" => "birth_date",
        "grenzen" | "grenzen_anders" => "limits",
        until if until.starts_with("certificaat_tot_") => "certificates.valid_until",
        other => other,
    };
    name.to_owned()
}

#[cfg(test)]
mod tests;
