//! How the installation stands, in facts that ask for something or not.
//! Never a figure that nobody can act on.

use crate::app::App;
use crate::config::Stage;
use crate::db::Conn;
use crate::domain::civil_day::instant_in_words;
use crate::domain::outbox::MailState;
use crate::store::{changes, database, outbox};
use crate::views::admin::home::{Health, HealthFact, Home};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, needs};

/// How far the index may be behind before it is a warning.
const BEHIND: i64 = 100;

/// `GET /beheer`
///
/// # Errors
/// A database error.
pub async fn show(_: Allowed<needs::Administer>, page: Page) -> WebResult {
    let app = page.app.clone();
    let facts = page.app.db.read(move |conn| facts(conn, &app)).await?;
    page.html(|frame| Home { facts }.render(frame))
}

fn facts(conn: &mut Conn, app: &App) -> Result<Vec<HealthFact>, WebError> {
    let counts = outbox::count_by_state(conn)?;
    let count = |state| counts.iter().find(|(each, _)| *each == state).map_or(0, |(_, count)| *count);
    let newest = changes::newest(conn)?;
    let behind = app.index.position().map(|position| newest.seq - position.seq);
    let held = count(MailState::Held);
    let (dead, queued) = (count(MailState::Dead), count(MailState::Queued) + count(MailState::Leased));
    Ok(vec![
        fact(
            "Mail die niet aankwam",
            dead,
            dead == 0,
            "Kijk waarom en probeer het opnieuw.",
            Some("/beheer/mail?stand=dead"),
        ),
        fact(
            "Mail die nog weg moet",
            queued,
            queued < 500,
            "Er staat veel mail te wachten. Kijk of de mailserver werkt.",
            Some("/beheer/mail?stand=queued"),
        ),
        fact(
            "Post die stilstaat sinds het terugzetten van een back-up",
            held,
            held == 0,
            "Kijk of deze mails nog weg moeten.",
            Some("/beheer/mail?stand=held"),
        ),
        last_backup(conn, app)?,
        match behind {
            Some(behind) => fact(
                "Zoekindex loopt achter (wijzigingen)",
                behind,
                behind <= BEHIND,
                "De zoekmachine loopt achter. Zoek in het logboek naar follow_changes.",
                None,
            ),
            None => fact("Zoekindex", "wordt gebouwd", false, "Wacht een minuut en laad deze pagina opnieuw.", None),
        },
        fact("Vacatures in de zoekindex", app.index.document_count(), true, "", None),
    ])
}

/// A backup is made each night; one that is later than this was missed.
const BACKUP_HOURS: i64 = 26;

fn last_backup(conn: &mut Conn, app: &App) -> Result<HealthFact, WebError> {
    let last = database::last_backup(conn)?;
    let oldest = app.clock.now() - chrono::Duration::hours(BACKUP_HOURS);
    let ok = app.config.stage != Stage::Production || last.is_some_and(|at| at > oldest);
    let words = last.map_or_else(|| "nog nooit".to_owned(), instant_in_words);
    Ok(fact("Laatste back-up", words, ok, "Vraag de beheerder van de server waarom er geen nieuwe back-up is.", None))
}

fn fact(label: &str, value: impl ToString, ok: bool, advice: &str, url: Option<&str>) -> HealthFact {
    HealthFact {
        label: label.to_owned(),
        value: value.to_string(),
        advice: (!ok).then(|| advice.to_owned()),
        health: if ok { Health::Ok } else { Health::Warn },
        url: url.map(str::to_owned),
    }
}
