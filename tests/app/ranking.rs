//! The ranking says the same every time: read twice, from another pool, of people who came in another order.
//! Never a mark or a time in what is compared: the words themselves, byte for byte.

use baanin::domain::actor::Role;
use baanin::domain::candidate::Candidate;
use baanin::domain::form::Fields;
use baanin::domain::ids::{CandidateId, ListingId};
use baanin::domain::listing::ListingKind;
use baanin::matching::rank::{best_jobs, best_people};
use baanin::matching::{JobTraits, explain};
use baanin::pool::SharedPool;
use baanin::store::listings;

use crate::app::support::candidates::fitting_work;
use crate::app::support::chance::{Dice, somebody};
use crate::app::support::{TestApp, actor};

/// Every sentence of a pair for everybody who reads any, byte for byte.
fn told(app: &TestApp, person: &Candidate, work: ListingId) -> String {
    let today = app.app.clock.today();
    let open = app.look(|conn| listings::open_by_ids(conn, &[work], today)).pop().expect("the work is open");
    let explanation = explain::explain(person, &open.listing, &open.content, today);
    format!(
        "{} {:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        explanation.assessment.score(),
        explanation.assessment.fits(),
        explain::for_employer(&explanation.open),
        explain::for_candidate(&explanation.open),
        explain::for_netwerker(&explanation),
        explain::for_begeleider(&explanation),
    )
}

/// The rows of the page, without what differs by the moment at which somebody was added.
fn rows(page: &crate::app::support::Page) -> Vec<String> {
    page.texts("li.regel")
}

on_both!(the_page_reads_the_same_twice_and_from_another_pool, |app| {
    let begeleider = actor(&app.person(Role::Begeleider, "Bea Begeleider"));
    let organisation = app.employer("De Groene Kracht");
    let work = app.live(&organisation, ListingKind::Vacature, &fitting_work());
    let mut dice = Dice(0x5EED);
    for number in 0..40 {
        let fields = somebody(&mut dice);
        app.adds(&begeleider, &format!("Mens {number:02}"), &fields);
    }
    app.run_jobs();
    let mut fatima = app.log_in(&app.netwerker());
    let path = format!("/netwerk/aanbod/{work}/kandidaten?alle=ja");
    let first = rows(fatima.open(&path).has_status(200));
    assert!(first.len() >= 40, "everybody is there: {}", first.len());
    let again = rows(fatima.open(&path));
    assert_eq!(first, again);
    // A node that starts now ranks the same.
    let fresh = SharedPool::default();
    fresh.catch_up(&app.app.db, app.app.clock.today()).expect("the pool loads");
    let today = app.app.clock.today();
    let ranked = |pool: &SharedPool| {
        pool.read(|pool| {
            let job = pool.job(work).expect("the work is in the pool");
            let best = best_people(job, pool.people(), today, 100);
            best.iter().map(|ranked| (ranked.id, ranked.score)).collect::<Vec<_>>()
        })
    };
    assert_eq!(ranked(&fresh), ranked(&app.app.pool));
    assert!(ranked(&fresh).len() > 3 && ranked(&fresh).len() < 40, "some fit and some do not");
    app.run_jobs();
});

on_both!(the_order_in_which_they_came_changes_nothing, |app| {
    let begeleider = actor(&app.person(Role::Begeleider, "Bea Begeleider"));
    let organisation = app.employer("De Groene Kracht");
    let work = app.live(&organisation, ListingKind::Vacature, &fitting_work());
    let mut dice = Dice(0xFEED);
    let people: Vec<(usize, Fields)> = (0..25).map(|number| (number, somebody(&mut dice))).collect();
    // The same people twice, in two orders: what is said of each is the same to the byte.
    let mut said: Vec<Vec<(usize, String)>> = Vec::new();
    for round in 0..2 {
        let order = if round == 0 { people.clone() } else { dice.shuffled(people.clone()) };
        let added = order
            .into_iter()
            .map(|(number, fields)| (number, app.adds(&begeleider, &format!("Mens {number} {round}"), &fields)));
        let mut told: Vec<(usize, String)> =
            added.map(|(number, id)| (number, told(app, &app.candidate(id), work))).collect();
        told.sort();
        said.push(told);
    }
    assert_eq!(said[0], said[1]);
    // And the ranking of one pool does not depend on the order of its arrays.
    app.run_jobs();
    let today = app.app.clock.today();
    app.app.pool.read(|pool| {
        let job = pool.job(work).expect("the work is in the pool");
        let straight = best_people(job, pool.people(), today, 10);
        let other = dice.shuffled(pool.people().to_vec());
        let shuffled = best_people(job, &other, today, 10);
        let key = |all: &[baanin::matching::rank::Ranked<CandidateId>]| -> Vec<_> {
            all.iter().map(|ranked| (ranked.id, ranked.score)).collect()
        };
        assert_eq!(key(&straight), key(&shuffled));
        for person in pool.people() {
            let jobs: Vec<JobTraits> = dice.shuffled(pool.jobs().to_vec());
            let one: Vec<_> = best_jobs(person, pool.jobs(), today, 5).iter().map(|ranked| ranked.score).collect();
            let two: Vec<_> = best_jobs(person, &jobs, today, 5).iter().map(|ranked| ranked.score).collect();
            assert_eq!(one, two);
        }
    });
});
