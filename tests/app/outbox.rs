//! The outbox: every mail once, to whom it may go, while it is true; also when a node dies in the middle.

use std::collections::BTreeSet;

use baanin::actions::{account, listing};
use baanin::app::App;
use baanin::domain::account::Account;
use baanin::domain::actor::{Actor, Role};
use baanin::domain::ids::{Id, ListingId, OutboxId};
use baanin::domain::listing::ListingKind;
use baanin::domain::outbox::MailState;
use baanin::jobs;
use baanin::mail::Transport;
use baanin::store::outbox::{self, Mail, Outcome};
use baanin::store::undelivered;
use diesel::prelude::*;

use crate::app::support::{Organisation, TestApp, actor, texts};

/// Makes this many mails that are due.
fn fill(app: &TestApp, count: usize) {
    for number in 0..count {
        app.person(Role::Begeleider, &format!("Begeleider {number}"));
    }
}

fn claim(app: &TestApp, limit: i64) -> (OutboxId, Vec<Mail>) {
    app.act(|tx| {
        let lease = tx.id();
        Ok((lease, outbox::claim(tx, lease, limit)?))
    })
}

fn mail(app: &TestApp, id: OutboxId) -> Mail {
    let all = app.look(|conn| outbox::list(conn, None, 1_000));
    all.into_iter().find(|mail| mail.id == id).expect("the mail is there")
}

on_both!(claimers_never_get_the_same_mail, |app| {
    fill(app, 30);
    let claims = std::thread::scope(|scope| {
        let claimers = [(); 4].map(|()| scope.spawn(|| (0..3).flat_map(|_| claim(app, 5).1).collect::<Vec<_>>()));
        claimers.map(|claimer| claimer.join().expect("no panic"))
    });
    let claimed: Vec<OutboxId> = claims.iter().flatten().map(|mail| mail.id).collect();
    let distinct: BTreeSet<OutboxId> = claimed.iter().copied().collect();
    assert_eq!(distinct.len(), claimed.len(), "a mail was claimed twice");
    // Who was second for some of them got fewer, and comes back for more.
    let rest = claim(app, 100).1;
    assert!(rest.iter().all(|mail| !distinct.contains(&mail.id)), "a leased mail was claimed again");
    assert_eq!(distinct.len() + rest.len(), 30);
    app.release();
});

on_both!(an_expired_lease_is_taken_over_and_the_first_is_refused, |app| {
    fill(app, 1);
    let (first, mails) = claim(app, 10);
    app.set_clock("2026-11-24T09:05:00Z");
    assert!(claim(app, 10).1.is_empty(), "the lease still holds at its last second");
    app.set_clock("2026-11-24T09:05:01Z");
    let (second, again) = claim(app, 10);
    assert_eq!(again.iter().map(|mail| (mail.id, mail.attempts)).collect::<Vec<_>>(), [(mails[0].id, 2)]);
    let refused = app.act(|tx| Ok(outbox::finish(tx, &mails[0], first, &Outcome::Failed("late".into()))?));
    assert!(!refused, "the first node lost its lease");
    assert_eq!(mail(app, mails[0].id).state, MailState::Leased, "and changed nothing");
    assert!(app.act(|tx| Ok(outbox::finish(tx, &again[0], second, &Outcome::Sent)?)));
    assert_eq!(mail(app, mails[0].id).state, MailState::Sent);
});

/// A mail server that does not answer: a directory that cannot be made, since its parent is a file.
fn out_of_order(app: &TestApp) -> App {
    app.sending_to(Transport::Files("/dev/null/mail".into()))
}

fn one_turn(app: &App) {
    jobs::run_due(app, false).expect("the jobs run");
}

on_both!(failures_are_tried_again_ever_later_and_then_given_up, |app| {
    let employer = app.employer("De Groene Kracht");
    app.forget_mails();
    app.live(&employer, ListingKind::Vacature, &texts::vacature());
    let broken = out_of_order(app);
    one_turn(&broken);
    let id = app.look(|conn| outbox::list(conn, Some(MailState::Queued), 10)).first().expect("it waits").id;
    let mut at = app.app.clock.now();
    for (tries, minutes) in [(1, 1), (2, 5), (3, 30), (4, 120), (5, 720)] {
        let waiting = mail(app, id);
        assert_eq!((waiting.attempts, waiting.not_before - at), (tries, chrono::Duration::minutes(minutes)));
        assert!(waiting.last_error.is_some_and(|error| error.contains("mail directory")));
        app.app.clock.set(waiting.not_before - chrono::Duration::seconds(1));
        one_turn(&broken);
        assert_eq!(mail(app, id).attempts, tries, "tried too early");
        app.app.clock.set(waiting.not_before);
        at = waiting.not_before;
        one_turn(&broken);
    }
    let dead = mail(app, id);
    assert_eq!((dead.attempts, dead.state), (6, MailState::Dead));
    one_turn(&app.app);
    assert!(app.mails().is_empty(), "what was given up is not sent by itself");
    app.act(|tx| baanin::actions::mail::retry(tx, (&Actor::System, &app.app.signer), app.app.municipality.id, id));
    assert!(app.newest_mail(employer.account.email.as_str()).subject.contains("online"));
});

on_both!(a_mail_that_fails_by_itself_is_not_late_and_a_server_that_takes_none_is, |app| {
    let finish = |lease, mail: &Mail, outcome: &Outcome| app.act(|tx| Ok(outbox::finish(tx, mail, lease, outcome)?));
    let late = || {
        let now = app.app.clock.now();
        app.look(|conn| undelivered::oldest_due(conn, now))
            .map(|since| (now - since + chrono::Duration::seconds(30)).num_minutes())
    };
    let failed = Outcome::Failed("451 try again".to_owned());
    assert_eq!(late(), None);
    fill(app, 2);
    app.set_clock("2026-11-24T09:10:00Z");
    assert_eq!(late(), Some(10), "nobody sends");
    let (lease, mails) = claim(app, 2);
    assert!(finish(lease, &mails[0], &failed) && finish(lease, &mails[1], &Outcome::Sent));
    assert_eq!(late(), None, "it waits for its next try");
    app.set_clock("2026-11-24T09:14:00Z");
    assert_eq!(late(), Some(3), "that was due by 09:11");
    let (lease, mails) = claim(app, 2);
    assert!(finish(lease, &mails[0], &failed));
    assert_eq!(late(), None);
    // From here on the server takes nothing.
    app.person(Role::Begeleider, "Begeleider daarna");
    for minute in ["15", "25", "35"] {
        app.set_clock(&format!("2026-11-24T09:{minute}:00Z"));
        let (lease, mails) = claim(app, 9);
        for (mail, outcome) in mails.iter().zip([Outcome::PutOff("away".to_owned()), failed.clone()]) {
            assert!(finish(lease, mail, &outcome));
        }
    }
    assert_eq!(late(), Some(21));
    app.release();
});

/// Writes over a row what a crash between "250 OK" and the commit leaves: leased, and nobody comes back.
fn crash_before_commit(app: &TestApp, id: OutboxId) {
    use baanin::db::schema::outbox as table;
    let now = app.app.clock.now().naive_utc();
    app.act(|tx| {
        let state = baanin::db::code::Coded(MailState::Leased);
        let columns =
            (table::state.eq(state), table::lease_until.eq(now), table::finished_at.eq(None::<chrono::NaiveDateTime>));
        Ok(diesel::update(table::table.find(baanin::db::code::Uid::from(id))).set(columns).execute(&mut **tx)?)
    });
}

on_both!(a_mail_that_goes_twice_is_the_same_to_the_last_byte, |app| {
    let account = app.person(Role::Policy, "Wim Beleid");
    app.run_jobs();
    let sent = app.look(|conn| outbox::list(conn, Some(MailState::Sent), 10));
    crash_before_commit(app, sent[0].id);
    app.set_clock("2026-11-24T09:06:00Z");
    app.run_jobs();
    let mails = app.mails_to(account.email.as_str());
    assert_eq!(mails.len(), 2);
    let [first, second] = [&mails[0], &mails[1]].map(|mail| mail.to_bytes().unwrap());
    assert_eq!(String::from_utf8_lossy(&first), String::from_utf8_lossy(&second));
    assert!(
        String::from_utf8_lossy(&first).contains(&format!("Message-ID: <{}@bind.test>", sent[0].id.uuid().simple()))
    );
});

on_both!(a_mail_that_is_tried_again_after_a_failure_is_the_same_too, |app| {
    let account = app.person(Role::Policy, "Wim Beleid");
    let before = app.look(|conn| outbox::list(conn, Some(MailState::Queued), 10))[0].id;
    // The server took it, and the connection broke before it could say so.
    app.run_jobs();
    crash_before_commit(app, before);
    app.set_clock("2026-11-24T09:06:00Z");
    one_turn(&out_of_order(app));
    app.set_clock("2026-11-24T09:12:00Z");
    app.run_jobs();
    let mails = app.mails_to(account.email.as_str());
    let [first, second] = [&mails[0], &mails[1]].map(|mail| String::from_utf8(mail.to_bytes().unwrap()).unwrap());
    assert_eq!(first, second, "a mail server that has seen it cannot recognise it");
});

fn submit_two(app: &TestApp, employer: &Organisation) -> (ListingId, ListingId) {
    let one = app.submitted(employer, ListingKind::Vacature, &texts::vacature()).0;
    let other = texts::with(texts::vacature(), &[("titel", "Bakker in de nacht")]);
    (one, app.submitted(employer, ListingKind::Vacature, &other).0)
}

on_both!(the_digest_comes_at_half_past_seven_with_what_is_still_true, |app| {
    let (netwerker, employer) = (app.netwerker(), app.employer("De Groene Kracht"));
    app.forget_mails();
    let (_, other) = submit_two(app, &employer);
    app.act(|tx| listing::withdraw(tx, &employer.actor(), other));
    app.run_jobs();
    app.set_clock("2026-11-25T06:29:59Z");
    app.run_jobs();
    assert!(app.mails_to(netwerker.email.as_str()).is_empty(), "before half past seven");
    app.set_clock("2026-11-25T06:30:00Z");
    let digest = app.newest_mail(netwerker.email.as_str());
    assert_eq!(app.mails_to(netwerker.email.as_str()).len(), 1, "one mail for all of it");
    for text in [&digest.text, &digest.html] {
        assert!(text.contains("Medewerker groen") && text.contains("De Groene Kracht"), "{text}");
        assert!(!text.contains("Bakker in de nacht"), "it was withdrawn: {text}");
    }
    app.run_jobs();
    assert_eq!(app.mails_to(netwerker.email.as_str()).len(), 1, "and not again");
});

on_both!(a_digest_of_which_nothing_is_true_is_dropped, |app| {
    let (netwerker, employer) = (app.netwerker(), app.employer("De Groene Kracht"));
    app.forget_mails();
    let (one, other) = submit_two(app, &employer);
    app.act(|tx| listing::withdraw(tx, &employer.actor(), one));
    app.act(|tx| listing::withdraw(tx, &employer.actor(), other));
    app.set_clock("2026-11-25T06:30:00Z");
    app.run_jobs();
    assert!(app.mails_to(netwerker.email.as_str()).is_empty());
    let states = app.look(outbox::count_by_state);
    assert!(!states.iter().any(|(state, _)| matches!(state, MailState::Queued | MailState::Bundled)), "{states:?}");
});

on_both!(
    /// An action that began at 7:29:59 may commit after the digest of 7:30 went out.
    what_comes_too_late_for_a_digest_is_not_lost, |app| {
    let (netwerker, employer) = (app.netwerker(), app.employer("De Groene Kracht"));
    app.forget_mails();
    app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    app.set_clock("2026-11-25T06:30:00Z");
    app.run_jobs();
    app.set_clock("2026-11-25T06:29:59Z");
    let late = texts::with(texts::vacature(), &[("titel", "Bakker in de nacht")]);
    app.submitted(&employer, ListingKind::Vacature, &late);
    app.set_clock("2026-11-26T06:30:00Z");
    app.run_jobs();
    let mails = app.mails_to(netwerker.email.as_str());
    assert!(mails.iter().any(|mail| mail.text.contains("Bakker in de nacht")), "nobody was told: {mails:#?}");
});

fn set_blocked(app: &TestApp, account: &Account, blocked: bool) {
    app.act(|tx| account::set_blocked(tx, &Actor::System, account.id, blocked));
}

on_both!(a_blocked_account_gets_no_mail, |app| {
    let (netwerker, employer) = (app.netwerker(), app.employer("De Groene Kracht"));
    app.forget_mails();
    // Enqueued before: dropped when it is due. Afterwards: not enqueued at all.
    app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    set_blocked(app, &netwerker, true);
    let before = app.look(|conn| outbox::list(conn, None, 1_000)).len();
    app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    app.act(|tx| baanin::actions::login::ask(tx, &netwerker.email, None));
    assert_eq!(app.look(|conn| outbox::list(conn, None, 1_000)).len(), before);
    app.set_clock("2026-11-25T06:30:00Z");
    app.run_jobs();
    assert!(app.mails_to(netwerker.email.as_str()).is_empty());
    let dropped = app.look(|conn| outbox::list(conn, Some(MailState::Dropped), 10));
    assert!(dropped.iter().any(|mail| mail.last_error.as_deref() == Some("the account is blocked")), "{dropped:#?}");
    let waiting = app.look(|conn| outbox::list(conn, None, 1_000));
    let waits = |mail: &&Mail| matches!(mail.state, MailState::Queued | MailState::Bundled);
    assert_eq!(waiting.iter().find(waits), None, "nothing waits for somebody who never comes");
});

on_both!(what_was_told_is_told_once, |app| {
    let (netwerker, employer) = (app.netwerker(), app.employer("De Groene Kracht"));
    app.forget_mails();
    let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    app.act(|tx| listing::approve(tx, &actor(&netwerker), id, revision, "Mooi geschreven."));
    let again = app.try_act(|tx| listing::approve(tx, &actor(&netwerker), id, revision, ""));
    assert!(again.is_err());
    app.run_jobs();
    let mails = app.mails_to(employer.account.email.as_str());
    assert_eq!(mails.len(), 1, "{mails:#?}");
    assert!(mails[0].text.contains("Mooi geschreven."), "{}", mails[0].text);
});
