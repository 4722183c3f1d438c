//! Reads that cannot write, writes that happen as a whole or not at all.

use std::sync::{Condvar, Mutex};
use std::time::Duration;

use baanin::actions::{ActionError, employer, submission};
use baanin::db::code::Uid;
use baanin::db::schema::employers as table;
use baanin::db::{DbError, QueryError};
use baanin::domain::actor::Actor;
use baanin::domain::audit::{Deed, SubjectKind};
use baanin::domain::employer::Employer;
use baanin::domain::ids::{EmployerId, FormId};
use baanin::store::{audit, changes, employers};
use diesel::prelude::*;

use crate::app::support::TestApp;

fn rename(conn: &mut baanin::db::Conn, id: EmployerId) -> QueryResult<usize> {
    let id = Uid::from(id);
    diesel::update(table::table.find(id)).set(table::name.eq("Anders")).execute(conn)
}

fn employer_of(app: &TestApp, id: EmployerId) -> Employer {
    app.look(|conn| employers::find(conn, id)).expect("the employer is there")
}

on_both!(a_read_cannot_write, |app| {
    let employer = app.employer("De Groene Kracht");
    app.run_jobs();
    let result = app.app.db.read_now(|conn| rename(conn, employer.id).map_err(DbError::from));
    let Err(DbError::Query(error)) = result else { panic!("the write went through: {result:?}") };
    assert!(error.to_string().to_lowercase().replace('-', "").contains("read"), "{error}");
    assert_eq!(employer_of(app, employer.id).profile.name, "De Groene Kracht");
});

on_both!(a_failed_write_leaves_nothing, |app| {
    let employer = app.employer("De Groene Kracht");
    app.run_jobs();
    let before = app.look(changes::newest);
    let entries = app.look(|conn| audit::count(conn, Deed::EmployerRefused));
    let refused = app.try_act::<()>(|tx| {
        employer::refuse(tx, &Actor::System, employer.id, 2, "Wij kennen u niet.")?;
        Err(ActionError::Forbidden)
    });
    assert!(matches!(refused, Err(ActionError::Forbidden)), "{refused:?}");
    assert_eq!(app.look(changes::newest), before, "the change log holds what did not happen");
    assert_eq!(app.look(|conn| audit::count(conn, Deed::EmployerRefused)), entries);
    assert_eq!(employer_of(app, employer.id).refusal, None);
});

on_both!(a_panic_leaves_nothing_and_the_next_write_works, |app| {
    let employer = app.employer("De Groene Kracht");
    app.run_jobs();
    let before = app.look(changes::newest);
    // More often than there are connections: none of them may be left in the middle of a transaction.
    for _ in 0..8 {
        let result = app.try_act::<()>(|tx| {
            employer::refuse(tx, &Actor::System, employer.id, 2, "Wij kennen u niet.")?;
            panic!("on purpose, in a test");
        });
        assert!(matches!(result, Err(ActionError::Db(DbError::Panicked))), "{result:?}");
    }
    assert_eq!(app.look(changes::newest), before);
    assert_eq!(employer_of(app, employer.id).refusal, None);
    app.act(|tx| employer::refuse(tx, &Actor::System, employer.id, 2, "Wij kennen u niet."));
    assert!(app.look(changes::newest).seq > before.seq);
    app.run_jobs();
});

on_both!(a_write_after_a_conflict_is_fine, |app| {
    let employer = app.employer("De Groene Kracht");
    let stale = app.try_act(|tx| employer::refuse(tx, &Actor::System, employer.id, 1, "Wij kennen u niet."));
    assert!(matches!(stale, Err(ActionError::Conflict)), "{stale:?}");
    // The same organisation again: `on_conflict` keeps the transaction alive.
    let again = app.try_act(|tx| {
        let here = employers::find(tx, employer.id)?.ok_or(ActionError::NotFound)?;
        let copy = Employer { id: tx.id(), ..here };
        let added = employers::insert(tx, &copy, None)?;
        Ok((added, employers::find(tx, employer.id)?.is_some()))
    });
    assert!(matches!(again, Ok((false, true))), "{again:?}");
    // A violation that nobody expected: on PostgreSQL the transaction is dead, and the next one is not.
    let violated = app.try_act(|tx| {
        let mut municipality = baanin::domain::municipality::Municipality::clone(&app.app.municipality);
        municipality.id = tx.id();
        Ok(baanin::store::municipalities::insert(tx, &municipality)?)
    });
    assert!(matches!(violated, Err(ActionError::Db(DbError::Query(QueryError::DatabaseError(..))))), "{violated:?}");
    app.act(|tx| employer::refuse(tx, &Actor::System, employer.id, 2, "Wij kennen u niet."));
    app.run_jobs();
});

on_both!(two_that_wait_for_each_other_both_happen, |app| {
    let (one, two) = (app.employer("Een BV").id, app.employer("Twee BV").id);
    app.run_jobs();
    let meeting = Meeting::default();
    let lock_both = |first: EmployerId, second: EmployerId| {
        app.try_act(|tx| {
            rename(tx, first)?;
            tx.touch(SubjectKind::Employer, first);
            meeting.wait();
            rename(tx, second)?;
            tx.touch(SubjectKind::Employer, second);
            Ok(())
        })
    };
    let before = app.look(changes::newest).seq;
    let results = std::thread::scope(|scope| {
        let threads = [scope.spawn(|| lock_both(one, two)), scope.spawn(|| lock_both(two, one))];
        threads.map(|thread| thread.join().expect("no panic"))
    });
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(app.look(changes::newest).seq, before + 4, "each is in the log once, also the one that ran twice");
    app.run_jobs();
});

/// A point where two meet. Who is alone for long goes on: SQLite lets in one at a time, and a second try meets nobody.
#[derive(Default)]
struct Meeting {
    here: Mutex<u32>,
    came: Condvar,
}

impl Meeting {
    fn wait(&self) {
        let mut here = self.here.lock().unwrap();
        *here += 1;
        self.came.notify_all();
        drop(self.came.wait_timeout_while(here, Duration::from_millis(500), |here| *here < 2).unwrap());
    }
}

on_both!(a_form_that_is_sent_twice_at_once_acts_once, |app| {
    let form: FormId = app.app.clock.moment().unwrap().id();
    let acted = Mutex::new(0);
    let send = || {
        app.try_act(|tx| {
            submission::once(tx, form, |tx| {
                *acted.lock().unwrap() += 1;
                std::thread::sleep(Duration::from_millis(20));
                Ok(format!("/klaar/{}", tx.short_code(7)))
            })
        })
    };
    let answers = std::thread::scope(|scope| {
        let threads = [(); 4].map(|()| scope.spawn(send));
        threads.map(|thread| thread.join().expect("no panic").expect("every press is answered"))
    });
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.len() > 7), "{answers:?}");
    assert_eq!(*acted.lock().unwrap(), 1);
});
