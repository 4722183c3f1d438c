//! Lists of words and places from elsewhere: brought in by a command, in use from the next start on, taken away again.

use crate::app::support::{TestApp, texts};
use baanin::domain::listing::ListingKind;

const PLACES: &str = "pc4,woonplaats,gemeente,lat,lon\n1614,Lutjebroek,Stede Broec,52.698,5.203\n\
    9,Nergens,Nergens,52.0,5.0\n1616,Hoogkarspel,Drechterland,noord,5.2\n";

/// What a command that starts now finds near a place; `None` when it does not know the place.
fn found_near(app: &TestApp, place: &str) -> Option<i64> {
    let (code, said) = app.pipes(&["search", "--place", place, "bakker"], b"");
    if code == Some(0) { said["total"].as_i64() } else { None }
}

on_both!(places_are_used_from_the_next_start_on_and_can_be_taken_away, |app| {
    let employer = app.employer("De Groene Kracht");
    let text = texts::with(texts::vacature(), &[("titel", "Bakker"), ("plaats", "Dalfsen")]);
    app.live(&employer, ListingKind::Vacature, &text);
    app.run_jobs();
    assert_eq!(found_near(app, "Dalfsen"), Some(1));
    assert_eq!(found_near(app, "Lutjebroek"), None, "it does not ship");

    let report = app.imports("places", "places.csv", PLACES);
    assert_eq!((&report["imported"], &report["updated"]), (&1.into(), &0.into()), "{report}");
    let rejected = report["rejected"].as_array().unwrap();
    assert_eq!(rejected.iter().map(|line| line["line"].as_i64()).collect::<Vec<_>>(), [Some(3), Some(4)]);
    assert_eq!(found_near(app, "Lutjebroek"), Some(0));
    assert_eq!(found_near(app, "1614"), Some(0));
    assert_eq!(found_near(app, "Dalfsen"), Some(1), "what ships stays");

    let report = app.imports("places", "places.csv", "woonplaats,lat,lon\n,,\n");
    assert_eq!(report["rejected"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(found_near(app, "Lutjebroek"), Some(0), "a file of which nothing can be used changes nothing");

    app.imports("places", "places.csv", "");
    assert_eq!(found_near(app, "Lutjebroek"), None, "an empty file takes the list away");
    app.run_jobs();
});

on_both!(words_that_mean_the_same_count_at_once, |app| {
    let employer = app.employer("De Groene Kracht");
    let text = texts::with(texts::vacature(), &[("titel", "Snoezelaar"), ("tekst", "Je doet iets.")]);
    let id = app.live(&employer, ListingKind::Vacature, &text);
    app.run_jobs();
    let found = |words: &str| app.anonymous().get(&format!("/werk?q={words}")).body.contains(&id.to_string());
    assert!(found("snoezelaar") && !found("flierefluiter"));

    let report = app.imports("thesaurus", "eigen.txt", "# van de netwerker\nflierefluiter, snoezelaar\nalleen\n");
    assert_eq!(report["imported"], 1, "{report}");
    assert_eq!(report["rejected"][0]["line"], 3, "{report}");
    app.run_jobs();
    assert!(found("flierefluiter"), "without a new start");

    let occupations =
        "esco_uri,preferred_label,alt_labels\nx,snoezelaar,\"lanterfanter|iemand die helemaal niets doet\"\ny,,a\n";
    let report = app.imports("thesaurus", "esco.csv", occupations);
    assert_eq!((&report["updated"], &report["rejected"][0]["line"]), (&1.into(), &3.into()), "{report}");
    app.run_jobs();
    assert!(found("lanterfanter") && !found("flierefluiter"), "a source brings a list in the place of its last one");

    app.imports("thesaurus", "leeg.txt", "");
    app.run_jobs();
    assert!(!found("lanterfanter"));
});
