//! Two programs over one PostgreSQL, each with an index of its own: how far one lags behind the other, and what one does
//! when the other dies. Never a word between the two but the database.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cluster::Cluster;
use crate::support::dice::Dice;
use crate::support::installation::{Installation, Visitor, free_address};
use crate::support::smtp::{Behaviour, SmtpServer};
use crate::support::street::Street;
use crate::town::{Town, time_until};
use crate::{Options, Row, seconds};

/// How soon what is approved on one must be found on the other.
const FOUND_WITHIN: Duration = Duration::from_secs(3);

/// The other node of an installation: the same database, secret and mails, its own index.
pub fn beside(home: &Installation, name: &str) -> Installation {
    let mut other = Installation::new(name);
    other.address = free_address();
    other.settings.clone_from(&home.settings);
    let secret = home.directory.join("data/secret").display().to_string();
    let mails = format!("file:{}", home.mails().display());
    let other = other.with("BAANIN_SECRET_FILE", secret);
    if home.setting("BAANIN_MAIL", "").starts_with("smtp:") { other } else { other.with("BAANIN_MAIL", mails) }
}

pub fn run(options: &Options) -> Vec<Row> {
    let cluster = Cluster::start();
    let home = Installation::new("first").with("DATABASE_URL", cluster.database());
    let server = Arc::new(SmtpServer::start());
    server.behave(|_| Behaviour::Slow(100));
    let mut town = Town::mailing(home, &server);
    let other = beside(&town.home, "second");
    let mut second = other.start();
    second.wait_until_ready();
    let mut dice = Dice(options.seed + 0x20);
    let lag = lag(&town, &other, if options.kills >= 100 { 100 } else { 20 });
    // Both under load, then one dies in the midst of it; people go to the other.
    town.works(Duration::from_secs(2));
    let first = town.server.take().expect("it runs");
    town.street.busy(Street::EVERYTHING, || {
        std::thread::sleep(Duration::from_millis(500));
        first.kill();
    });
    let died = Instant::now();
    town.goes_to(other.address);
    town.figures.faults += 1;
    town.works(Duration::from_secs(1));
    town.figures.serving.push(died.elapsed().saturating_sub(Duration::from_secs(1)));
    let public = town.public();
    crate::support::settled::wait_until_found(other.address, public, FOUND_WITHIN);
    // The mails that the dead one was sending wait for their lease.
    let leased = town.home.count("outbox WHERE state = 'leased'");
    let until = if options.kills >= 100 {
        seconds(time_until("the lease runs out", Duration::from_secs(330), || {
            town.home.count("outbox WHERE state = 'leased'") == 0
        }))
    } else {
        "not waited for".to_owned()
    };
    let stopped = Instant::now();
    assert_eq!(second.stop(), Some(0));
    let stopping = stopped.elapsed();
    town.goes_to(town.home.address);
    town.starts();
    town.settles(&mut dice);
    let seen = format!(
        "found on the other node after {lag}; {leased} mails in flight at the kill, taken over after {until}; a node \
         that is asked stops in {}",
        seconds(stopping)
    );
    vec![town.closes("two nodes, one killed", &seen)]
}

/// Approves on one node, and looks on the other until it is found there.
fn lag(town: &Town, other: &Installation, times: usize) -> String {
    let visitor = Visitor::new(other.address);
    let mut lags = Vec::new();
    while lags.len() < times {
        for step in [Street::employer_step, Street::employer_step, Street::netwerker_step] {
            step(&town.street).expect("the first node answers");
        }
        let approved = Instant::now();
        let title = town.street.ledger().listings.last().expect("there is one").title.clone();
        let number = title.rsplit(' ').next().unwrap_or_default().to_owned();
        time_until("it is found on the other node", FOUND_WITHIN, || {
            let answer = visitor.get(&format!("/api/v1/listings?q=groen+{number}")).expect("the other node answers");
            answer.body.contains(&format!("\"{title}\""))
        });
        lags.push(approved.elapsed());
    }
    lags.sort_unstable();
    let at = |share: usize| format!("{} ms", lags[(lags.len() - 1) * share / 100].as_millis());
    format!("{} (95 %: {}; worst {}; {times} measured)", at(50), at(95), at(100))
}
