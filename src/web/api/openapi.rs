//! `/api/v1/openapi.json`: the API described in `OpenAPI` 3.1, made from the types and names that answer.
//! Never written by hand beside them: what is not in the code is not in the document.

use actix_web::HttpRequest;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{
    Content, HeaderBuilder, InfoBuilder, OpenApi as Description, Ref, RefOr, Required, ResponseBuilder,
};
use utoipa::openapi::{LicenseBuilder, ServerBuilder};
use utoipa::{Modify, OpenApi};

use super::json;
use super::listings::{self, MOST_PER_PAGE, ORDERS};
use super::problem::{PROBLEM_JSON, Problem};
use super::suggest;
use crate::domain::code::Code;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, DutchLevel, Education, Sector, Shift, SupportKind};
use crate::domain::search::{API_NAMES, DEFAULT_RADIUS_KM, PER_PAGE};
use crate::web::error::WebResult;
use crate::web::extract::{Anyone, Page};

/// The document, before it knows where it is.
#[derive(OpenApi)]
#[openapi(paths(listings::list, listings::show, suggest::suggest, show), components(schemas(Problem)), modifiers(&FromTheCode))]
struct Api;

/// `GET /api/v1/openapi.json`: this document.
///
/// # Errors
/// None.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "getDescription",
    tag = "description",
    responses(
        (status = 200, description = "This document", body = Object),
        (status = 304, description = "What you have is still right"),
    )
)]
pub async fn show(_: Anyone, page: Page, request: HttpRequest) -> WebResult {
    let mut description = Api::openapi();
    description.servers = Some(vec![ServerBuilder::new().url(page.app.url("")).build()]);
    json(&description, &request)
}

/// What the macros cannot know: the choices of the search, and the errors that every address can give.
struct FromTheCode;

impl Modify for FromTheCode {
    fn modify(&self, description: &mut Description) {
        description.info = InfoBuilder::new()
            .title("baanin")
            .version(env!("CARGO_PKG_VERSION"))
            .description(Some(
                "Public listings of work, as the website shows them. Read-only today: listings are sent in through the \
                 website or an import. No key is needed. An answer carries an ETag; ask again with If-None-Match.",
            ))
            .license(Some(LicenseBuilder::new().name("EUPL-1.2").identifier(Some("EUPL-1.2")).build()))
            .build();
        for (path, item) in &mut description.paths.paths {
            let Some(operation) = &mut item.get else { continue };
            if path == "/api/v1/listings" {
                operation.parameters = Some(search_parameters().into_iter().map(RefOr::T).collect());
            }
            common_answers(operation);
        }
    }
}

/// The errors that every address can give, and the headers of what it gives.
fn common_answers(operation: &mut Operation) {
    for (status, words) in [
        ("429", "Too many requests: wait for as many seconds as Retry-After says"),
        ("500", "Something of ours failed; `instance` is its number in the log"),
        ("503", "Out of use for now"),
    ] {
        let mut response = ResponseBuilder::new()
            .description(words)
            .content(PROBLEM_JSON, Content::new(Some(Ref::from_schema_name("Problem"))));
        if status == "429" {
            let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).build();
            response = response.header("Retry-After", HeaderBuilder::new().schema(Some(seconds)).build());
        }
        operation.responses.responses.insert(status.to_owned(), RefOr::T(response.build()));
    }
    let has_tag = operation.responses.responses.contains_key("304");
    for status in ["200", "304"].iter().filter(|_| has_tag) {
        if let Some(RefOr::T(response)) = operation.responses.responses.get_mut(*status) {
            response.headers.insert("ETag".to_owned(), HeaderBuilder::new().schema(Some(string())).build().into());
        }
    }
}

fn search_parameters() -> Vec<Parameter> {
    let names = &API_NAMES;
    let kinds = ListingKind::ALL.iter().filter(|kind| kind.rules().public).map(|kind| kind.code()).collect();
    let hours = || number(1, 60, "number");
    let orders = ORDERS.iter().map(|(name, _)| *name).collect();
    vec![
        query(names.text, "Words; what is longer than 200 characters is cut off.", string()),
        query(names.kind, "Kinds of work.", choices(kinds)),
        query(names.sector, "Branches.", codes::<Sector>()),
        query(names.literal, "`1` or `true`: the words are just words, also those that name a place.", string()),
        query(names.place, "A Dutch place or postcode that is known.", string()),
        query(
            names.radius,
            &format!("How far from the place; {DEFAULT_RADIUS_KM} when not said."),
            number(1, 300, "integer"),
        ),
        query(names.hours_min, "The fewest hours a week that suit.", hours()),
        query(names.hours_max, "The most hours a week that suit; never below the fewest.", hours()),
        query(names.education, "The education that is asked for.", codes::<Education>()),
        query(names.dutch, "The level of Dutch that is asked for.", codes::<DutchLevel>()),
        query(names.support, "Help that is offered.", codes::<SupportKind>()),
        query(names.days, "Days of the week.", codes::<Day>()),
        query(names.shifts, "When in the day.", codes::<Shift>()),
        query(
            names.sort,
            "The order: by default relevance with words, else nearest with a place, else newest.",
            one_of(orders),
        ),
        query(names.page, "The page, from 1.", number(1, 100_000, "integer")),
        query(
            names.after,
            "Go on where a page ended: its `next`. Nothing comes twice and nothing is missed; `page` is then only a number.",
            string(),
        ),
        query(
            "per_page",
            &format!("How many stand on a page; {PER_PAGE} when not said."),
            number(1, MOST_PER_PAGE, "integer"),
        ),
    ]
}

fn query(name: &str, words: &str, schema: Schema) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(words))
        .schema(Some(schema))
        .build()
}

fn string() -> Schema {
    ObjectBuilder::new().schema_type(Type::String).into()
}

fn number(least: u32, most: u32, kind: &str) -> Schema {
    let kind = if kind == "integer" { Type::Integer } else { Type::Number };
    ObjectBuilder::new().schema_type(kind).minimum(Some(least)).maximum(Some(most)).into()
}

fn one_of(values: Vec<&'static str>) -> Schema {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values)).into()
}

/// Any of several, as `a=1&a=2` or `a=1,2`.
fn choices(values: Vec<&'static str>) -> Schema {
    ArrayBuilder::new().items(RefOr::T(one_of(values))).into()
}

fn codes<C: Code>() -> Schema {
    choices(C::ALL.iter().map(|value| value.code()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::routes::routes;

    #[test]
    fn the_document_names_every_route_of_the_api_and_no_other() {
        let mut described = Vec::new();
        for (path, item) in &Api::openapi().paths.paths {
            for (method, operation) in
                [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("DELETE", &item.delete)]
            {
                described.extend(operation.as_ref().map(|_| format!("{method} {path}")));
            }
        }
        let mut answered: Vec<String> = routes()
            .iter()
            .filter(|line| line.path.starts_with("/api/v1/"))
            .map(|line| format!("{} {}", line.method, line.path))
            .collect();
        described.sort();
        answered.sort();
        assert_eq!(described, answered, "name the handler in `paths(…)` of web::api::openapi, with #[utoipa::path]");
    }

    #[test]
    fn every_parameter_that_is_read_is_described_and_nothing_internal_can_be_chosen() {
        let json = serde_json::to_value(Api::openapi()).unwrap();
        assert!(json["openapi"].as_str().unwrap().starts_with("3.1"), "{}", json["openapi"]);
        let parameters = json["paths"]["/api/v1/listings"]["get"]["parameters"].as_array().unwrap();
        let named: Vec<&str> = parameters.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
        let names = format!("{API_NAMES:?}");
        for name in names.split('"').skip(1).step_by(2) {
            assert!(named.contains(&name), "{name}");
        }
        let text = json.to_string();
        for internal in ["beschut_werk", "participatieplaats", "dagbesteding", "ladder_step"] {
            assert!(!text.contains(internal), "{internal}");
        }
    }
}
