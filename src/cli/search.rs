//! `baanin search`: what the website would show, as JSON; rebuilding and checking the index.
//! Never another search than the website's.

use anyhow::Context;
use clap::Args;

use super::{Done, say, tell};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::form::Fields;
use crate::domain::search::{API_NAMES, Query};
use crate::jobs::follow_changes;
use crate::search::Opened;
use crate::web;

/// What to search, or `rebuild`, or `check`.
#[derive(Args)]
pub(super) struct SearchArgs {
    /// Words; the single word `rebuild` or `check` keeps the index instead (search for these with --text).
    words: Vec<String>,
    /// Words that are never a command.
    #[arg(long)]
    text: Option<String>,
    /// A kind of listing.
    #[arg(long)]
    kind: Option<String>,
    /// A place or a postcode.
    #[arg(long)]
    place: Option<String>,
    /// How far from the place, in kilometres.
    #[arg(long)]
    radius: Option<String>,
    /// How many at most, 1 to 100.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    limit: u32,
}

pub(super) fn run(config: Config, arguments: SearchArgs) -> anyhow::Result<Done> {
    let (app, opened) = App::open(config, Clock::System)?;
    match arguments.words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["rebuild"] => rebuild(&app),
        ["check"] => check(&app, &opened),
        _ => find(&app, &arguments),
    }
}

fn rebuild(app: &App) -> anyhow::Result<Done> {
    let listings = follow_changes::rebuild(app).context("while rebuilding the index")?;
    say(&serde_json::json!({"listings": listings}).to_string());
    Ok(Done::Yes)
}

fn check(app: &App, opened: &Opened) -> anyhow::Result<Done> {
    if *opened != Opened::Current {
        tell(&format!(
            "The index cannot be used: {opened:?}. `baanin serve` or `baanin search rebuild` builds it again."
        ));
        say(&serde_json::json!({"equal": false, "index": format!("{opened:?}")}).to_string());
        return Ok(Done::No);
    }
    let difference = follow_changes::compare(app).context("while comparing")?;
    let equal = difference.is_none();
    say(&serde_json::json!({"equal": equal, "difference": difference}).to_string());
    Ok(if equal { Done::Yes } else { Done::No })
}

fn find(app: &App, arguments: &SearchArgs) -> anyhow::Result<Done> {
    let words = arguments.text.clone().unwrap_or_else(|| arguments.words.join(" "));
    let mut fields = Fields::default().with(API_NAMES.text, words);
    fields.push_some(API_NAMES.kind, arguments.kind.as_ref());
    fields.push_some(API_NAMES.place, arguments.place.as_ref());
    fields.push_some(API_NAMES.radius, arguments.radius.as_ref());
    let (query, errors) = Query::parse(&fields, &API_NAMES);
    if !errors.is_empty() {
        anyhow::bail!("{errors}");
    }
    // A node that serves keeps its index up to date; a command alone does it itself.
    if let Err(error) = follow_changes::catch_up(app) {
        tell(&format!("The index could not be brought up to date ({error}); the answer may be old."));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("while starting")?;
    let answer = runtime.block_on(web::search_as_json(app, &query, arguments.limit))?;
    say(&answer);
    Ok(Done::Yes)
}
