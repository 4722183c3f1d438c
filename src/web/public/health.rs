//! Health: whether this process lives, and whether it can serve.
//! Never a word about what is in the database, and never about mail: a site that cannot send still serves.

use actix_web::HttpResponse;
use chrono::{DateTime, Utc};
use serde_json::json;

use crate::app::App;
use crate::domain::health::{JobTurns, STUCK};
use crate::figures;
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

/// `GET /health/ready`: the database answers soon, the index is built and not far behind, and what keeps it so turns.
///
/// # Errors
/// None: a failure is the answer 503.
pub async fn ready(_: Anyone, page: Page) -> WebResult {
    let (ready, body) = look(&page.app).await;
    let mut response = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    Ok(response.insert_header(("cache-control", "no-store")).json(body))
}

async fn look(app: &App) -> (bool, serde_json::Value) {
    // Anybody may ask this, as often as he likes: no more is read than what it takes.
    let Ok(behind) = figures::behind(&app.parts()).await else { return (false, json!({"database": "no answer"})) };
    // An index that is ahead of the database, which was restored, is built again too.
    let behind = behind.filter(|behind| *behind >= 0 && app.index.building().is_none());
    let Some(behind) = behind else {
        return (false, json!({"database": "ok", "index": "building", "built": app.index.building()}));
    };
    if !turning(&app.register.jobs(), app.clock.now()) {
        return (false, json!({"database": "ok", "index": "not followed", "behind": behind}));
    }
    (behind <= MOST_BEHIND, json!({"database": "ok", "index": "ok", "behind": behind}))
}

/// Whether the jobs that keep this node up to date still turn.
fn turning(jobs: &[JobTurns], now: DateTime<Utc>) -> bool {
    jobs.iter().filter(|job| job.everywhere).all(|job| now - job.last <= STUCK)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn only_what_keeps_this_node_up_to_date_counts() {
        let now: DateTime<Utc> = "2026-11-24T09:00:00Z".parse().unwrap();
        let job = |everywhere, minutes| JobTurns {
            name: "x",
            everywhere,
            last: now - TimeDelta::minutes(minutes),
            last_good: None,
            failures: 0,
        };
        assert!(turning(&[job(true, 10), job(false, 600)], now));
        assert!(!turning(&[job(true, 11)], now));
        // A clock that was put back says nothing about a job.
        assert!(turning(&[job(true, -60)], now));
    }
}
