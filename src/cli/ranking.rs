//! `baanin match`: the ranking of candidates for a listing, of listings for a candidate, or one pair, as JSON.
//! Never a name, a fact or a limit: codes and results, as the netwerker sees them; and never without the access log.

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use super::{Done, say};
use crate::actions::ActionError;
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::domain::actor::Actor;
use crate::domain::candidate::{AccessPurpose, Candidate};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{CandidateId, ListingId};
use crate::matching::{Criterion, JobTraits, PersonTraits, assess, explain};
use crate::pool::Pool;
use crate::store::listings::PublicListing;
use crate::store::{candidate_access, candidates, listings};

/// What to rank: an identifier, the short code, or the identifier of an import.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(super) struct MatchArgs {
    /// The listings for this candidate.
    #[arg(long, group = "what")]
    candidate: Option<String>,
    /// The candidates for this listing.
    #[arg(long, group = "what")]
    listing: Option<String>,
    /// One candidate and one listing, with all reasons.
    #[arg(long, group = "what", num_args = 2, value_names = ["CANDIDATE", "LISTING"])]
    pair: Option<Vec<String>>,
    /// How many at most.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
    /// Also the points of each criterion, what to look at and what to find out.
    #[arg(long)]
    explain: bool,
}

/// One candidate and one listing.
#[derive(Serialize)]
struct Line {
    candidate: CandidateId,
    candidate_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidate_identifier: Option<String>,
    listing: ListingId,
    listing_code: String,
    listing_title: String,
    verdict: &'static str,
    score: u8,
    reasons: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    knocked_out: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    near_miss: Option<String>,
    #[serde(flatten)]
    detail: Option<Detail>,
}

/// What `--explain` adds.
#[derive(Serialize)]
struct Detail {
    points: std::collections::BTreeMap<&'static str, u8>,
    attention: Vec<String>,
    find_out: Vec<String>,
}

/// A ranking.
#[derive(Serialize)]
struct Ranking {
    /// The day for which it holds.
    day: String,
    /// How many were compared, how many of them fit.
    compared: usize,
    fitting: usize,
    items: Vec<Line>,
    /// Those whom one thing keeps out.
    near_misses: Vec<Line>,
}

pub(super) fn run(app: &App, arguments: &MatchArgs) -> anyhow::Result<Done> {
    let today = app.clock.today();
    let json = match (&arguments.candidate, &arguments.listing, arguments.pair.as_deref()) {
        (Some(candidate), ..) => serde_json::to_string(&for_candidate(app, candidate, arguments, today)?)?,
        (None, Some(listing), _) => serde_json::to_string(&for_listing(app, listing, arguments, today)?)?,
        (None, None, Some([candidate, listing])) => serde_json::to_string(&pair(app, candidate, listing, today)?)?,
        _ => anyhow::bail!("say --candidate, --listing or --pair"),
    };
    say(&json);
    Ok(Done::Yes)
}

fn candidate_of(conn: &mut Conn, app: &App, named: &str) -> anyhow::Result<Candidate> {
    let found = match named.parse::<CandidateId>() {
        Ok(id) => candidates::find(conn, id)?.into_iter().collect(),
        Err(_) => candidates::named(conn, app.municipality.id, named)?,
    };
    match <[Candidate; 1]>::try_from(found) {
        Ok([candidate]) => Ok(candidate),
        Err(none) if none.is_empty() => anyhow::bail!("there is no candidate {named}"),
        Err(_) => anyhow::bail!("more than one candidate is called {named}: use the identifier or the code"),
    }
}

fn listing_of(conn: &mut Conn, app: &App, named: &str, today: CivilDay) -> anyhow::Result<PublicListing> {
    let ids: Vec<ListingId> = match named.parse::<ListingId>() {
        Ok(id) => vec![id],
        Err(_) => listings::named(conn, app.municipality.id, named)?.into_iter().map(|listing| listing.id).collect(),
    };
    anyhow::ensure!(ids.len() < 2, "more than one listing is called {named}: use the identifier or the code");
    listings::open_by_ids(conn, &ids, today)?.pop().with_context(|| format!("there is no open listing {named}"))
}

fn read<T>(app: &App, look: impl FnOnce(&mut Conn) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut found = None;
    app.db.read_now(|conn| {
        found = Some(look(conn));
        Ok::<_, crate::db::DbError>(())
    })?;
    found.context("nothing was read")?
}

fn for_listing(app: &App, named: &str, arguments: &MatchArgs, today: CivilDay) -> anyhow::Result<Ranking> {
    let (open, pool) = read(app, |conn| Ok((listing_of(conn, app, named, today)?, Pool::load(conn, today)?)))?;
    let job = JobTraits::of(&open.listing, &open.content);
    let mine = pool.people().iter().filter(|person| person.municipality == job.municipality);
    let order = Order::of(mine.map(|person| (person.id, person, &job)), today, arguments.limit);
    let lines = |ids: &[CandidateId]| -> anyhow::Result<Vec<Line>> {
        let found = read(app, |conn| Ok(candidates::by_ids(conn, ids)?))?;
        opened(app, &found)?;
        let by_id = |id: &CandidateId| found.iter().find(|candidate| candidate.id == *id);
        Ok(ids.iter().filter_map(by_id).map(|found| line(found, &open, today, arguments.explain)).collect())
    };
    Ok(Ranking {
        day: today.to_string(),
        compared: order.compared,
        fitting: order.fitting,
        items: lines(&order.best)?,
        near_misses: lines(&order.near)?,
    })
}

fn for_candidate(app: &App, named: &str, arguments: &MatchArgs, today: CivilDay) -> anyhow::Result<Ranking> {
    let (candidate, pool) = read(app, |conn| Ok((candidate_of(conn, app, named)?, Pool::load(conn, today)?)))?;
    opened(app, std::slice::from_ref(&candidate))?;
    let person = PersonTraits::of(&candidate);
    let mine = pool.jobs().iter().filter(|job| job.municipality == person.municipality);
    let order = Order::of(mine.map(|job| (job.id, &person, job)), today, arguments.limit);
    let lines = |ids: &[ListingId]| -> anyhow::Result<Vec<Line>> {
        let found = read(app, |conn| Ok(listings::open_by_ids(conn, ids, today)?))?;
        let by_id = |id: &ListingId| found.iter().find(|open| open.listing.id == *id);
        Ok(ids.iter().filter_map(by_id).map(|open| line(&candidate, open, today, arguments.explain)).collect())
    };
    Ok(Ranking {
        day: today.to_string(),
        compared: order.compared,
        fitting: order.fitting,
        items: lines(&order.best)?,
        near_misses: lines(&order.near)?,
    })
}

fn pair(app: &App, candidate: &str, listing: &str, today: CivilDay) -> anyhow::Result<Line> {
    let (candidate, open) =
        read(app, |conn| Ok((candidate_of(conn, app, candidate)?, listing_of(conn, app, listing, today)?)))?;
    opened(app, std::slice::from_ref(&candidate))?;
    Ok(line(&candidate, &open, today, true))
}

/// The best, and those whom one thing keeps out, as identifiers in order.
struct Order<I> {
    compared: usize,
    fitting: usize,
    best: Vec<I>,
    near: Vec<I>,
}

impl<I: Ord + Copy> Order<I> {
    fn of<'a>(pairs: impl Iterator<Item = (I, &'a PersonTraits, &'a JobTraits)>, today: CivilDay, limit: u32) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let (mut best, mut near, mut compared) = (Vec::new(), Vec::new(), 0);
        for (id, person, job) in pairs {
            compared += 1;
            let assessment = assess(person, job, today);
            if assessment.fits() {
                best.push((std::cmp::Reverse(assessment.score()), id));
            } else if crate::matching::near_miss::near_miss(person, job, today).is_some() {
                near.push((std::cmp::Reverse(assessment.score()), id));
            }
        }
        best.sort_unstable();
        near.sort_unstable();
        let ids = |ranked: Vec<(_, I)>| ranked.into_iter().take(limit).map(|(_, id)| id).collect();
        Self { compared, fitting: best.len(), best: ids(best), near: ids(near) }
    }
}

/// Writes down that the files of these candidates were compared at the console.
fn opened(app: &App, found: &[Candidate]) -> anyhow::Result<()> {
    let ids: Vec<CandidateId> = found.iter().map(|candidate| candidate.id).collect();
    app.write_now(|tx: &mut Tx| {
        for id in &ids {
            candidate_access::record(tx, *id, &Actor::System, AccessPurpose::Matching)?;
        }
        Ok::<_, ActionError>(())
    })?;
    Ok(())
}

fn line(candidate: &Candidate, open: &PublicListing, today: CivilDay, explained: bool) -> Line {
    let explanation = explain::explain(candidate, &open.listing, &open.content, today);
    let told = explain::for_netwerker(&explanation);
    let assessment = explanation.assessment;
    let points = Criterion::ALL.iter().map(|criterion| (criterion.code(), assessment.points(*criterion))).collect();
    Line {
        candidate: candidate.id,
        candidate_code: candidate.code.clone(),
        candidate_identifier: candidate.origin.as_ref().map(|origin| origin.identifier.clone()),
        listing: open.listing.id,
        listing_code: open.listing.code.clone(),
        listing_title: open.content.title.as_str().to_owned(),
        verdict: if assessment.fits() { "fits" } else { "knocked_out" },
        score: assessment.score(),
        reasons: told.fits,
        knocked_out: told.knocked_out,
        near_miss: told.near_miss,
        detail: explained.then_some(Detail { points, attention: told.attention, find_out: told.find_out }),
    }
}
