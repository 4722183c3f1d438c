//! Candidates as staff type them, with nonsense. It never opens a file.

use super::*;
use crate::domain::candidate::{CandidateState, Transport};
use crate::domain::ids::{CandidateId, Id, MunicipalityId};
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, DrivingLicence, DutchLevel, Education, Sector};
use crate::domain::sensitive::Sensitive;

fn today() -> CivilDay {
    CivilDay::parse("2026-11-22").unwrap()
}

fn full() -> Fields {
    Fields::from_iter([
        ("naam", " Semhar  Tesfay "),
        ("email", "Semhar@post.example"),
        ("telefoon", "06 00 00 01 01"),
        ("postcode", "7721ab"),
        ("plaats", "Verweggistan"),
        ("afstand", "15"),
        ("vervoer", "fiets"),
        ("vervoer", "ov"),
        ("uren_min", "16"),
        ("uren_max", "24,5"),
        ("dagen", "ma"),
        ("dagen", "do"),
        ("beschikbaar_vanaf", "1-12-2026"),
        ("beroepen", "keukenhulp\r\n- naaister\n\n"),
        ("ervaring", "keukenhulp; 3 jaar; afwassen; snijden\nnaaister\nkok;2,5\n• oppas;; thuis"),
        ("vaardigheden", "netjes werken"),
        ("opleiding", "none"),
        ("certificaten_bekend", "ja"),
        ("certificaten", "HACCP"),
        ("certificaten", "VCA_BASIS"),
        ("certificaat_tot_HACCP", "2030-01-01"),
        ("rijbewijs_bekend", "geen"),
        ("taal", "A2"),
        ("talen", "ti\nAmhaars"),
        ("wens_branche", "horeca"),
        ("wens_tekst", "Met collega's.\n\nEn leren."),
        ("soorten", "vacature"),
        ("soorten", "werkstage"),
        ("begeleider", "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b"),
    ])
}

fn candidate(form: ProfileForm) -> Candidate {
    let at = chrono::DateTime::from_timestamp_nanos(0);
    Candidate {
        id: CandidateId::from_uuid(uuid::Uuid::nil()),
        municipality: MunicipalityId::from_uuid(uuid::Uuid::nil()),
        code: "K1".to_owned(),
        state: CandidateState::Active,
        contact: form.contact,
        profile: form.profile,
        private: Sensitive::new(Private::default()),
        begeleider: form.begeleider,
        origin: None,
        created_at: at,
        updated_at: at,
        version: 1,
    }
}

#[test]
fn a_full_form_is_read_and_survives_the_way_there_and_back() {
    let form = ProfileForm::parse(&full()).unwrap();
    let profile = &form.profile;
    assert_eq!(form.contact.name, "Semhar Tesfay");
    assert_eq!(profile.place.as_deref(), Some("Verweggistan"));
    assert_eq!(profile.transport, [Transport::Fiets, Transport::Ov]);
    assert_eq!(profile.days, [Day::Ma, Day::Do]);
    assert_eq!(profile.occupations, ["keukenhulp", "naaister"]);
    let work = |title: &str, years, text: Option<&str>| Experience {
        title: title.to_owned(),
        years,
        text: text.map(str::to_owned),
    };
    let expected = [
        work("keukenhulp", Some(3), Some("afwassen; snijden")),
        work("naaister", None, None),
        work("kok", Some(3), None),
        work("oppas", None, Some("thuis")),
    ];
    assert_eq!(profile.experience, expected);
    assert_eq!(profile.education, Some(Education::None));
    assert_eq!(profile.driving_licences, Some(Vec::<DrivingLicence>::new()));
    let until = CivilDay::parse("2030-01-01");
    let held = [(Certificate::Haccp, until), (Certificate::VcaBasis, None)]
        .map(|(code, valid_until)| HeldCertificate { code, valid_until });
    assert_eq!(profile.certificates.as_deref(), Some(held.as_slice()));
    assert_eq!((profile.dutch, profile.wishes.sectors.as_slice()), (Some(DutchLevel::A2), [Sector::Horeca].as_slice()));
    assert_eq!(profile.kinds, [ListingKind::Vacature, ListingKind::Werkstage]);
    assert!(form.begeleider.is_some());
    let (known, of) = profile.completeness();
    assert_eq!(known, of);
    assert_eq!(ProfileForm::parse(&ProfileForm::to_fields(&candidate(form.clone()))).unwrap(), form);
}

#[test]
fn a_name_is_enough_and_all_else_is_unknown() {
    let form = ProfileForm::parse(&Fields::default().with("naam", "Jan")).unwrap();
    assert_eq!(form.profile, Profile::default());
    assert!(form.contact.email.is_none() && form.begeleider.is_none());
    assert_eq!(ProfileForm::parse(&ProfileForm::to_fields(&candidate(form.clone()))).unwrap(), form);
    let hours = ProfileForm::parse(&Fields::default().with("naam", "Jan").with("uren_max", "24")).unwrap().profile;
    assert!(hours.hours_min.is_none() && hours.hours_max.is_some());
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let nonsense = [
        ("naam", ""),
        ("email", "semhar"),
        ("telefoon", "bel mij"),
        ("postcode", "77"),
        ("afstand", "301"),
        ("vervoer", "raket"),
        ("uren_min", "veel"),
        ("dagen", "zondag"),
        ("beschikbaar_vanaf", "2026-02-30"),
        ("ervaring", "kok; drie jaar"),
        ("opleiding", "doctor"),
        ("certificaten", "ZWEMMEN"),
        ("certificaat_tot_BHV", "2030-01-01"),
        ("rijbewijs_bekend", "misschien"),
        ("taal", "a2"),
        ("wens_branche", "ruimtevaart"),
        ("soorten", "baan"),
        ("begeleider", "Fatma"),
    ];
    let long = "x".repeat(10_000);
    let mut fields = Fields::from_iter(nonsense);
    let texts = ["plaats", "beroepen", "vaardigheden", "talen", "wens_tekst"];
    for field in texts {
        fields.push(field, &long);
    }
    let errors = ProfileForm::parse(&fields).unwrap_err();
    for field in nonsense.map(|(field, _)| field).iter().chain(&texts) {
        assert!(errors.of(field).is_some_and(|message| message.ends_with('.')), "{field}: {errors}");
    }
    assert_eq!(errors.iter().count(), nonsense.len() + texts.len(), "{errors}");
}

#[test]
fn what_contradicts_itself_is_said() {
    for (extra, field) in [
        (vec![("uren_min", "24"), ("uren_max", "16")], "uren_max"),
        (vec![("afstand", "0")], "afstand"),
        (vec![("certificaten_bekend", "geen"), ("certificaten", "BHV")], "certificaten_bekend"),
        (vec![("certificaten_bekend", "ja")], "certificaten"),
        (vec![("rijbewijs_bekend", "ja")], "rijbewijs"),
        (vec![("certificaten", "BHV"), ("certificaat_tot_BHV", "ooit")], "certificaat_tot_BHV"),
        (vec![("ervaring", "; 3 jaar")], "ervaring"),
        (vec![("ervaring", "kok; 61")], "ervaring"),
        (vec![("ervaring", "kok; 3 weken")], "ervaring"),
        (vec![("ervaring", "kok; -3")], "ervaring"),
    ] {
        let fields = [("naam", "Jan")].into_iter().chain(extra.clone()).collect();
        let errors = ProfileForm::parse(&fields).unwrap_err();
        assert!(errors.of(field).is_some(), "{extra:?}: {errors}");
        assert_eq!(errors.iter().count(), 1, "{extra:?}: {errors}");
    }
}

#[test]
fn a_ticked_licence_is_known_without_a_word_before_it() {
    let fields = Fields::default().with("naam", "Jan").with("rijbewijs", "B").with("rijbewijs", "B");
    let profile = ProfileForm::parse(&fields).unwrap().profile;
    assert_eq!((profile.driving_licences, profile.certificates), (Some(vec![DrivingLicence::B]), None));
}

#[test]
fn every_certificate_has_a_field_for_its_last_day() {
    for certificate in Certificate::ALL {
        assert_eq!(until_field(*certificate), format!("certificaat_tot_{}", certificate.code()));
    }
}

#[test]
fn limits_are_codes_of_the_list_or_free_words() {
    let fields = Fields::from_iter([
        ("geboortedatum", "1-5-1990"),
        ("grenzen", "tillen_15kg"),
        ("grenzen", "geen_nachtdienst"),
        ("grenzen", "tillen_15kg"),
        ("grenzen_anders", "snel moe na de middag\n\n- tillen_12kg\ngeen_nachtdienst"),
    ]);
    let form = PrivateForm::parse(&fields, today()).unwrap();
    let limits: Vec<_> = form.limits.iter().map(Limit::as_str).collect();
    assert_eq!(limits, ["tillen_15kg", "geen_nachtdienst", "snel moe na de middag", "tillen_12kg"]);
    let private = Private {
        birth_date: form.birth_date,
        limits: form.limits.clone(),
        facts: crate::domain::candidate::Facts::default(),
    };
    assert_eq!(PrivateForm::parse(&PrivateForm::to_fields(&private), today()).unwrap(), form);
    let wrong = Fields::default().with("grenzen", "snel moe").with("grenzen_anders", "x".repeat(121));
    let errors = PrivateForm::parse(&wrong, today()).unwrap_err();
    assert!(errors.of("grenzen").is_some() && errors.of("grenzen_anders").is_some(), "{errors}");
    assert_eq!(PrivateForm::parse(&Fields::default(), today()).unwrap(), PrivateForm::default());
}

#[test]
fn a_birth_date_is_that_of_somebody_of_14_to_100() {
    let read = |typed: &str| PrivateForm::parse(&Fields::default().with("geboortedatum", typed), today());
    for good in ["22-11-2012", "1990-05-01", "23-11-1925"] {
        assert!(read(good).is_ok(), "{good}");
    }
    for wrong in ["23-11-2012", "22-11-1925", "1899-01-01", "2027-01-01", "31-02-1990", "1 mei 1990", "90"] {
        assert!(read(wrong).is_err_and(|errors| errors.of("geboortedatum").is_some()), "{wrong}");
    }
    for slip in ["01-05-1890", "1890-05-01", "1-5-90", "01-05-2190"] {
        let errors = read(slip).unwrap_err();
        assert!(errors.of("geboortedatum").is_some_and(|error| error.starts_with("Kijk het jaar na.")), "{slip}");
    }
}
