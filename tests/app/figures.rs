//! What an installation says of itself: figures for a machine, findings for the admin, an id for every request.

use std::sync::Arc;

use baanin::actions::listing;
use baanin::config::Config;
use baanin::domain::actor::Role;
use baanin::domain::listing::ListingKind;
use chrono::Duration;

use crate::app::support::{Kind, TestApp, texts};

/// The figures, asked from this machine itself.
fn figures(app: &TestApp) -> String {
    let answer = app.anonymous().directly("/metrics", &[]);
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").is_some_and(|kind| kind.starts_with("application/openmetrics-text")));
    assert!(answer.body.ends_with("# EOF\n"));
    answer.body
}

/// The value of a row.
#[track_caller]
fn value(figures: &str, row: &str) -> i64 {
    let found = figures.lines().find_map(|line| line.strip_prefix(row)?.strip_prefix(' '));
    let found = found.unwrap_or_else(|| panic!("no {row} in\n{figures}"));
    found.parse().unwrap_or_else(|error| panic!("{row} {found}: {error}"))
}

/// The program with other settings.
fn with_settings(change: impl FnOnce(&mut Config)) -> TestApp {
    let mut app = TestApp::new(Kind::Sqlite);
    let mut config = Config::clone(&app.app.config);
    change(&mut config);
    app.app.config = Arc::new(config);
    app
}

#[test]
fn only_this_machine_and_who_has_the_token_read_the_figures() {
    let app = with_settings(|config| config.metrics_token = Some("a-token-that-is-long".to_owned()));
    let browser = app.anonymous();
    let status = |headers: &[(&str, &str)]| browser.directly("/metrics", headers).status;
    assert_eq!(status(&[]), 200);
    for proxied in [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=127.0.0.1"), ("via", "1.1 proxy")] {
        assert_eq!(status(&[proxied]), 404, "{proxied:?}");
        assert_eq!(status(&[proxied, ("authorization", "Bearer a-token-that-is-wrong")]), 404);
        assert_eq!(status(&[proxied, ("authorization", "Bearer a-token-that-is-long")]), 200);
    }
    let mut admin = app.browser_of(Role::Admin);
    assert_eq!(admin.get("/metrics").status, 404, "an admin comes through the proxy as everybody");
    app.run_jobs();
}

on_both!(the_figures_tell_what_waits_and_never_who, |app| {
    let employer = app.employer("De Groene Kracht");
    let listing = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    app.run_jobs();
    let mut visitor = app.anonymous();
    visitor.open("/werk?q=zoekgeheim");
    visitor.get("/werk/geheimpad");
    visitor.get("/er-is-niets/geheimpad");
    visitor.ask("BREW", "/koffie", "");
    let text = figures(app);
    let requests = |method, route, status| {
        format!(
            "baanin_http_request_duration_seconds_count{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}}"
        )
    };
    assert_eq!(value(&text, &requests("GET", "/werk", "2xx")), 1);
    assert_eq!(value(&text, &requests("GET", "(no route)", "4xx")), 1);
    assert_eq!(value(&text, &requests("other", "(no route)", "4xx")), 1);
    for never in ["geheim", "Groene", "BREW", "koffie", "example"] {
        assert!(!text.contains(never), "{never} in\n{text}");
    }
    assert_eq!(value(&text, "baanin_database_up"), 1);
    assert_eq!(value(&text, "baanin_index_documents"), 1);
    let lag = "baanin_follower_lag_changes{follower=\"index\"}";
    assert_eq!(value(&text, lag), 0);
    assert_eq!(value(&text, "baanin_outbox_oldest_due_seconds"), 0);
    // Nobody runs the jobs for twenty minutes.
    app.act(|tx| listing::withdraw(tx, &employer.actor(), listing));
    app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    app.netwerker();
    app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    app.app.clock.set(app.app.clock.now() + Duration::minutes(20));
    let text = figures(app);
    assert!(value(&text, lag) > 1, "{text}");
    assert!(value(&text, "baanin_follower_lag_seconds{follower=\"index\"}") >= 1_200);
    assert!(value(&text, "baanin_outbox_oldest_due_seconds") >= 1_200);
    let mut admin = app.browser_of(Role::Admin);
    let page = admin.open("/beheer");
    page.has_status(200);
    page.sees("de oudste wacht 20 minuten");
    page.sees("Kijk of de mailserver werkt.");
    app.run_jobs();
});

#[test]
fn every_request_has_an_id_that_nobody_else_chose() {
    let app = TestApp::new(Kind::Sqlite);
    let browser = app.anonymous();
    let id = |answer: crate::app::support::Answer| answer.header("x-request-id").unwrap_or_default().to_owned();
    let first = id(browser.directly("/", &[("x-request-id", "chosen")]));
    let second = id(browser.directly("/er-is-niets", &[]));
    assert!(first.len() == 10 && first.bytes().all(|b| b.is_ascii_alphanumeric()), "{first}");
    assert!(second.len() == 10 && first != second && first != "chosen");
}

#[test]
fn an_installation_for_practice_says_so_and_is_not_found_by_search_engines() {
    let app = with_settings(|config| config.stage = baanin::config::Stage::Acceptance);
    let browser = app.anonymous();
    for path in ["/", "/inloggen", "/er-is-niets"] {
        let answer = browser.directly(path, &[]);
        assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"), "{path}");
        assert!(answer.body.contains("Dit is een oefenomgeving. Er gaat geen mail de deur uit."), "{path}");
        assert!(answer.body.contains("<meta name=\"robots\" content=\"noindex, nofollow\">"), "{path}");
    }
    let mut admin = app.browser_of(Role::Admin);
    let netwerker = app.netwerker();
    app.act(|tx| baanin::actions::login::ask(tx, &netwerker.email, None));
    app.run_jobs();
    admin.open("/beheer");
    let mails = admin.click("Bekijk de mails die niet de deur uit gingen");
    mails.sees("Mails die niet de deur uit gingen");
    let real = TestApp::new(Kind::Sqlite);
    let answer = real.anonymous().directly("/", &[]);
    assert!(answer.header("x-robots-tag").is_none() && !answer.body.contains("robots"));
    assert_eq!(real.browser_of(Role::Admin).get("/beheer/proefmail").status, 404);
    real.run_jobs();
}

#[test]
fn every_setting_stands_in_the_manual_with_its_default() {
    let manual = include_str!("../../docs/operations.md");
    let rows: Vec<&str> = manual.lines().filter(|line| line.starts_with("| `")).collect();
    for (key, default) in baanin::config::KEYS {
        let row = rows.iter().find(|row| row.starts_with(&format!("| `{key}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/operations.md does not tell of {key}"));
        let told = row.split('|').nth(2).unwrap_or_default().trim().trim_matches('`');
        assert_eq!(told, *default, "the default of {key} in docs/operations.md");
    }
    let known = |row: &&&str| baanin::config::KEYS.iter().any(|(key, _)| row.starts_with(&format!("| `{key}` |")));
    let settings = rows.iter().filter(|row| row.starts_with("| `BAANIN_") || row.starts_with("| `DATABASE_"));
    assert_eq!(
        settings.clone().count(),
        settings.filter(known).count(),
        "the manual tells of a setting that is not there"
    );
}
