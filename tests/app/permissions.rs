//! Every route with every role, as one golden table; and that no form works without its token.
//!
//! The table is `tests/snapshots/permissions.snap`: a new route, role or capability shows there as a diff to be read.

use std::fmt::Write;

use actix_web::http::Method;
use baanin::domain::actor::{Capability, Role};
use baanin::domain::code::Code;
use baanin::web::routes::{Line, routes};

use crate::app::support::{Answer, Browser, Kind, TestApp};

/// What an answer says about the right to ask. That a made-up row is not there, or that an empty form is wrong, is an
/// answer to somebody who may ask.
fn class(answer: &Answer) -> &'static str {
    match answer.status {
        401 => "log in",
        403 => "forbidden",
        303 if answer.location().starts_with("/inloggen?") => "log in",
        200 | 301 | 303 | 400 | 404 | 409 | 410 | 422 => "ok",
        other => panic!("no class for {other}:\n{}", answer.body),
    }
}

/// The path of a route, with rows that are not there.
fn made_up(pattern: &str) -> String {
    let path = pattern
        .replace("{id}", "0190a6c27f0070008000000000000001")
        .replace("{account}", "0190a6c27f0070008000000000000003")
        .replace("{candidate}", "0190a6c27f0070008000000000000002")
        .replace("{slug}", "werk")
        .replace("{token}", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        .replace("{part}", "1")
        .replace("{path:.*}", "site.css");
    assert!(!path.contains('{'), "{pattern}: say what stands in this place");
    path
}

/// A fresh token, from a page that everybody with this log-in can open.
fn token(browser: &mut Browser, role: Option<Role>) -> String {
    let page = if role.is_some() { "/instellingen" } else { "/inloggen" };
    browser.open(page).value_of("_form").expect("the page has a form")
}

fn ask(browser: &mut Browser, role: Option<Role>, line: &Line) -> Answer {
    let path = made_up(line.path);
    if line.method == Method::GET {
        return browser.get(&path);
    }
    let body = format!("_form={}", token(browser, role));
    browser.ask(line.method.as_str(), &path, &body)
}

fn expected(role: Option<Role>, access: Option<Capability>) -> &'static str {
    match (role, access) {
        (_, None) => "ok",
        (None, Some(_)) => "log in",
        (Some(role), Some(capability)) if capability.roles().contains(&role) => "ok",
        (Some(_), Some(_)) => "forbidden",
    }
}

#[test]
fn every_route_with_every_role() {
    let app = TestApp::new(Kind::Sqlite);
    let roles: Vec<Option<Role>> = std::iter::once(None).chain(Role::ALL.iter().copied().map(Some)).collect();
    let name = |role: Option<Role>| role.map_or("anonymous", Role::code);
    let mut browsers: Vec<Browser> =
        roles.iter().map(|role| role.map_or_else(|| app.anonymous(), |role| app.browser_of(role))).collect();

    let mut table = format!("{:<52} {:<20}", "", "needs");
    for role in &roles {
        write!(table, " {:<10}", name(*role)).unwrap();
    }
    let mut wrong = Vec::new();
    // Logging out comes last: it works.
    let mut lines = routes();
    lines.sort_by_key(|line| line.path == "/uitloggen");
    for line in &lines {
        let needs = line.access.map_or("anyone", Capability::code);
        write!(table, "\n{:<52} {needs:<20}", format!("{} {}", line.method, line.path)).unwrap();
        for (role, browser) in roles.iter().zip(&mut browsers) {
            let answer = ask(browser, *role, line);
            let class = class(&answer);
            write!(table, " {class:<10}").unwrap();
            if class != expected(*role, line.access) {
                wrong.push(format!("{} {} as {}: {class} ({})", line.method, line.path, name(*role), answer.status));
            }
        }
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("permissions", table.join("\n"));
    });
    assert!(wrong.is_empty(), "these do not agree with Capability::roles:\n{}", wrong.join("\n"));
    app.run_jobs();
}

#[test]
fn no_form_works_without_the_token_of_this_visitor() {
    let app = TestApp::new(Kind::Sqlite);
    let mut other = app.browser_of(Role::Netwerker);
    let of_another = token(&mut other, Some(Role::Netwerker));
    for line in routes().iter().filter(|line| line.method == Method::POST) {
        let role = line.access.map(|capability| capability.roles()[0]);
        let mut browser = match role {
            Some(Role::Netwerker) => app.log_in(&app.person(Role::Netwerker, &format!("Wie {}", line.path))),
            Some(Role::Employer) => app.log_in(&app.employer(&format!("Bedrijf {}", line.path)).account),
            Some(role) => app.log_in(&app.person(role, &format!("Wie {}", line.path))),
            None => app.anonymous(),
        };
        let path = made_up(line.path);
        for body in ["", "_form=", "_form=AAAA", &format!("_form={of_another}")] {
            let answer = browser.post(&path, body);
            // A page that is not there (the demo, a used link) may say so first.
            assert!(matches!(answer.status, 400 | 404), "{path} with {body:?}: {}", answer.status);
        }
        // The right token, but the browser says that another site sent the form.
        let token = token(&mut browser, role);
        let answer = browser.post_from_another_site(&path, &format!("_form={token}"));
        assert!(matches!(answer.status, 400 | 404), "{path} from another site: {}", answer.status);
    }
    app.run_jobs();
}

#[test]
fn private_pages_are_kept_nowhere_and_every_answer_is_armed() {
    let app = TestApp::new(Kind::Sqlite);
    for role in Role::ALL {
        let mut browser = app.browser_of(*role);
        let mine = |line: &&Line| line.access.is_some_and(|capability| capability.roles().contains(role));
        for line in routes().iter().filter(mine).filter(|line| line.method == Method::GET) {
            let answer = browser.get(&made_up(line.path));
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{}", line.path);
        }
    }
    let mut browser = app.anonymous();
    for path in ["/", "/werk", "/werk/x", "/er-is-niets", "/static/site.css", "/api/v1/listings", "/health/live"] {
        let answer = browser.get(path);
        let csp = answer.header("content-security-policy").unwrap_or_default();
        assert!(csp.contains("default-src 'none'") && !csp.contains("unsafe"), "{path}: {csp}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{path}");
    }
    app.run_jobs();
}

/// The pages behind the links of mails.
const LINKS: [&str; 7] = [
    "/toestemming/{token}",
    "/voordracht/{token}",
    "/werkgevers/bevestigen/{token}",
    "/inloggen/{token}",
    "/mail/bevestigen/{token}",
    "/mail/houden/{token}",
    "/mail/afmelden/{token}",
];

#[test]
fn what_the_link_of_a_mail_opens_is_kept_nowhere_and_told_to_no_page() {
    let app = TestApp::new(Kind::Sqlite);
    let mut browsers = [app.anonymous(), app.browser_of(Role::Employer)];
    let all = routes();
    let behind: Vec<&Line> = all.iter().filter(|line| line.path.contains("{token}")).collect();
    for path in LINKS {
        assert_eq!(behind.iter().filter(|line| line.path == path).count(), 2, "{path}: the page and its form");
    }
    for browser in &mut browsers {
        for line in &behind {
            let answer = browser.ask(line.method.as_str(), &made_up(line.path), "");
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{} {}", line.method, line.path);
            assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{} {}", line.method, line.path);
        }
    }
    app.run_jobs();
}

#[test]
fn methods_are_told_apart() {
    let app = TestApp::new(Kind::Sqlite);
    let mut browser = app.anonymous();
    assert_eq!(browser.ask("DELETE", "/werk", "").status, 405);
    assert_eq!(browser.ask("POST", "/werk", "").status, 405);
    // RFC 9110 §9.1: a general-purpose server must answer GET and HEAD; link checkers and monitors ask HEAD.
    for path in ["/", "/werk", "/health/live"] {
        assert_eq!(browser.ask("HEAD", path, "").status, 200, "{path}");
    }
}
