//! Proofs about the pages of candidates: what a netwerker cannot see, what a list does not show, and that a form holds what
//! is read. Never a page of anybody else.

use super::fact_groups::GROUPS;
use super::fields::FIELD_NAMES;
use super::*;
use crate::domain::actor::Role;
use crate::domain::candidate::{Aspect, FactKey, Profile};
use crate::domain::code::Code;
use crate::domain::listing::terms::Certificate;
use crate::views::layout::Frame;

fn begeleider() -> Frame {
    Frame::sample_for(Role::Begeleider)
}

/// The words that only the private part of the sample holds.
const PRIVATE: [&str; 5] = ["Tillen tot 15 kilo", "snel moe", "1 mei 1990", "Ontvangt algemene bijstand", "60,50%"];

#[test]
fn a_netwerker_sees_the_results_and_never_what_they_follow_from() {
    let html = CandidateFile::sample(false).render(&Frame::sample_for(Role::Netwerker)).into_string();
    assert!(PRIVATE.iter().all(|words| !html.contains(words)));
    assert!(html.contains("Werkfit") && html.contains("Loonkostensubsidie"));
    for page in ["/feiten", "/wijzigen", "/wissen", "/inzage", "/toestand", "/overnemen"] {
        assert!(!html.contains(&format!("{page}\"")) && !html.contains(&format!("{page}#")), "{page}");
    }
    let html = CandidateFile::sample(true).render(&begeleider()).into_string();
    assert!(PRIVATE.iter().all(|words| html.contains(words)));
}

#[test]
fn before_the_purpose_is_said_only_name_and_code_are_shown() {
    let html = AccessPurposePage::sample().render(&begeleider()).into_string();
    assert!(html.contains("Selam Tesfay") && html.contains("K7M2Q"));
    assert!(html.contains("/netwerk/kandidaten/1?doel=waarneming"));
    assert!(PRIVATE.iter().chain(&["Lemelerveld", "hovenier"]).all(|words| !html.contains(words)));
}

#[test]
fn every_fact_stands_in_one_group() {
    let mut keys: Vec<FactKey> = GROUPS.iter().flat_map(|group| group.keys).copied().collect();
    keys.sort_unstable();
    let mut all = FactKey::ALL.to_vec();
    all.sort_unstable();
    assert_eq!(keys, all);
    let html = FactsForm::sample(false).render(&begeleider()).into_string();
    for key in all {
        assert!(html.contains(&format!("name=\"feit_{}\"", key.code())), "{key:?}");
    }
}

#[test]
fn what_somebody_else_noted_meanwhile_stands_beside_what_was_typed() {
    let html = FactsForm::sample(true).render(&begeleider()).into_string();
    assert!(html.contains("value=\"9\"") && html.contains("Nu genoteerd: <strong>4</strong>"));
    assert!(html.contains("Nu genoteerd: <strong>onbekend</strong>"));
}

#[test]
fn the_form_has_every_field_once_by_name_and_no_other() {
    let html = CandidateForm::sample(false).render(&begeleider()).into_string();
    let names: Vec<&str> = html.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for name in &names {
        let known = FIELD_NAMES.iter().any(|(field, _)| field == name);
        assert!(known || ["viewport", "_form", "versie"].contains(name), "{name}");
    }
    for (field, _) in FIELD_NAMES {
        assert!(names.contains(&field), "{field}");
    }
    for certificate in Certificate::ALL {
        let field = format!("certificaat_tot_{}", certificate.code());
        assert!(FIELD_NAMES.iter().any(|(name, _)| *name == field), "{field}");
    }
    for aspect in Aspect::ALL {
        assert!(html.contains(&format!("id=\"{}\"", aspect.code())), "{aspect:?}");
    }
}

#[test]
fn what_was_typed_stays_and_is_kept_over_the_new_version() {
    let html = CandidateForm::sample(false).render(&begeleider()).into_string();
    assert!(html.contains("value=\"veel\"") && html.contains("Fout: Gegevens van Selam Tesfay"));
    assert!(html.contains("name=\"rijbewijs\" value=\"T\" checked"));
    let html = CandidateConflict::sample().render(&begeleider()).into_string();
    assert!(html.contains("type=\"hidden\" name=\"grenzen\" value=\"geen_nachtdienst\""));
    assert!(html.contains("name=\"versie\" value=\"4\"") && html.contains("Geen nachtdienst"));
    assert!(!html.contains("<dt>Naam</dt>"));
}

#[test]
fn what_is_not_known_is_asked_in_the_file() {
    let mut file = CandidateFile::sample(true);
    assert!(file.render(&begeleider()).into_string().contains("9 van 10 bekend"));
    file.profile = Profile::default();
    let html = file.render(&begeleider()).into_string();
    assert!(html.contains("0 van 10 bekend") && html.contains("/wijzigen#rijbewijs_bekend\">rijbewijs</a>"));
}

#[test]
fn a_place_that_no_distance_can_be_worked_out_of_says_so() {
    let mut file = CandidateFile::sample(true);
    let html = |file: &CandidateFile| file.render(&begeleider()).into_string();
    assert!(!html(&file).contains("kennen wij niet"));
    file.profile.place = Some("Lutjebroekerveen".to_owned());
    assert!(html(&file).contains("afstanden kunnen wij niet uitrekenen. Vul de postcode in."));
    file.profile.postcode = crate::domain::text::Postcode::parse("7721 AB").ok();
    assert!(!html(&file).contains("kennen wij niet"));
}

#[test]
fn nobody_takes_over_the_own_candidate() {
    let mut file = CandidateFile::sample(true);
    assert!(file.render(&begeleider()).into_string().contains("Neem over"));
    file.guide = Guide::You;
    assert!(!file.render(&begeleider()).into_string().contains("Neem over"));
}

#[test]
fn an_empty_list_says_why() {
    let empty = |whose, text: &str| {
        let rows = Vec::new();
        let list = CandidateList { rows, text: text.to_owned(), pages: 0, ..CandidateList::sample(whose) };
        list.render(&begeleider()).into_string()
    };
    assert!(empty(Whose::Mine, "").contains("Je begeleidt nog niemand"));
    assert!(empty(Whose::Nobody, "").contains("Iedereen heeft een begeleider"));
    assert!(empty(Whose::Mine, "jan").contains("wie=team&amp;stand=&amp;q=jan"));
}
