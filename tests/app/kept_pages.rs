//! Pages that are kept: the same bytes for everybody who may have them, and never an old one.

use baanin::actions::listing;
use baanin::domain::ids::ListingId;
use baanin::domain::listing::ListingKind;

use crate::app::support::{Answer, Organisation, TestApp, texts};

const PAGES: [&str; 3] = ["/", "/werk", "/werk?q=bakker&plaats=Dalfsen"];

fn baker(app: &TestApp) -> (Organisation, ListingId) {
    let employer = app.employer("De Groene Kracht");
    let text = texts::with(texts::vacature(), &[("titel", "Bakker in de nacht"), ("tekst", "Je bakt brood.")]);
    let id = app.live(&employer, ListingKind::Vacature, &text);
    app.run_jobs();
    (employer, id)
}

/// Asked often enough to be kept.
fn ask(app: &TestApp, path: &str) -> Answer {
    let mut answers: Vec<Answer> = (0..4).map(|_| app.anonymous().get(path)).collect();
    let (last, first) = (answers.pop().expect("four"), answers.swap_remove(0));
    assert_eq!(first.status, last.status);
    let headers = |answer: &Answer| {
        let own = ["date", "x-request-id", "content-length", "transfer-encoding"];
        let mut headers: Vec<_> =
            answer.headers.iter().filter(|(name, _)| !own.contains(&name.as_str())).cloned().collect();
        headers.sort();
        headers
    };
    assert_eq!(headers(&first), headers(&last), "{path}");
    assert_ne!(first.header("x-request-id"), last.header("x-request-id"));
    last
}

on_both!(a_kept_page_is_gone_at_once_when_something_changes, |app| {
    let (employer, id) = baker(app);
    for path in PAGES {
        assert!(ask(app, path).body.contains("Bakker in de nacht"), "{path}");
    }
    app.act(|tx| listing::pause(tx, &employer.actor(), id));
    for path in PAGES {
        assert!(!app.anonymous().get(path).body.contains("Bakker in de nacht"), "{path}: before any job has run");
    }
    app.act(|tx| listing::resume(tx, &employer.actor(), id));
    app.run_jobs();
    for path in PAGES {
        assert!(app.anonymous().get(path).body.contains("Bakker in de nacht"), "{path}");
    }
});

on_both!(what_another_node_changed_is_seen_when_it_is_followed, |app| {
    let (employer, id) = baker(app);
    assert!(ask(app, "/werk").body.contains("Bakker in de nacht"));
    // Another node: the same database, through other connections.
    let (other, _) = baanin::db::Db::open(app.app.db.address()).expect("the database opens");
    let moment = app.app.clock.moment().expect("there is chance");
    other.write_now(&moment, |tx| listing::withdraw(tx, &employer.actor(), id)).expect("it is withdrawn");
    app.run_jobs();
    assert!(!app.anonymous().get("/werk").body.contains("Bakker in de nacht"));
});

on_both!(what_closes_today_is_gone_tomorrow, |app| {
    let employer = app.employer("De Groene Kracht");
    let text = texts::with(texts::vacature(), &[("titel", "Bakker in de nacht"), ("sluit_op", "2026-11-24")]);
    app.live(&employer, ListingKind::Vacature, &text);
    app.run_jobs();
    assert!(ask(app, "/werk").body.contains("Bakker in de nacht"));
    app.set_clock("2026-11-24T23:00:00Z");
    assert!(!app.anonymous().get("/werk").body.contains("Bakker in de nacht"), "before any job has run");
});

on_both!(who_has_a_session_or_a_message_gets_his_own_page, |app| {
    let (employer, _) = baker(app);
    let mut browser = app.log_in(&employer.account);
    for path in PAGES {
        let kept = ask(app, path);
        assert_eq!(kept.header("cache-control"), Some("private, no-cache"));
        let own = browser.get(path);
        assert!(own.body.contains("Uitloggen") && !kept.body.contains("Uitloggen"), "{path}");
        assert_eq!(own.header("cache-control"), Some("no-store"));
    }
    // A message is shown once, to whom it is for.
    let message = &[("cookie", "melding=interest_sent")];
    let told = app.anonymous().directly("/werk", message);
    assert!(told.header("set-cookie").is_some_and(|cookie| cookie.starts_with("melding=")));
    assert!(ask(app, "/werk").header("set-cookie").is_none());
});

on_both!(a_page_is_packed_only_for_who_unpacks_it, |app| {
    baker(app);
    for _ in 0..3 {
        let packed = app.anonymous().directly("/werk", &[("accept-encoding", "gzip")]);
        assert_eq!(packed.header("content-encoding"), Some("gzip"));
        let plain = ask(app, "/werk");
        assert_eq!(plain.header("content-encoding"), None);
        assert!(plain.body.contains("Bakker in de nacht"));
    }
});
