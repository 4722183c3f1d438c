//! The index follows the database: found after approval, gone at once after withdrawal, and never believed.

use baanin::actions::{employer, listing};
use baanin::domain::actor::Actor;
use baanin::domain::employer::EmployerProfile;
use baanin::domain::ids::ListingId;
use baanin::domain::listing::ListingKind;
use baanin::domain::search::{PAGE_NAMES, Query};
use baanin::jobs::{self, follow_changes};
use baanin::store::{changes, employers, listings};
use diesel::prelude::*;

use crate::app::support::{Organisation, TestApp, texts};

/// What the index gives for words.
fn found(app: &TestApp, words: &str) -> Vec<ListingId> {
    let (query, errors) = Query::parse(&[("q", words)].into_iter().collect(), &PAGE_NAMES);
    assert!(errors.is_empty(), "{errors}");
    let found = app.app.index.search(&query, app.app.clock.today(), 0, 50).expect("the index answers");
    found.hits.into_iter().map(|hit| hit.id).collect()
}

/// What the database lets everybody see.
fn public(app: &TestApp, id: ListingId) -> bool {
    let today = app.app.clock.today();
    !app.look(|conn| listings::public_by_ids(conn, &[id], today)).is_empty()
}

fn baker() -> texts::Pairs {
    texts::with(
        texts::vacature(),
        &[("titel", "Bakker in de nacht"), ("tekst", "Je bakt brood."), ("branche", "horeca")],
    )
}

/// The index of this node and one that is built anew are the same, document by document.
fn assert_like_new(app: &TestApp) {
    let difference = follow_changes::compare(&app.app).expect("index and database can be compared");
    assert!(difference.is_none() && difference.behind == 0, "{difference:#?}");
    let fresh = app.other_node();
    follow_changes::rebuild(&fresh).expect("an index can be built");
    assert_eq!(app.app.index.digests().unwrap(), fresh.index.digests().unwrap());
    assert_eq!(app.app.index.position(), fresh.index.position());
}

on_both!(approved_is_found_and_withdrawn_is_gone_at_once, |app| {
    let employer = app.employer("De Groene Kracht");
    let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &baker());
    app.run_jobs();
    assert!(found(app, "bakker").is_empty() && !public(app, id), "nobody has approved it");
    app.act(|tx| listing::approve(tx, &Actor::System, id, revision, ""));
    assert!(public(app, id));
    app.run_jobs();
    assert_eq!(found(app, "bakker"), [id]);
    assert_eq!(found(app, "bakkers"), [id], "by the stem");
    app.act(|tx| listing::withdraw(tx, &employer.actor(), id));
    assert!(!public(app, id), "the database decides, before any job has run");
    assert_eq!(found(app, "bakker"), [id], "the index is behind, so nothing that it says is shown unchecked");
    let page = app.anonymous().get("/werk?q=bakker");
    assert!(!page.body.contains("Bakker in de nacht"), "a stale index showed a withdrawn listing");
    app.run_jobs();
    assert!(found(app, "bakker").is_empty());
});

fn live_many(app: &TestApp, employer: &Organisation) -> Vec<ListingId> {
    let kinds = [
        (ListingKind::Vacature, texts::vacature()),
        (ListingKind::Vacature, baker()),
        (ListingKind::Werkstage, texts::werkstage()),
        (ListingKind::Proefplaatsing, texts::proefplaatsing()),
    ];
    kinds.iter().map(|(kind, pairs)| app.live(employer, *kind, pairs)).collect()
}

on_both!(following_step_by_step_is_like_building_anew, |app| {
    let employer = app.employer("De Groene Kracht");
    let ids = live_many(app, &employer);
    app.run_jobs();
    assert_like_new(app);
    app.act(|tx| listing::pause(tx, &employer.actor(), ids[0]));
    app.act(|tx| listing::withdraw(tx, &employer.actor(), ids[1]));
    app.run_jobs();
    assert_like_new(app);
    app.act(|tx| listing::resume(tx, &employer.actor(), ids[0]));
    app.act(|tx| listing::fill(tx, &employer.actor(), ids[2], app.listing(ids[2]).version, None));
    app.run_jobs();
    assert_like_new(app);
    assert_eq!(app.app.index.digests().unwrap().len(), 2);
});

on_both!(a_rename_reaches_every_listing_and_a_refusal_hides_them_all, |app| {
    let employer = app.employer("De Groene Kracht");
    let ids = live_many(app, &employer);
    app.run_jobs();
    let here = app.look(|conn| employers::find(conn, employer.id)).unwrap();
    let profile = EmployerProfile { name: "Kwekerij Zonneveld".to_owned(), ..here.profile };
    app.act(|tx| employer::change_profile(tx, &Actor::System, employer.id, here.version, &profile));
    app.run_jobs();
    assert_eq!(found(app, "zonneveld").len(), 4);
    assert_like_new(app);
    app.act(|tx| employer::refuse(tx, &Actor::System, employer.id, here.version + 1, "Bestaat niet."));
    assert!(!ids.iter().any(|id| public(app, *id)));
    app.run_jobs();
    assert!(app.app.index.digests().unwrap().is_empty());
    assert_like_new(app);
});

on_both!(an_employer_who_renames_himself_is_hidden_until_he_is_verified_again, |app| {
    let employer = app.employer("De Groene Kracht");
    let id = app.live(&employer, ListingKind::Vacature, &baker());
    app.run_jobs();
    let here = app.look(|conn| employers::find(conn, employer.id)).unwrap();
    let profile = EmployerProfile { name: "Gratis Geld BV".to_owned(), ..here.profile };
    app.act(|tx| employer::change_profile(tx, &employer.actor(), employer.id, here.version, &profile));
    assert!(!public(app, id));
    app.run_jobs();
    assert!(found(app, "bakker").is_empty());
    app.act(|tx| employer::verify(tx, &Actor::System, employer.id, here.version + 1));
    app.run_jobs();
    assert_eq!(found(app, "bakker"), [id]);
});

on_both!(
    /// A backup is put back: the log is shorter than what the index has seen, or holds something else there.
    an_index_ahead_of_a_restored_database_is_built_again, |app| {
    use baanin::db::schema::{change_counter, changes as log, listings as table};
    let employer = app.employer("De Groene Kracht");
    let id = app.live(&employer, ListingKind::Vacature, &baker());
    app.run_jobs();
    let backup = app.look(changes::newest);
    let after = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    app.run_jobs();
    assert_eq!(app.app.index.digests().unwrap().len(), 2);
    // What the backup did not have goes: the log's entries and the listing that came after it.
    app.act(|tx| {
        diesel::delete(log::table.filter(log::seq.gt(backup.seq))).execute(&mut **tx)?;
        diesel::update(change_counter::table).set(change_counter::last_seq.eq(backup.seq)).execute(&mut **tx)?;
        let state = table::status.eq(baanin::db::code::Coded(baanin::domain::listing::Status::Draft));
        Ok(diesel::update(table::table.find(baanin::db::code::Uid::from(after))).set(state).execute(&mut **tx)?)
    });
    app.run_jobs();
    assert_eq!(found(app, "bakker"), [id]);
    assert_eq!(app.app.index.digests().unwrap().len(), 1, "what the database no longer has is gone");
    assert_like_new(app);
    // And when so much happened since that the numbers fit again, the identity tells.
    let position = app.app.index.position().unwrap();
    app.act(|tx| {
        let other: baanin::domain::ids::ChangeId = tx.id();
        let column = log::change_id.eq(baanin::db::code::Uid::from(other));
        Ok(diesel::update(log::table.find(position.seq)).set(column).execute(&mut **tx)?)
    });
    assert_ne!(app.look(changes::newest), position);
    app.run_jobs();
    assert_eq!(app.app.index.position(), Some(app.look(changes::newest)));
    assert_like_new(app);
});

on_both!(another_node_with_an_empty_index_builds_its_own, |app| {
    let employer = app.employer("De Groene Kracht");
    live_many(app, &employer);
    app.run_jobs();
    let node = app.other_node();
    jobs::run_due(&node, true).expect("the jobs run");
    assert_eq!(node.index.digests().unwrap(), app.app.index.digests().unwrap());
});

on_both!(what_closes_today_is_found_today_and_not_tomorrow, |app| {
    let employer = app.employer("De Groene Kracht");
    let today = texts::with(baker(), &[("sluit_op", "2026-11-24")]);
    let id = app.live(&employer, ListingKind::Vacature, &today);
    app.run_jobs();
    app.set_clock("2026-11-24T22:59:59Z");
    assert!(public(app, id));
    assert_eq!(found(app, "bakker"), [id]);
    app.set_clock("2026-11-24T23:00:00Z");
    assert!(!public(app, id), "before any job has run");
    assert!(found(app, "bakker").is_empty(), "before any job has run");
    app.run_jobs();
    assert_like_new(app);
});
