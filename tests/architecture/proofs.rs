//! Proof that each check can fail, on small made-up sources. It never reads the real tree.

use super::checks::{self, Longer, Migrations, Outside, Place, Room};
use super::source::Source;
use super::{EXPOSES, NOT_HANDLERS, OWNERS, ROOMS};

fn imports(path: &str, text: &str) -> Vec<String> {
    checks::imports(&Source::new(path, text), ROOMS)
}

fn owners(path: &str, text: &str) -> Vec<String> {
    checks::owners(&Source::new(path, text), OWNERS)
}

#[track_caller]
fn one(found: &[String], start: &str) {
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(start), "{found:?}");
}

#[test]
fn the_tables_are_consistent() {
    for room in ROOMS {
        for word in room.may.iter().chain(room.never) {
            let head = word.split("::").next().unwrap();
            assert!(ROOMS.iter().any(|other| other.name == head), "{} names an unknown room {word}", room.name);
        }
        assert!(!room.may.contains(&"cli"), "nobody imports cli");
        assert!(!room.may.contains(&"app") || matches!(room.name, "cli" | "web" | "jobs"), "{} imports app", room.name);
    }
    assert!(EXPOSES.is_sorted(), "keep EXPOSES in order of path");
}

#[test]
fn an_import_against_the_arrows_is_found() {
    one(
        &imports("src/domain/listing.rs", "\nuse crate::store::listings;"),
        "src/domain/listing.rs:2: `domain` imports `crate::store::listings`",
    );
    one(
        &imports("src/store/listings.rs", "fn f() { crate::actions::listing::approve(); }"),
        "src/store/listings.rs:1:",
    );
    one(&imports("src/mail.rs", "pub struct M { v: Vec<crate::views::mail::Page> }"), "src/mail.rs:1:");
    assert!(
        imports("src/actions/listing.rs", "use crate::{db::Tx, domain::{self, ids::ListingId}, store};").is_empty()
    );
}

#[test]
fn an_import_in_nested_braces_is_found() {
    let found = imports(
        "src/actions/listing.rs",
        "use crate::{\n  db::Tx,\n  domain::{ids::{A, B}, text::Title},\n  web::{error::WebError as E},\n};",
    );
    one(&found, "src/actions/listing.rs:4: `actions` imports `crate::web::error::WebError`");
}

#[test]
fn chains_of_super_are_followed() {
    one(
        &imports("src/views/public/listing.rs", "use super::super::super::db::Conn;"),
        "src/views/public/listing.rs:1: `views` imports `crate::db::Conn`",
    );
    one(&imports("src/views/mod.rs", "use super::db;"), "src/views/mod.rs:1:");
    one(&imports("src/views.rs", "mod inner { use super::super::db; }"), "src/views.rs:1:");
    assert!(
        imports("src/views/public/listing.rs", "use super::super::components::card; use self::x::Y; use super::*;")
            .is_empty()
    );
}

#[test]
fn a_part_of_a_room_can_be_allowed_or_refused() {
    assert!(imports("src/views/match_list.rs", "use crate::matching::explain::Reason;").is_empty());
    assert_eq!(imports("src/views/match_list.rs", "use crate::matching;").len(), 1);
    assert_eq!(imports("src/views/match_list.rs", "use crate::matching::{explain, rank::Ranked};").len(), 1);
    assert!(imports("src/web/public/search.rs", "use crate::search::query::Hits;").is_empty());
    assert_eq!(imports("src/web/public/search.rs", "use crate::search::*;").len(), 1);
    one(
        &imports("src/web/public/search.rs", "use crate::search;\nfn f() { search::writer::open(); }"),
        "src/web/public/search.rs:2: `web` never imports",
    );
    one(
        &imports("src/web/public/search.rs", "use crate::search as s;\nfn f() { s::writer::open(); }"),
        "src/web/public/search.rs:2:",
    );
}

#[test]
fn unknown_rooms_are_found() {
    one(&imports("src/extra/x.rs", "fn f() {}"), "src/extra/x.rs:1: `extra` is no room");
    one(
        &imports("src/domain/x.rs", "use crate::Something;"),
        "src/domain/x.rs:1: `crate::Something` names nothing in a room",
    );
    assert!(imports("src/lib.rs", "pub use crate::web::Server;").is_empty());
}

#[test]
fn what_is_no_code_does_not_count() {
    let text = "// use crate::db;\n/* crate::db::x /* y */ */\n/// [`crate::db`]\nconst A: &str = \"crate::db::x\";\n\
                const B: &str = r#\"use \"crate::db\";\"#;\nconst C: char = '\"'; fn f<'a>(x: &'a str) {}\n\
                pub(crate) fn g() {}\n#[cfg(test)]\nmod tests { use crate::db; }\n#[cfg(test)]\nuse crate::db;\n";
    assert!(imports("src/domain/x.rs", text).is_empty());
    one(&imports("src/domain/x.rs", &format!("{text}use crate::db;")), "src/domain/x.rs:12:");
    assert!(imports("src/domain/x/tests.rs", "use crate::db;").is_empty());
}

#[test]
fn a_crate_outside_its_owner_is_found() {
    one(
        &owners("src/actions/listing.rs", "use diesel::prelude::*;"),
        "src/actions/listing.rs:1: `diesel` belongs to db, store",
    );
    one(
        &owners("src/web/public/home.rs", "fn f() -> maud::Markup {}"),
        "src/web/public/home.rs:1: `maud` belongs to views",
    );
    one(
        &owners("src/domain/x.rs", "use ::{serde::Serialize, serde_json::Value};"),
        "src/domain/x.rs:1: `serde_json` is never used",
    );
    one(&owners("src/views/x.rs", "fn f() { ::actix_web::x() }"), "src/views/x.rs:1:");
    assert!(owners("src/store/listings.rs", "use diesel::prelude::*; fn f(x: X) { x.maud() }").is_empty());
    assert!(owners("src/actions/x.rs", "use crate::domain::diesel::Engine;").is_empty());
}

#[test]
fn time_environment_and_tasks_outside_their_owner_are_found() {
    for call in [
        "chrono::Utc::now()",
        "Utc::now()",
        "std::time::SystemTime::now()",
        "std::env::var(\"X\")",
        "tokio::spawn(x)",
        "std::thread::spawn(x)",
        "tokio::task::spawn_blocking(x)",
    ] {
        let text = format!("use chrono::Utc;\nfn f() {{ {call}; }}");
        one(&owners("src/actions/x.rs", &text), "src/actions/x.rs:2:");
    }
    one(
        &owners("src/web/public/x.rs", "use std::time::Instant;\nfn f() { Instant::now(); }"),
        "src/web/public/x.rs:2: `Instant::now`",
    );
    one(
        &owners("src/web/public/x.rs", "use actix_web::web;\nfn f() { web::block(g); }"),
        "src/web/public/x.rs:2: `actix_web::web::block`",
    );
    one(&owners("src/actions/x.rs", "use std::{env, fs};"), "src/actions/x.rs:1: `std::env`");
    one(
        &owners("src/web/public/x.rs", "use tokio::task;\nfn f() { task::spawn(g); }"),
        "src/web/public/x.rs:2: `task::spawn`",
    );
    assert!(owners("src/web/middleware/log.rs", "use std::time::Instant; fn f() { Instant::now(); }").is_empty());
    assert!(owners("src/clock.rs", "use chrono::Utc; fn f() { Utc::now(); }").is_empty());
    assert!(owners("src/jobs/run.rs", "fn f() { tokio::spawn(g); env!(\"X\"); }").is_empty());
    let refused = Outside { name: "serde_json", place: Place::NeverIn(&["web::public"]), instead: "" };
    assert_eq!(checks::owners(&Source::new("src/web/public/x.rs", "use serde_json as json;"), &[refused]).len(), 1);
}

#[test]
fn a_poor_module_doc_is_found() {
    let doc = |text: &str| checks::module_doc(&Source::new("src/domain/x.rs", text)).len();
    assert_eq!(doc("use x;"), 1);
    assert_eq!(
        doc("//! What it is, e.g. a thing.\n//!\n//! It never writes."),
        1,
        "one sentence in the first paragraph"
    );
    assert_eq!(doc("//! What it is. What it does.\n"), 1, "no never");
    assert_eq!(doc("//! Nevertheless it is. So be it.\n"), 1, "no never");
    assert_eq!(doc("//! What it is: `a.b.c`. Never\n//! writes.\nuse x;"), 0);
}

#[test]
fn a_long_file_is_found() {
    let text = |lines: usize| "fn f() {}\n".repeat(lines);
    let long = |text: &str, longer: &[Longer]| checks::file_length(&Source::new("src/domain/x.rs", text), 400, longer);
    one(&long(&text(401), &[]), "src/domain/x.rs:401: 401 production lines");
    assert!(long(&text(400), &[]).is_empty());
    let tested = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", text(400), text(300));
    assert!(long(&tested, &[]).is_empty());
    let row = || Longer { path: "src/domain/x.rs", lines: 500, reason: "a table" };
    assert!(long(&text(450), &[row()]).is_empty());
    one(&long(&text(501), &[row()]), "src/domain/x.rs:501:");
    assert_eq!(checks::stale_longer(&[Source::new("src/domain/x.rs", &text(9))], 400, &[row()]).len(), 1);
}

#[test]
fn a_long_handler_is_found() {
    let handler =
        |lines: usize| format!("pub async fn show(x: [u8; 2]) -> X\n{{\n{}}}\n", "g({ 1 });\n".repeat(lines - 3));
    let long = |path: &str, text: &str| checks::handler_length(&Source::new(path, text), 40, NOT_HANDLERS);
    one(&long("src/web/public/x.rs", &handler(41)), "src/web/public/x.rs:1: handler `show` has 41 lines");
    assert!(long("src/web/public/x.rs", &format!("{0}{0}", handler(40))).is_empty());
    assert!(long("src/web/middleware/x.rs", &handler(50)).is_empty());
    assert!(long("src/jobs/x.rs", &handler(50)).is_empty());
}

#[test]
fn an_unlisted_expose_is_found() {
    let sources = [Source::new("src/web/x.rs", "fn f() { a.expose(P);\n Sensitive::expose(&b, P); }\nfn expose() {}")];
    one(&checks::exposures(&sources, &[]), "src/web/x.rs:1, src/web/x.rs:2: 2 calls");
    assert_eq!(checks::exposures(&sources, &[("src/web/x.rs", 1)]).len(), 1);
    assert!(checks::exposures(&sources, &[("src/web/x.rs", 2)]).is_empty());
    one(&checks::exposures(&sources, &[("src/web/x.rs", 3)]), "src/web/x.rs: EXPOSES says 3");
    one(&checks::exposures(&[], &[("src/gone.rs", 1)]), "src/gone.rs:");
}

#[test]
fn unwrap_and_expect_are_found() {
    let found = |text: &str| checks::panics(&Source::new("src/domain/x.rs", text)).len();
    assert_eq!(found("fn f() { a.unwrap(); b.expect(\"c\"); a.map(Option::unwrap); }"), 2);
    assert_eq!(found("#[expect(dead_code, reason = \"r\")] fn f() { a.unwrap_or(1); }"), 0);
    assert_eq!(found("#[cfg(test)] mod tests { fn f() { a.unwrap(); } }\n#[cfg(test)] fn g() { a.unwrap(); }"), 0);
    assert_eq!(found("#[cfg(test)] use a::b;\nfn f() { a.unwrap(); }"), 1);
}

#[test]
fn an_allow_is_found() {
    let found = |text: &str| checks::allows(&Source::new("src/domain/x.rs", text)).len();
    assert_eq!(found("#![allow(dead_code)]\n#[allow(clippy::all)] fn f() { allow(1); }"), 2);
    assert_eq!(found("#[expect(dead_code)] fn f() {}\n#![expect(dead_code)]"), 2);
    assert_eq!(found("#[expect(dead_code, reason = \"r\")] fn f() {}"), 0);
}

#[test]
fn a_drawer_is_found() {
    let found = |path: &str, text: &str| checks::module_names(&Source::new(path, text), super::DRAWERS).len();
    assert_eq!(found("src/web/utils.rs", ""), 1);
    assert_eq!(found("src/web/helpers/date.rs", ""), 1);
    assert_eq!(found("src/web/x.rs", "mod common { }\nmod commonplace;"), 1);
}

#[test]
fn migrations_without_twin_or_way_back_are_found() {
    let one_of = |name: &str, files: &[&str]| -> Migrations {
        [(name.to_owned(), files.iter().map(|f| (*f).to_owned()).collect())].into()
    };
    let both = ["up.sql", "down.sql"];
    assert!(checks::twins(&one_of("1_a", &both), &one_of("1_a", &both)).is_empty());
    assert_eq!(checks::twins(&one_of("1_a", &both), &one_of("1_b", &both)).len(), 2);
    one(&checks::twins(&one_of("1_a", &both), &one_of("1_a", &["up.sql"])), "migrations/postgres/1_a/down.sql:");
}

#[test]
fn a_room_without_row_cannot_be_hidden_by_its_name() {
    let rooms = [Room { name: "web", may: &[], never: &[] }];
    assert_eq!(checks::imports(&Source::new("src/website.rs", ""), &rooms).len(), 1);
}
