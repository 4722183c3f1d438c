//! The employer's first page: what he offers and how it stands.
//! Never a figure about another.

use crate::db::Conn;
use crate::domain::code::Code;
use crate::domain::ids::{EmployerId, ListingId};
use crate::domain::introduction::IntroductionStatus;
use crate::store::introductions::Scope;
use crate::store::{employers, interests, introductions, listings, revisions};
use crate::views::employer::dashboard::{Dashboard, ListingRow, Stand};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, needs};

/// `GET /werkgever`
///
/// # Errors
/// A database error.
pub async fn show(
    allowed: Allowed<needs::ManageOwnListings>,
    page: Page,
    QueryFields(query): QueryFields,
) -> WebResult {
    let employer = super::own(&allowed.person)?;
    let stand = Stand::from_code(query.get("stand"));
    let dashboard = page.app.db.read(move |conn| load(conn, employer, stand)).await?;
    page.html(|frame| dashboard.render(frame))
}

fn load(conn: &mut Conn, id: EmployerId, stand: Option<Stand>) -> Result<Dashboard, WebError> {
    let employer = employers::find(conn, id)?.ok_or(WebError::NotFound)?;
    let rows = listings::of_employer(conn, id)?;
    let ids: Vec<ListingId> = rows.iter().map(|listing| listing.id).collect();
    let counts = interests::count_per_listing(conn, &ids, true)?;
    let waiting = revisions::waiting_of(conn, &ids)?;
    let listings = rows
        .into_iter()
        .map(|listing| {
            let (interests, open_interests) = counts.get(&listing.id).copied().unwrap_or_default();
            ListingRow {
                id: listing.id,
                open_positions: listing.open_positions(),
                change_waits: listing.live_revision.is_some() && waiting.contains(&listing.id),
                title: listing.title,
                kind: listing.kind,
                status: listing.status,
                closes_on: listing.closes_on,
                interests,
                open_interests,
            }
        })
        .collect();
    Ok(Dashboard {
        organisation: employer.profile.name,
        verification: employer.verification,
        refusal: employer.refusal,
        open_introductions: introductions::list(conn, Scope::Employer(id), &[IntroductionStatus::Sent])?.len(),
        open_interests: counts.values().map(|(_, open)| open).sum(),
        stand,
        listings,
    })
}
