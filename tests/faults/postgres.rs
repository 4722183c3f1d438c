//! PostgreSQL is restarted, crashes, or is away for a while, under people at work. Never a restart of ours.

use std::time::Duration;

use crate::cluster::Cluster;
use crate::support::dice::Dice;
use crate::support::installation::{Installation, Visitor};
use crate::support::street::Street;
use crate::town::{Town, time_until};
use crate::{Options, Row};

/// How soon pages must be there again after the database is.
const SOON: Duration = Duration::from_secs(10);

/// A way in which a database goes away and comes back.
type Fault = (&'static str, fn(&Cluster));

const FAULTS: &[Fault] = &[
    ("PostgreSQL restarted (fast)", |cluster| cluster.restart("fast")),
    ("PostgreSQL crashed (immediate)", |cluster| cluster.restart("immediate")),
    ("PostgreSQL away for 20 s", |cluster| {
        cluster.stop();
        std::thread::sleep(Duration::from_secs(20));
        cluster.go_on();
    }),
];

pub fn run(options: &Options) -> Vec<Row> {
    let cluster = Cluster::start();
    let mut dice = Dice(options.seed + 0x9c);
    FAULTS.iter().map(|fault| go_away(fault, &cluster, options.kills, &mut dice)).collect()
}

fn go_away((name, fault): &Fault, cluster: &Cluster, kills: usize, dice: &mut Dice) -> Row {
    let home = Installation::new("postgres").with("DATABASE_URL", cluster.database());
    let mut town = Town::new(home);
    let times = if kills >= 100 { 5 } else { 1 };
    for _ in 0..times {
        let serving = town.suffers(Street::EVERYTHING, || {
            std::thread::sleep(Duration::from_millis(500 + dice.below(800) as u64));
            fault(cluster);
            let serves = |visitor: &Visitor, path| visitor.get(path).is_ok_and(|answer| answer.status == 200);
            time_until("pages are there again", SOON, || {
                serves(&town.street.seeker, "/werk") && serves(&town.street.netwerker, "/netwerk/voorstellen")
            })
        });
        town.figures.faults += 1;
        town.figures.serving.push(serving);
        town.works(Duration::from_millis(500));
        town.settles(dice);
    }
    town.closes(name, "")
}
