//! Suggestions while somebody types in the search bar, as JSON.
//! Never what visitors typed before: only words of open listings and names of places.

use actix_web::HttpResponse;
use actix_web::http::header;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::search::{SHORTEST_BEGINNING, Suggestion, places_beginning};
use crate::search::{Index, SearchError};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields};
use crate::web::finding::turn;

/// How many suggestions there are at most, and of those how many places beside work.
const MOST: usize = 8;
const PLACES: usize = 2;
/// Longer than any title; of more the rest is not read.
const LONGEST: usize = 100;

/// What somebody may be typing.
#[derive(Serialize, ToSchema)]
pub struct SuggestAnswer {
    /// The best first.
    suggestions: Vec<Suggested>,
}

/// A suggestion in an answer.
#[derive(Serialize, ToSchema)]
struct Suggested {
    /// The words.
    text: String,
    /// Whether it is work or a place.
    kind: &'static str,
}

/// Suggests work and places that begin with what was typed.
///
/// # Errors
/// When the index does not answer, or too many searches wait for it.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    operation_id = "suggest",
    tag = "listings",
    params(
        ("q" = Option<String>, Query, description = "What was typed; what is longer than 100 characters is not read"),
        ("veld" = Option<String>, Query, description = "`plaats` for places only"),
    ),
    responses((status = 200, description = "Suggestions, the best first", body = SuggestAnswer))
)]
pub async fn suggest(_: Anyone, page: Page, QueryFields(fields): QueryFields) -> WebResult {
    let typed: String = fields.get("q").chars().take(LONGEST).collect();
    let only_places = fields.get("veld") == "plaats";
    if typed.chars().count() < SHORTEST_BEGINNING {
        return Ok(answered(Vec::new()));
    }
    // Places ask the index nothing.
    let turn = if only_places { None } else { Some(turn(&page.app).await?) };
    let (index, today) = (page.app.index.clone(), page.today());
    // Not for the database: its threads are those that may be kept busy.
    let look_up = page.app.db.read(move |_| {
        let _turn = turn;
        suggestions(&index, today, &typed, only_places).map_err(WebError::from)
    });
    Ok(answered(look_up.await?))
}

fn answered(suggestions: Vec<Suggestion>) -> HttpResponse {
    let item = |suggestion: Suggestion| Suggested { text: suggestion.text, kind: suggestion.kind.code() };
    let answer = SuggestAnswer { suggestions: suggestions.into_iter().map(item).collect() };
    // The same letters are typed again and again; a minute is no lie.
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=60")).json(answer)
}

fn suggestions(index: &Index, today: CivilDay, typed: &str, only_places: bool) -> Result<Vec<Suggestion>, SearchError> {
    if only_places {
        return Ok(places_beginning(typed, MOST));
    }
    let mut work = index.suggest(typed, today, MOST)?;
    let places = places_beginning(typed, PLACES);
    work.truncate(MOST - places.len());
    Ok(work.into_iter().chain(places).collect())
}
