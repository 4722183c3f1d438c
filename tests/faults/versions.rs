//! An older program and this one side by side over one PostgreSQL that this one has migrated. Never a stop in between.

use std::time::Duration;

use crate::cluster::{self, Cluster};
use crate::nodes::beside;
use crate::support::dice::Dice;
use crate::support::installation::Installation;
use crate::town::Town;
use crate::{Options, Row};

/// Why it cannot be tried here.
pub fn lacks(options: &Options) -> Option<String> {
    if options.old.is_none() {
        return Some("no older program was given (--old)".to_owned());
    }
    cluster::lacks()
}

pub fn run(options: &Options) -> Vec<Row> {
    let cluster = Cluster::start();
    let old = std::path::absolute(options.old.as_ref().expect("it was asked for")).expect("a path");
    let mut dice = Dice(options.seed + 0x01d);
    // The older program made the database and works on it.
    let mut home = Installation::new("versions").with("DATABASE_URL", cluster.database());
    home.program.clone_from(&old);
    let mut town = Town::new(home);
    town.works(Duration::from_secs(2));
    // This one starts beside it and migrates, while people are at work.
    let mut other = beside(&town.home, "newer");
    other.program = env!("CARGO_BIN_EXE_baanin").into();
    let newer = town.street.busy(crate::support::street::Street::EVERYTHING, || {
        let mut newer = other.start();
        town.figures.serving.push(newer.wait_until_ready());
        newer
    });
    town.figures.faults += 1;
    // Half of the people go to the new one; both send mail and propose.
    for _ in 0..3 {
        town.street.employer = town.street.employer.at(other.address);
        town.street.seeker = town.street.seeker.at(other.address);
        town.works(Duration::from_secs(2));
        town.settles(&mut dice);
        town.goes_to(town.home.address);
        town.street.netwerker = town.street.netwerker.at(other.address);
        town.works(Duration::from_secs(2));
        town.settles(&mut dice);
    }
    crate::support::settled::wait_until_found(other.address, town.public(), Duration::from_secs(3));
    // The older one is started again after the migration, and works alone; then the newer one takes its place.
    town.goes_to(town.home.address);
    assert_eq!(newer.stop(), Some(0));
    let older = town.server.take().expect("it runs");
    assert_eq!(older.stop(), Some(0));
    town.starts();
    town.works(Duration::from_secs(2));
    town.settles(&mut dice);
    assert_eq!(town.server.take().expect("it runs").stop(), Some(0));
    town.home.program = env!("CARGO_BIN_EXE_baanin").into();
    town.starts();
    town.works(Duration::from_secs(2));
    town.settles(&mut dice);
    vec![town.closes("older and newer program side by side", "the older one also started on the migrated database")]
}
