//! `/netwerk/zoekuitleg`: why the answer to a search stands in its order, for whoever is asked about it.
//! Never another answer than `/werk` gives: it asks the same question.

use crate::domain::search::{Hit, PAGE_NAMES, PER_PAGE, Query};
use crate::views::netwerker::order_explained::{Explained, OrderExplained};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, needs};
use crate::web::finding::{card, find, turn};

/// `GET /netwerk/zoekuitleg`
///
/// # Errors
/// When index or database does not answer.
pub async fn show(_: Allowed<needs::SeeNetwork>, page: Page, QueryFields(fields): QueryFields) -> WebResult {
    let (mut query, _) = Query::parse(&fields, &PAGE_NAMES);
    let found = find(&page.app, &query, PER_PAGE).await?;
    if let Some((near, km)) = query.near.as_mut().zip(found.radius_km) {
        near.radius_km = km;
    }
    let today = page.today();
    let hits: Vec<Hit> = found.listings.iter().map(|found| found.hit).collect();
    let (index, asked) = (page.app.index.clone(), query.clone());
    let turn = turn(&page.app).await?;
    let told = page.app.db.read(move |_| {
        let _turn = turn;
        Ok::<_, WebError>(index.explain(&asked, &hits)?)
    });
    let told = told.await?;
    let rows = found.listings.iter().zip(told);
    let rows = rows.map(|(found, why)| Explained { card: card(&found.public, today), why }).collect();
    page.html(|frame| OrderExplained { query, rows }.render(frame))
}
