//! A town in which somebody posts, and what must be so when all is quiet: everything public is found, once.
//! Never a wait without an end.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::json;

use super::installation::{Installation, Visitor};

const KVK: &str = "01234567";
/// How soon what was approved must be found.
pub const FOUND_WITHIN: Duration = Duration::from_secs(3);

/// The title of a listing that was imported.
pub fn imported(number: usize) -> String {
    format!("Kok nummer {number}")
}

pub fn posting(number: usize) -> serde_json::Value {
    json!({
        "identifier": number.to_string(), "title": imported(number),
        "description": format!("Je kookt in keuken {number} voor {} gasten.", number * 7),
        "hiringOrganization": {"name": "De Groene Kracht", "identifier": KVK},
        "jobLocation": {"address": {"postalCode": "3511 AB", "addressLocality": "Utrecht"}},
        "workHours": "24-32",
    })
}

impl Installation {
    /// An employer, a netwerker and an admin, and this many listings; gives the log-in links of the first two.
    pub fn furnish(&self, listings: usize) -> [String; 2] {
        self.import((0..listings).map(posting));
        self.account("admin", &[]);
        [self.account("employer", &["--organisation", KVK]), self.account("netwerker", &[])]
    }
}

/// The titles that everybody finds.
pub fn found(address: SocketAddr) -> Vec<String> {
    let visitor = Visitor::new(address);
    let mut titles = Vec::new();
    for page in 1.. {
        let answer = visitor.get(&format!("/api/v1/listings?per_page=100&page={page}")).expect("the server answers");
        assert_eq!(answer.status, 200, "{}", answer.body);
        let body: serde_json::Value = serde_json::from_str(&answer.body).expect("the API speaks JSON");
        let items = body["items"].as_array().expect("there are items");
        titles.extend(items.iter().map(|item| item["title"].as_str().unwrap_or_default().to_owned()));
        if items.len() < 100 {
            break;
        }
    }
    titles.sort_unstable();
    titles
}

/// Waits until exactly these titles are found, each once; gives how long that took.
#[track_caller]
pub fn wait_until_found(address: SocketAddr, mut titles: Vec<String>, within: Duration) -> Duration {
    titles.sort_unstable();
    let started = Instant::now();
    loop {
        let asked = started.elapsed();
        let found = found(address);
        if found == titles {
            return asked;
        }
        let missing: Vec<_> = titles.iter().filter(|title| !found.contains(title)).collect();
        assert!(asked < within, "not found: {missing:?}; found {} of {}", found.len(), titles.len());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[track_caller]
pub fn assert_index_is_equal(home: &Installation) {
    let said: serde_json::Value = serde_json::from_str(&home.must(&["search", "check"])).expect("it speaks JSON");
    assert_eq!(said["equal"], true, "{said}");
}
