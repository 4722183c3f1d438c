//! The program is killed at any moment, also while it starts. Never asked to stop before.

use std::sync::Arc;
use std::time::Duration;

use crate::cluster::Cluster;
use crate::support::dice::Dice;
use crate::support::installation::Installation;
use crate::support::smtp::{Behaviour, SmtpServer};
use crate::town::{Figures, Town};
use crate::{Options, Row, seconds};

/// How often one installation is killed; then another one is made, so that first starts are among it.
const ROUND: usize = 40;

/// Four in five kills.
pub fn on_sqlite(options: &Options) -> Vec<Row> {
    let kills = options.kills - options.kills / 5;
    rounds("kill -9 at work, SQLite", kills, options.seed, Installation::new)
}

/// One in five.
pub fn on_postgres(options: &Options) -> Vec<Row> {
    let cluster = Cluster::start();
    let over = |name: &str| Installation::new(name).with("DATABASE_URL", cluster.database());
    rounds("kill -9 at work, PostgreSQL", (options.kills / 5).max(1), options.seed, over)
}

fn rounds(fault: &str, kills: usize, seed: u64, install: impl Fn(&str) -> Installation) -> Vec<Row> {
    let mut dice = Dice(seed + 0x0b_1d_50_5e_ed);
    let sizes = (0..kills).step_by(ROUND).map(|done| ROUND.min(kills - done));
    let rounds = sizes.map(|size| round(fault, size, &mut dice, install("kill")));
    rounds.inspect(|row| crate::say(&crate::line(row))).collect()
}

fn round(fault: &str, kills: usize, dice: &mut Dice, home: Installation) -> Row {
    let server = Arc::new(SmtpServer::start());
    server.behave(|_| Behaviour::Slow(20));
    let mut town = Town::mailing(home, &server);
    let mut starting = 0;
    for kill in 1..=kills {
        town.is_killed_after(Duration::from_millis(30 + dice.below(1_600) as u64));
        if kill % 4 == 0 {
            let server = town.home.start();
            std::thread::sleep(Duration::from_millis(dice.below(120) as u64));
            server.kill();
            starting += 1;
        }
        town.starts();
        town.settles(dice);
    }
    let errors: Vec<_> =
        town.home.logs().lines().filter(|line| line.contains("\"ERROR\"")).map(str::to_owned).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let Figures { found, sent_again, .. } = town.figures;
    let seen =
        format!("{starting} more while starting; {sent_again} forms sent again; all found within {}", seconds(found));
    town.closes(fault, &seen)
}
