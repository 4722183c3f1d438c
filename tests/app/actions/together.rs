//! Two people at once, or one person twice.

use baanin::actions::{ActionError, ActionResult, employer, interest, listing, submission};
use baanin::domain::account::Account;
use baanin::domain::actor::{Actor, Role};
use baanin::domain::audit::Deed;
use baanin::domain::form::Fields;
use baanin::domain::ids::FormId;
use baanin::domain::interest::{Answer, Applicant};
use baanin::domain::listing::{ListingKind, Status};
use baanin::store::{audit, employers, interests, listings};

use crate::app::support::{TestApp, actor, content, texts};

/// Runs both at the same time.
fn at_once<T: Send>(first: impl FnOnce() -> T + Send, second: impl FnOnce() -> T + Send) -> [T; 2] {
    let start = &std::sync::Barrier::new(2);
    std::thread::scope(|scope| {
        let first = scope.spawn(move || {
            start.wait();
            first()
        });
        let second = scope.spawn(move || {
            start.wait();
            second()
        });
        [first.join().expect("no panic"), second.join().expect("no panic")]
    })
}

/// One of two happened; to the other it is said that somebody was first.
#[track_caller]
fn assert_one_won<T: std::fmt::Debug>(results: &[ActionResult<T>; 2]) {
    let won = results.iter().filter(|result| result.is_ok()).count();
    let told = results.iter().filter(|result| matches!(result, Err(ActionError::Conflict))).count();
    assert_eq!((won, told), (1, 1), "{results:?}");
}

fn two_netwerkers(app: &TestApp) -> (Account, Account) {
    (app.netwerker(), app.person(Role::Netwerker, "Henk Tweede"))
}

on_both!(two_netwerkers_approve_and_one_wins, |app| {
    let (one, two) = two_netwerkers(app);
    let employer = app.employer("De Groene Kracht");
    for _ in 0..5 {
        let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
        let before = app.look(|conn| audit::count(conn, Deed::ListingMoved));
        let approve = |by: &Account| app.try_act(|tx| listing::approve(tx, &actor(by), id, revision, ""));
        assert_one_won(&at_once(|| approve(&one), || approve(&two)));
        assert_eq!(app.look(|conn| audit::count(conn, Deed::ListingMoved)), before + 1);
    }
    app.run_jobs();
    let mails = app.mails_to(employer.account.email.as_str());
    assert_eq!(mails.iter().filter(|mail| mail.subject.contains("online")).count(), 5, "each is told once");
});

on_both!(one_approves_while_the_other_rejects, |app| {
    let (one, two) = two_netwerkers(app);
    let employer = app.employer("De Groene Kracht");
    let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    let results = at_once(
        || app.try_act(|tx| listing::approve(tx, &actor(&one), id, revision, "")),
        || app.try_act(|tx| listing::reject(tx, &actor(&two), id, revision, "Noem het loon.")),
    );
    assert_one_won(&results);
    let expected = if results[0].is_ok() { Status::Live } else { Status::Rejected };
    assert_eq!(app.listing(id).status, expected);
    app.run_jobs();
});

on_both!(the_employer_edits_while_the_netwerker_approves, |app| {
    let employer = app.employer("De Groene Kracht");
    let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    let version = app.listing(id).version;
    let changed = content(&texts::with(texts::vacature(), &[("titel", "Hovenier")]), ListingKind::Vacature);
    let results = at_once(
        || app.try_act(|tx| listing::approve(tx, &Actor::System, id, revision, "")),
        || app.try_act(|tx| listing::save(tx, &employer.actor(), id, version, &changed)),
    );
    // Both may happen one after the other, but what is public is what was approved.
    let listing = app.listing(id);
    if results[0].is_ok() {
        assert_eq!(
            (listing.status, listing.live_revision, listing.title.as_str()),
            (Status::Live, Some(revision), "Medewerker groen")
        );
    } else {
        assert_eq!((listing.status, listing.live_revision), (Status::Draft, None), "{results:?}");
    }
    app.run_jobs();
});

on_both!(a_form_sent_twice_gives_one_listing, |app| {
    let employer = app.employer("De Groene Kracht");
    let form: FormId = app.app.clock.moment().unwrap().id();
    let text = content(&texts::vacature(), ListingKind::Vacature);
    let send = || {
        app.try_act(|tx| {
            submission::once(tx, form, |tx| {
                let id = listing::create(tx, &employer.actor(), employer.id, ListingKind::Vacature, &text)?;
                Ok(format!("/werkgever/aanbod/{id}"))
            })
        })
    };
    let [one, two] = at_once(send, send).map(|result| result.expect("both are answered"));
    assert_eq!(one, two, "the second press goes where the first went");
    assert_eq!(app.look(|conn| listings::of_employer(conn, employer.id)).len(), 1);
    app.run_jobs();
});

on_both!(a_form_that_failed_can_be_sent_again, |app| {
    let form: FormId = app.app.clock.moment().unwrap().id();
    let failed = app.try_act(|tx| submission::once(tx, form, |_| Err(ActionError::NotFound)));
    assert!(matches!(failed, Err(ActionError::NotFound)));
    assert_eq!(app.act(|tx| submission::once(tx, form, |_| Ok("/gelukt".to_owned()))), "/gelukt");
});

on_both!(an_old_form_conflicts, |app| {
    let employer = app.employer("De Groene Kracht");
    let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    let version = app.listing(id).version;
    let changed = content(&texts::with(texts::vacature(), &[("titel", "Hovenier")]), ListingKind::Vacature);
    app.act(|tx| listing::save(tx, &employer.actor(), id, version, &changed));
    let stale = app.try_act(|tx| listing::save(tx, &employer.actor(), id, version, &changed));
    assert!(matches!(stale, Err(ActionError::Conflict)), "{stale:?}");
    // The netwerker had the old text before him: what he approves must be what he read.
    let stale = app.try_act(|tx| listing::approve(tx, &Actor::System, id, revision, ""));
    assert!(matches!(stale, Err(ActionError::Conflict)), "{stale:?}");

    let here = app.look(|conn| employers::find(conn, employer.id)).unwrap();
    app.act(|tx| employer::change_profile(tx, &employer.actor(), employer.id, here.version, &here.profile));
    let stale =
        app.try_act(|tx| employer::change_profile(tx, &employer.actor(), employer.id, here.version, &here.profile));
    assert!(matches!(stale, Err(ActionError::Conflict)), "{stale:?}");
    app.run_jobs();
});

on_both!(one_place_is_filled_twice_at_once_and_counts_once, |app| {
    let employer = app.employer("De Groene Kracht");
    let id = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    let version = app.listing(id).version;
    let fill = || app.try_act(|tx| listing::fill(tx, &employer.actor(), id, version, None));
    assert_one_won(&at_once(fill, fill));
    let listing = app.listing(id);
    assert_eq!((listing.status, listing.filled), (Status::Live, 1));
    app.run_jobs();
});

on_both!(a_reaction_is_answered_once, |app| {
    let (one, two) = two_netwerkers(app);
    let from = Applicant::parse(&Fields::from_iter([("naam", "Selam"), ("email", "selam@example.nl")])).unwrap();
    let id = app.act(|tx| interest::react(tx, app.app.municipality.id, None, &from));
    let answer = |by: &Account| app.try_act(|tx| interest::answer(tx, &actor(by), id, 1, (Answer::Contact, None)));
    assert_one_won(&at_once(|| answer(&one), || answer(&two)));
    app.run_jobs();
    // One that it came in, one answer.
    assert_eq!(app.mails_to("selam@example.nl").len(), 2);
    assert!(app.look(|conn| interests::find(conn, id)).unwrap().answer.is_some());
});

on_both!(two_register_the_same_organisation_at_once, |app| {
    let profile = Fields::from_iter([("organisatie", "De Groene Kracht"), ("kvk", "12345678")]);
    let profile = baanin::domain::employer::EmployerProfile::parse(&profile).unwrap();
    let contact = |name: &str| baanin::domain::account::ContactDetails {
        name: name.to_owned(),
        email: baanin::domain::text::EmailAddress::parse(&format!("{name}@example.nl")).unwrap(),
        phone: None,
    };
    let municipality = app.app.municipality.id;
    let register = |name: &str| app.try_act(|tx| employer::register(tx, municipality, &profile, &contact(name)));
    let results = at_once(|| register("piet"), || register("marie"));
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    let told =
        results.iter().any(|result| matches!(result, Err(ActionError::Invalid(errors)) if errors.of("kvk").is_some()));
    assert!(told, "{results:?}");
    app.run_jobs();
    assert_eq!(app.mails().len(), 1, "who was refused gets no mail");
});

on_both!(who_reacts_twice_to_the_same_work_has_reacted_once, |app| {
    let netwerker = app.netwerker();
    let from = Applicant::parse(&Fields::from_iter([("naam", "Selam"), ("email", "selam@example.nl")])).unwrap();
    let react = || app.act(|tx| interest::react(tx, app.app.municipality.id, None, &from));
    let first = react();
    assert_eq!(react(), first);
    app.act(|tx| interest::answer(tx, &actor(&netwerker), first, 1, (Answer::Contact, None)));
    assert_ne!(react(), first, "after an answer it is a new question");
    app.run_jobs();
});

on_both!(a_reaction_is_forgotten_when_its_term_is_over, |app| {
    let netwerker = app.netwerker();
    let from = Applicant::parse(&Fields::from_iter([("naam", "Selam"), ("email", "selam@example.nl")])).unwrap();
    let id = app.act(|tx| interest::react(tx, app.app.municipality.id, None, &from));
    app.act(|tx| interest::answer(tx, &actor(&netwerker), id, 1, (Answer::Contact, None)));
    app.run_jobs();
    let kept = || app.look(|conn| interests::find(conn, id)).expect("the row stays, for figures").from;
    app.set_clock("2026-12-22T09:00:00Z");
    app.run_jobs();
    assert_eq!(kept().name, "Selam");
    app.set_clock("2026-12-23T09:00:00Z");
    app.run_jobs();
    assert!(!kept().name.contains("Selam") && kept().email.is_none(), "{:?}", kept());
});
