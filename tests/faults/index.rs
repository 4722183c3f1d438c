//! The search index is deleted or damaged while pages are served from it. Never a person who builds it again.
//! (What is damaged while the program does not run is in `tests/app/crash.rs`.)

use std::fs;
use std::time::Duration;

use crate::support::dice::Dice;
use crate::support::installation::{Installation, Visitor};
use crate::support::street::Street;
use crate::town::{Town, time_until};
use crate::{Options, Row};

/// A way to spoil an index that is in use.
type Harm = (&'static str, fn(&Installation));

const HARMS: &[Harm] = &[
    ("index deleted while serving", |home| drop(fs::remove_dir_all(home.index()))),
    ("generation deleted while serving", |home| {
        let files = home.index_files();
        drop(fs::remove_dir_all(files[0].parent().expect("a file lies somewhere")));
    }),
    ("CURRENT damaged while serving", |home| {
        fs::write(home.index().join("CURRENT"), b"\xff\xfe gen-?").expect("it can be written");
    }),
    ("CURRENT names nothing while serving", |home| {
        let current = fs::read_to_string(home.index().join("CURRENT")).expect("it can be read");
        let fingerprint = current.lines().nth(1).unwrap_or_default();
        fs::write(home.index().join("CURRENT"), format!("gen-999\n{fingerprint}\n")).expect("it can be written");
    }),
    ("list of segments emptied while serving", |home| {
        let list = home.index_files().into_iter().find(|path| path.ends_with("meta.json"));
        fs::write(list.expect("there is a list"), "").expect("it can be written");
    }),
];

pub fn run(options: &Options) -> Vec<Row> {
    let mut dice = Dice(options.seed + 0x1d);
    let times = if options.kills >= 100 { 5 } else { 1 };
    HARMS.iter().map(|harm| spoil(harm, times, &mut dice)).collect()
}

fn spoil((fault, harm): &Harm, times: usize, dice: &mut Dice) -> Row {
    let mut town = Town::new(Installation::new("index"));
    let visitor = Visitor::new(town.home.address);
    for _ in 0..times {
        town.street.busy(Street::LISTINGS, || {
            std::thread::sleep(Duration::from_millis(700));
            harm(&town.home);
            // People go on, also while it is built again.
            std::thread::sleep(Duration::from_millis(700));
        });
        town.figures.faults += 1;
        let ready = || visitor.get("/health/ready").is_ok_and(|answer| answer.status == 200);
        let whole = || ready() && town.home.run(&["search", "check"]).code == Some(0);
        let serving = time_until(fault, Duration::from_secs(10), whole);
        town.figures.serving.push(serving);
        town.settles(dice);
    }
    town.closes(fault, "pages were served throughout")
}
