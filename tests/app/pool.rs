//! The pool: whatever happens, following the change log comes to the same as loading everything.
//! Never a change that no action makes: what a town does to its rows, it does by what people can do.

use baanin::actions::{ActionError, ActionResult, candidate, employer, listing};
use baanin::db::Tx;
use baanin::domain::actor::{Actor, Role};
use baanin::domain::candidate::{Candidate, CandidateState, FactKey};
use baanin::domain::employer::EmployerProfile;
use baanin::domain::ids::{CandidateId, ListingId};
use baanin::domain::listing::ListingKind;
use baanin::pool::Pool;
use baanin::store::employers;

use crate::app::support::chance::{Dice, PLACES, forms, somebody};
use crate::app::support::texts::{Pairs, vacature, werkstage, with};
use crate::app::support::{Kind, Organisation, TestApp, actor, content};

fn loaded(app: &TestApp) -> Pool {
    app.look(|conn| Pool::load(conn, app.app.clock.today()))
}

/// A town in which things happen.
struct Town<'a> {
    app: &'a TestApp,
    dice: Dice,
    begeleider: Actor,
    employers: Vec<Organisation>,
    people: Vec<CandidateId>,
    work: Vec<ListingId>,
    days: i64,
}

impl Town<'_> {
    /// Something happens, or is refused: both are true to life.
    fn happens(&mut self) {
        match self.dice.below(20) {
            0..=3 => self.somebody_comes(),
            4..=6 => self.somebody_changes(),
            7 => self.facts_are_noted(),
            8..=9 => self.somebody_stops_or_starts(),
            10 => self.somebody_is_erased(),
            11..=13 => self.work_comes(),
            14..=16 => self.work_changes(),
            17..=18 => self.an_organisation_changes(),
            _ => self.a_day_passes(),
        }
    }

    fn try_act<T>(&self, act: impl Fn(&mut Tx) -> ActionResult<T>) -> Option<T> {
        match self.app.try_act(act) {
            Ok(done) => Some(done),
            Err(ActionError::Db(error)) => panic!("{error}"),
            Err(_) => None,
        }
    }

    fn any_person(&mut self) -> Option<Candidate> {
        let id = *self.people.get(self.dice.below(self.people.len()))?;
        Some(self.app.candidate(id))
    }

    fn somebody_comes(&mut self) {
        let fields = somebody(&mut self.dice);
        let id = self.app.adds(&self.begeleider, &format!("Mens {} {:x}", self.people.len(), self.dice.0), &fields);
        self.people.push(id);
    }

    fn somebody_changes(&mut self) {
        let Some(person) = self.any_person() else { return };
        let fields = somebody(&mut self.dice).with("naam", "Mens Anders");
        let (form, private) = forms(&fields, self.app.app.clock.today());
        let begeleider = self.begeleider.clone();
        self.try_act(|tx| candidate::save(tx, &begeleider, person.id, person.version, (&form, &private)));
    }

    fn facts_are_noted(&mut self) {
        let Some(person) = self.any_person() else { return };
        let value = self.dice.one_of(&["ja", "nee", "onbekend"]);
        let noted = [
            (FactKey::Bijstand, Some(value.to_owned())),
            (FactKey::Trede, Some(self.dice.one_of(&["2", "5"]).to_string())),
            (FactKey::Nug, None),
        ];
        let begeleider = self.begeleider.clone();
        self.try_act(|tx| candidate::note_facts(tx, &begeleider, person.id, person.version, &noted));
    }

    fn somebody_stops_or_starts(&mut self) {
        let Some(person) = self.any_person() else { return };
        let state = self.dice.one_of(&[CandidateState::Active, CandidateState::Paused, CandidateState::Closed]);
        let begeleider = self.begeleider.clone();
        self.try_act(|tx| candidate::set_state(tx, &begeleider, person.id, person.version, state));
    }

    fn somebody_is_erased(&mut self) {
        let Some(person) = self.any_person() else { return };
        let begeleider = self.begeleider.clone();
        self.try_act(|tx| candidate::erase(tx, &begeleider, person.id, person.version, &person.code));
    }

    fn some_work(&mut self) -> (ListingKind, Pairs) {
        let (kind, pairs) = if self.dice.below(3) == 0 {
            (ListingKind::Werkstage, werkstage())
        } else {
            (ListingKind::Vacature, with(vacature(), &[("sluit_op", "")]))
        };
        let title = self.dice.one_of(&["Medewerker groen", "Kok", "Chauffeur bezorging"]);
        let place = self.dice.one_of(&PLACES[..4]);
        (kind, with(pairs, &[("titel", title), ("plaats", place), ("uren_min", self.dice.one_of(&["16", "24"]))]))
    }

    fn work_comes(&mut self) {
        let (kind, mut pairs) = self.some_work();
        if self.dice.below(4) == 0 {
            let last = self.dice.one_of(&["2026-11-26", "2026-12-02", "2026-12-20"]);
            pairs = with(pairs, &[("sluit_op", last)]);
        }
        let at = self.dice.below(self.employers.len());
        let (actor, id) = (self.employers[at].actor(), self.employers[at].id);
        let text = content(&pairs, kind);
        let Some(made) = self.try_act(|tx| listing::create(tx, &actor, id, kind, &text)) else { return };
        self.try_act(|tx| listing::submit(tx, &actor, made));
        let revision = self.app.newest_revision(made);
        self.try_act(|tx| listing::approve(tx, &Actor::System, made, revision, ""));
        self.work.push(made);
    }

    fn work_changes(&mut self) {
        let Some(id) = self.work.get(self.dice.below(self.work.len())).copied() else { return };
        let head = self.app.listing(id);
        let actor = self.employers.iter().find(|each| each.id == head.employer).expect("it is known").actor();
        match self.dice.below(7) {
            0 => drop(self.try_act(|tx| listing::pause(tx, &actor, id))),
            1 => drop(self.try_act(|tx| listing::resume(tx, &actor, id))),
            2 => drop(self.try_act(|tx| listing::withdraw(tx, &actor, id))),
            3 => drop(self.try_act(|tx| listing::fill(tx, &actor, id, head.version, None))),
            4 => {
                let day = self.app.app.clock.today().plus_days(20).to_string();
                self.try_act(|tx| listing::extend(tx, &actor, id, &day));
            }
            _ => {
                let (_, pairs) = self.some_work();
                let base = if head.kind == ListingKind::Werkstage { werkstage() } else { pairs };
                let text = content(&with(base, &[("titel", "Hovenier")]), head.kind);
                self.try_act(|tx| listing::save(tx, &actor, id, head.version, &text));
                self.try_act(|tx| listing::submit(tx, &actor, id));
                let revision = self.app.newest_revision(id);
                if self.dice.below(2) == 0 {
                    self.try_act(|tx| listing::approve(tx, &Actor::System, id, revision, ""));
                }
            }
        }
    }

    fn an_organisation_changes(&mut self) {
        let at = self.dice.below(self.employers.len());
        let id = self.employers[at].id;
        let known = self.app.look(|conn| employers::find(conn, id)).expect("it is there");
        match self.dice.below(3) {
            0 => drop(self.try_act(|tx| employer::verify(tx, &Actor::System, id, known.version))),
            1 => drop(self.try_act(|tx| employer::refuse(tx, &Actor::System, id, known.version, "Bestaat niet."))),
            _ => {
                let profile = EmployerProfile { name: format!("{} Groep", known.profile.name), ..known.profile };
                let actor = self.employers[at].actor();
                self.try_act(|tx| employer::change_profile(tx, &actor, id, known.version, &profile));
            }
        }
    }

    fn a_day_passes(&mut self) {
        self.days += 1;
        let next = self.app.app.clock.now() + chrono::Duration::days(1);
        self.app.app.clock.set(next);
        if self.dice.below(2) == 0 {
            self.app.run_jobs();
        }
    }

    /// The pool that followed is the pool that would be loaded.
    #[track_caller]
    fn check(&self, step: usize) {
        let today = self.app.app.clock.today();
        self.app.app.pool.catch_up(&self.app.app.db, today).expect("the pool follows");
        self.app.app.pool.read(|pool| {
            assert_eq!(*pool, loaded(self.app), "after step {step}");
            assert!(pool.people().iter().all(|person| pool.person(person.id) == Some(person)), "after step {step}");
            assert!(pool.jobs().iter().all(|job| pool.job(job.id) == Some(job)), "after step {step}");
        });
    }
}

on_both!(a_pool_that_followed_equals_one_that_was_loaded, |app| {
    let begeleider = actor(&app.person(Role::Begeleider, "Bea Begeleider"));
    let employers = vec![app.employer("De Groene Kracht"), app.employer("Hoveniers Dalfsen")];
    let mut most = (0, 0);
    for seed in [1, 0x00C0_FFEE, 0x0DA1_F5E7] {
        let mut town = Town {
            app,
            dice: Dice(seed),
            begeleider: begeleider.clone(),
            employers: employers
                .iter()
                .map(|each| Organisation { id: each.id, account: each.account.clone() })
                .collect(),
            people: Vec::new(),
            work: Vec::new(),
            days: 0,
        };
        for step in 0..120 {
            town.happens();
            // Sometimes one change is followed, sometimes many at once.
            if town.dice.below(3) == 0 {
                town.check(step);
            }
            let held = app.app.pool.read(|pool| (pool.people().len(), pool.jobs().len()));
            most = (most.0.max(held.0), most.1.max(held.1));
        }
        town.check(120);
        assert!(town.days > 0 && town.people.len() > 5 && town.work.len() > 5, "nothing happened");
        for employer in &employers {
            let version = app.look(|conn| employers::find(conn, employer.id)).expect("it is there").version;
            app.try_act(|tx| employer::verify(tx, &Actor::System, employer.id, version)).ok();
        }
    }
    assert!(most.0 > 3 && most.1 > 3, "there was something in it: {most:?}");
    // The day alone closes listings, before anybody has said so.
    app.set_clock("2027-11-25T09:00:00Z");
    app.app.pool.catch_up(&app.app.db, app.app.clock.today()).expect("the pool follows");
    app.app.pool.read(|pool| {
        assert_eq!(*pool, loaded(app));
        assert!(!pool.people().is_empty());
    });
    app.run_jobs();
});

#[test]
fn the_pool_of_a_database_that_was_restored_is_loaded_again() {
    let (before, app) = (TestApp::new(Kind::Sqlite), TestApp::new(Kind::Sqlite));
    let mut dice = Dice(3);
    for name in ["Een", "Twee"] {
        let fields = somebody(&mut dice);
        before.adds(&Actor::System, name, &fields);
        app.adds(&Actor::System, name, &fields);
        let paused = app.candidate(app.adds(&Actor::System, &format!("Na {name}"), &fields));
        app.act(|tx| candidate::set_state(tx, &Actor::System, paused.id, paused.version, CandidateState::Paused));
    }
    let mut pool = loaded(&before);
    app.look(|conn| pool.follow(conn, app.app.clock.today()));
    assert_eq!(pool, loaded(&app));
    assert_eq!(pool.people().len(), 2);
    before.run_jobs();
    app.run_jobs();
}
