//! The page of a listing: the work, or what became of it.
//! Never a text that no netwerker approved.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::app::App;
use crate::db::Conn;
use crate::domain::account::AccountState;
use crate::domain::actor::Role;
use crate::domain::civil_day::CivilDay;
use crate::domain::employer::Employer;
use crate::domain::ids::ListingId;
use crate::domain::job_posting::Published;
use crate::domain::listing::terms::Reaction;
use crate::domain::listing::{Listing, Status};
use crate::domain::search::ListingDocument;
use crate::store::listings::PublicListing;
use crate::store::{accounts, employers, listings, revisions};
use crate::views::components::card::{ListingCard, listing_href};
use crate::views::components::contact::ContactBox;
use crate::views::components::listing_html::listing_html;
use crate::views::public::gone::{Gone, GonePage};
use crate::views::public::listing::ListingPage;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page};
use crate::web::finding::similar;

/// How many similar listings are shown.
const SIMILAR: u32 = 3;

/// What stands at the address of a listing.
enum Shown {
    Public(Box<(PublicListing, Employer, ContactBox, Vec<ListingCard>)>),
    Gone(GonePage),
}

/// `GET /werk/{id}`: printed cards carry the short address.
///
/// # Errors
/// `NotFound` when it was never public.
pub async fn short(_: Anyone, page: Page, id: web::Path<ListingId>) -> WebResult {
    show(page, *id, None, None).await
}

/// `GET /werk/{id}/{slug}`: another slug goes to the right one.
///
/// # Errors
/// `NotFound` when it was never public.
pub async fn full(_: Anyone, page: Page, path: web::Path<(ListingId, String)>, request: HttpRequest) -> WebResult {
    let (id, slug) = path.into_inner();
    show(page, id, Some(slug), back_to_results(&request)).await
}

async fn show(page: Page, id: ListingId, slug: Option<String>, back_href: Option<String>) -> WebResult {
    let app = page.app.clone();
    match page.app.db.read(move |conn| look_up(conn, &app, id)).await? {
        Shown::Gone(gone) => page.html_with(StatusCode::GONE, |frame| gone.render(frame)),
        Shown::Public(found) => {
            let (public, employer, contact, similar) = *found;
            let right = public.content.title.slug();
            if slug.as_deref() != Some(right.as_str()) {
                let location = listing_href(id, &right);
                return Ok(HttpResponse::MovedPermanently().insert_header((header::LOCATION, location)).finish());
            }
            let job_posting = job_posting(&page.app, &public, &employer)?;
            let PublicListing { listing, content, .. } = public;
            let shown = ListingPage {
                listing,
                content,
                employer,
                contact,
                distance: None,
                similar,
                back_href,
                job_posting,
                preview: false,
            };
            page.html(|frame| shown.render(frame))
        }
    }
}

/// The job for search engines, as JSON-LD; `None` when they may not read it.
fn job_posting(app: &App, public: &PublicListing, employer: &Employer) -> Result<Option<String>, WebError> {
    let PublicListing { listing, content, .. } = public;
    let url = app.url(&listing_href(listing.id, &content.title.slug()));
    let text = listing_html(listing.kind, content).into_string();
    let published = Published::of(listing, content, &employer.profile, url, text);
    let json = published.as_ref().map(serde_json::to_string).transpose();
    json.map_err(|error| WebError::Internal(error.to_string()))
}

fn look_up(conn: &mut Conn, app: &App, id: ListingId) -> Result<Shown, WebError> {
    let today = app.clock.today();
    if let Some(public) = listings::public_by_ids(conn, &[id], today)?.pop() {
        let employer = employers::find(conn, public.listing.employer)?.ok_or(WebError::NotFound)?;
        let contact = contact(conn, app, &public, &employer)?;
        let document = ListingDocument::of(&public.listing, &public.content, &public.employer_name);
        let similar = similar(conn, app, &document, SIMILAR)?;
        return Ok(Shown::Public(Box::new((public, employer, contact, similar))));
    }
    let listing = listings::find(conn, id)?.ok_or(WebError::NotFound)?;
    let revision = match listing.live_revision.filter(|_| listing.kind.rules().public) {
        Some(revision) => revisions::find(conn, revision)?,
        None => None,
    };
    let content = revision.ok_or(WebError::NotFound)?.content;
    let why = what_became(&listing, today).ok_or(WebError::NotFound)?;
    let document = ListingDocument::of(&listing, &content, "");
    Ok(Shown::Gone(GonePage { title: Some(listing.title), why, similar: similar(conn, app, &document, SIMILAR)? }))
}

/// Why a listing that was public is so no longer; `None` when it never was.
fn what_became(listing: &Listing, today: CivilDay) -> Option<Gone> {
    listing.published_at?;
    match listing.status {
        Status::Filled => Some(Gone::Filled),
        Status::Expired => Some(Gone::Expired),
        // Past its closing day, before the daily job has moved it.
        Status::Live if listing.closes_on.is_some_and(|last| last < today) => Some(Gone::Expired),
        // Its employer is being looked at again.
        Status::Live => Some(Gone::Checking),
        Status::Paused => Some(Gone::Paused),
        _ => Some(Gone::Withdrawn),
    }
}

/// Whom a job seeker talks to: the employer's contact person, by name only, or the netwerker.
fn contact(conn: &mut Conn, app: &App, public: &PublicListing, employer: &Employer) -> Result<ContactBox, WebError> {
    let municipality = &app.municipality;
    let (phone, email) = (Some(municipality.phone.clone()), Some(municipality.email.clone()));
    let known = |text: Option<String>| text.filter(|text| !text.is_empty());
    if public.content.reaction == Reaction::Direct {
        let people = accounts::of_employer(conn, employer.id)?;
        let person = people.into_iter().find(|person| person.state == AccountState::Active);
        let name = person.map_or_else(|| employer.profile.name.clone(), |person| person.name);
        return Ok(ContactBox { name, phone: None, email: None, role_text: employer.profile.name.clone() });
    }
    let netwerkers = accounts::with_role(conn, public.listing.municipality, Role::Netwerker)?;
    let name =
        netwerkers.into_iter().next().map_or_else(|| format!("Gemeente {}", municipality.name), |person| person.name);
    let role_text = format!("Netwerker bij de gemeente {}", municipality.name);
    Ok(ContactBox { name, phone: known(phone), email: known(email), role_text })
}

/// The search that the visitor came from, when he came from our own.
fn back_to_results(request: &HttpRequest) -> Option<String> {
    let referer = request.headers().get(header::REFERER)?.to_str().ok()?;
    let host = request.headers().get(header::HOST)?.to_str().ok()?;
    let path = referer.split_once("://")?.1.strip_prefix(host)?;
    (path == "/werk" || path.starts_with("/werk?")).then(|| path.to_owned())
}
