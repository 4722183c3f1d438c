//! The load generator: fills an installation with invented listings and measures, side by side in one run, a bare handler,
//! the search page with distinct questions and with a popular one, and the same questions in PostgreSQL's full text search:
//! `cargo bench --bench load -- --sizes 1000,10000 --postgres postgres://…` (docs/performance.md). Never a real listing.

#[path = "load/client.rs"]
mod client;
#[path = "load/fill.rs"]
mod fill;
#[path = "load/invented.rs"]
mod invented;
#[path = "load/measure.rs"]
mod measure;
#[path = "load/postgres.rs"]
mod postgres;
#[path = "load/program.rs"]
mod program;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::Parser;
use measure::{Measured, Plan};

/// Fills, measures, prints a table, and clears away.
#[derive(Debug, Parser)]
struct Settings {
    /// How many listings, one run after another.
    #[arg(long, value_delimiter = ',', default_value = "1000,10000")]
    sizes: Vec<u64>,
    /// How long each throughput is measured.
    #[arg(long, default_value_t = 6)]
    seconds: u64,
    /// How many connections ask at once.
    #[arg(long, default_value_t = 8)]
    connections: u64,
    /// A PostgreSQL in which a table may be made.
    #[arg(long)]
    postgres: Option<String>,
    /// With more listings than this PostgreSQL is not asked.
    #[arg(long, default_value_t = 200_000)]
    postgres_most: u64,
    /// Where the installations are made; removed afterwards.
    #[arg(long)]
    directory: Option<PathBuf>,
    /// What `cargo bench` adds.
    #[arg(long, hide = true)]
    bench: bool,
    /// Serve the installation in this directory: what this program starts itself as.
    #[arg(long, hide = true)]
    serve: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let settings = Settings::parse();
    if let Some(directory) = &settings.serve {
        return program::serve(directory);
    }
    let home = settings.directory.clone().unwrap_or_else(std::env::temp_dir);
    let home = home.join(format!("baanin-load-{}", std::process::id()));
    std::fs::create_dir_all(&home)?;
    let measured = measure_all(&settings, &home);
    std::fs::remove_dir_all(&home)?;
    say(&measure::table(&measured?));
    Ok(())
}

fn measure_all(settings: &Settings, home: &Path) -> anyhow::Result<Vec<Measured>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let lasting = Duration::from_secs(settings.seconds);
    let mut all = Vec::new();
    for size in &settings.sizes {
        let directory = home.join(size.to_string());
        // A million texts of the usual length would fill a small disk.
        let length = if *size > 200_000 { 500 } else { 900 };
        note(&format!("{size}: filling"));
        fill::fill(&directory, *size, length)?;
        let plan = Plan { size: *size, directory: directory.clone(), connections: settings.connections, lasting };
        let mut measured = runtime.block_on(measure::run(&plan)).with_context(|| format!("with {size} listings"))?;
        // The disk and the memory are for one at a time.
        std::fs::remove_dir_all(&directory)?;
        if let Some(url) = settings.postgres.as_deref().filter(|_| *size <= settings.postgres_most) {
            note(&format!("{size}: PostgreSQL"));
            postgres::fill(url, *size, length)?;
            let answered = postgres::throughput(url, 2, lasting);
            postgres::clear_away(url)?;
            measured.postgres = Some(answered?);
        }
        note(&measure::table(std::slice::from_ref(&measured)));
        all.push(measured);
    }
    Ok(all)
}

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn say(text: &str) {
    print!("{text}");
}

/// How far it is, beside the table.
fn note(text: &str) {
    // Nobody may be listening.
    drop(writeln!(std::io::stderr(), "{text}"));
}
