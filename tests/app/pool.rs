//! The pool: whatever happens, following the change log comes to the same as loading everything.

use baanin::actions::{employer, listing};
use baanin::domain::actor::Actor;
use baanin::domain::audit::SubjectKind;
use baanin::domain::candidate::{Candidate, CandidateContact, CandidateState, Private, Profile};
use baanin::domain::ids::{CandidateId, ListingId};
use baanin::domain::listing::{ListingKind, Status};
use baanin::domain::sensitive::Sensitive;
use baanin::pool::{Pool, SharedPool};
use baanin::store::{candidates, employers};

use crate::app::support::texts::{vacature, with};
use crate::app::support::{Kind, TestApp};

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }
}

fn loaded(app: &TestApp) -> Pool {
    app.look(|conn| Pool::load(conn, app.app.clock.today()))
}

fn add_candidate(app: &TestApp, occupation: &str, state: CandidateState) -> CandidateId {
    app.act(|tx| {
        let id = tx.id();
        let candidate = Candidate {
            id,
            municipality: app.app.municipality.id,
            code: tx.short_code(6),
            state,
            contact: CandidateContact { name: "Sam".to_owned(), email: None, phone: None },
            profile: Profile { occupations: vec![occupation.to_owned()], ..Profile::default() },
            private: Sensitive::new(Private::default()),
            begeleider: None,
            origin: None,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        candidates::insert(tx, &candidate)?;
        tx.touch(SubjectKind::Candidate, id);
        Ok(id)
    })
}

fn change_candidate(app: &TestApp, id: CandidateId, change: impl Fn(&mut Candidate)) {
    app.act(|tx| {
        let mut candidate = candidates::find(tx, id)?.expect("it is there");
        let version = candidate.version;
        change(&mut candidate);
        assert!(candidates::update(tx, &candidate, version)?);
        tx.touch(SubjectKind::Candidate, id);
        Ok(())
    });
}

/// Something happens to a listing, if its status and closing day let it.
fn change_listing(app: &TestApp, id: ListingId, dice: &mut Dice) {
    let change = match (app.listing(id).status, dice.below(3)) {
        (Status::Live, 0) => listing::pause,
        (Status::Live, 1) => listing::withdraw,
        _ => listing::resume,
    };
    drop(app.try_act(|tx| change(tx, &Actor::System, id)));
}

on_both!(following_comes_to_the_same_as_loading, |app| {
    const STATES: [CandidateState; 3] = [CandidateState::Active, CandidateState::Paused, CandidateState::Closed];
    let (shared, mut dice) = (SharedPool::default(), Dice(7));
    let (mut people, mut jobs) = (Vec::new(), Vec::new());
    let organisations = [app.employer("Hoveniersbedrijf Groen"), app.employer("Keuken BV")];
    for step in 0..120 {
        let state = STATES[dice.below(3)];
        if step == 60 {
            app.set_clock("2026-11-25T09:00:00Z");
        }
        match dice.below(8) {
            0 | 1 => people.push(add_candidate(app, "hovenier", state)),
            2 | 3 if !people.is_empty() => {
                let occupation = format!("kok {step}");
                change_candidate(app, people[dice.below(people.len())], |candidate| {
                    candidate.state = state;
                    candidate.profile.occupations = vec![occupation.clone()];
                });
            }
            4 => {
                let today = if step < 60 { "2026-11-24" } else { "2026-11-25" };
                let offered = with(vacature(), &[("sluit_op", [today, "2026-12-31"][dice.below(2)])]);
                jobs.push(app.live(&organisations[dice.below(2)], ListingKind::Vacature, &offered));
            }
            5 if !jobs.is_empty() => change_listing(app, jobs[dice.below(jobs.len())], &mut dice),
            6 => {
                shared.catch_up(&app.app.db, app.app.clock.today()).expect("the database answers");
                shared.read(|pool| assert_eq!(*pool, loaded(app), "after step {step}"));
            }
            _ => {}
        }
    }
    // All listings of an organisation that is refused vanish with one entry of the log.
    let refused = app.look(|conn| employers::find(conn, organisations[0].id)).expect("it is there");
    app.act(|tx| employer::refuse(tx, &Actor::System, refused.id, refused.version, "Niet te vinden."));
    shared.catch_up(&app.app.db, app.app.clock.today()).expect("the database answers");
    shared.read(|pool| assert_eq!(*pool, loaded(app)));
    // And the day alone closes listings.
    app.set_clock("2027-01-01T09:00:00Z");
    shared.catch_up(&app.app.db, app.app.clock.today()).expect("the database answers");
    shared.read(|pool| {
        assert_eq!(*pool, loaded(app));
        assert!(pool.jobs().is_empty() && !pool.people().is_empty());
    });
    app.release(); // listings that closed wait for the turn of the day
});

#[test]
fn the_pool_of_a_database_that_was_restored_is_loaded_again() {
    let (before, app) = (TestApp::new(Kind::Sqlite), TestApp::new(Kind::Sqlite));
    for name in ["hovenier", "kok"] {
        add_candidate(&before, name, CandidateState::Active);
        add_candidate(&app, name, CandidateState::Active);
        add_candidate(&app, name, CandidateState::Paused);
    }
    let mut pool = loaded(&before);
    app.look(|conn| pool.follow(conn, app.app.clock.today()));
    assert_eq!(pool, loaded(&app));
    assert_eq!(pool.people().len(), 2);
    before.run_jobs();
    app.run_jobs();
}
