//! Listings as JSON: the same search as the page, with English names.
//! Never an internal fact: a listing is written out field by field.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::app::App;
use crate::domain::code::Code;
use crate::domain::form::FieldErrors;
use crate::domain::ids::ListingId;
use crate::domain::search::{API_NAMES, Facets, PER_PAGE, Query};
use crate::store::listings::{self, PublicListing};
use crate::views::components::card::listing_href;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields};
use crate::web::finding::{FoundListing, FoundPage, find};

/// The most listings on a page.
const MOST_PER_PAGE: u32 = 100;

/// An answer: `total`, the page, its items, counts per choice, totals in wider circles.
#[derive(Serialize)]
pub struct ListingsAnswer {
    total: u64,
    page: u32,
    per_page: u32,
    items: Vec<Item>,
    facets: FacetsAnswer,
    wider: Vec<Wider>,
}

/// A listing in an answer.
#[derive(Serialize)]
pub struct Item {
    id: ListingId,
    external_id: Option<String>,
    url: String,
    kind: &'static str,
    title: String,
    employer: String,
    place: Option<String>,
    postal_code: Option<String>,
    distance_km: Option<f64>,
    hours_min: Option<f64>,
    hours_max: Option<f64>,
    published_at: Option<chrono::DateTime<chrono::Utc>>,
    closes_at: Option<String>,
    snippet: String,
    score: f32,
}

#[derive(Serialize)]
struct FacetsAnswer {
    kind: Vec<Choice>,
    sector: Vec<Choice>,
    education: Vec<Choice>,
    language: Vec<Choice>,
    support: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: &'static str,
    count: u64,
}

#[derive(Serialize)]
struct Wider {
    radius_km: u16,
    total: u64,
}

/// `GET /api/v1/listings`
///
/// # Errors
/// 400 with the name of each wrong parameter.
pub async fn list(_: Anyone, page: Page, QueryFields(fields): QueryFields) -> WebResult {
    let (query, mut errors) = Query::parse(&fields, &API_NAMES);
    let typed = Some(fields.get("per_page")).filter(|typed| !typed.is_empty());
    let parsed =
        typed.map_or(Some(PER_PAGE), |typed| typed.parse().ok().filter(|count| (1..=MOST_PER_PAGE).contains(count)));
    let per_page = parsed.unwrap_or_else(|| {
        errors.add("per_page", "per_page is a whole number from 1 to 100.");
        PER_PAGE
    });
    if !errors.is_empty() {
        return Ok(wrong_parameters(&errors));
    }
    let found = find(&page.app, &query, per_page).await?;
    Ok(HttpResponse::Ok().json(answer(&page.app, &query, found, per_page)))
}

/// The whole answer, also for `baanin search`.
#[must_use]
pub fn answer(app: &App, query: &Query, found: FoundPage, per_page: u32) -> ListingsAnswer {
    ListingsAnswer {
        total: found.total,
        page: query.page + 1,
        per_page,
        items: found.listings.into_iter().map(|found| item(app, found)).collect(),
        facets: facets(&found.facets),
        wider: found.wider.into_iter().map(|(radius_km, total)| Wider { radius_km, total }).collect(),
    }
}

fn item(app: &App, found: FoundListing) -> Item {
    let PublicListing { listing, content, employer_name } = found.public;
    let hours =
        |hours: Option<crate::domain::listing::terms::Hours>| hours.map(|hours| f64::from(hours.hundredths()) / 100.0);
    Item {
        url: app.url(&listing_href(listing.id, &content.title.slug())),
        id: listing.id,
        external_id: listing.origin.map(|origin| origin.identifier),
        kind: listing.kind.code(),
        title: content.title.as_str().to_owned(),
        employer: employer_name,
        place: content.place,
        postal_code: content.postcode.map(|postcode| postcode.as_str().to_owned()),
        distance_km: found.hit.distance_km.map(|km| (km * 10.0).round() / 10.0),
        hours_min: hours(content.hours_min),
        hours_max: hours(content.hours_max),
        published_at: listing.published_at,
        closes_at: listing.closes_on.map(|day| day.to_string()),
        snippet: found.snippet.plain(),
        score: found.hit.score,
    }
}

fn facets(facets: &Facets) -> FacetsAnswer {
    fn counts<C: Code>(counts: &[(C, u64)], label: impl Fn(C) -> &'static str) -> Vec<Choice> {
        counts
            .iter()
            .map(|(value, count)| Choice { value: value.code(), label: label(*value), count: *count })
            .collect()
    }
    FacetsAnswer {
        kind: counts(&facets.kinds, |kind| kind.rules().label),
        sector: counts(&facets.sectors, crate::domain::listing::terms::Sector::label),
        education: counts(&facets.educations, crate::domain::listing::terms::Education::label),
        language: counts(&facets.dutch, crate::domain::listing::terms::DutchLevel::label),
        support: counts(&facets.support, crate::domain::listing::terms::SupportKind::label),
    }
}

fn wrong_parameters(errors: &FieldErrors) -> HttpResponse {
    let names: Vec<_> =
        errors.iter().map(|error| serde_json::json!({"name": error.field, "reason": error.message})).collect();
    let body = serde_json::json!({
        "type": "about:blank", "title": "Wrong parameters", "status": 400, "detail": errors.to_string(), "invalid_params": names,
    });
    HttpResponse::BadRequest().content_type("application/problem+json").body(body.to_string())
}

/// A listing with its whole text.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    item: Item,
    description: String,
    tasks: Vec<String>,
    wage: Option<String>,
    contract: Option<String>,
    education: Option<&'static str>,
    language: Option<&'static str>,
    support: Vec<&'static str>,
    positions: i32,
}

/// `GET /api/v1/listings/{id}`
///
/// # Errors
/// `NotFound` when it is not public.
pub async fn show(_: Anyone, page: Page, id: web::Path<ListingId>) -> WebResult {
    let (id, today) = (*id, page.today());
    let public =
        page.app.db.read(move |conn| listings::public_by_ids(conn, &[id], today).map_err(WebError::from)).await?.pop();
    let public = public.ok_or(WebError::NotFound)?;
    let content = public.content.clone();
    let positions = public.listing.open_positions();
    let hit = crate::domain::search::Hit { id, score: 0.0, distance_km: None };
    let snippet = page.app.index.snippet(&Query::default(), content.description.as_str());
    let whole = Whole {
        item: item(&page.app, FoundListing { public, hit, snippet }),
        description: content.description.as_str().to_owned(),
        tasks: content.tasks,
        wage: content.wage.map(|wage| wage.to_string()),
        contract: content.contract.map(|contract| contract.to_string()),
        education: content.education.map(Code::code),
        language: content.dutch.map(Code::code),
        support: content.support.kinds().map(Code::code).collect(),
        positions,
    };
    Ok(HttpResponse::Ok().json(whole))
}
