//! Fills an installation: employers and listings straight into the store, in large transactions, and the index by building it.
//! Never through the actions: a million approvals would also be a million mails.

use std::path::Path;

use anyhow::Context;
use baanin::app::App;
use baanin::clock::Clock;
use baanin::config::{self, Config};
use baanin::db::{DbError, Tx};
use baanin::domain::civil_day::CivilDay;
use baanin::domain::employer::{Employer, EmployerProfile, Verification};
use baanin::domain::ids::{EmployerId, Id, ListingId, RevisionId};
use baanin::domain::listing::{Listing, ListingContent, ListingKind, Revision, RevisionState, Status};
use baanin::domain::text::Title;
use baanin::jobs::follow_changes;
use baanin::store::{employers, listings, revisions};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::invented;

/// How many listings go in one transaction.
const AT_ONCE: u64 = 5_000;
/// One employer for so many listings.
const PER_EMPLOYER: u64 = 20;
/// The listings that wait to be approved have numbers from here on.
const WAITING: u64 = 1 << 40;

/// The settings of an installation in this directory.
pub fn settings(directory: &Path) -> anyhow::Result<Config> {
    let path = |name: &str| directory.join(name).display().to_string();
    let value = |key: &str| match key {
        "DATABASE_URL" => Some(format!("sqlite://{}", path("baanin.sqlite3"))),
        "BAANIN_SEARCH_DIR" => Some(path("search")),
        "BAANIN_MAIL" => Some(format!("file:{}", path("mail"))),
        "BAANIN_SECRET_FILE" => Some(path("secret")),
        "BAANIN_ERASURE_LEDGER" => Some(path("erasures.jsonl")),
        "BAANIN_STAGE" => Some("acceptance".to_owned()),
        _ => None,
    };
    config::read(&value, None).map_err(|problems| anyhow::anyhow!(problems.join("; ")))
}

/// Opens the installation.
pub fn open(directory: &Path) -> anyhow::Result<App> {
    Ok(App::open(settings(directory)?, Clock::System)?.0)
}

/// Puts in so many listings with texts of about so many characters, and builds the index.
pub fn fill(directory: &Path, count: u64, length: usize) -> anyhow::Result<()> {
    let app = open(directory)?;
    app.db.wait_for_disk(false)?;
    let now = app.clock.now();
    for from in (0..count).step_by(usize::try_from(AT_ONCE)?) {
        app.write_now(|tx| -> Result<(), DbError> {
            for number in from..(from + AT_ONCE).min(count) {
                let (kind, content) = invented::listing(number, length);
                // One second apart: the last is the newest.
                let published = now - TimeDelta::seconds(i64::try_from(count - number).unwrap_or(0));
                add(tx, &app, number, (kind, content), Some(published))?;
            }
            Ok(())
        })?;
    }
    app.db.wait_for_disk(true)?;
    follow_changes::rebuild(&app).context("while building the index")?;
    Ok(())
}

/// Puts in a listing that waits to be approved: it holds this word.
pub fn add_waiting(app: &App, number: u64, word: &str) -> anyhow::Result<(ListingId, RevisionId)> {
    let (_, mut content) = invented::listing(number, 300);
    content.title = Title::parse(&format!("Proef {word}")).map_err(anyhow::Error::msg)?;
    let number = WAITING + number;
    app.write_now(|tx| add(tx, app, number, (ListingKind::Vacature, content.clone()), None))?;
    Ok((id(3, number), id(4, number)))
}

fn id<I: Id>(table: u128, number: u64) -> I {
    // As identifiers are made: by time, so that what comes later is greater; the rest is spread.
    let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
    I::from_uuid(Uuid::from_u128(
        (u128::from(number) << 80) | (7 << 76) | (2 << 62) | (table << 56) | u128::from(spread),
    ))
}

/// Adds a listing; live since then, or waiting. Every employer comes with its first.
fn add(
    tx: &mut Tx,
    app: &App,
    number: u64,
    (kind, content): (ListingKind, ListingContent),
    published_at: Option<DateTime<Utc>>,
) -> Result<(), DbError> {
    let (now, municipality) = (tx.now(), app.municipality.id);
    let employer_number = number / PER_EMPLOYER;
    let employer: EmployerId = id(1, employer_number);
    if number.is_multiple_of(PER_EMPLOYER) || published_at.is_none() {
        let profile = EmployerProfile {
            name: invented::employer(employer_number),
            kvk: None,
            place: content.place.clone(),
            postcode: None,
            website: None,
            about: None,
        };
        let (verification, refusal) = (Verification::Verified, None);
        let row = Employer { id: employer, municipality, profile, verification, refusal, created_at: now, version: 1 };
        employers::insert(tx, &row, None)?;
    }
    let (listing, revision): (ListingId, RevisionId) = (id(3, number), id(4, number));
    let closes_on: Option<CivilDay> = number.is_multiple_of(3).then(|| app.clock.today().plus_days(60));
    listings::insert(
        tx,
        &Listing {
            id: listing,
            municipality,
            employer,
            code: format!("L{number}"),
            kind,
            status: if published_at.is_some() { Status::Live } else { Status::Submitted },
            live_revision: None,
            title: content.title.to_string(),
            positions: 1,
            filled: 0,
            closes_on,
            published_at,
            origin: None,
            created_at: now,
            updated_at: now,
            version: 1,
        },
    )?;
    let state = if published_at.is_some() { RevisionState::Approved } else { RevisionState::Submitted };
    let row = Revision {
        id: revision,
        listing,
        state,
        content,
        prepared_by: None,
        imported: false,
        submitted_at: Some(now),
        reason: None,
        created_at: now,
    };
    revisions::insert(tx, &row)?;
    if published_at.is_some() {
        let loaded = listings::find(tx, listing)?.ok_or(DbError::Query(diesel::result::Error::NotFound))?;
        let live = Listing { live_revision: Some(revision), ..loaded.clone() };
        listings::update(tx, &live, &loaded)?;
    }
    Ok(())
}
