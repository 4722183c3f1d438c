//! Listings as JSON: the same search as the page, with English names.
//! Never an internal fact: a listing is written out field by field.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::domain::code::Code;
use crate::domain::form::Fields;
use crate::domain::ids::ListingId;
use crate::domain::search::{API_NAMES, Facets, PER_PAGE, Query, Sort};
use crate::store::listings::{self, PublicListing};
use crate::views::components::card::listing_href;
use crate::web::api::json;
use crate::web::api::problem::Problem;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields};
use crate::web::finding::{FoundListing, FoundPage, find};

/// The most listings on a page.
pub const MOST_PER_PAGE: u32 = 100;

/// The orders by their English names; the Dutch ones of the pages work too.
pub const ORDERS: [(&str, Sort); 3] =
    [("relevance", Sort::Relevance), ("newest", Sort::Newest), ("nearest", Sort::Nearest)];

/// A page of what was found.
#[derive(Serialize, ToSchema)]
pub struct ListingsAnswer {
    /// How many there are.
    total: u64,
    /// Whether there are more than `total`: so many are not counted one by one.
    more: bool,
    /// This page, from 1.
    page: u32,
    /// How many stand on a page.
    per_page: u32,
    /// The listings of this page.
    items: Vec<Item>,
    /// How many there are per choice. The counts of a group ignore what was chosen in that group.
    facets: FacetsAnswer,
    /// How many there would be in a wider circle, when a place was asked for.
    wider: Vec<Wider>,
    /// How far was searched, when that is farther than was asked: little lies nearby, and no radius was named.
    radius_km: Option<u16>,
    /// What stands in `after` to go on after the last listing of this page, whatever came or went since; `null` on the last.
    next: Option<String>,
    /// The words as they were probably meant, when little was found for the words as they were typed.
    suggestion: Option<String>,
}

/// A listing in short.
#[derive(Serialize, ToSchema)]
pub struct Item {
    /// Its identifier.
    #[schema(value_type = String, format = "uuid")]
    id: ListingId,
    /// Its identifier at the source it was imported from.
    external_id: Option<String>,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
    /// What kind of work it is.
    kind: &'static str,
    /// The name of the work.
    title: String,
    /// The name of the organisation.
    employer: String,
    /// The village or town.
    place: Option<String>,
    /// The postcode: four digits, or all of it.
    postal_code: Option<String>,
    /// How far it is from the place that was asked for.
    distance_km: Option<f64>,
    /// Hours a week, at least.
    hours_min: Option<f64>,
    /// Hours a week, at most.
    hours_max: Option<f64>,
    /// When it became public.
    published_at: Option<chrono::DateTime<chrono::Utc>>,
    /// The last day on which people can react.
    #[schema(format = "date")]
    closes_at: Option<String>,
    /// A part of the text that shows why it was found.
    snippet: String,
    /// How well it fits; comparable within one answer only.
    score: f32,
}

/// How many there are per choice.
#[derive(Serialize, ToSchema)]
struct FacetsAnswer {
    kind: Vec<Choice>,
    sector: Vec<Choice>,
    education: Vec<Choice>,
    language: Vec<Choice>,
    support: Vec<Choice>,
    days: Vec<Choice>,
    shifts: Vec<Choice>,
}

/// A choice and how many there are of it.
#[derive(Serialize, ToSchema)]
struct Choice {
    /// What stands in the parameter.
    value: &'static str,
    /// What it is called, in Dutch.
    label: &'static str,
    /// How many there are.
    count: u64,
}

/// How many there are in a wider circle.
#[derive(Serialize, ToSchema)]
struct Wider {
    radius_km: u16,
    total: u64,
}

/// Searches the public listings. Choices within a group are "or", groups are "and". Unknown parameters are ignored.
///
/// # Errors
/// 400 with the name of each wrong parameter.
#[utoipa::path(
    get,
    path = "/api/v1/listings",
    operation_id = "searchListings",
    tag = "listings",
    responses(
        (status = 200, description = "A page of what was found", body = ListingsAnswer),
        (status = 304, description = "What you have is still right"),
        (status = 400, description = "Wrong parameters, by name", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(_: Anyone, page: Page, QueryFields(fields): QueryFields, request: HttpRequest) -> WebResult {
    let fields = with_dutch_order(fields);
    let (query, mut errors) = Query::parse(&fields, &API_NAMES);
    let typed = Some(fields.get("per_page")).filter(|typed| !typed.is_empty());
    let parsed =
        typed.map_or(Some(PER_PAGE), |typed| typed.parse().ok().filter(|count| (1..=MOST_PER_PAGE).contains(count)));
    let per_page = parsed.unwrap_or_else(|| {
        errors.add("per_page", "per_page is a whole number from 1 to 100.");
        PER_PAGE
    });
    if !errors.is_empty() {
        return Ok(Problem::wrong_parameters(&errors).answer());
    }
    let found = find(&page.app, &query, per_page).await?;
    json(&answer(&page.app, &query, found, per_page), &request)
}

/// The parameters with the order by the name that the pages use.
fn with_dutch_order(fields: Fields) -> Fields {
    let dutch = |name: &str, value: &str| {
        let order = ORDERS.iter().find(|(english, _)| name == API_NAMES.sort && *english == value);
        order.map_or_else(|| value.to_owned(), |(_, sort)| sort.code().to_owned())
    };
    fields.iter().map(|(name, value)| (name.to_owned(), dutch(name, value))).collect()
}

/// The whole answer, also for `baanin search`.
#[must_use]
pub fn answer(app: &App, query: &Query, found: FoundPage, per_page: u32) -> ListingsAnswer {
    ListingsAnswer {
        total: found.total,
        more: found.more,
        page: query.page + 1,
        per_page,
        items: found.listings.into_iter().map(|found| item(app, found)).collect(),
        facets: facets(&found.facets),
        wider: found.wider.into_iter().map(|(radius_km, total)| Wider { radius_km, total }).collect(),
        radius_km: found.radius_km,
        next: found.next.map(|after| after.to_string()),
        suggestion: found.suggestion,
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
        days: counts(&facets.days, crate::domain::listing::terms::Day::label),
        shifts: counts(&facets.shifts, crate::domain::listing::terms::Shift::label),
    }
}

/// A listing with its whole text.
#[derive(Serialize, ToSchema)]
pub struct Whole {
    #[serde(flatten)]
    item: Item,
    /// The text: paragraphs, `- ` list items and `## ` headings.
    description: String,
    /// Short tasks.
    tasks: Vec<String>,
    /// The branch.
    sector: Option<&'static str>,
    /// Gross wage, in words.
    wage: Option<String>,
    /// How long the contract is, in words.
    contract: Option<String>,
    /// The education that is asked for.
    education: Option<&'static str>,
    /// The level of Dutch that is asked for.
    language: Option<&'static str>,
    /// Skills that are asked for, in the employer's words.
    skills: Vec<String>,
    /// Driving licences that are needed.
    driving_licences: Vec<&'static str>,
    /// Certificates that are needed.
    certificates: Vec<&'static str>,
    /// Days of the week.
    days: Vec<&'static str>,
    /// When in the day.
    shifts: Vec<&'static str>,
    /// The help that is offered.
    support: Vec<&'static str>,
    /// How many people are still asked for.
    positions: i32,
    /// The first day of work.
    #[schema(format = "date")]
    starts_at: Option<String>,
}

/// A public listing with its whole text.
///
/// # Errors
/// `NotFound` when it is not public.
#[utoipa::path(
    get,
    path = "/api/v1/listings/{id}",
    operation_id = "getListing",
    tag = "listings",
    params(("id" = String, Path, description = "The identifier of the listing", format = "uuid")),
    responses(
        (status = 200, description = "The listing", body = Whole),
        (status = 304, description = "What you have is still right"),
        (status = 404, description = "There is no such listing, or it is not public", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(_: Anyone, page: Page, id: web::Path<ListingId>, request: HttpRequest) -> WebResult {
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
        sector: content.sector.map(Code::code),
        skills: content.skills,
        driving_licences: codes(&content.driving_licences),
        certificates: codes(&content.certificates),
        days: codes(&content.days),
        shifts: codes(&content.shifts),
        starts_at: content.starts_on.map(|day| day.to_string()),
        tasks: content.tasks,
        wage: content.wage.map(|wage| wage.to_string()),
        contract: content.contract.map(|contract| contract.to_string()),
        education: content.education.map(Code::code),
        language: content.dutch.map(Code::code),
        support: content.support.kinds().map(Code::code).collect(),
        positions,
    };
    json(&whole, &request)
}

fn codes<C: Code>(values: &[C]) -> Vec<&'static str> {
    values.iter().map(|value| value.code()).collect()
}
