//! The command line: every command of the program, its output and its exit code.
//! Never a rule: commands call the same actions and jobs as the pages. Machine output is JSON on stdout; words for people
//! go to stderr. Exit codes: 0 done, 1 refused or failed, 2 wrong use.

mod backup;
mod check;
mod demo;
pub mod import;
mod mail;
mod ranking;
mod restore;
mod search;
mod serve;
mod user;

use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};

use crate::app::App;
use crate::clock::Clock;
use crate::config::{self, Config};

/// A vacancy platform with which a Dutch municipality brings employers and job seekers together.
#[derive(Parser)]
#[command(name = "baanin", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Start the web server and the jobs (the default).
    Serve,
    /// Start a fresh, fictional municipality under data/demo.
    Demo,
    /// Bring the database up to date and stop.
    Migrate,
    /// Accounts.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Take listings, candidates or placements in from a file.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Search as the website does, or keep the index: `search WORDS`, `search rebuild`, `search check`.
    Search(search::SearchArgs),
    /// Rank candidates for a listing, listings for a candidate, or explain one pair.
    Match(ranking::MatchArgs),
    /// Jobs.
    #[command(subcommand)]
    Jobs(JobsCommand),
    /// The outbox.
    #[command(subcommand)]
    Mail(mail::MailCommand),
    /// Copy the database while the program runs, encrypted when asked.
    Backup(backup::BackupArgs),
    /// Put a backup back: erasures are repeated, mails are held, the index is built again.
    Restore(restore::RestoreArgs),
    /// Say how this installation stands: settings, database, index, mail, clock, disk, jobs.
    Check {
        /// Only ask the program that serves on this machine whether it is ready.
        #[arg(long)]
        live: bool,
    },
}

#[derive(Subcommand)]
enum ImportCommand {
    /// JSON Lines (`-` for stdin) of schema.org `JobPosting`, or CSV.
    Listings(import::ListingsArgs),
    /// JSON Lines (`-` for stdin) of candidate profiles, or CSV.
    Candidates(import::FileArgs),
    /// JSON Lines (`-` for stdin) of placements, or CSV; their candidates must be there.
    Placements(import::FileArgs),
    /// Words that mean the same: CSV of occupations (ESCO's), or lines as in `search_index/synonyms.nl.txt`. A list takes the
    /// place of what its source brought before; an empty file takes it away.
    Thesaurus(import::FileArgs),
    /// Places: CSV with place or postcode, municipality, latitude, longitude. Used from the next start on.
    Places(import::FileArgs),
}

#[derive(Subcommand)]
enum JobsCommand {
    /// Run what is due, once, without the web server.
    Run {
        /// Again until nothing is left.
        #[arg(long)]
        until_idle: bool,
    },
}

/// How a command ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// As asked.
    Yes,
    /// It says no: a difference was found, something is not in order.
    No,
}

/// Runs the command of the command line.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            return if error.print().is_ok() { ExitCode::from(code) } else { ExitCode::FAILURE };
        }
    };
    match dispatch(cli.command.unwrap_or(Command::Serve)) {
        Ok(Done::Yes) => ExitCode::SUCCESS,
        Ok(Done::No) => ExitCode::FAILURE,
        Err(error) => {
            tell(&format!("baanin: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> anyhow::Result<Done> {
    if matches!(command, Command::Demo) {
        return demo::run(settings(config::load_demo())?);
    }
    let config = settings(config::load())?;
    start_log(&config.log)?;
    match command {
        Command::Serve | Command::Demo => serve::run(config, Clock::System),
        Command::Migrate => migrate(&config),
        Command::User(command) => user::run(&open(config)?, command),
        Command::Import(command) => {
            let app = open(config)?;
            let report = match command {
                ImportCommand::Listings(arguments) => import::listings(&app, &arguments),
                ImportCommand::Candidates(arguments) => import::candidates(&app, &arguments),
                ImportCommand::Placements(arguments) => import::placements(&app, &arguments),
                ImportCommand::Thesaurus(arguments) => import::thesaurus(&app, &arguments),
                ImportCommand::Places(arguments) => import::places(&app, &arguments),
            }?;
            say(&serde_json::to_string(&report)?);
            Ok(Done::Yes)
        }
        Command::Search(arguments) => search::run(config, arguments),
        Command::Match(arguments) => ranking::run(&open(config)?, &arguments),
        Command::Jobs(JobsCommand::Run { until_idle }) => {
            let done = crate::jobs::run_due(&open(config)?, until_idle).context("while running jobs")?;
            say(&serde_json::json!({"done": done}).to_string());
            Ok(Done::Yes)
        }
        Command::Mail(command) => mail::run(config, command),
        Command::Backup(arguments) => backup::run(config, &arguments),
        Command::Restore(arguments) => restore::run(config, &arguments),
        Command::Check { live: true } => Ok(check::live(&config)),
        Command::Check { live: false } => Ok(check::run(config)),
    }
}

fn migrate(config: &Config) -> anyhow::Result<Done> {
    let (_, applied) = crate::app::open_database(config)?;
    say(&serde_json::json!({"applied": applied}).to_string());
    Ok(Done::Yes)
}

/// The program, as commands other than `serve` use it.
fn open(config: Config) -> anyhow::Result<App> {
    let (app, _) = App::open(config, Clock::System)?;
    Ok(app)
}

/// The settings, or all that is wrong with them.
fn settings(loaded: Result<Config, Vec<String>>) -> anyhow::Result<Config> {
    loaded.map_err(|problems| anyhow::anyhow!("the settings are not in order:\n  {}", problems.join("\n  ")))
}

/// The log: text on a terminal, JSON otherwise.
fn start_log(filter: &str) -> anyhow::Result<()> {
    use std::io::IsTerminal;
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_new(filter).context("while reading BAANIN_LOG")?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let started = if std::io::stderr().is_terminal() { builder.try_init() } else { builder.json().try_init() };
    started.map_err(|error| anyhow::anyhow!("the log cannot start: {error}"))?;
    std::panic::set_hook(Box::new(log_panic));
    Ok(())
}

/// Says where the program panicked. Why only when those words stand in the program: what was put together at that
/// moment can hold what somebody typed.
fn log_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let why = panic.payload().downcast_ref::<&'static str>();
    tracing::error!(place, why, "panicked");
}

/// Machine output.
#[expect(clippy::print_stdout, reason = "this is the one place that writes to stdout")]
fn say(text: &str) {
    println!("{text}");
}

/// Words for people.
#[expect(clippy::print_stderr, reason = "this is the one place that writes words to stderr")]
fn tell(text: &str) {
    eprintln!("{text}");
}
