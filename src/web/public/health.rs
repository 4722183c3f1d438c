//! Health: whether this process lives, and whether it can serve.
//! Never a word about what is in the database.

use actix_web::HttpResponse;
use serde_json::json;

use crate::db::DbError;
use crate::store::changes;
use crate::web::error::WebResult;
use crate::web::extract::{Anyone, Page};

/// How far the index may be behind the log before this node is not ready.
const MOST_BEHIND: i64 = 1_000;

/// `GET /health/live`
///
/// # Errors
/// None.
pub async fn live(_: Anyone) -> WebResult {
    Ok(HttpResponse::Ok().json(json!({"status": "live"})))
}

/// `GET /health/ready`: database and index answer, and the index is not far behind.
///
/// # Errors
/// None: a failure is the answer 503.
pub async fn ready(_: Anyone, page: Page) -> WebResult {
    let newest = page.app.db.read(|conn| changes::newest(conn).map_err(DbError::from)).await;
    let position = page.app.index.position();
    let (ready, body) = match (newest, position) {
        (Ok(newest), Some(position)) => {
            let behind = newest.seq - position.seq;
            (behind <= MOST_BEHIND, json!({"database": "ok", "index": "ok", "behind": behind}))
        }
        (Ok(_), None) => (false, json!({"database": "ok", "index": "building"})),
        (Err(_), _) => (false, json!({"database": "no answer"})),
    };
    let mut response = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    Ok(response.insert_header(("cache-control", "no-store")).json(body))
}
