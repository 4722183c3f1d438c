//! The listings of the demo, each at the day on which it was posted and brought to the state that it is in now.
//! Never a state that an action would not give.

use anyhow::Context;
use serde::Deserialize;

use super::{Demo, SOURCE, age, lines, with_days};
use crate::actions::{ActionError, listing};
use crate::db::Tx;
use crate::domain::account::Account;
use crate::domain::actor::Actor;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::ListingId;
use crate::domain::job_posting::{JobPosting, Posting};
use crate::domain::listing::{Origin, Status};
use crate::store::{listings, revisions};

const LISTINGS: &str = include_str!("../../../demo/listings.jsonl");
/// What was posted so many days ago or later went through the hands of the netwerker; what is older was there.
const JUDGED: u32 = 3;

/// What a line says besides the posting: where it stands.
#[derive(Default, Deserialize)]
pub(super) struct Standing {
    /// The status; none is public.
    #[serde(default)]
    state: Option<Status>,
    /// How many days ago it came to that.
    #[serde(default)]
    days_ago: Option<u32>,
    /// Why it was sent back.
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    demo: Standing,
}

/// A listing of the demo.
pub(super) struct DemoListing {
    pub(super) posting: Posting,
    standing: Standing,
}

/// All listings, with days as they are today.
pub(super) fn read(today: CivilDay) -> anyhow::Result<Vec<DemoListing>> {
    let read = |line: &str| -> anyhow::Result<DemoListing> {
        let text = with_days(line, today);
        let standing = serde_json::from_str::<Line>(&text)?.demo;
        let posting = serde_json::from_str::<JobPosting>(&text)?.into_posting(SOURCE).map_err(anyhow::Error::msg)?;
        Ok(DemoListing { posting, standing })
    };
    lines(LISTINGS)
        .map(|(number, line)| read(line).with_context(|| format!("in line {number} of demo/listings.jsonl")))
        .collect()
}

impl Demo<'_> {
    pub(super) fn add_listings(&mut self, netwerker: &Account) -> anyhow::Result<()> {
        let netwerker = Actor::Person(netwerker.person());
        for listing in read(self.today)? {
            let named = listing.posting.origin.identifier.clone();
            self.add_listing(&listing, &netwerker).with_context(|| format!("while adding {named}"))?;
        }
        Ok(())
    }

    fn add_listing(&mut self, listing: &DemoListing, netwerker: &Actor) -> anyhow::Result<()> {
        let DemoListing { posting, standing } = listing;
        let state = standing.state.unwrap_or(Status::Live);
        let posted = posting.posted_on.map_or(1, |day| age(day, self.today)).max(1);
        // One that has expired comes in on the day after: what its employer was asked then is long past.
        let comes_in = match posting.content.closes_on {
            Some(last) if state == Status::Expired => age(last, self.today).saturating_sub(1),
            _ => posted,
        };
        let at_once = match state {
            Status::Draft | Status::Submitted | Status::Rejected => false,
            Status::Live => posted > JUDGED,
            _ => true,
        };
        let municipality = self.app.municipality.id;
        self.days_ago(comes_in, |tx| listing::import::import(tx, municipality, posting, at_once))?;
        let id = self.listing(&posting.origin)?;
        let days = standing.days_ago.unwrap_or(1).min(posted);
        match state {
            Status::Live if !at_once => {
                self.submit(id, posted)?;
                self.days_ago(posted.saturating_sub(1), |tx| {
                    let revision = newest(tx, id)?;
                    listing::approve(tx, netwerker, id, revision, "")
                })
            }
            Status::Submitted => self.submit(id, days),
            Status::Rejected => {
                self.submit(id, days + 1)?;
                self.days_ago(days, |tx| {
                    let revision = newest(tx, id)?;
                    listing::reject(tx, netwerker, id, revision, &standing.reason)
                })
            }
            Status::Paused => self.days_ago(days, |tx| listing::pause(tx, &Actor::System, id)),
            Status::Withdrawn => self.days_ago(days, |tx| listing::withdraw(tx, &Actor::System, id)),
            Status::Filled => self.fill_places(id, days),
            _ => Ok(()),
        }
    }

    fn submit(&mut self, id: ListingId, days: u32) -> anyhow::Result<()> {
        self.days_ago(days, |tx| listing::submit(tx, &Actor::System, id))
    }

    fn fill_places(&mut self, id: ListingId, days: u32) -> anyhow::Result<()> {
        self.days_ago(days, |tx| {
            loop {
                let now = listings::find(tx, id)?.ok_or(ActionError::NotFound)?;
                if now.status == Status::Filled {
                    return Ok(());
                }
                listing::fill(tx, &Actor::System, id, now.version, Some(listing::FoundVia::Us))?;
            }
        })
    }

    pub(super) fn listing(&self, origin: &Origin) -> anyhow::Result<ListingId> {
        let municipality = self.app.municipality.id;
        let found =
            self.app.db.read_now(|conn| listings::by_origin(conn, municipality, origin).map_err(ActionError::from))?;
        Ok(found.with_context(|| format!("there is no listing {}", origin.identifier))?.id)
    }
}

fn newest(tx: &mut Tx, id: ListingId) -> Result<crate::domain::ids::RevisionId, ActionError> {
    Ok(revisions::newest(tx, id)?.ok_or(ActionError::NotFound)?.id)
}
