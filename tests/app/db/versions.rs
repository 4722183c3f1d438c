//! A newer version of the program works beside this one on the same database: what it wrote that this one does not know
//! costs that row, never a page, a job or a mail of somebody else.

use baanin::domain::actor::Role;
use baanin::domain::listing::ListingKind;
use baanin::domain::outbox::MailState;
use baanin::store::outbox;

use crate::app::support::texts;

/// An expanded table, and a code, a mail and a change of a kind that this version does not know.
const NEWER: &str = "ALTER TABLE listings ADD COLUMN from_the_future TEXT;
    UPDATE listings SET status = 'from_the_future' WHERE title = 'Werkstage in de keuken';
    UPDATE changes SET subject_kind = 'from_the_future' WHERE seq = 1;
    UPDATE outbox SET payload = '{\"kind\":\"from_the_future\"}', kind = 'from_the_future'
        WHERE kind = 'listing_approved';";

on_both!(what_a_newer_version_wrote_costs_one_row, |app| {
    let employer = app.employer("De Groene Kracht");
    let mut admin = app.browser_of(Role::Admin);
    let mut netwerker = app.browser_of(Role::Netwerker);
    app.run_jobs();
    app.submitted(&employer, ListingKind::Werkstage, &texts::werkstage());
    app.live(&employer, ListingKind::Vacature, &texts::vacature());
    app.database.execute(NEWER);
    app.run_jobs();
    for path in ["/netwerk", "/netwerk/aanbod", "/netwerk/werkgevers", &format!("/netwerk/werkgevers/{}", employer.id)]
    {
        netwerker.open(path).has_status(200);
    }
    for path in ["/beheer", "/beheer/accounts", "/beheer/mail"] {
        admin.open(path).has_status(200);
    }
    app.anonymous().open("/werk").has_status(200).sees("Medewerker groen");
    // The mail waits for the version that can read it: neither given up nor in the way of others.
    let counts = app.look(outbox::count_by_state);
    let stuck = |(state, _): &(MailState, i64)| matches!(state, MailState::Dead | MailState::Leased);
    assert!(!counts.iter().any(stuck), "{counts:?}");
    app.release();
});
