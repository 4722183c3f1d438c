//! Any sequence of what people do, followed one by one, gives the index that building anew gives. Never a fixed story: those
//! are in `search`.

use std::cell::Cell;

use baanin::actions::{employer, listing};
use baanin::domain::actor::Actor;
use baanin::domain::employer::EmployerProfile;
use baanin::domain::ids::{ListingId, RevisionId};
use baanin::domain::listing::ListingKind;
use baanin::jobs::follow_changes;
use baanin::store::employers;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::app::support::{Kind, Organisation, TestApp, content, texts};

/// What somebody does; the number chooses which listing.
#[derive(Debug, Clone, Copy)]
enum Step {
    Create(usize),
    Approve(usize),
    Edit(usize),
    Pause(usize),
    Resume(usize),
    Withdraw(usize),
    Fill(usize),
    Rename(u8),
    Refuse,
    Verify,
    DaysPass(u8),
    /// The index of this node catches up; else several changes come together.
    Follow,
}

fn step() -> impl Strategy<Value = Step> {
    let which = 0..6_usize;
    prop_oneof![
        3 => which.clone().prop_map(Step::Create),
        4 => which.clone().prop_map(Step::Approve),
        2 => which.clone().prop_map(Step::Edit),
        2 => which.clone().prop_map(Step::Pause),
        2 => which.clone().prop_map(Step::Resume),
        1 => which.clone().prop_map(Step::Withdraw),
        1 => which.prop_map(Step::Fill),
        1 => (0..3_u8).prop_map(Step::Rename),
        1 => Just(Step::Refuse),
        2 => Just(Step::Verify),
        1 => (1..20_u8).prop_map(Step::DaysPass),
        4 => Just(Step::Follow),
    ]
}

/// The town of one run: an employer and his listings, with the text that waits for each.
struct Town {
    app: TestApp,
    employer: Organisation,
    listings: Vec<(ListingId, RevisionId)>,
    day: u32,
}

impl Town {
    fn new() -> Self {
        let app = TestApp::new(Kind::Sqlite);
        let employer = app.employer("De Groene Kracht");
        Self { app, employer, listings: Vec::new(), day: 24 }
    }

    /// Does it, when it can be done: what is refused changes nothing.
    fn take(&mut self, step: Step) {
        let (app, actor) = (&self.app, self.employer.actor());
        let of = |which: usize| self.listings.get(which % self.listings.len().max(1)).copied();
        match step {
            Step::Create(which) => {
                let closes = ["2026-12-01", "2026-12-15", "2027-03-01"][which % 3];
                let title = ["Bakker", "Kok in de keuken", "Hovenier"][which / 2 % 3];
                let text = texts::with(texts::vacature(), &[("sluit_op", closes), ("titel", title)]);
                if let Ok(id) = self.app.try_act(|tx| {
                    let text = content(&text, ListingKind::Vacature);
                    let id = listing::create(tx, &actor, self.employer.id, ListingKind::Vacature, &text)?;
                    listing::submit(tx, &actor, id)?;
                    Ok(id)
                }) {
                    self.listings.push((id, self.app.newest_revision(id)));
                }
            }
            Step::Approve(which) => on(of(which), |(id, revision)| {
                drop(app.try_act(|tx| listing::approve(tx, &Actor::System, id, revision, "")));
            }),
            Step::Edit(which) => self.edit(which),
            Step::Pause(which) => on(of(which), |(id, _)| drop(app.try_act(|tx| listing::pause(tx, &actor, id)))),
            Step::Resume(which) => on(of(which), |(id, _)| drop(app.try_act(|tx| listing::resume(tx, &actor, id)))),
            Step::Withdraw(which) => on(of(which), |(id, _)| drop(app.try_act(|tx| listing::withdraw(tx, &actor, id)))),
            Step::Fill(which) => on(of(which), |(id, _)| {
                let version = app.listing(id).version;
                drop(app.try_act(|tx| listing::fill(tx, &actor, id, version, None)));
            }),
            Step::Rename(number) => {
                let here = self.look();
                let profile = EmployerProfile { name: format!("Kwekerij {number}"), ..here.profile };
                drop(app.try_act(|tx| employer::change_profile(tx, &Actor::System, here.id, here.version, &profile)));
            }
            Step::Refuse => {
                let here = self.look();
                drop(app.try_act(|tx| employer::refuse(tx, &Actor::System, here.id, here.version, "Bestaat niet.")));
            }
            Step::Verify => {
                let here = self.look();
                drop(app.try_act(|tx| employer::verify(tx, &Actor::System, here.id, here.version)));
            }
            Step::DaysPass(days) => {
                self.day = (self.day + u32::from(days)).min(55);
                let (month, day) = if self.day > 30 { (12, self.day - 30) } else { (11, self.day) };
                self.app.set_clock(&format!("2026-{month}-{day:02}T09:00:00Z"));
            }
            Step::Follow => app.run_jobs(),
        }
    }

    fn edit(&mut self, which: usize) {
        let count = self.listings.len().max(1);
        let Some((id, revision)) = self.listings.get_mut(which % count) else { return };
        let text = texts::with(texts::vacature(), &[("titel", "Andere naam"), ("tekst", "Je doet iets anders.")]);
        let (actor, version) = (self.employer.actor(), self.app.listing(*id).version);
        drop(self.app.try_act(|tx| {
            listing::save(tx, &actor, *id, version, &content(&text, ListingKind::Vacature))?;
            listing::submit(tx, &actor, *id)
        }));
        *revision = self.app.newest_revision(*id);
    }

    fn look(&self) -> baanin::domain::employer::Employer {
        self.app.look(|conn| employers::find(conn, self.employer.id)).expect("the employer is there")
    }

    /// This node's index and one that is built anew are the same, document by document.
    fn is_like_new(&self) -> Result<usize, TestCaseError> {
        self.app.run_jobs();
        let fresh = self.app.other_node();
        follow_changes::rebuild(&fresh).expect("an index can be built");
        let (here, there) = (self.app.app.index.digests().unwrap(), fresh.index.digests().unwrap());
        prop_assert_eq!(&here, &there);
        prop_assert_eq!(self.app.app.index.position(), fresh.index.position());
        Ok(here.len())
    }
}

fn on<T>(listing: Option<T>, act: impl FnOnce(T)) {
    if let Some(listing) = listing {
        act(listing);
    }
}

#[test]
fn any_sequence_of_actions_is_like_building_anew() {
    let public = Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let steps = prop::collection::vec(step(), 10..40);
    let outcome = runner.run(&steps, |steps| {
        let mut town = Town::new();
        for step in steps {
            town.take(step);
        }
        public.set(public.get() + town.is_like_new()?);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(public.get() > 0, "nothing was ever public: the steps test nothing");
}
