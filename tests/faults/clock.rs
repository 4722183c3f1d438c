//! The clock jumps an hour and a day, forward and back, under people at work. Never the machine's own clock.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::dice::Dice;
use crate::support::installation::{Installation, Visitor};
use crate::support::street::Street;
use crate::town::{Town, time_until};
use crate::{Options, Row};

const LIBRARY: &str = "faketime/libfaketimeMT.so.1";

fn library() -> Option<PathBuf> {
    let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"];
    folders.iter().map(|folder| Path::new(folder).join(LIBRARY)).find(|path| path.exists())
}

/// Why it cannot jump here.
pub fn lacks() -> Option<String> {
    library().is_none().then(|| "libfaketime is not installed".to_owned())
}

/// Where the clock goes, away from the true time, and back again.
const JUMPS: &[(&str, &str)] = &[
    ("clock an hour ahead, and back", "+1h"),
    ("clock an hour behind, and right again", "-1h"),
    ("clock a day ahead, and back", "+1d"),
    ("clock a day behind, and right again", "-1d"),
];

pub fn run(options: &Options) -> Vec<Row> {
    let mut dice = Dice(options.seed + 0xc1);
    JUMPS.iter().map(|jump| jumps(jump, &mut dice)).collect()
}

fn jumps((fault, there): &(&str, &str), dice: &mut Dice) -> Row {
    let home = Installation::new("clock");
    let clock = home.directory.join("clock");
    let set = |offset: &str| fs::write(&clock, format!("{offset}\n")).expect("the clock can be set");
    set("+0");
    let preload = library().expect("it is installed").display().to_string();
    let home = home
        .with("LD_PRELOAD", preload)
        .with("FAKETIME_TIMESTAMP_FILE", clock.display().to_string())
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .with("FAKETIME_NO_CACHE", "1");
    let mut town = Town::new(home);
    town.works(Duration::from_secs(1));
    for offset in [*there, "+0"] {
        town.suffers(Street::EVERYTHING, || {
            std::thread::sleep(Duration::from_millis(300));
            set(offset);
            std::thread::sleep(Duration::from_millis(300));
        });
        town.figures.faults += 1;
        town.logs_in();
        let visitor = Visitor::new(town.home.address);
        let ready = || visitor.get("/health/ready").is_ok_and(|answer| answer.status == 200);
        town.figures.serving.push(time_until("it is ready", Duration::from_secs(5), ready));
        town.works(Duration::from_millis(1_500));
        town.settles(dice);
    }
    // At the right time nothing waits that was due at once.
    let waiting = "outbox WHERE state = 'leased' OR (state = 'queued' AND not_before <= created_at)";
    let sent = time_until("all mail that was due is sent", Duration::from_secs(20), || town.home.count(waiting) == 0);
    town.closes(fault, &format!("mail that was due gone {} after the clock was right", crate::seconds(sent)))
}
