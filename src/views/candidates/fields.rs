//! The fields of a candidate in sections, and their names in words. Never a fact about benefits: those have a form of their
//! own, and each keeps who noted it.

use maud::{Markup, html};

use crate::domain::candidate::{Limit, Transport};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::Fields;
use crate::domain::ids::AccountId;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Certificate, Day, DrivingLicence, DutchLevel, Education, Sector};
use crate::views::components::card::capital;
use crate::views::components::form::{Choice, Field, Form, Width, choices, coded};
use crate::views::components::icon;
use crate::views::components::listing_changes::{Change, coded as word_of, differences};
use crate::views::components::person;

/// All sections, in the order in which a begeleider asks.
pub(super) fn profile_sections(form: &Form<'_>, typed: &Fields, team: &[(AccountId, String)]) -> Markup {
    html! {
        (section("Contact", &contact(form, team)))
        (section("Reizen en plaats", &travel(form)))
        (section("Tijd", &time(form)))
        (section("Werk en ervaring", &work(form)))
        (section("Opleiding en papieren", &papers(form, typed)))
        (section("Taal", &language(form)))
        (section("Wensen", &wishes(form, typed)))
        (section("Privé", &private(form)))
    }
}

fn section(heading: &str, fields: &Markup) -> Markup {
    html! { fieldset.groep.deel-form { legend { h2 { (heading) } } (fields) } }
}

/// A field that may stay empty: the page says once that only the name is needed.
fn open<'a>(name: &'a str, label: &'a str) -> Field<'a> {
    Field::new(name, label).free()
}

/// "We do not know" stands first and is chosen until something is known.
fn or_unknown(known: Vec<Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", "Weten we niet")).chain(known).collect()
}

fn contact(form: &Form<'_>, team: &[(AccountId, String)]) -> Markup {
    let begeleiders: Vec<Choice> = team.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    html! {
        (form.text(&Field::new("naam", "Naam")))
        div.naast {
            (form.text(&open("telefoon", "Telefoonnummer").width(Width::Middle)))
            (form.text(&open("email", "E-mailadres").width(Width::Middle)))
        }
        (form.select(&open("begeleider", "Begeleider").width(Width::Middle), Some("Nog niemand"), &begeleiders))
    }
}

fn travel(form: &Form<'_>) -> Markup {
    html! {
        div.naast {
            (form.text(&open("plaats", "Woonplaats").width(Width::Middle)))
            (form.text(&open("postcode", "Postcode").width(Width::Short)))
        }
        (form.text(&open("afstand", "Hoe ver mag het werk zijn?").numeric().suffix("kilometer")))
        (form.checkboxes(&open("vervoer", "Hoe reist deze persoon?"), &coded(Transport::label)))
    }
}

fn time(form: &Form<'_>) -> Markup {
    html! {
        div.naast {
            (form.text(&open("uren_min", "Uren per week, minstens").numeric()))
            (form.text(&open("uren_max", "Uren per week, hoogstens").numeric()))
        }
        (form.checkboxes(&open("dagen", "Op welke dagen?"), &coded(Day::label)))
        (form.date(&open("beschikbaar_vanaf", "Kan beginnen vanaf")))
    }
}

fn work(form: &Form<'_>) -> Markup {
    html! {
        (form.textarea(&open("beroepen", "Beroepen").hint("Wat iemand is of wil worden. Eén per regel.").rows(3)))
        (form.textarea(&open("ervaring", "Ervaring").hint("Eén baan per regel: het werk; hoeveel jaar; toelichting. \
            Bijvoorbeeld: medewerker groen; 3 jaar; bij een kwekerij. De toelichting blijft bij de gemeente.").rows(4)))
        (form.textarea(&open("vaardigheden", "Vaardigheden").hint("Wat iemand kan. Eén ding per regel.").rows(4)))
    }
}

/// Education, certificates with their last days, driving licences: each can be known to be none.
fn papers(form: &Form<'_>, typed: &Fields) -> Markup {
    let known = or_unknown(choices(&[("ja", "Ja, kruis hieronder aan"), ("geen", "Nee, geen")]));
    let until: Vec<(String, String)> = Certificate::ALL
        .iter()
        .map(|certificate| {
            (format!("certificaat_tot_{}", certificate.code()), format!("{} tot en met", certificate.label()))
        })
        .collect();
    let (often, rest): (Vec<DrivingLicence>, Vec<DrivingLicence>) =
        DrivingLicence::ALL.iter().copied().partition(|licence| OFTEN.contains(licence));
    let rest_is_used = rest.iter().any(|licence| typed.has("rijbewijs", licence.code()));
    html! {
        (form.radios(&open("opleiding", "Hoogste opleiding die af is"), &or_unknown(coded::<Education>(person::education))))
        (form.radios(&open("certificaten_bekend", "Heeft deze persoon certificaten?"), &known))
        (form.checkboxes(&open("certificaten", "Welke certificaten?"), &coded(Certificate::label)))
        details.meer open[until.iter().any(|(name, _)| form.is_touched(name))] {
            summary { "Tot wanneer zijn de certificaten geldig?" }
            div.naast { @for (name, label) in &until { (form.date(&open(name, label))) } }
        }
        (form.radios(&open("rijbewijs_bekend", "Heeft deze persoon een rijbewijs?"), &known))
        (form.checkboxes(&open("rijbewijs", "Welk rijbewijs?"), &often.into_iter().map(licence).collect::<Vec<_>>()))
        details.meer open[rest_is_used] {
            summary { "Een ander rijbewijs" }
            (form.checkboxes(&open("rijbewijs", "Ander rijbewijs").id("rijbewijs-ander"), &rest.into_iter().map(licence).collect::<Vec<_>>()))
        }
    }
}

fn licence(licence: DrivingLicence) -> Choice {
    let code = licence.code();
    match licence {
        DrivingLicence::Am => Choice::new(code, "AM (brommer)"),
        DrivingLicence::B => Choice::new(code, "B (auto)"),
        DrivingLicence::Be => Choice::new(code, "BE (auto met aanhanger)"),
        DrivingLicence::T => Choice::new(code, "T (trekker)"),
        _ => Choice::new(code, code),
    }
}

/// The licences that most people have; the others are folded away.
const OFTEN: [DrivingLicence; 4] = [DrivingLicence::Am, DrivingLicence::B, DrivingLicence::Be, DrivingLicence::T];

fn language(form: &Form<'_>) -> Markup {
    html! {
        (form.radios(&open("taal", "Hoe goed kan deze persoon Nederlands?"), &or_unknown(coded::<DutchLevel>(person::dutch))))
        (form.textarea(&open("talen", "Andere talen").hint("Eén per regel. Bijvoorbeeld: Tigrinya.").rows(3)))
    }
}

fn wishes(form: &Form<'_>, typed: &Fields) -> Markup {
    // What only the municipality offers is not asked, but stays when it was chosen elsewhere (an import).
    let asked = |kind: &&ListingKind| kind.rules().public || typed.has("soorten", kind.code());
    let kinds: Vec<Choice> = ListingKind::ALL
        .iter()
        .filter(asked)
        .map(|kind| Choice::new(kind.code(), capital(kind.rules().label)))
        .collect();
    html! {
        (form.checkboxes(&open("soorten", "Welk soort plek past?"), &kinds))
        (form.checkboxes(&open("wens_branche", "In welke branche wil deze persoon werken?"), &coded(Sector::label)))
        @let words = open("wens_tekst", "Wat wil deze persoon graag?").rows(3);
        (form.textarea(&words.hint("In eigen woorden. Dit blijft bij de gemeente.")))
    }
}

fn private(form: &Form<'_>) -> Markup {
    html! {
        p {
            (icon("lock")) " Alleen begeleiders zien dit. De netwerker ziet alleen of werk past, niet waarom. Een werkgever ziet \
            dit nooit."
        }
        (form.date(&open("geboortedatum", "Geboortedatum")))
        @let limits = open("grenzen", "Welke grenzen heeft deze persoon?").hint("Schrijf nooit op waarom: geen ziekte, geen diagnose.");
        (form.checkboxes(&limits, &choices(&Limit::known().collect::<Vec<_>>())))
        @let other = open("grenzen_anders", "Andere grenzen").rows(3);
        (form.textarea(&other.hint("Eén per regel. Het programma kan deze niet vergelijken: een mens kijkt ernaar.")))
    }
}

/// The fields of a candidate with their names on a page, in the order of the form.
pub(super) const FIELD_NAMES: [(&str, &str); 39] = [
    ("naam", "Naam"),
    ("telefoon", "Telefoonnummer"),
    ("email", "E-mailadres"),
    ("begeleider", "Begeleider"),
    ("plaats", "Woonplaats"),
    ("postcode", "Postcode"),
    ("afstand", "Hoe ver, in kilometer"),
    ("vervoer", "Reist met"),
    ("uren_min", "Uren, minstens"),
    ("uren_max", "Uren, hoogstens"),
    ("dagen", "Dagen"),
    ("beschikbaar_vanaf", "Kan beginnen vanaf"),
    ("beroepen", "Beroepen"),
    ("ervaring", "Ervaring"),
    ("vaardigheden", "Vaardigheden"),
    ("opleiding", "Opleiding"),
    ("certificaten_bekend", "Heeft certificaten"),
    ("certificaten", "Certificaten"),
    ("certificaat_tot_VCA_BASIS", "VCA basis tot en met"),
    ("certificaat_tot_VCA_VOL", "VCA VOL tot en met"),
    ("certificaat_tot_VIL_VCU", "VIL-VCU tot en met"),
    ("certificaat_tot_HEFTRUCK", "Heftruckcertificaat tot en met"),
    ("certificaat_tot_REACHTRUCK", "Reachtruckcertificaat tot en met"),
    ("certificaat_tot_HOOGWERKER", "Hoogwerkercertificaat tot en met"),
    ("certificaat_tot_CODE_95", "Code 95 tot en met"),
    ("certificaat_tot_BHV", "BHV tot en met"),
    ("certificaat_tot_HACCP", "HACCP tot en met"),
    ("certificaat_tot_NEN_3140", "NEN 3140 tot en met"),
    ("certificaat_tot_VOG", "VOG tot en met"),
    ("rijbewijs_bekend", "Heeft een rijbewijs"),
    ("rijbewijs", "Rijbewijs"),
    ("taal", "Nederlands"),
    ("talen", "Andere talen"),
    ("soorten", "Soort plek"),
    ("wens_branche", "Branches"),
    ("wens_tekst", "Wens"),
    ("geboortedatum", "Geboortedatum"),
    ("grenzen", "Grenzen"),
    ("grenzen_anders", "Andere grenzen"),
];

/// What differs between two forms of a candidate, in words.
pub(super) fn changes(before: &Fields, after: &Fields, team: &[(AccountId, String)]) -> Vec<Change> {
    let word = |name: &str, value: &str| match name {
        "begeleider" => team.iter().find(|(id, _)| id.to_string() == value).map(|(_, name)| name.clone()),
        "vervoer" => word_of(value, Transport::label),
        "dagen" => word_of(value, Day::label),
        "opleiding" => word_of(value, person::education),
        "certificaten" => word_of(value, Certificate::label),
        "taal" => word_of(value, person::dutch),
        "wens_branche" => word_of(value, Sector::label),
        "soorten" => ListingKind::from_code(value).map(|kind| kind.rules().label.to_owned()),
        "grenzen" => Limit::parse(value).ok().map(|limit| limit.label()),
        _ if name.starts_with("certificaat_tot_") || ["beschikbaar_vanaf", "geboortedatum"].contains(&name) => {
            CivilDay::parse(value).map(CivilDay::in_words)
        }
        _ => None,
    };
    differences(&FIELD_NAMES, word, before, after)
}
