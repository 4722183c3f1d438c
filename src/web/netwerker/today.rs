//! "Vandaag": what waits for the netwerker, the longest waiting first.
//! Never a figure without a link to what it counts.

use crate::db::Conn;
use crate::domain::actor::{Actor, Capability};
use crate::domain::civil_day::CivilDay;
use crate::domain::employer::Verification;
use crate::domain::ids::MunicipalityId;
use crate::domain::interest::InterestState;
use crate::domain::listing::terms::Reaction;
use crate::store::interests::Scope;
use crate::store::{employers, interests, listings};
use crate::views::netwerker::today::{Today, WaitingEmployer, WaitingInterest, WaitingListing};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, needs};

/// How many of each are shown at most.
const MOST: i64 = 200;

/// `GET /netwerk`
///
/// # Errors
/// A database error.
pub async fn show(allowed: Allowed<needs::SeeNetwork>, page: Page) -> WebResult {
    let (actor, today, municipality) = (page.actor.clone(), page.today(), allowed.person.municipality);
    let shown = page.app.db.read(move |conn| load(conn, &actor, municipality, today)).await?;
    page.html(|frame| shown.render(frame))
}

fn load(conn: &mut Conn, actor: &Actor, municipality: MunicipalityId, today: CivilDay) -> Result<Today, WebError> {
    let (waiting, _) = employers::list(conn, municipality, Some(Verification::Waiting), "", (0, MOST))?;
    let listings = listings::waiting(conn, municipality)?
        .into_iter()
        .map(|(listing, (employer, verification), submitted_at)| WaitingListing {
            id: listing.id,
            verified: verification == Verification::Verified,
            is_change: listing.live_revision.is_some(),
            title: listing.title,
            kind: listing.kind,
            employer,
            submitted_at,
        })
        .collect();
    let employers = waiting
        .into_iter()
        .map(|employer| WaitingEmployer {
            id: employer.id,
            name: employer.profile.name,
            place: employer.profile.place,
            registered_at: employer.created_at,
        })
        .collect();
    // Who may not answer reactions does not see them.
    let interests = if actor.can(Capability::AnswerInterests) {
        let open = interests::list(conn, Scope::Municipality(municipality), InterestState::Open, None)?;
        Some(open.into_iter().map(waiting_interest).collect())
    } else {
        None
    };
    Ok(Today { today, listings, employers, interests, matching: None })
}

fn waiting_interest((interest, listing, employer): interests::Listed) -> WaitingInterest {
    WaitingInterest {
        id: interest.id,
        listing,
        answers: employer.filter(|_| interest.reaction == Reaction::Direct),
        received_at: interest.created_at,
    }
}
