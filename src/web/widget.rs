//! The list of work for other sites, the script that puts it there, and the page that tells how.
//! Never a cookie, a form or who is logged in: the list is the same for everyone.

use actix_web::http::header::{CacheControl, CacheDirective};
use actix_web::{HttpRequest, HttpResponse};

use crate::domain::search::{PAGE_NAMES, Query, Sort};
use crate::views::public::search::address;
use crate::views::public::widget::{Widget, WidgetHelp};
use crate::web::error::WebResult;
use crate::web::extract::{Anyone, Page, QueryFields};
use crate::web::finding::{find, found_card};
use crate::web::static_files;

/// How many listings stand in the list, unless it says how many.
const USUAL: u32 = 5;
/// The most that stand in it.
const MOST: u32 = 20;
/// For five minutes nobody needs to ask again: the same list stands on many pages.
const FRESH_FOR: u32 = 300;

/// `GET /widget`: takes the choices of `/werk`, and `aantal`.
///
/// # Errors
/// When index or database does not answer.
pub async fn show(_: Anyone, page: Page, QueryFields(fields): QueryFields) -> WebResult {
    let (query, mut errors) = Query::parse(&fields, &PAGE_NAMES);
    let count = match fields.get("aantal") {
        "" => USUAL,
        typed => typed.parse().ok().filter(|count| (1..=MOST).contains(count)).unwrap_or_else(|| {
            errors.add("aantal", format!("Vul bij aantal een getal in van 1 tot {MOST}."));
            USUAL
        }),
    };
    let query = Query { page: 0, after: None, sort: query.sort.or(Some(Sort::Newest)), ..query };
    let found = find(&page.app, &query, count).await?;
    let today = page.today();
    let mut response = if errors.is_empty() { HttpResponse::Ok() } else { HttpResponse::BadRequest() };
    let shown = Widget {
        brand: page.app.municipality.brand.clone(),
        base_url: page.app.url(""),
        cards: found.listings.into_iter().map(|found| found_card(found, today)).collect(),
        total: found.total,
        all_href: address(&query, 0),
        errors,
    };
    response
        .content_type("text/html; charset=utf-8")
        .insert_header(CacheControl(vec![CacheDirective::Public, CacheDirective::MaxAge(FRESH_FOR)]));
    Ok(response.body(shown.render().into_string()))
}

/// `GET /widget.js`
///
/// # Errors
/// None.
pub async fn script(_: Anyone, request: HttpRequest) -> WebResult {
    static_files::answer("widget.js", &request)
}

/// `GET /werkgevers/widget`
///
/// # Errors
/// None.
pub async fn help(_: Anyone, page: Page) -> WebResult {
    let shown = WidgetHelp { base_url: page.app.url("") };
    page.html(|frame| shown.render(frame))
}
