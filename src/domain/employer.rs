//! Employers: organisations that post listings, verified by the netwerker before anything of theirs is public.
//! Never a person: contact people are accounts.

use chrono::{DateTime, Utc};

use crate::domain::code::codes;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{EmployerId, MunicipalityId};
use crate::domain::text::{self, KvkNumber, Postcode};

codes! {
    /// Whether the netwerker knows the organisation to be real.
    pub enum Verification {
        /// Not looked at yet: listings wait in `submitted`.
        Waiting = "waiting",
        /// Real; listings can be approved.
        Verified = "verified",
        /// Refused with a reason; nothing of it is shown.
        Refused = "refused",
    }
}

impl Verification {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Wacht op controle",
            Self::Verified => "Gecontroleerd",
            Self::Refused => "Geweigerd",
        }
    }
}

/// An organisation that posts listings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employer {
    /// Its identifier.
    pub id: EmployerId,
    /// The municipality that works with it.
    pub municipality: MunicipalityId,
    /// What it says of itself.
    pub profile: EmployerProfile,
    /// Whether the netwerker knows it to be real.
    pub verification: Verification,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
    /// Counts changes, for edit forms.
    pub version: i32,
}

/// What an organisation says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerProfile {
    /// The name.
    pub name: String,
    /// The number in the trade register; imports may lack it.
    pub kvk: Option<KvkNumber>,
    /// The village or town.
    pub place: Option<String>,
    /// The postcode.
    pub postcode: Option<Postcode>,
    /// The web site, with `http://` or `https://`.
    pub website: Option<String>,
    /// A few lines about the organisation, public.
    pub about: Option<String>,
}

impl EmployerProfile {
    /// Reads the fields `organisatie`, `kvk`, `plaats`, `postcode`, `website` and `over`. The KVK number is asked for.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::none();
        let name = errors.take("organisatie", text::line(fields.get("organisatie"), "de naam van uw organisatie", 120));
        let kvk = errors.take("kvk", KvkNumber::parse(fields.get("kvk")));
        let place = errors.take("plaats", text::optional_line(fields.get("plaats"), "de plaats", 80));
        let postcode = match fields.get("postcode") {
            "" => Some(None),
            typed => errors.take("postcode", Postcode::parse(typed)).map(Some),
        };
        let website = errors.take("website", parse_website(fields.get("website")));
        let about = errors.take("over", text::paragraphs(fields.get("over"), "de tekst over uw organisatie", 2_000));
        let profile = match (name, kvk, place, postcode, website, about) {
            (Some(name), Some(kvk), Some(place), Some(postcode), Some(website), Some(about)) => {
                Some(Self { name, kvk: Some(kvk), place, postcode, website, about })
            }
            _ => None,
        };
        errors.finish(profile)
    }

    /// The profile as the fields of the form.
    #[must_use]
    pub fn to_fields(&self) -> Fields {
        let mut fields = Fields::default().with("organisatie", &self.name);
        fields.push_some("kvk", self.kvk.as_ref());
        fields.push_some("plaats", self.place.as_ref());
        fields.push_some("postcode", self.postcode.as_ref());
        fields.push_some("website", self.website.as_ref());
        fields.push_some("over", self.about.as_ref());
        fields
    }
}

fn parse_website(typed: &str) -> Result<Option<String>, String> {
    let Some(line) = text::optional_line(typed, "het adres van de website", 200)? else { return Ok(None) };
    let address = if line.contains("://") { line } else { format!("https://{line}") };
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let host_ok = rest
        .and_then(|rest| rest.split('/').next())
        .is_some_and(|host| host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || ".-:".contains(c)));
    if host_ok && !address.contains(char::is_whitespace) {
        Ok(Some(address))
    } else {
        Err("Dit is geen goed adres van een website. Een voorbeeld: www.bedrijf.nl.".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kvk_number_with_letters_is_refused_and_the_rest_is_kept() {
        let fields = Fields::from_iter([("organisatie", "De Groene Kracht"), ("kvk", "1234567x")]);
        let errors = EmployerProfile::parse(&fields).unwrap_err();
        assert!(errors.of("kvk").unwrap().contains("8 cijfers"));
        assert_eq!(errors.iter().count(), 1);
    }

    #[test]
    fn websites_cannot_carry_script() {
        assert_eq!(parse_website("www.bedrijf.nl/werk").unwrap().unwrap(), "https://www.bedrijf.nl/werk");
        for wrong in ["javascript:alert(1)", "javascript://x.nl/%0aalert(1)", "ftp://bedrijf.nl", "bedrijf"] {
            assert!(parse_website(wrong).is_err(), "{wrong}");
        }
    }
}
