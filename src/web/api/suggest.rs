//! Suggestions while somebody types in the search bar, as JSON.
//! Never what visitors typed before: only words of open listings and names of places.

use actix_web::HttpResponse;
use actix_web::http::header;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::code::Code;
use crate::domain::search::{SHORTEST_BEGINNING, Suggestion, places_beginning};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields};

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
/// When the index does not answer.
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
    let suggestions = if fields.get("veld") == "plaats" {
        places_beginning(&typed, MOST)
    } else if typed.chars().count() < SHORTEST_BEGINNING {
        Vec::new()
    } else {
        let (index, today, beginning) = (page.app.index.clone(), page.today(), typed.clone());
        // Not for the database: its threads are those that may wait for the disk.
        let mut work = page.app.db.read(move |_| Ok::<_, WebError>(index.suggest(&beginning, today, MOST)?)).await?;
        let places = places_beginning(&typed, PLACES);
        work.truncate(MOST - places.len());
        work.into_iter().chain(places).collect()
    };
    let item = |suggestion: Suggestion| Suggested { text: suggestion.text, kind: suggestion.kind.code() };
    let answer = SuggestAnswer { suggestions: suggestions.into_iter().map(item).collect() };
    // The same letters are typed again and again; a minute is no lie.
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=60")).json(answer))
}
