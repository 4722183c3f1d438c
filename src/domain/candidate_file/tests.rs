//! Candidates as files bring them, with nonsense. It never opens a file.

use super::*;
use crate::domain::candidate::{Experience, Limit, Transport};
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, DrivingLicence, Education, Sector};
use crate::domain::sensitive::Purpose;

const START: &str = r#""identifier":"c-17","name":"Semhar Tesfay""#;

fn today() -> CivilDay {
    CivilDay::parse("2026-11-22").unwrap()
}

/// A line with the required keys and these.
fn with(keys: &str) -> Result<CandidateRecord, String> {
    line(&format!("{{{START},{keys}}}"))
}

fn line(json: &str) -> Result<CandidateRecord, String> {
    serde_json::from_str::<CandidateLine>(json).unwrap().into_record("test", today())
}

fn private(record: &CandidateRecord) -> &PrivateRecord {
    record.private.expose(Purpose::Match)
}

#[test]
fn the_example_of_the_interface_is_read_whole() {
    let record = line(
        r#"{"identifier":"c-17","name":"Semhar Tesfay","email":"semhar@post.example","phone":"0600000101",
        "municipality":"Dalfsen","postal_code":"7711","max_distance_km":15,
        "transport":["fiets","ov"],"hours_min":16,"hours_max":24,"days":["ma","di","do"],"available_from":"2026-12-01",
        "occupations":["hovenier"],"experience":[{"title":"medewerker groen","years":3,"text":"borders;\nheggen"}],
        "skills":["snoeien","heggen knippen"],"education_level":"vmbo",
        "certificates":[{"code":"VCA_BASIS","valid_until":"2030-01-01"}],"driving_licences":["B"],
        "dutch":"A2","languages":["ti","en"],"begeleider":"fatma@dalfsen.example",
        "wishes":{"sectors":["groen"],"text":"buiten werken"},"limits":["snel moe","geen_nachtdienst","tillen_15kg"],
        "birth_date":"1990-05-01","kinds":["vacature","werkstage","proefplaatsing"],
        "facts":{"bijstand":"ja","lks_doelgroep_besluit":"ja","loonwaarde_bp":6000,"in_register":"onbekend",
          "steun_nodig_voor_taken":"ja","categorie":"werkfit","trede":4,"statushouder":"ja"}}"#,
    )
    .unwrap();
    let profile = &record.profile;
    assert_eq!((record.origin.source.as_str(), record.origin.identifier.as_str()), ("test", "c-17"));
    assert_eq!(
        (record.municipality.as_deref(), record.begeleider.as_deref()),
        (Some("Dalfsen"), Some("fatma@dalfsen.example"))
    );
    assert_eq!(record.contact.email.as_ref().unwrap().as_str(), "semhar@post.example");
    assert_eq!((profile.max_distance_km, profile.place.as_deref()), (Some(15), None));
    assert_eq!(profile.transport, [Transport::Fiets, Transport::Ov]);
    assert_eq!(profile.days, [Day::Ma, Day::Di, Day::Do]);
    let work =
        Experience { title: "medewerker groen".to_owned(), years: Some(3), text: Some("borders; heggen".to_owned()) };
    assert_eq!(profile.experience, [work]);
    assert_eq!(profile.education, Some(Education::Vmbo));
    assert_eq!(profile.certificates.as_ref().unwrap()[0].valid_until, CivilDay::parse("2030-01-01"));
    assert_eq!(profile.driving_licences, Some(vec![DrivingLicence::B]));
    assert_eq!((profile.languages.len(), profile.wishes.sectors.as_slice()), (2, [Sector::Groen].as_slice()));
    assert_eq!(profile.kinds, [ListingKind::Vacature, ListingKind::Werkstage, ListingKind::Proefplaatsing]);
    let limits: Vec<_> = private(&record).form.limits.iter().map(Limit::as_str).collect();
    assert_eq!(limits, ["geen_nachtdienst", "tillen_15kg", "snel moe"]);
    assert_eq!(private(&record).form.birth_date, CivilDay::parse("1990-05-01"));
    assert_eq!(private(&record).facts.len(), 8);
    assert!(private(&record).facts.contains(&(FactKey::LoonwaardeBp, "6000".to_owned())));
    assert!(!format!("{record:?}").contains("1990"));
}

#[test]
fn what_is_missing_is_unknown() {
    let record = with(r#""unknown":{"deep":[1]},"hours_min":null,"transport":[],"facts":{"bijstand":null,"trede":""}"#);
    let record = record.unwrap();
    assert_eq!(record.profile, Profile::default());
    assert_eq!(private(&record), &PrivateRecord::default());
    assert!(record.begeleider.is_none() && record.municipality.is_none());
}

#[test]
fn none_is_another_answer_than_not_known() {
    for none in ["[]", r#""geen""#, r#"["Geen"]"#] {
        let profile = with(&format!(r#""certificates":{none},"driving_licences":{none}"#)).unwrap().profile;
        assert_eq!((profile.certificates, profile.driving_licences), (Some(vec![]), Some(vec![])), "{none}");
    }
    let profile = with(r#""certificates":null,"driving_licences":"""#).unwrap().profile;
    assert_eq!((profile.certificates, profile.driving_licences), (None, None));
}

#[test]
fn a_number_may_be_a_text_and_a_list_one_value() {
    let record = with(
        r#""max_distance_km":"15","hours_min":"16,5","hours_max":24.5,"transport":"fiets",
        "experience":["kok","oppas; 2",{"title":"tuin; park","years":"2.5 jaar"}],"certificates":["BHV",{"code":"VOG"}],
        "facts":{"trede":"4","uren_belastbaar":24.5,"bijstand":" JA ","taalniveau":"B1","geboortedatum":"1990-05-01"}"#,
    )
    .unwrap();
    let profile = &record.profile;
    assert_eq!(profile.hours_min.unwrap().to_string(), "16,5");
    let work: Vec<_> = profile.experience.iter().map(|work| (work.title.as_str(), work.years)).collect();
    assert_eq!(work, [("kok", None), ("oppas", Some(2)), ("tuin, park", Some(3))]);
    assert_eq!(profile.certificates.as_ref().map(Vec::len), Some(2));
    assert!(profile.dutch.is_some() && private(&record).form.birth_date.is_some());
    let facts = [(FactKey::Bijstand, "ja"), (FactKey::Trede, "4"), (FactKey::UrenBelastbaar, "24.5")];
    assert_eq!(private(&record).facts, facts.map(|(key, value)| (key, value.to_owned())));
    let numbered = line(r#"{"identifier":17,"name":"Jan"}"#).unwrap();
    assert_eq!(numbered.origin.identifier, "17");
}

#[test]
fn a_refusal_names_the_field_and_what_stands_there() {
    for (json, part) in [
        (r#"{"name":"Jan"}"#, "identifier: Dit ontbreekt"),
        (r#"{"identifier":"1"}"#, "name: Dit ontbreekt"),
        (r#"{"identifier":"1","name":["Jan"]}"#, "name: Dit ontbreekt"),
    ] {
        let reason = line(json).err().unwrap();
        assert!(reason.contains(part), "{json}: {reason}");
    }
    for (keys, parts) in [
        (r#""postal_code":"77""#, ["postal_code: ", "\"77\""]),
        (r#""max_distance_km":-5"#, ["max_distance_km: ", "\"-5\""]),
        (r#""max_distance_km":{"km":5}"#, ["max_distance_km: ", "tekst of een getal"]),
        (r#""transport":["fiets","raket"]"#, ["transport: ", "fiets, raket"]),
        (r#""hours_min":30,"hours_max":20"#, ["hours_max: ", "\"20\""]),
        (r#""days":"zondag""#, ["days: ", "\"zondag\""]),
        (r#""available_from":"nu""#, ["available_from: ", "\"nu\""]),
        (r#""experience":[{"years":3}]"#, ["experience.title: ", "ontbreekt"]),
        (r#""experience":[{"title":"kok","years":"veel"}]"#, ["experience.years: ", "\"veel\""]),
        (r#""experience":[{"title":"kok","years":300}]"#, ["experience.years: ", "\"300\""]),
        (r#""education_level":"MBO4""#, ["education_level: ", "\"MBO4\""]),
        (r#""certificates":[{"code":"VCA"}]"#, ["certificates: ", "\"VCA\""]),
        (r#""certificates":[{"valid_until":"2030-01-01"}]"#, ["certificates.code: ", "ontbreekt"]),
        (r#""certificates":[{"code":"BHV","valid_until":"ooit"}]"#, ["certificates.valid_until: ", "\"ooit\""]),
        (r#""driving_licences":["B","X"]"#, ["driving_licences: ", "B, X"]),
        (r#""dutch":"a2""#, ["dutch: ", "\"a2\""]),
        (r#""wishes":{"sectors":["grun"]}"#, ["wishes.sectors: ", "\"grun\""]),
        (r#""wishes":"groen""#, ["wishes: ", "object"]),
        (r#""kinds":["baan"]"#, ["kinds: ", "\"baan\""]),
        (r#""facts":{"bijstnd":"ja"}"#, ["facts.bijstnd: ", "kennen we niet"]),
        (r#""facts":{"bijstand":true}"#, ["facts.bijstand: ", "tekst of een getal"]),
        (r#""facts":["bijstand"]"#, ["facts: ", "object"]),
    ] {
        let reason = with(keys).err().unwrap();
        assert!(parts.iter().all(|part| reason.contains(part)), "{keys}: {reason}");
    }
}

#[test]
fn a_refusal_does_not_repeat_what_is_private() {
    let long = format!(r#""limits":["{}"]"#, "x".repeat(121));
    for (keys, name, given) in [
        (r#""email":"semhar""#, "email: ", "semhar"),
        (r#""phone":612345"#, "phone: ", "612345"),
        (r#""birth_date":"2020-01-01""#, "birth_date: ", "2020"),
        (r#""facts":{"bijstand":"misschien"}"#, "facts.bijstand: ", "misschien"),
        (r#""facts":{"trede":77}"#, "facts.trede: ", "77"),
        (long.as_str(), "limits: ", "xxx"),
    ] {
        let reason = with(keys).err().unwrap();
        assert!(reason.starts_with(name) && !reason.contains(given), "{keys}: {reason}");
    }
}

#[test]
fn every_field_of_the_forms_has_a_name_in_the_file() {
    let same = ["email"];
    let record = with(
        r#""email":"a@b.example","phone":"0600000101","place":"Dalfsen","postal_code":"7711","max_distance_km":15,
        "transport":"ov","hours_min":16,"hours_max":24,"days":"ma","available_from":"2026-12-01","occupations":"kok",
        "experience":"kok","skills":"koken","education_level":"vmbo","certificates":[{"code":"BHV","valid_until":"2030-01-01"}],
        "driving_licences":"B","dutch":"A2","languages":"ti","wishes":{"sectors":"groen","text":"buiten"},"kinds":"vacature""#,
    )
    .unwrap();
    let at = chrono::DateTime::from_timestamp_nanos(0);
    let candidate = crate::domain::candidate::Candidate {
        id: crate::domain::ids::Id::from_uuid(uuid::Uuid::nil()),
        municipality: crate::domain::ids::Id::from_uuid(uuid::Uuid::nil()),
        code: String::new(),
        state: crate::domain::candidate::CandidateState::Active,
        contact: record.contact,
        profile: record.profile,
        private: Sensitive::new(crate::domain::candidate::Private::default()),
        begeleider: None,
        origin: None,
        created_at: at,
        updated_at: at,
        version: 1,
    };
    for (field, _) in ProfileForm::to_fields(&candidate).iter() {
        assert!(name_in_file(field) != field || same.contains(&field), "{field}");
    }
}
