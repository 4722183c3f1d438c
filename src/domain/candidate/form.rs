//! The forms of a candidate: typed fields to contact and profile, and to what is private, and back.
//! Never both in one: whoever reads or fills a profile form holds no limit and no birth date.

use chrono::{Months, NaiveDate};

use super::{Candidate, CandidateContact, Experience, HeldCertificate, Limit, Private, Profile, Wishes};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields, Reader};
use crate::domain::ids::AccountId;
use crate::domain::listing::terms::Certificate;
use crate::domain::text::{self, EmailAddress, PhoneNumber, Postcode};

/// How old a candidate is, in years: at least, and at most.
const AGES: (u32, u32) = (14, 100);

/// The furthest that work may be, in kilometres.
const FURTHEST_KM: u16 = 300;

/// Who somebody is, what the person can and wishes, and who guides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileForm {
    /// Name and how to reach the person.
    pub contact: CandidateContact,
    /// What the person can and wishes.
    pub profile: Profile,
    /// Who guides the person.
    pub begeleider: Option<AccountId>,
}

impl ProfileForm {
    /// Reads the form. Only the name must be there; everything else may be missing but not wrong. A place that the table of
    /// places does not know is kept: then the distance is unknown.
    ///
    /// # Errors
    /// All that is wrong, by field, in Dutch.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut reader = Reader::new(fields);
        let name = reader.take("naam", |typed| text::line(typed, "de naam", 100));
        let email = reader.take_if_typed("email", EmailAddress::parse);
        let phone = reader.take_if_typed("telefoon", PhoneNumber::parse);
        let place = reader.optional("plaats", "de plaats", 80);
        let postcode = reader.take_if_typed("postcode", Postcode::parse);
        let (hours_min, hours_max) = reader.hours();
        let profile = Profile {
            place,
            postcode,
            max_distance_km: reader.number("afstand", 1, FURTHEST_KM, "Vul een afstand in van 1 tot 300 kilometer."),
            transport: reader.codes("vervoer"),
            hours_min,
            hours_max,
            days: reader.codes("dagen"),
            available_from: reader.day("beschikbaar_vanaf"),
            occupations: reader.list("beroepen", "de beroepen"),
            experience: reader.lines("ervaring", "de ervaring", experience),
            skills: reader.list("vaardigheden", "de vaardigheden"),
            education: reader.code("opleiding"),
            certificates: reader.certificates(),
            driving_licences: reader.known(["rijbewijs_bekend", "rijbewijs"], "welke rijbewijzen iemand heeft"),
            dutch: reader.code("taal"),
            languages: reader.list("talen", "de talen"),
            wishes: Wishes {
                sectors: reader.codes("wens_branche"),
                text: reader
                    .take("wens_tekst", |typed| text::paragraphs(typed, "wat iemand graag wil", 1_000))
                    .flatten(),
            },
            kinds: reader.codes("soorten"),
        };
        let begeleider = reader.take_if_typed("begeleider", |typed| {
            typed.parse().ok().ok_or_else(|| "Kies een begeleider uit de lijst.".to_owned())
        });
        let form = name.map(|name| Self { contact: CandidateContact { name, email, phone }, profile, begeleider });
        reader.errors.finish(form)
    }

    /// A candidate as the fields of the form.
    #[must_use]
    pub fn to_fields(candidate: &Candidate) -> Fields {
        let (contact, profile) = (&candidate.contact, &candidate.profile);
        let mut fields = Fields::default().with("naam", &contact.name);
        fields.push_some("email", contact.email.as_ref());
        fields.push_some("telefoon", contact.phone.as_ref());
        fields.push_some("plaats", profile.place.as_ref());
        fields.push_some("postcode", profile.postcode.as_ref());
        fields.push_some("afstand", profile.max_distance_km);
        fields.push_codes("vervoer", &profile.transport);
        fields.push_some("uren_min", profile.hours_min);
        fields.push_some("uren_max", profile.hours_max);
        fields.push_codes("dagen", &profile.days);
        fields.push_some("beschikbaar_vanaf", profile.available_from);
        fields.push_lines("beroepen", &profile.occupations);
        fields.push_lines("ervaring", &profile.experience.iter().map(experience_line).collect::<Vec<_>>());
        fields.push_lines("vaardigheden", &profile.skills);
        fields.push_code("opleiding", profile.education);
        if let Some(held) = &profile.certificates {
            push_known(&mut fields, ["certificaten_bekend", "certificaten"], held, |held| held.code);
            for held in held {
                fields.push_some(until_field(held.code), held.valid_until);
            }
        }
        if let Some(licences) = &profile.driving_licences {
            push_known(&mut fields, ["rijbewijs_bekend", "rijbewijs"], licences, |licence| *licence);
        }
        fields.push_code("taal", profile.dutch);
        fields.push_lines("talen", &profile.languages);
        fields.push_codes("wens_branche", &profile.wishes.sectors);
        fields.push_some("wens_tekst", profile.wishes.text.as_ref());
        fields.push_codes("soorten", &profile.kinds);
        fields.push_some("begeleider", candidate.begeleider);
        fields
    }
}

/// The field with the last day of a certificate.
#[must_use]
pub fn until_field(certificate: Certificate) -> &'static str {
    match certificate {
        Certificate::VcaBasis => "certificaat_tot_VCA_BASIS",
        Certificate::VcaVol => "certificaat_tot_VCA_VOL",
        Certificate::VilVcu => "certificaat_tot_VIL_VCU",
        Certificate::Heftruck => "certificaat_tot_HEFTRUCK",
        Certificate::Reachtruck => "certificaat_tot_REACHTRUCK",
        Certificate::Hoogwerker => "certificaat_tot_HOOGWERKER",
        Certificate::Code95 => "certificaat_tot_CODE_95",
        Certificate::Bhv => "certificaat_tot_BHV",
        Certificate::Haccp => "certificaat_tot_HACCP",
        Certificate::Nen3140 => "certificaat_tot_NEN_3140",
        Certificate::Vog => "certificaat_tot_VOG",
    }
}

/// "medewerker groen; 3 jaar; heggen en borders": the years and the rest may be left out, in this order.
fn experience(line: &str) -> Result<Option<Experience>, String> {
    let mut parts = line.splitn(3, ';').map(str::trim);
    let title = text::optional_line(parts.next().unwrap_or_default(), "het werk", 120)?;
    let (typed, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Some(title) = title else {
        let nothing = typed.is_empty() && rest.is_empty();
        return if nothing { Ok(None) } else { Err("Zet op elke regel eerst het werk, dan de jaren.".to_owned()) };
    };
    let years = if typed.is_empty() {
        None
    } else {
        let message = "Zet na het werk eerst de jaren en dan de rest: medewerker groen; 3 jaar; heggen en borders.";
        Some(years(typed).ok_or(message)?)
    };
    Ok(Some(Experience { title, years, text: text::optional_line(rest, "de ervaring", 500)? }))
}

/// "3 jaar", "2,5": rounded, at most 60.
pub(in crate::domain) fn years(typed: &str) -> Option<u8> {
    let lower = typed.to_lowercase();
    let number = lower.trim_end_matches('.').trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = lower[number.len()..].trim_end_matches('.');
    let (whole, decimals) = number.trim().split_once([',', '.']).unwrap_or((number.trim(), "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(unit, "" | "jaar" | "jaren" | "jr" | "j") || !digits(whole) || !digits(decimals) {
        return None;
    }
    let half_or_more = decimals.as_bytes().first().is_some_and(|tenth| *tenth >= b'5');
    let years = whole.parse::<u8>().ok()?.saturating_add(u8::from(half_or_more));
    (years <= 60).then_some(years)
}

fn experience_line(experience: &Experience) -> String {
    let years = experience.years.map(|years| format!("{years} jaar")).unwrap_or_default();
    match &experience.text {
        Some(text) => format!("{}; {years}; {text}", experience.title),
        None if years.is_empty() => experience.title.clone(),
        None => format!("{}; {years}", experience.title),
    }
}

/// A list of which "none" is known is written with the word for it.
fn push_known<T, C: Code>(fields: &mut Fields, [known, field]: [&str; 2], values: &[T], code: impl Fn(&T) -> C) {
    fields.push(known, if values.is_empty() { "geen" } else { "ja" });
    for value in values {
        fields.push(field, code(value).code());
    }
}

impl Reader<'_> {
    /// Codes of which "none" can be known (`geen`); nothing said is `None`.
    fn known<C: Code>(&mut self, [known, field]: [&'static str; 2], what: &str) -> Option<Vec<C>> {
        let codes = self.codes(field);
        match (self.fields.get(known), codes.is_empty()) {
            ("" | "ja", false) | ("geen", true) => return Some(codes),
            ("", true) => {}
            ("geen", false) => self.errors.add(known, format!("Je koos 'geen'. Haal de vinkjes weg, of kies {what}.")),
            ("ja", true) => self.errors.add(field, format!("Vink aan {what}, of kies 'geen'.")),
            _ => self.errors.add(known, "Kies een van de mogelijkheden."),
        }
        None
    }

    fn certificates(&mut self) -> Option<Vec<HeldCertificate>> {
        let codes = self.known(["certificaten_bekend", "certificaten"], "welke certificaten iemand heeft");
        for code in Certificate::ALL.iter().copied().filter(|code| !codes.iter().flatten().any(|held| held == code)) {
            if !self.fields.get(until_field(code)).is_empty() {
                self.errors.add(until_field(code), "Vink dit certificaat ook aan, of haal de datum weg.");
            }
        }
        let held = codes?.into_iter().map(|code| HeldCertificate { code, valid_until: self.day(until_field(code)) });
        Some(held.collect())
    }
}

/// Birth date and limits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrivateForm {
    /// The day of birth.
    pub birth_date: Option<CivilDay>,
    /// What the person cannot do: first those of the list, then free words.
    pub limits: Vec<Limit>,
}

impl PrivateForm {
    /// Reads the fields `geboortedatum`, `grenzen` (codes of [`Limit::known`]) and `grenzen_anders` (free words, one a line).
    ///
    /// # Errors
    /// What is wrong, by field, in Dutch.
    pub fn parse(fields: &Fields, today: CivilDay) -> Result<Self, FieldErrors> {
        let mut reader = Reader::new(fields);
        let birth_date = reader.take_if_typed("geboortedatum", |typed| birth_date(typed, today));
        let chosen = fields.all("grenzen").map(|code| {
            let known = Limit::known().any(|(known, _)| known == code);
            let message = "Kies grenzen uit de lijst. Andere grenzen zet je eronder in eigen woorden.";
            if known { Limit::parse(code) } else { Err(message.to_owned()) }
        });
        let chosen = reader.errors.take("grenzen", chosen.collect::<Result<Vec<_>, _>>()).unwrap_or_default();
        let words = reader.lines("grenzen_anders", "andere grenzen", |line| match line.trim() {
            "" => Ok(None),
            words => Limit::parse(words).map(Some),
        });
        let mut limits = Vec::new();
        for limit in chosen.into_iter().chain(words) {
            if !limits.contains(&limit) {
                limits.push(limit);
            }
        }
        reader.errors.finish(Some(Self { birth_date, limits }))
    }

    /// What is private as the fields of the form.
    #[must_use]
    pub fn to_fields(private: &Private) -> Fields {
        let mut fields = Fields::default();
        fields.push_some("geboortedatum", private.birth_date);
        push_limits(&mut fields, private.limits.iter().map(Limit::as_str));
        fields
    }
}

/// Codes of the list to `grenzen`, all else to `grenzen_anders`.
pub(in crate::domain) fn push_limits<'a>(fields: &mut Fields, limits: impl Iterator<Item = &'a str>) {
    let (known, words): (Vec<&str>, Vec<&str>) =
        limits.partition(|limit| Limit::known().any(|(code, _)| code == *limit));
    for code in known {
        fields.push("grenzen", code);
    }
    fields.push_some("grenzen_anders", (!words.is_empty()).then(|| words.join("\n")));
}

/// A date of the calendar in a year that cannot be is a slip in the year: "1890", "90".
fn birth_date(typed: &str, today: CivilDay) -> Result<CivilDay, String> {
    let of_calendar = |format: &&str| NaiveDate::parse_from_str(typed, format).is_ok();
    let (least, most) = AGES;
    match CivilDay::parse(typed) {
        Some(day) if is_of_age(day, today) => Ok(day),
        None if !["%Y-%m-%d", "%d-%m-%Y"].iter().any(of_calendar) => {
            Err("Vul een datum in die bestaat. Een voorbeeld: 01-05-1990.".to_owned())
        }
        _ => Err(format!("Kijk het jaar na. Iemand is hier {least} tot {most} jaar oud.")),
    }
}

fn is_of_age(birth: CivilDay, today: CivilDay) -> bool {
    let years_ago = |years: u32| today.date().checked_sub_months(Months::new(12 * years));
    let (least, most) = AGES;
    years_ago(least).is_some_and(|latest| birth.date() <= latest)
        && years_ago(most + 1).is_none_or(|earliest| birth.date() > earliest)
}

#[cfg(test)]
mod tests;
