//! The law of the house, checked. The tables below are the documentation of who may import whom and who owns what; a
//! change of a table is a change of the architecture, and never a way to make a test pass quietly.

mod checks;
mod paths;
mod proofs;
mod source;

use std::fs;
use std::path::Path;

use checks::{Longer, Migrations, Outside, Place, Room};
use source::{Source, all_sources};

/// Every top-level module and what of ours it may import. A word with `::` allows only that part. `lib.rs` (the map) and
/// `main.rs` (the door) belong to no room.
const ROOMS: &[Room] = &[
    // Pure: values and rules. No database, no clock, no chance, no page.
    Room { name: "domain", may: &[], never: &[] },
    // Pure: the same facts and the same `today` give the same explanation.
    Room { name: "matching", may: &["domain"], never: &[] },
    // The one place where the environment is read.
    Room { name: "config", may: &[], never: &[] },
    // Makes a `domain::moment::Moment`.
    Room { name: "clock", may: &["domain"], never: &[] },
    // Connections and transactions; the codes of the domain cross here.
    Room { name: "db", may: &["domain", "config"], never: &[] },
    // All SQL: rows to domain and back, no decisions.
    Room { name: "store", may: &["db", "domain"], never: &[] },
    // What a person can do. Actions enqueue; they never mail, index or render.
    Room { name: "actions", may: &["store", "db", "matching", "domain"], never: &[] },
    // The arrays that ranking runs over; `db` for the connection that the store wants.
    Room { name: "pool", may: &["store", "db", "matching", "domain"], never: &[] },
    // Documents are built from domain values that are handed in.
    Room { name: "search", may: &["domain"], never: &[] },
    // Pages and mails from values that are handed in.
    Room { name: "views", may: &["domain", "matching::explain"], never: &[] },
    // Files beside the database: what is copied and what was erased is handed in.
    Room { name: "backup", may: &["domain"], never: &[] },
    // What the process counts, and what it asks database and machine when somebody looks.
    Room { name: "figures", may: &["store", "db", "domain", "config"], never: &[] },
    // Gets a finished message, and the settings of the mail server.
    Room { name: "mail", may: &["domain", "config"], never: &[] },
    Room {
        name: "jobs",
        may: &[
            "actions",
            "store",
            "db",
            "pool",
            "search",
            "mail",
            "backup",
            "views::mail",
            "matching",
            "domain",
            "clock",
            "app",
        ],
        never: &[],
    },
    Room {
        name: "web",
        may: &[
            "actions", "store", "db", "pool", "search", "views", "figures", "matching", "domain", "clock", "config",
            "app",
        ],
        never: &["search::writer"],
    },
    // The composition root.
    Room {
        name: "app",
        may: &[
            "domain", "matching", "config", "clock", "db", "store", "actions", "pool", "search", "views", "mail",
            "backup", "figures", "jobs", "web",
        ],
        never: &[],
    },
    Room {
        name: "cli",
        may: &[
            "domain", "matching", "config", "clock", "db", "store", "actions", "pool", "search", "views", "mail",
            "backup", "figures", "jobs", "web", "app",
        ],
        never: &[],
    },
];

/// One owner per thing from outside: when it must be replaced, one room changes.
const OWNERS: &[Outside] = &[
    Outside { name: "actix_web", place: Place::OnlyIn(&["web"]), instead: "only web speaks HTTP" },
    Outside { name: "diesel", place: Place::OnlyIn(&["db", "store"]), instead: "ask a function of store" },
    Outside { name: "diesel_migrations", place: Place::OnlyIn(&["db", "store"]), instead: "ask db::migrate" },
    Outside { name: "tantivy", place: Place::OnlyIn(&["search"]), instead: "ask search" },
    Outside { name: "age", place: Place::OnlyIn(&["backup"]), instead: "ask backup::seal" },
    Outside {
        name: "prometheus_client",
        place: Place::OnlyIn(&["figures"]),
        instead: "count in figures::Register, or add a fact",
    },
    Outside { name: "rustix", place: Place::OnlyIn(&["figures"]), instead: "ask figures about the machine" },
    Outside { name: "lettre", place: Place::OnlyIn(&["mail"]), instead: "hand mail a finished message" },
    Outside { name: "mail_parser", place: Place::OnlyIn(&["mail"]), instead: "hand mail the bytes that came in" },
    Outside { name: "hickory_resolver", place: Place::OnlyIn(&["mail"]), instead: "ask mail::dns" },
    Outside { name: "rsa", place: Place::OnlyIn(&["mail"]), instead: "only mails are signed with such a key" },
    Outside {
        name: "ed25519_dalek",
        place: Place::OnlyIn(&["mail"]),
        instead: "only mails are signed with such a key",
    },
    Outside {
        name: "maud",
        place: Place::OnlyIn(&["views"]),
        instead: "write a view; web calls `.into_string()` on it",
    },
    Outside {
        name: "serde_json",
        place: Place::NeverIn(&["domain", "matching", "views"]),
        instead: "shapes for the outside are made at the edge (web, store, cli)",
    },
    Outside { name: "std::env", place: Place::OnlyIn(&["config"]), instead: "add a field to the Config" },
    Outside {
        name: "Utc::now",
        place: Place::OnlyIn(&["clock"]),
        instead: "take `now` as an argument, or ask the Clock",
    },
    Outside {
        name: "Local::now",
        place: Place::OnlyIn(&["clock"]),
        instead: "take `now` as an argument, or ask the Clock",
    },
    Outside {
        name: "SystemTime::now",
        place: Place::OnlyIn(&["clock"]),
        instead: "take `now` as an argument, or ask the Clock",
    },
    Outside {
        name: "Instant::now",
        place: Place::OnlyIn(&["clock", "web::middleware", "cli", "mail::smtp", "jobs::deliver_outbox"]),
        instead: "durations are measured where requests, commands and the handing over of mail begin and end",
    },
    Outside { name: "tokio::spawn", place: SPAWNERS, instead: "enqueue it, so that it survives a crash" },
    Outside { name: "task::spawn", place: SPAWNERS, instead: "enqueue it, so that it survives a crash" },
    Outside { name: "rt::spawn", place: SPAWNERS, instead: "enqueue it, so that it survives a crash" },
    Outside { name: "task::JoinSet", place: SPAWNERS, instead: "enqueue it, so that it survives a crash" },
    Outside { name: "spawn_blocking", place: SPAWNERS, instead: "use `Db::read` or `Db::write`" },
    Outside { name: "thread::spawn", place: SPAWNERS, instead: "enqueue it, so that it survives a crash" },
    Outside { name: "actix_web::web::block", place: Place::OnlyIn(&[]), instead: "use `Db::read` or `Db::write`" },
];

/// db wraps the blocking pool, web's server starts the workers.
const SPAWNERS: Place = Place::OnlyIn(&["jobs", "cli", "db", "web::server"]);

const FILE_BUDGET: usize = 400;

/// Files that may be longer, how long, and why. (`usize::MAX`: the file has no budget.)
const LONGER: &[Longer] =
    &[Longer { path: "src/db/schema.rs", lines: usize::MAX, reason: "one table after another, no logic" }];

const HANDLER_BUDGET: usize = 40;

/// Modules of web without handlers.
const NOT_HANDLERS: &[&str] = &["web::extract", "web::middleware", "web::routes", "web::server", "web::error"];

/// Every file that calls `Sensitive::expose`, and how often. A new call is a decision about who sees what.
const EXPOSES: &[(&str, usize)] = &[
    // What was known, and what the file says over it.
    ("src/actions/candidate/import.rs", 2),
    // Changing a part keeps the rest: the facts under a new profile, the profile under new facts.
    ("src/actions/candidate/mod.rs", 3),
    // The sentences behind a result, for the begeleider.
    ("src/matching/explain/guide.rs", 1),
    // Ranking: comes down to numbers and sets that nobody reads as facts.
    ("src/matching/traits/person.rs", 1),
    // What is private of a candidate, into its row.
    ("src/store/candidates.rs", 1),
    // The message of a job seeker, into its row.
    ("src/store/interests.rs", 1),
    // What colleagues wrote about a proposal, into its row.
    ("src/store/proposals.rs", 1),
    // The begeleider's form of the facts.
    ("src/views/candidates/facts.rs", 1),
    // The begeleider's part of a file: age, limits, facts.
    ("src/views/candidates/private.rs", 1),
    // The message of a reaction, for whom it was written to.
    ("src/views/interests/detail.rs", 1),
    // What colleagues wrote about a proposal, for those who judge it.
    ("src/views/proposals/mod.rs", 1),
    // The file: results for both, the category for a netwerker, the rest for a begeleider.
    ("src/web/netwerker/candidate_file.rs", 1),
    // The form of the begeleider as it is kept.
    ("src/web/netwerker/candidates.rs", 1),
];

/// Names that say nothing about what is inside.
const DRAWERS: &[&str] =
    &["utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services", "misc", "shared"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Fails with one line per finding.
fn none(findings: Vec<String>) {
    assert!(
        findings.is_empty(),
        "\n\n{}\n\n{} finding(s); the rules stand in tests/architecture.rs\n",
        findings.join("\n"),
        findings.len()
    );
}

fn every(check: impl Fn(&Source) -> Vec<String>) {
    none(all_sources(root()).iter().flat_map(check).collect());
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    every(|source| checks::imports(source, ROOMS));
}

#[test]
fn everything_from_outside_has_one_owner() {
    every(|source| checks::owners(source, OWNERS));
}

#[test]
fn every_module_says_what_it_is_and_never_does() {
    every(checks::module_doc);
}

#[test]
fn files_stay_within_their_budget() {
    every(|source| checks::file_length(source, FILE_BUDGET, LONGER));
    none(checks::stale_longer(&all_sources(root()), FILE_BUDGET, LONGER));
}

#[test]
fn handlers_stay_within_their_budget() {
    every(|source| checks::handler_length(source, HANDLER_BUDGET, NOT_HANDLERS));
}

#[test]
fn sensitive_facts_are_exposed_only_where_the_table_says() {
    none(checks::exposures(&all_sources(root()), EXPOSES));
}

#[test]
fn nothing_in_src_can_panic_by_unwrap() {
    every(checks::panics);
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    every(checks::allows);
}

#[test]
fn no_module_is_a_drawer() {
    every(|source| checks::module_names(source, DRAWERS));
}

#[test]
fn migrations_are_twins() {
    let (sqlite, postgres) = (migrations("sqlite"), migrations("postgres"));
    assert!(!sqlite.is_empty(), "migrations/sqlite holds no migration");
    none(checks::twins(&sqlite, &postgres));
}

fn migrations(database: &str) -> Migrations {
    let Ok(folders) = fs::read_dir(root().join("migrations").join(database)) else { return Migrations::new() };
    let folders = folders.map(|entry| entry.expect("the entry can be read").path()).filter(|path| path.is_dir());
    folders.map(|folder| (name_of(&folder), files_with_text(&folder))).collect()
}

fn files_with_text(folder: &Path) -> std::collections::BTreeSet<String> {
    let files = fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the entry can be read").path());
    let has_text = |path: &std::path::PathBuf| fs::read_to_string(path).is_ok_and(|text| !text.trim().is_empty());
    files.filter(has_text).map(|path| name_of(&path)).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
