//! Faults: real people at the real program while it is killed, starved, cut off and moved in time; prints a table.
//! Never part of `cargo test`: `cargo test --test faults -- [SCENARIO…] [--kills 200] [--seed 1] [--old PROGRAM]`.

#[cfg(test)]
mod clock;
#[cfg(test)]
mod cluster;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod index;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod town;
#[cfg(test)]
mod versions;

#[cfg(test)]
#[path = "../app/support"]
#[expect(dead_code, reason = "shared with the other tests, which need more of it")]
mod support {
    pub mod dice;
    pub mod http;
    pub mod installation;
    pub mod page;
    pub mod postbox;
    pub mod settled;
    pub mod smtp;
    pub mod street;
    pub mod texts;
}

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;

/// Breaks what can break around the program, and counts what is lost: nothing may be.
#[derive(Parser)]
struct Options {
    /// Which faults; all when none is named.
    scenarios: Vec<String>,
    /// How often the program is killed in the midst of work.
    #[arg(long, default_value_t = 200)]
    kills: usize,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// An older program, to run beside this one.
    #[arg(long)]
    old: Option<PathBuf>,
    /// Do not fail when a fault cannot be made on this machine.
    #[arg(long)]
    allow_missing: bool,
}

/// A fault: what is needed to make it, and what came of it.
struct Scenario {
    name: &'static str,
    /// Why it cannot be made here.
    lacks: fn(&Options) -> Option<String>,
    run: fn(&Options) -> Vec<Row>,
}

const SCENARIOS: &[Scenario] = &[
    Scenario { name: "kill", lacks: |_| None, run: kill::on_sqlite },
    Scenario { name: "kill-postgres", lacks: |_| cluster::lacks(), run: kill::on_postgres },
    Scenario { name: "smtp", lacks: |_| None, run: smtp::run },
    Scenario { name: "index", lacks: |_| None, run: index::run },
    Scenario { name: "disk", lacks: |_| disk::lacks(), run: disk::run },
    Scenario { name: "postgres", lacks: |_| cluster::lacks(), run: postgres::run },
    Scenario { name: "clock", lacks: |_| clock::lacks(), run: clock::run },
    Scenario { name: "nodes", lacks: |_| cluster::lacks(), run: nodes::run },
    Scenario { name: "versions", lacks: versions::lacks, run: versions::run },
];

/// A line of the table.
struct Row {
    fault: String,
    times: usize,
    /// What was going on, and what of it nobody had an answer to.
    at_work: String,
    /// Mails that went out again, as the same bytes.
    doubled: String,
    serving: String,
    seen: String,
}

/// A time as people read it.
fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn main() -> ExitCode {
    let options = Options::parse();
    let known: Vec<&str> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
    if let Some(unknown) = options.scenarios.iter().find(|name| !known.contains(&name.as_str())) {
        say(&format!("{unknown} is none of {}", known.join(", ")));
        return ExitCode::FAILURE;
    }
    let chosen = |name: &str| options.scenarios.is_empty() || options.scenarios.iter().any(|each| each == name);
    let (mut lines, mut failed) = (Vec::new(), false);
    for scenario in SCENARIOS.iter().filter(|scenario| chosen(scenario.name)) {
        let started = Instant::now();
        if let Some(reason) = (scenario.lacks)(&options) {
            lines.push(format!("| {} | not run: {reason} | | | | | |", scenario.name));
            failed |= !options.allow_missing;
            continue;
        }
        if let Ok(rows) = catch_unwind(AssertUnwindSafe(|| (scenario.run)(&options))) {
            lines.extend(rows.iter().map(line));
        } else {
            lines.push(format!("| {} | FAILED, see above | | | | | |", scenario.name));
            failed = true;
        }
        say(&format!("{}: {}", scenario.name, seconds(started.elapsed())));
    }
    say("| fault | times | at work | lost | mails twice, same bytes | serves again | seen |");
    say("|---|---|---|---|---|---|---|");
    for line in &lines {
        say(line);
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Nothing is lost in a row that is there: every scenario ends by counting.
fn line(row: &Row) -> String {
    let Row { fault, times, at_work, doubled, serving, seen } = row;
    format!("| {fault} | {times} | {at_work} | 0 | {doubled} | {serving} | {seen} |")
}

#[expect(clippy::print_stdout, reason = "the table is what this is for")]
fn say(line: &str) {
    println!("{line}");
}
