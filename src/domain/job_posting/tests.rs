//! Odd lines, as other sites write them. It never opens a file.

use super::*;
use crate::domain::code::Code;
use crate::domain::listing::terms::{Certificate, Contract, Day, Sector};
use crate::domain::text::Postcode;

const START: &str = r#""identifier":"a-1","title":"Medewerker groen","hiringOrganization":{"name":"De Groene Kracht"}"#;

/// A line with the required keys and these.
fn with(keys: &str) -> Result<Posting, String> {
    line(&format!("{{{START},{keys}}}"))
}

fn line(json: &str) -> Result<Posting, String> {
    serde_json::from_str::<JobPosting>(json).unwrap().into_posting("test")
}

#[test]
fn the_example_of_the_interface_is_read_whole() {
    let posting = line(
        r#"{"@type":"JobPosting","identifier":"ext-123","title":"Medewerker groen","description":"<p>Je <b>maait</b>.</p>",
        "hiringOrganization":{"name":"De Groene Kracht","identifier":"12345678"},
        "jobLocation":{"address":{"postalCode":"7721 AB","addressLocality":"Dalfsen"}},
        "employmentType":["PART_TIME"],"workHours":"24-32",
        "baseSalary":{"currency":"EUR","value":{"minValue":15.2,"maxValue":16.1,"unitText":"HOUR"}},
        "datePosted":"2026-11-01","validThrough":"2026-12-31",
        "baanin":{"kind":"vacature","sector":"groen","education_min":"vmbo","dutch_min":"A2","driving_licences":["B"],
          "certificates":["VCA_BASIS"],"skills":["snoeien"],"tasks":["maaien","heggen\nknippen"],"load":["tillen_15kg","buiten"],
          "days":["ma","di"],"positions":2,"contract_months":12,"starts_at":"2027-01-04","shifts":["dag"],"react":"direct",
          "formal_employer":null,"support":{"jobcoach":"yes","guidance_hours":4,"buddy":true},
          "intention_months":6,"wage_after":{"minValue":15.2,"unitText":"HOUR"},"internal":{"ladder_step_min":4}}}"#,
    )
    .unwrap();
    let content = &posting.content;
    assert_eq!((posting.origin.source.as_str(), posting.origin.identifier.as_str()), ("test", "ext-123"));
    assert_eq!(posting.kvk.unwrap().as_str(), "12345678");
    assert_eq!(content.description.as_str(), "Je maait.");
    assert_eq!(content.wage.unwrap().to_string(), "€ 15,20 tot € 16,10 per uur");
    assert_eq!((content.sector, content.positions), (Some(Sector::Groen), 2));
    assert_eq!(content.certificates, [Certificate::VcaBasis]);
    assert_eq!(content.tasks, ["maaien", "heggen knippen"]);
    assert_eq!(content.days, [Day::Ma, Day::Di]);
    assert_eq!(content.contract, Some(Contract::Months(12)));
    assert_eq!(content.ladder_step_min, Some(4));
    assert!(content.support.buddy && content.wage_after.is_none() && content.intention_months.is_none());
    assert_eq!(posting.posted_on, CivilDay::parse("2026-11-01"));
}

#[test]
fn what_is_missing_is_unknown() {
    let posting = with(r#""description":"","employmentType":"FULL_TIME","unknown":{"deep":[1]}"#).unwrap();
    let content = &posting.content;
    assert_eq!(posting.kind, ListingKind::Vacature);
    assert_eq!(content.description.as_str(), "Medewerker groen");
    assert!(content.hours_min.is_none() && content.wage.is_none() && content.place.is_none());
    assert!(content.closes_on.is_none() && content.education.is_none() && posting.posted_on.is_none());
    assert_eq!(with(r#""description":"<p> </p>""#).unwrap().content.description.as_str(), "Medewerker groen");
}

#[test]
fn identifiers_and_organisations_come_in_every_shape() {
    for (identifier, read) in [
        (r#"" a-1 ""#, "a-1"),
        ("12345678901234567890", "12345678901234567890"),
        (r#"{"@type":"PropertyValue","name":"Bureau","value":"7-b"}"#, "7-b"),
        (r#"{"value":17}"#, "17"),
        (r#"[{"value":17}]"#, "17"),
    ] {
        let json = format!(r#"{{"identifier":{identifier},"title":"Kok","hiringOrganization":"De Kam"}}"#);
        let posting = line(&json).unwrap();
        assert_eq!((posting.origin.identifier.as_str(), posting.employer.as_str()), (read, "De Kam"), "{identifier}");
    }
    for (organisation, kvk) in [
        (r#"{"name":"De Kam","identifier":"NL-4711"}"#, None),
        (r#"{"name":"De Kam","identifier":12345678}"#, Some("12345678")),
        (r#"[{"name":"De Kam","identifier":{"name":"KVK","value":"1234 5678"}}]"#, Some("12345678")),
        (r#"{"name":"De Kam","identifier":["12345678"]}"#, Some("12345678")),
    ] {
        let json = format!(r#"{{"identifier":"1","title":"Kok","hiringOrganization":{organisation}}}"#);
        let posting = line(&json).unwrap();
        assert_eq!(posting.kvk.as_ref().map(KvkNumber::as_str), kvk, "{organisation}");
        assert_eq!(posting.employer, "De Kam", "{organisation}");
    }
}

#[test]
fn hours_are_read_when_they_say_hours_a_week() {
    for (given, read) in [
        (r#""24-32""#, "24 32"),
        (r#""24 tot 32""#, "24 32"),
        (r#""24 t/m 32 uur per week""#, "24 32"),
        (r#""24 – 32u""#, "24 32"),
        ("24", "24 24"),
        ("36.5", "36,5 36,5"),
        (r#""36,5 uur""#, "36,5 36,5"),
        (r#"{"minValue":24,"maxValue":32}"#, "24 32"),
        (r#""40 hours per week""#, "40 40"),
        (r#"["24"]"#, "24 24"),
    ] {
        let content = with(&format!(r#""workHours":{given}"#)).unwrap().content;
        let hours = format!("{} {}", content.hours_min.unwrap(), content.hours_max.unwrap());
        assert_eq!(hours, read, "{given}");
    }
    for given in [
        r#""veel""#,
        r#""""#,
        "0",
        "-5",
        "80",
        "true",
        "null",
        "{}",
        "[]",
        r#""32-24""#,
        r#""09:00-17:00""#,
        r#""8 uur per dag""#,
        r#""tot 24 uur""#,
        r#""minimaal 24""#,
        r#""2 4""#,
    ] {
        let content = with(&format!(r#""workHours":{given}"#)).unwrap().content;
        assert_eq!((content.hours_min, content.hours_max), (None, None), "{given}");
    }
}

#[test]
fn wages_are_read_with_their_unit_or_not_at_all() {
    for (given, read) in [
        (r#"{"currency":"EUR","value":{"value":15.2,"unitText":"HOUR"}}"#, "€ 15,20 per uur"),
        (r#"{"value":{"minValue":"15,20","maxValue":"€ 16,10","unitText":"hour"}}"#, "€ 15,20 tot € 16,10 per uur"),
        (r#"{"currency":"EUR","value":2500,"unitText":"MONTH"}"#, "€ 2.500 per maand"),
        (r#"{"currency":"EUR","minValue":30000,"maxValue":36000,"unitText":"YEAR"}"#, "€ 30.000 tot € 36.000 per jaar"),
        (r#"[{"value":{"minValue":15,"maxValue":0,"unitCode":"HUR"}}]"#, "€ 15,00 per uur"),
    ] {
        let content = with(&format!(r#""baseSalary":{given}"#)).unwrap().content;
        assert_eq!(content.wage.map(|wage| wage.to_string()).as_deref(), Some(read), "{given}");
    }
    for given in [
        r#""marktconform""#,
        "15.2",
        "0",
        "null",
        "{}",
        r#"{"value":{"value":0,"unitText":"HOUR"}}"#,
        r#"{"value":{"value":15.2}}"#,
        r#"{"value":{"value":14.717,"unitText":"HOUR"}}"#,
        r#"{"value":{"value":2500,"unitText":"HOUR"}}"#,
        r#"{"value":{"value":15.2,"unitText":"WEEK"}}"#,
        r#"{"value":{"minValue":16,"maxValue":15,"unitText":"HOUR"}}"#,
        r#"{"currency":"USD","value":{"value":15.2,"unitText":"HOUR"}}"#,
        r#"{"value":{"value":"cao","unitText":"HOUR"}}"#,
    ] {
        assert_eq!(with(&format!(r#""baseSalary":{given}"#)).unwrap().content.wage, None, "{given}");
    }
}

#[test]
fn places_are_kept_as_text_and_never_with_a_street_that_we_can_tell() {
    for (given, place, postcode) in [
        (r#"{"address":{"postalCode":"7721ab","addressLocality":"Dalfsen"}}"#, Some("Dalfsen"), Some("7721 AB")),
        (r#"[{"address":{"postalCode":7721}},{"address":"Zwolle"}]"#, None, Some("7721")),
        (r#"{"address":"Verweggistan"}"#, Some("Verweggistan"), None),
        (r#"{"address":"Bosweg 1, 7721 AB Dalfsen"}"#, Some("Dalfsen"), Some("7721 AB")),
        (r#""Bosweg 1 7721AB Dalfsen, Nederland""#, Some("Dalfsen"), Some("7721 AB")),
        (r#"{"address":{"postalCode":"9000","addressLocality":"Gent","addressCountry":"BE"}}"#, Some("Gent"), None),
        (r#"{"address":{"postalCode":"9000","addressCountry":{"name":"Nederland"}}}"#, None, Some("9000")),
        (r#"{"address":{"postalCode":"1000-001 X","addressLocality":" "}}"#, None, None),
        (r#"{"address":{"addressLocality":["Dalfsen"]}}"#, None, None),
        ("[]", None, None),
        ("7", Some("7"), None),
    ] {
        let content = with(&format!(r#""jobLocation":{given}"#)).unwrap().content;
        let read = (content.place.as_deref(), content.postcode.as_ref().map(Postcode::as_str));
        assert_eq!(read, (place, postcode), "{given}");
    }
}

#[test]
fn dates_are_days_in_the_netherlands() {
    for (given, read) in [
        (r#""2026-12-31""#, "2026-12-31"),
        (r#""31-12-2026""#, "2026-12-31"),
        (r#""2026-12-31T23:59""#, "2026-12-31"),
        (r#""2026-12-31T23:59:59+01:00""#, "2026-12-31"),
        (r#""2026-12-30T23:00:00.000Z""#, "2026-12-31"),
        (r#""2026-12-31 23:59:59""#, "2026-12-31"),
    ] {
        let posting = with(&format!(r#""validThrough":{given},"datePosted":{given}"#)).unwrap();
        assert_eq!(posting.content.closes_on, CivilDay::parse(read), "{given}");
        assert_eq!(posting.posted_on, CivilDay::parse(read), "{given}");
    }
    let empty = with(r#""validThrough":"","datePosted":"gisteren""#).unwrap();
    assert_eq!((empty.content.closes_on, empty.posted_on), (None, None));
}

#[test]
fn a_refusal_names_the_field_and_what_stands_there() {
    let long = "x".repeat(151);
    for (json, parts) in [
        (r#"{"title":"Kok","hiringOrganization":"X"}"#.to_owned(), vec!["identifier: Dit ontbreekt"]),
        (r#"{"identifier":true,"title":"Kok","hiringOrganization":"X"}"#.to_owned(), vec!["identifier: Dit ontbreekt"]),
        (r#"{"identifier":"1","title":"Kok"}"#.to_owned(), vec!["hiringOrganization.name: Dit ontbreekt"]),
        (r#"{"identifier":"1","hiringOrganization":"X"}"#.to_owned(), vec!["title: Vul in"]),
        (
            format!(r#"{{"identifier":"1","title":"{long}","hiringOrganization":"X"}}"#),
            vec!["title: ", "hoogstens 150"],
        ),
        (format!("{{{START},\"description\":\"{}\"}}", "x".repeat(20_001)), vec!["description: ", "hoogstens 20000"]),
        (format!(r#"{{{START},"validThrough":"binnenkort"}}"#), vec!["validThrough: ", "\"binnenkort\""]),
        (format!(r#"{{{START},"validThrough":{{}}}}"#), vec!["validThrough: Hier hoort een tekst"]),
    ] {
        let reason = line(&json).unwrap_err();
        assert!(parts.iter().all(|part| reason.contains(part)), "{json}: {reason}");
    }
}

#[test]
fn what_is_wrong_in_our_own_block_is_said() {
    for (block, parts) in [
        (r#"{"kind":"baan"}"#, ["baanin.kind: ", "\"baan\""]),
        (r#"{"sector":"grun"}"#, ["baanin.sector: ", "\"grun\""]),
        (r#"{"sector":["groen","bouw"]}"#, ["baanin.sector: ", "tekst of een getal"]),
        (r#"{"certificates":["VCA_BASIS","VCA"]}"#, ["baanin.certificates: ", "VCA_BASIS, VCA"]),
        (r#"{"positions":"veel"}"#, ["baanin.positions: ", "\"veel\""]),
        (r#"{"dutch_min":"a2"}"#, ["baanin.dutch_min: ", "\"a2\""]),
        (r#"{"starts_at":"2027-02-30"}"#, ["baanin.starts_at: ", "\"2027-02-30\""]),
        (r#"{"support":{"jobcoach":"no"}}"#, ["baanin.support.jobcoach: ", "\"no\""]),
        (r#"{"support":{"buddy":"misschien"}}"#, ["baanin.support.buddy: ", "true of false"]),
        (r#"{"reach":{"indeed":"ja"}}"#, ["baanin.reach.indeed: ", "true of false"]),
        (r#"{"support":true}"#, ["baanin.support: ", "object"]),
        (r#"{"internal":{"ladder_step_min":9}}"#, ["baanin.internal.ladder_step_min: ", "\"9\""]),
        (r#"{"kind":"proefplaatsing","wage_after":{"minValue":15}}"#, ["baanin.wage_after: ", "unitText"]),
        (r#"{"kind":"proefplaatsing","intention_months":3}"#, ["baanin.intention_months: ", "\"3\""]),
        (r#"{"tasks":[{"a":1}]}"#, ["baanin.tasks: ", "tekst of een getal"]),
        (r#""ja""#, ["baanin: ", "object"]),
    ] {
        let reason = with(&format!(r#""baanin":{block}"#)).unwrap_err();
        assert!(parts.iter().all(|part| reason.contains(part)), "{block}: {reason}");
    }
    let wage = r#""baseSalary":{"value":{"value":15.2,"unitText":"HOUR"}},"baanin":{"kind":"werkstage"}"#;
    assert!(with(wage).unwrap_err().contains("baseSalary: Bij een werkstage hoort geen loon."));
}

#[test]
fn a_source_can_keep_a_listing_from_search_engines() {
    let reach = |block: &str| with(&format!(r#""baanin":{block}"#)).unwrap().content.reach;
    assert!(reach("{}").search_engines && !reach("{}").indeed);
    let said = reach(r#"{"reach":{"search_engines":false,"indeed":true}}"#);
    assert!(!said.search_engines && said.indeed);
}

#[test]
fn every_field_of_the_form_has_a_name_in_the_file() {
    for kind in ListingKind::ALL {
        let content = with(&format!(r#""baanin":{{"kind":"{}"}}"#, kind.code())).unwrap().content;
        for (field, _) in content.to_fields().iter() {
            assert_ne!(name_in_file(field), field);
        }
    }
}

#[test]
fn the_listings_of_the_demo_are_all_read() {
    for each in include_str!("../../../demo/listings.jsonl").lines() {
        // A day, the next working day, the last one: `{D+1}`, `{W+1}`, `{V+1}`.
        let day = |(at, _): &(usize, &str)| each[at + 1..].starts_with(['D', 'W', 'V']);
        let (mut json, mut rest) = (String::new(), 0);
        for (at, _) in each.match_indices('{').filter(day) {
            json = json + &each[rest..at] + "2026-12-31";
            rest = at + each[at..].find('}').unwrap() + 1;
        }
        json += &each[rest..];
        let posting = line(&json).unwrap_or_else(|reason| panic!("{each}: {reason}"));
        let content = &posting.content;
        assert!(content.hours_min.is_some() && content.postcode.is_some() && posting.kvk.is_some(), "{each}");
        assert_eq!(content.wage.is_some(), json.contains("baseSalary"), "{each}");
    }
}

#[test]
fn what_we_publish_reads_back_as_what_it_was() {
    use crate::domain::employer::EmployerProfile;
    use crate::domain::ids::{EmployerId, Id, ListingId, MunicipalityId};
    use crate::domain::listing::{Listing, Status};
    use chrono::{DateTime, Utc};

    let given = with(
        r#""baseSalary":{"currency":"EUR","value":{"minValue":15.2,"maxValue":16.1,"unitText":"HOUR"}},"workHours":"24-32",
        "jobLocation":{"address":{"postalCode":"7721 AB","addressLocality":"Dalfsen"}},"validThrough":"2026-12-31",
        "baanin":{"internal":{"ladder_step_min":4}}"#,
    )
    .unwrap();
    let now = DateTime::<Utc>::from_timestamp(1_795_000_000, 0).unwrap();
    let listing = |kind| Listing {
        id: ListingId::from_uuid(uuid::Uuid::from_u128(1)),
        municipality: MunicipalityId::from_uuid(uuid::Uuid::from_u128(2)),
        employer: EmployerId::from_uuid(uuid::Uuid::from_u128(3)),
        code: "ABC123".to_owned(),
        kind,
        status: Status::Live,
        live_revision: None,
        title: "Een nieuwere naam".to_owned(),
        positions: 1,
        filled: 0,
        closes_on: given.content.closes_on,
        published_at: Some(now),
        origin: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let employer = EmployerProfile {
        name: "De Groene Kracht".to_owned(),
        kvk: None,
        place: None,
        postcode: None,
        website: None,
        about: None,
    };
    let publish = |kind, content: &ListingContent| {
        Published::of(&listing(kind), content, &employer, "https://x/werk/1".to_owned(), "<p>Je maait.</p>".to_owned())
    };
    let json = serde_json::to_string(&publish(ListingKind::Vacature, &given.content).unwrap()).unwrap();
    assert!(!json.contains("ladder") && !json.contains("null"), "{json}");
    let again = line(&json).unwrap();
    assert_eq!((again.employer, again.origin.identifier), ("De Groene Kracht".to_owned(), "ABC123".to_owned()));
    let (read, was) = (&again.content, &given.content);
    assert_eq!((&read.title, read.wage, &read.postcode), (&was.title, was.wage, &was.postcode));
    assert_eq!((read.hours_min, read.hours_max, read.closes_on), (was.hours_min, was.hours_max, was.closes_on));
    // Neither work without wage, nor what its employer keeps to this site.
    for kind in ListingKind::ALL.iter().filter(|kind| !kind.is_paid()) {
        assert_eq!(publish(*kind, &given.content), None, "{kind:?}");
    }
    let mut quiet = given.content.clone();
    quiet.reach.search_engines = false;
    assert_eq!(publish(ListingKind::Vacature, &quiet), None);
}
