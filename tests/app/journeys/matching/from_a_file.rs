//! Candidates and placements come from a file: the command takes them in, the ranking proposes, and bad lines are told.

use baanin::domain::proposal::ProposalStatus;

use super::*;
use crate::app::support::candidates::code_on;

const PEOPLE: &str = r#"{"identifier":"c-1","name":"Selam Tesfay","email":"selam@example.nl","place":"Dalfsen","max_distance_km":15,"transport":["fiets"],"hours_min":16,"hours_max":28,"days":["ma","di"],"occupations":["hovenier"],"experience":[{"title":"medewerker groen","years":3,"text":"bij een kwekerij"}],"skills":["gras maaien","heggen knippen"],"education_level":"vmbo","dutch":"B1","driving_licences":[],"kinds":["vacature"],"wishes":{"sectors":["groen"]},"begeleider":"beabegeleider@example.nl","facts":{"wajong_ooit":"ja","bijstand":"onbekend"},"limits":["tillen_15kg"],"birth_date":"1990-05-01"}
{"identifier":"c-2","name":"Kees Kok","place":"Dalfsen","occupations":["kok"],"begeleider":"Niemand Bekend"}
{"identifier":"c-3","name":"Fout","hours_min":"veel","days":["maandagochtend"]}
{"identifier":"c-4"}
geen json
"#;

struct Town<'a> {
    app: &'a TestApp,
    fatima: Browser,
    bea: Browser,
    listing: ListingId,
}

fn town(app: &TestApp) -> Town<'_> {
    let (netwerker, begeleider) = (app.netwerker(), app.person(Role::Begeleider, "Bea Begeleider"));
    let (fatima, bea) = (app.log_in(&netwerker), app.log_in(&begeleider));
    let organisation = app.employer("De Groene Kracht");
    let listing = app.fitting_listing(&organisation);
    app.forget_mails();
    Town { app, fatima, bea, listing }
}

impl Town<'_> {
    fn found(&self) -> Vec<Proposal> {
        let all = self.app.look(|conn| proposals::list(conn, proposals::Scope::Listing(self.listing), &[]));
        all.into_iter().map(|listed| listed.proposal).collect()
    }
}

fn lines(report: &serde_json::Value) -> Vec<(u64, String)> {
    let rejected = report["rejected"].as_array().expect("a list");
    let line = |each: &serde_json::Value| {
        (each["line"].as_u64().unwrap_or(0), each["reason"].as_str().unwrap_or_default().to_owned())
    };
    rejected.iter().map(line).collect()
}

on_both!(candidates_as_lines_of_json_and_then_there_are_matches, |app| {
    let mut town = town(app);
    let report = app.imports("candidates", "mensen.jsonl", PEOPLE);
    assert_eq!((report["imported"].as_u64(), report["updated"].as_u64()), (Some(2), Some(0)), "{report}");
    let rejected = lines(&report);
    assert_eq!(rejected.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4, 5], "{report}");
    assert!(rejected[0].1.contains("hours_min: ") && rejected[0].1.contains("days: "), "{report}");
    assert!(
        rejected[1].1.contains("name: Dit ontbreekt") && rejected[2].1.contains("geen kandidaat in JSON"),
        "{report}"
    );
    assert!(report["notes"][0]["note"].as_str().is_some_and(|note| note.contains("Niemand Bekend")), "{report}");
    app.run_jobs();
    assert_eq!(town.found().len(), 1, "who fits is proposed");
    town.bea.open("/netwerk/kandidaten").sees("Selam Tesfay").sees_not("Kees Kok");
    town.bea.click("Selam Tesfay").has_status(200).sees("Heeft of had Wajong Ja (import, ");
    town.bea.page().sees("Tillen tot 15 kilo").sees("1 mei 1990").sees("Ontvangt algemene bijstand Onbekend (import, ");
    town.bea.open("/netwerk/kandidaten?wie=zonder").sees("Kees Kok");
    town.fatima.open("/netwerk/voorstellen");
    town.fatima.click("Selam Tesfay voor Medewerker groen").has_status(200).sees_not("Wajong").sees_not("15 kilo");

    // The same again is an update, and makes nobody twice; what the file does not say of facts stays.
    let changed = PEOPLE.replace(r#""hours_max":28"#, r#""hours_max":30"#).replace(r#""wajong_ooit":"ja","#, "");
    let report = app.imports("candidates", "mensen.jsonl", &changed);
    assert_eq!((report["imported"].as_u64(), report["updated"].as_u64()), (Some(0), Some(2)), "{report}");
    app.run_jobs();
    assert_eq!(town.found().len(), 1);
    town.bea.open("/netwerk/kandidaten");
    town.bea.click("Selam Tesfay").sees("16 tot 30 uur per week").sees("Heeft of had Wajong Ja");
});

on_both!(candidates_as_rows_of_a_table, |app| {
    let mut town = town(app);
    let table = "identifier;name;place;max_distance_km;hours_min;hours_max;days;occupations;experience;skills;education_level;dutch;kinds;wish_sectors;begeleider;fact_bijstand;limits;onbekend\n\
        c-1;Selam Tesfay;Dalfsen;15;16;28;ma|di;hovenier;medewerker groen;gras maaien|heggen knippen;vmbo;B1;vacature;groen;Bea Begeleider;ja;tillen_15kg;x\n\
        c-2;Fout;Dalfsen;ver;;;;;;;;;;;;misschien;;\n";
    let report = app.imports("candidates", "mensen.csv", table);
    assert_eq!(report["imported"].as_u64(), Some(1), "{report}");
    let rejected = lines(&report);
    assert!(rejected.len() == 1 && rejected[0].0 == 3, "{report}");
    assert!(rejected[0].1.contains("max_distance_km: ") && rejected[0].1.contains("fact_bijstand: "), "{report}");
    app.run_jobs();
    assert_eq!(town.found().len(), 1, "{report}");
    town.bea.open("/netwerk/kandidaten").sees("Selam Tesfay");
    let report = app.imports("candidates", "mensen.csv", table);
    assert_eq!((report["imported"].as_u64(), report["updated"].as_u64()), (Some(0), Some(1)), "{report}");
    app.run_jobs();
});

on_both!(placements_as_lines_and_rows, |app| {
    let mut town = town(app);
    app.imports("candidates", "mensen.jsonl", PEOPLE);
    let text = r#"{"identifier":"p-1","candidate":"c-1","employer":"De Groene Kracht","employer_kvk":"","kind":"werkstage","starts_on":"2026-03-02","hours":16,"outflow":"none","benefit_since":"2024-01-01","ended_on":"2026-08-01","end_reason":"hired"}
{"identifier":"p-2","candidate":"c-2","employer":"De Linde","kind":"dienstverband_fulltime","starts_on":"2026-09-01","outflow":"whole"}
{"identifier":"p-3","candidate":"c-99","employer":"De Linde","kind":"werkstage","starts_on":"2026-09-01"}
{"identifier":"p-4","candidate":"c-2","employer":"De Linde","kind":"stage","starts_on":"ooit"}
"#;
    let report = app.imports("placements", "plaatsingen.jsonl", text);
    assert_eq!(report["imported"].as_u64(), Some(2), "{report}");
    let rejected = lines(&report);
    assert_eq!(rejected.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4], "{report}");
    assert!(rejected[0].1.contains("\"c-99\" is hier niet bekend"), "{report}");
    assert!(rejected[1].1.contains("kind: ") && rejected[1].1.contains("starts_on: "), "{report}");
    let page = town.fatima.open("/netwerk/plaatsingen");
    page.has_status(200).sees("Kees Kok").sees("Dienstverband fulltime");
    town.fatima.click("Kees Kok").has_status(200).sees("uit een bestand");
    town.fatima.open("/netwerk/plaatsingen");
    town.fatima.click("Afgelopen").has_status(200).sees("In dienst bij dezelfde werkgever");
    let table = "identifier,candidate,employer,kind,starts_on,outflow,ended_on,end_reason\n\
        p-2,c-2,De Linde,dienstverband_fulltime,2026-09-01,whole,2026-11-01,stopped_by_employer\n\
        p-5,c-1,De Kam,werkstage,2026-10-01,none,,\n";
    let report = app.imports("placements", "plaatsingen.csv", table);
    assert_eq!((report["imported"].as_u64(), report["updated"].as_u64()), (Some(1), Some(1)), "{report}");
    town.fatima.open("/netwerk/plaatsingen").sees("De Kam");
    town.fatima.click("Afgelopen").sees("De werkgever is gestopt");
    app.run_jobs();
});

on_both!(who_was_erased_does_not_come_back_by_a_file, |app| {
    let mut town = town(app);
    app.imports("candidates", "mensen.jsonl", PEOPLE);
    app.run_jobs();
    town.bea.open("/netwerk/kandidaten");
    town.bea.click("Selam Tesfay");
    let code = code_on(&town.bea.page().text());
    town.bea.click("Wis alle gegevens");
    town.bea.press_with("Wis alle gegevens", &[("code", &code)]).has_status(200);
    app.run_jobs();
    let report = app.imports("candidates", "mensen.jsonl", PEOPLE);
    assert_eq!((report["imported"].as_u64(), report["updated"].as_u64()), (Some(0), Some(1)), "{report}");
    let rejected = lines(&report);
    assert!(rejected[0].0 == 1 && rejected[0].1.contains("zijn gewist"), "{report}");
    app.run_jobs();
    town.bea.open("/netwerk/kandidaten?wie=team").sees_not("Selam Tesfay");
    assert!(app.database.columns_with(&["Selam", "Tesfay", "1990-05-01", "wajong_ooit"]).is_empty());
    assert!(town.found().iter().all(|proposal| proposal.status == ProposalStatus::Lapsed));
    // Nor a placement.
    let placement =
        r#"{"identifier":"p-1","candidate":"c-1","employer":"De Linde","kind":"werkstage","starts_on":"2026-09-01"}"#;
    let report = app.imports("placements", "plaatsingen.jsonl", placement);
    assert!(lines(&report)[0].1.contains("is hier niet bekend"), "{report}");
});
