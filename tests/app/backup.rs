//! The machine is lost: a backup is put back, nobody who was erased comes back, no mail goes twice unasked.
//! Never on a fixed clock where the program itself is asked: these are real files and real processes.

mod damaged;
mod held;
mod killed;
mod postgres;
mod returned;
mod taken;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use baanin::actions::{ActionError, ActionResult, candidate, interest};
use baanin::app::App;
use baanin::clock::Clock;
use baanin::config;
use baanin::db::Tx;
use baanin::domain::actor::Actor;
use baanin::domain::candidate::Candidate;
use baanin::domain::civil_day::by_day;
use baanin::domain::form::Fields;
use baanin::domain::interest::Applicant;
use baanin::jobs;
use baanin::store::candidates;
use serde_json::{Value, json};

use crate::app::support::installation::{Installation, ends_with, files_in};

/// Words that only one person has.
const MARKS: [&str; 3] = ["Zoraya", "kanariepiet", "Kanariefluiten"];
const PERSON: &str = "zk-1";

/// An installation with a person in it who will be erased, another who will not, and a mail that waits.
struct House(Installation);

impl House {
    fn new(name: &str) -> Self {
        let home = Installation::new(&format!("backup-{name}"));
        let people = [
            json!({"identifier": PERSON, "name": "Zoraya Kanariepiet", "email": "zoraya.kanariepiet@example.nl",
                "skills": ["Kanariefluiten"], "municipality": "Dalfsen", "hours_max": 24}),
            json!({"identifier": "zk-2", "name": "Henk Blijver", "email": "henk@example.nl", "municipality": "Dalfsen"}),
        ];
        fs::write(home.directory.join("people.jsonl"), people.map(|line| line.to_string()).join("\n"))
            .expect("it fits");
        home.must(&["import", "candidates", "people.jsonl"]);
        home.import((0..3).map(crate::app::support::settled::posting));
        home.account("begeleider", &[]);
        let house = Self(home);
        let fields = [("naam", "Ans"), ("email", "ans@example.nl"), ("bericht", "Ik zoek werk")];
        let from = Applicant::parse(&Fields::from_iter(fields)).expect("it is right");
        let municipality = house.app().municipality.id;
        house.act(|tx| interest::react(tx, municipality, None, &from));
        house
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.directory.join(name)
    }

    fn database(&self) -> PathBuf {
        self.file("data/baanin.sqlite3")
    }

    /// The program in this process. While it lives the database is in use.
    fn app(&self) -> App {
        self.app_at(Clock::System)
    }

    fn app_at(&self, clock: Clock) -> App {
        let at = |name: &str| self.file(name).display().to_string();
        let settings = |key: &str| match key {
            "DATABASE_URL" => Some(format!("sqlite://{}", at("data/baanin.sqlite3"))),
            "BAANIN_ADDRESS" => Some(self.0.address.to_string()),
            "BAANIN_SEARCH_DIR" => Some(at("search_index/data")),
            "BAANIN_MAIL" => Some(format!("file:{}", at("data/mail"))),
            "BAANIN_SECRET_FILE" => Some(at("data/secret")),
            "BAANIN_ERASURE_LEDGER" => Some(at("data/erasures.jsonl")),
            _ => None,
        };
        let config = config::read(&settings, None).expect("the settings are right");
        App::open(config, clock).expect("the program opens").0
    }

    fn act<T>(&self, act: impl Fn(&mut Tx) -> ActionResult<T>) -> T {
        self.app().write_now::<T, ActionError>(act).expect("the action happens")
    }

    fn person(&self) -> Option<Candidate> {
        let app = self.app();
        let found =
            app.db.read_now(|conn| candidates::named(conn, app.municipality.id, PERSON).map_err(ActionError::from));
        found.expect("it can be read").pop()
    }

    fn erase(&self) {
        let person = self.person().expect("the person is there");
        self.act(|tx| candidate::erase(tx, &Actor::System, person.id, person.version, &person.code));
    }

    /// Runs a command; gives the JSON that it says.
    #[track_caller]
    fn says(&self, arguments: &[&str]) -> Value {
        let said = self.0.must(arguments);
        serde_json::from_str(&said).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {said}"))
    }

    fn jobs(&self) {
        self.0.must(&["jobs", "run", "--until-idle"]);
    }

    /// What happens by day: mail that nobody waits for does not go in the evening.
    fn jobs_by_day(&self) {
        let now = Clock::System.now();
        jobs::run_due(&self.app_at(Clock::fixed(by_day(now))), true).expect("the jobs run");
    }

    /// The bodies and identities of the mails that went out.
    fn mails(&self) -> BTreeSet<Vec<u8>> {
        let files = files_in(&self.file("data/mail")).into_iter().filter(|path| ends_with(path, "eml"));
        files.map(|path| fs::read(path).expect("a mail can be read")).collect()
    }

    fn held(&self) -> usize {
        self.0.must(&["mail", "list", "--state", "held"]).lines().count()
    }

    /// What lies beside the database that no program should leave.
    fn litter(&self) -> Vec<PathBuf> {
        let is_litter = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            [".restoring", ".copying", ".part"].iter().any(|ending| name.ends_with(ending))
        };
        files_in(&self.file("data")).into_iter().chain(files_in(&self.0.directory)).filter(is_litter).collect()
    }

    /// Words of the person in the bytes of a file, also where rows were deleted.
    fn marks_in(path: &Path) -> Vec<&'static str> {
        let text = String::from_utf8_lossy(&fs::read(path).expect("it can be read")).to_lowercase();
        MARKS.into_iter().filter(|mark| text.contains(&mark.to_lowercase())).collect()
    }
}
