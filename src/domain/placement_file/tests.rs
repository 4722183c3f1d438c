//! Placements as files bring them, with nonsense. It never opens a file.

use super::*;

const START: &str =
    r#""identifier":"p-1","candidate":"c-17","employer":"De Kam","kind":"werkstage","starts_on":"2026-03-02""#;

/// A line with the required keys and these.
fn with(keys: &str) -> Result<PlacementRecord, String> {
    line(&format!("{{{START}{keys}}}"))
}

fn line(json: &str) -> Result<PlacementRecord, String> {
    let today = CivilDay::parse("2026-11-22").unwrap();
    serde_json::from_str::<PlacementLine>(json).unwrap().into_record(today)
}

#[test]
fn a_whole_line_is_read() {
    let record = with(
        r#","employer_kvk":12345678,"listing":"demo-01","ends_on":"2026-09-01","hours":"16,5","outflow":"part",
        "benefit_since":"2019-05-01","ended_on":"2026-08-01","end_reason":"hired""#,
    )
    .unwrap();
    let day = |text: &str| CivilDay::parse(text).unwrap();
    assert_eq!((record.identifier.as_str(), record.candidate.as_str()), ("p-1", "c-17"));
    assert_eq!(record.kvk.unwrap().as_str(), "12345678");
    assert_eq!(record.listing.as_deref(), Some("demo-01"));
    let terms = PlacementTerms {
        kind: PlacementKind::Werkstage,
        starts_on: day("2026-03-02"),
        ends_on: Some(day("2026-09-01")),
        hours: Hours::from_hundredths(1_650),
        outflow: Outflow::Part,
        benefit_since: Some(day("2019-05-01")),
    };
    assert_eq!(record.terms, terms);
    assert_eq!(record.ended, Some((day("2026-08-01"), PlacementEnd::Hired)));
}

#[test]
fn what_is_missing_is_unknown_and_the_benefit_goes_on() {
    let record = with(r#","unknown":1,"ends_on":null,"hours":"""#).unwrap();
    assert_eq!((record.terms.outflow, record.terms.ends_on, record.ended), (Outflow::None, None, None));
    assert!(record.kvk.is_none() && record.listing.is_none() && record.terms.hours.is_none());
}

#[test]
fn a_refusal_names_the_field_and_what_stands_there() {
    for key in ["identifier", "candidate", "employer", "kind", "starts_on"] {
        let reason = line(&format!("{{{START}}}").replace(key, "else")).unwrap_err();
        assert!(reason.starts_with(&format!("{key}: ")), "{reason}");
    }
    for (keys, parts) in [
        (r#","employer_kvk":"NL-1""#, ["employer_kvk: ", "\"NL-1\""]),
        (r#","ends_on":"2026-03-01""#, ["ends_on: ", "eerder dan de eerste"]),
        (r#","ends_on":"ooit""#, ["ends_on: ", "\"ooit\""]),
        (r#","hours":90"#, ["hours: ", "\"90\""]),
        (r#","hours":[16]"#, ["hours: ", "tekst of een getal"]),
        (r#","outflow":"all""#, ["outflow: ", "whole, part, none"]),
        (r#","benefit_since":"lang""#, ["benefit_since: ", "\"lang\""]),
        (r#","ended_on":"2026-08-01""#, ["end_reason: ", "horen bij elkaar"]),
        (r#","end_reason":"hired""#, ["ended_on: ", "horen bij elkaar"]),
        (r#","ended_on":"2026-11-23","end_reason":"hired""#, ["ended_on: ", "nog niet geweest"]),
        (r#","ended_on":"2026-03-01","end_reason":"hired""#, ["ended_on: ", "eerder dan de eerste"]),
        (r#","ended_on":"2026-08-01","end_reason":"weg""#, ["end_reason: ", "\"weg\""]),
    ] {
        let reason = with(keys).unwrap_err();
        assert!(parts.iter().all(|part| reason.contains(part)), "{keys}: {reason}");
    }
    assert!(with(r#","ended_on":"2026-02-20","end_reason":"never_began""#).is_ok());
}
