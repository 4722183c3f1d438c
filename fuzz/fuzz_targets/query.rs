//! Any query string as a question to a small index: it is answered, and it survives the way into a link and back.
#![no_main]

use std::sync::LazyLock;

use baanin::domain::civil_day::CivilDay;
use baanin::domain::form::Fields;
use baanin::domain::ids::{Id, ListingId};
use baanin::domain::listing::ListingKind;
use baanin::domain::place::Places;
use baanin::domain::search::{API_NAMES, ListingDocument, PAGE_NAMES, Position, Query};
use baanin::search::Index;
use libfuzzer_sys::fuzz_target;

const TITLES: [&str; 12] = [
    "Vrachtwagenchauffeur", "Medewerker schoonmaak", "Verpleegkundige niveau 4", "Kok in de keuken", "Hovenier",
    "Orderpicker avond", "Tandartsassistente", "Data-analist", "Huisschilder", "Kassamedewerker", "Conciërge", "Lasser MIG/MAG",
];

static TODAY: LazyLock<CivilDay> = LazyLock::new(|| CivilDay::parse("2026-11-22").unwrap());
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let index = Index::in_memory().unwrap();
    index.rebuild(TITLES.iter().enumerate().map(|(at, title)| document(at, title)), Position::START).unwrap();
    index
});

fn document(at: usize, title: &str) -> ListingDocument {
    let place = Places::known().find(["Dalfsen", "Ommen", "Zwolle"][at % 3]);
    ListingDocument {
        id: ListingId::from_uuid(uuid::Uuid::from_u128(at as u128 + 1)),
        title: title.to_owned(),
        employer: "De Groene Kracht".to_owned(),
        body: format!("Wij zoeken een {title} die van aanpakken houdt, met rijbewijs B en een VCA."),
        kind: ListingKind::Vacature,
        sector: None,
        place: place.map(|place| place.name.clone()),
        at: place.map(|place| place.at),
        hours_min: None,
        hours_max: None,
        education: None,
        dutch: None,
        support: Vec::new(),
        days: Vec::new(),
        shifts: Vec::new(),
        published_at: chrono::DateTime::UNIX_EPOCH,
        closes_on: None,
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(pairs) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(bytes) else { return };
    let fields: Fields = pairs.into_iter().collect();
    let _ = Query::parse(&fields, &API_NAMES);
    let (query, _) = Query::parse(&fields, &PAGE_NAMES);
    let found = INDEX.search(&query, *TODAY, 0, 10).unwrap();
    assert!(found.hits.len() as u64 <= found.total.max(10));
    for hit in found.hits.iter().take(2) {
        let title = TITLES[hit.id.uuid().as_u128() as usize - 1];
        let snippet = INDEX.snippet(&query, title);
        assert!(!snippet.plain().is_empty());
    }
    let (again, errors) = Query::parse(&query.to_pairs().into_iter().collect(), &PAGE_NAMES);
    assert!(errors.is_empty(), "{errors}");
    assert_eq!(again.to_pairs(), query.to_pairs());
});
