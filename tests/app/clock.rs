//! The clock of the machine was ahead and is set right: what was written is the newest, what was due goes, days turn.
//! Never the machine's clock (that one jumps in `tests/faults`).

use baanin::actions::{listing, login};
use baanin::domain::actor::Role;
use baanin::domain::listing::{ListingKind, Status};
use baanin::store::{outbox, revisions};

use super::support::texts::{vacature, with};
use super::support::{START, address_of, content};

const AHEAD: &str = "2026-11-27T09:00:00Z";

on_both!(a_day_that_comes_again_is_turned_again, |app| {
    app.set_clock(AHEAD);
    app.run_jobs();
    app.set_clock(START);
    let organisation = app.employer("De Groene Kracht");
    let closes = with(vacature(), &[("sluit_op", "2026-11-25")]);
    let id = app.live(&organisation, ListingKind::Vacature, &closes);
    app.run_jobs();
    app.set_clock("2026-11-26T09:00:00Z");
    app.run_jobs();
    assert_eq!(app.listing(id).status, Status::Expired);
});

on_both!(what_was_due_does_not_wait_until_the_clock_is_there_again, |app| {
    let netwerker = app.person(Role::Netwerker, "Fatima Arslan");
    // The mail that welcomes him went before.
    app.forget_mails();
    app.set_clock(AHEAD);
    for _ in 0..2 {
        app.act(|tx| login::ask(tx, &address_of("Fatima Arslan"), None));
    }
    // One of the two was being sent when the program died.
    let lease = app.act(|tx| {
        let lease = tx.id();
        outbox::claim(tx, lease, 1)?;
        Ok(lease)
    });
    app.set_clock(START);
    app.run_jobs();
    assert_eq!(app.mails_to(netwerker.email.as_str()).len(), 2, "{lease}");
});

on_both!(the_text_that_was_written_last_is_the_newest, |app| {
    let organisation = app.employer("De Groene Kracht");
    app.set_clock(AHEAD);
    let id = app.live(&organisation, ListingKind::Vacature, &vacature());
    app.set_clock(START);
    let changed = content(&with(vacature(), &[("titel", "Medewerker groen en grijs")]), ListingKind::Vacature);
    let version = app.listing(id).version;
    app.act(|tx| listing::save(tx, &organisation.actor(), id, version, &changed));
    let newest = app.look(|conn| revisions::newest(conn, id)).expect("there is one");
    assert_eq!(newest.content.title.as_str(), "Medewerker groen en grijs");
    app.run_jobs();
});
