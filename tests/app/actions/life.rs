//! The life of a listing: from draft to its end, by civil days, with the public text always one that was approved.

use baanin::actions::{ActionError, ActionResult, employer, listing};
use baanin::domain::actor::Actor;
use baanin::domain::ids::{EmployerId, ListingId};
use baanin::domain::listing::{ListingKind, RevisionState, Status};
use baanin::store::{employers, listings, revisions};

use crate::app::support::{TestApp, actor, content, texts};

#[track_caller]
fn assert_not_now<T: std::fmt::Debug>(result: ActionResult<T>) {
    assert!(matches!(result, Err(ActionError::NotNow(_))), "{result:?}");
}

/// The field that an action found wrong.
#[track_caller]
fn wrong_field<T: std::fmt::Debug>(result: ActionResult<T>) -> &'static str {
    match result {
        Err(ActionError::Invalid(errors)) => errors.iter().next().expect("an error has a field").field,
        other => panic!("not refused for a field: {other:?}"),
    }
}

/// The title that everybody reads now.
fn public_title(app: &TestApp, id: ListingId) -> Option<String> {
    let today = app.app.clock.today();
    let found = app.look(|conn| listings::public_by_ids(conn, &[id], today));
    found.first().map(|public| public.content.title.as_str().to_owned())
}

fn version_of(app: &TestApp, id: EmployerId) -> i32 {
    app.look(|conn| employers::find(conn, id)).unwrap().version
}

on_both!(nothing_of_an_unverified_employer_is_approved, |app| {
    let employer = app.waiting_employer("De Groene Kracht");
    let netwerker = app.netwerker();
    let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    let approve = || app.try_act(|tx| listing::approve(tx, &actor(&netwerker), id, revision, ""));
    assert_eq!(wrong_field(approve()), "werkgever");
    assert_eq!((app.listing(id).status, public_title(app, id)), (Status::Submitted, None));
    let version = version_of(app, employer.id);
    app.act(|tx| employer::refuse(tx, &actor(&netwerker), employer.id, version, "Bestaat niet."));
    assert_eq!(wrong_field(approve()), "werkgever");
    app.act(|tx| employer::verify(tx, &actor(&netwerker), employer.id, version + 1));
    approve().expect("now it can");
    assert_eq!(public_title(app, id).as_deref(), Some("Medewerker groen"));
    app.run_jobs();
});

on_both!(a_listing_expires_when_the_civil_day_turns, |app| {
    let employer = app.employer("De Groene Kracht");
    let pairs = texts::with(texts::vacature(), &[("sluit_op", "2026-11-30")]);
    let id = app.live(&employer, ListingKind::Vacature, &pairs);
    app.forget_mails();
    // Midnight in the Netherlands is 23:00 UTC in winter.
    app.set_clock("2026-11-30T22:59:59Z");
    app.run_jobs();
    assert_eq!(wrong_field(app.try_act(|tx| listing::expire(tx, id))), "sluit_op");
    assert_eq!((app.listing(id).status, public_title(app, id).is_some()), (Status::Live, true));
    app.set_clock("2026-11-30T23:00:00Z");
    assert_eq!(public_title(app, id), None, "hidden before any job has run");
    app.run_jobs();
    assert_eq!(app.listing(id).status, Status::Expired);
    assert_eq!(app.mails_to(employer.account.email.as_str()).len(), 1, "did you find somebody?");
    assert_not_now(app.try_act(|tx| listing::expire(tx, id)));
    app.act(|tx| listing::extend(tx, &employer.actor(), id, "2026-12-15"));
    assert_eq!((app.listing(id).status, public_title(app, id).is_some()), (Status::Live, true));
    app.run_jobs();
});

on_both!(in_summer_the_day_turns_an_hour_earlier, |app| {
    let employer = app.employer("De Groene Kracht");
    app.run_jobs();
    app.set_clock("2027-07-01T08:00:00Z");
    let pairs = texts::with(texts::vacature(), &[("sluit_op", "2027-07-01")]);
    let id = app.live(&employer, ListingKind::Vacature, &pairs);
    app.set_clock("2027-07-01T21:59:59Z");
    app.run_jobs();
    assert_eq!(app.listing(id).status, Status::Live);
    app.set_clock("2027-07-01T22:00:00Z");
    app.run_jobs();
    assert_eq!(app.listing(id).status, Status::Expired);
});

on_both!(a_change_of_a_live_text_waits_and_the_old_text_stays, |app| {
    let employer = app.employer("De Groene Kracht");
    let id = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    let changed = content(&texts::with(texts::vacature(), &[("titel", "Hovenier")]), ListingKind::Vacature);
    let save = || app.act(|tx| listing::save(tx, &employer.actor(), id, app.listing(id).version, &changed));
    save();
    assert_eq!(public_title(app, id).as_deref(), Some("Medewerker groen"), "a draft changes nothing");
    app.act(|tx| listing::submit(tx, &employer.actor(), id));
    assert_eq!(public_title(app, id).as_deref(), Some("Medewerker groen"), "sent in changes nothing");
    assert_eq!(app.listing(id).status, Status::Live);
    let refused = app.newest_revision(id);
    app.act(|tx| listing::reject(tx, &Actor::System, id, refused, "De oude naam was duidelijker."));
    assert_eq!((app.listing(id).status, public_title(app, id).as_deref()), (Status::Live, Some("Medewerker groen")));
    save();
    app.act(|tx| listing::submit(tx, &employer.actor(), id));
    app.act(|tx| listing::approve(tx, &Actor::System, id, app.newest_revision(id), ""));
    assert_eq!(public_title(app, id).as_deref(), Some("Hovenier"));
    let states: Vec<_> = app.look(|conn| revisions::of_listing(conn, id)).iter().map(|text| text.state).collect();
    assert_eq!(states, [RevisionState::Approved, RevisionState::Rejected, RevisionState::Superseded]);
    app.run_jobs();
});

on_both!(two_of_two_places_are_filled, |app| {
    let employer = app.employer("De Groene Kracht");
    let id = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    app.act(|tx| listing::fill(tx, &employer.actor(), id, app.listing(id).version, None));
    let listing = app.listing(id);
    assert_eq!((listing.status, listing.open_positions()), (Status::Live, 1));
    app.act(|tx| listing::fill(tx, &employer.actor(), id, app.listing(id).version, None));
    let listing = app.listing(id);
    assert_eq!((listing.status, listing.open_positions(), listing.filled), (Status::Filled, 0, 2));
    assert_eq!(public_title(app, id), None);
    assert_not_now(app.try_act(|tx| listing::fill(tx, &employer.actor(), id, app.listing(id).version, None)));
    app.run_jobs();
});

on_both!(withdrawn_is_the_end_and_a_copy_begins_anew, |app| {
    let employer = app.employer("De Groene Kracht");
    let id = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    app.act(|tx| listing::withdraw(tx, &employer.actor(), id));
    assert_eq!((app.listing(id).status, public_title(app, id)), (Status::Withdrawn, None));
    assert_not_now(app.try_act(|tx| listing::resume(tx, &employer.actor(), id)));
    assert_not_now(app.try_act(|tx| listing::extend(tx, &employer.actor(), id, "2026-12-31")));
    assert_not_now(app.try_act(|tx| listing::withdraw(tx, &employer.actor(), id)));
    let copy = app.act(|tx| listing::relist(tx, &employer.actor(), id));
    let listing = app.listing(copy);
    assert_eq!((listing.status, listing.closes_on, listing.filled), (Status::Draft, None, 0));
    assert_ne!(listing.code, app.listing(id).code);
    app.run_jobs();
});

on_both!(paused_is_out_of_sight_and_comes_back_only_before_its_end, |app| {
    let employer = app.employer("De Groene Kracht");
    let pairs = texts::with(texts::vacature(), &[("sluit_op", "2026-11-30")]);
    let id = app.live(&employer, ListingKind::Vacature, &pairs);
    app.act(|tx| listing::pause(tx, &employer.actor(), id));
    assert_eq!(public_title(app, id), None);
    app.act(|tx| listing::resume(tx, &employer.actor(), id));
    assert!(public_title(app, id).is_some());
    app.act(|tx| listing::pause(tx, &employer.actor(), id));
    app.set_clock("2026-12-01T08:00:00Z");
    assert_eq!(wrong_field(app.try_act(|tx| listing::resume(tx, &employer.actor(), id))), "sluit_op");
    app.run_jobs();
    assert_eq!(app.listing(id).status, Status::Expired, "also what is paused ends on its day");
});

on_both!(a_closing_day_is_checked_again_when_it_is_approved, |app| {
    let employer = app.employer("De Groene Kracht");
    let pairs = texts::with(texts::vacature(), &[("sluit_op", "2026-11-25")]);
    let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &pairs);
    app.set_clock("2026-11-26T08:00:00Z");
    assert_eq!(wrong_field(app.try_act(|tx| listing::approve(tx, &Actor::System, id, revision, ""))), "sluit_op");
    for day in ["2026-11-25", "2028-01-01", "morgen", ""] {
        assert_eq!(
            wrong_field(app.try_act(|tx| listing::extend(tx, &employer.actor(), id, day))),
            "sluit_op",
            "{day:?}"
        );
    }
    app.run_jobs();
});

on_both!(what_a_netwerker_wrote_is_public_when_the_employer_confirms_that_text, |app| {
    let (netwerker, employer) = (app.netwerker(), app.employer("De Groene Kracht"));
    let text = content(&texts::vacature(), ListingKind::Vacature);
    let prepare = || app.act(|tx| listing::prepare(tx, &actor(&netwerker), employer.id, ListingKind::Vacature, &text));
    let id = prepare();
    let revision = app.newest_revision(id);
    assert_eq!(public_title(app, id), None);
    app.act(|tx| listing::confirm(tx, revision));
    assert_eq!((app.listing(id).status, public_title(app, id).is_some()), (Status::Live, true));
    let again = app.try_act(|tx| listing::confirm(tx, revision));
    assert!(matches!(again, Err(ActionError::NotFound)), "a link works once: {again:?}");

    // The employer changed the text: it is his now, and the netwerker judges it like any other.
    let id = prepare();
    let revision = app.newest_revision(id);
    let other = content(&texts::with(texts::vacature(), &[("titel", "Iets heel anders")]), ListingKind::Vacature);
    app.act(|tx| listing::save(tx, &employer.actor(), id, app.listing(id).version, &other));
    let confirmed = app.try_act(|tx| listing::confirm(tx, revision));
    assert!(matches!(confirmed, Err(ActionError::NotFound)), "{confirmed:?}");
    assert_eq!(public_title(app, id), None);
    app.run_jobs();
});
