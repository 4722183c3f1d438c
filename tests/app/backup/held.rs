//! Mails that waited in a backup stand still until a person decides; new ones go.

use baanin::actions::database;
use baanin::domain::actor::Role;
use baanin::domain::outbox::MailState;
use baanin::jobs::keep_ledger;
use baanin::store::outbox;

use crate::app::support::candidates::selam;
use crate::app::support::{TestApp, link_in};

fn put_back(app: &TestApp) -> database::Stopped {
    let municipality = app.app.municipality.id;
    app.act(|tx| database::put_back(tx, municipality))
}

fn count(app: &TestApp, state: MailState) -> usize {
    app.look(|conn| outbox::list(conn, Some(state), 1_000)).len()
}

on_both!(an_admin_lets_them_go, |app| {
    let admin = app.person(Role::Admin, "Ada Beheer");
    let mut before = app.log_in(&admin);
    before.open("/beheer/mail").has_status(200).sees_not("staat stil");
    app.person(Role::Begeleider, "Bea de Boer");
    let stopped = put_back(app);
    assert!(stopped.mails >= 2 && stopped.sessions == 1, "{stopped:?}");
    app.run_jobs();
    assert!(app.mails().is_empty(), "they stand still");
    assert_ne!(before.get("/beheer/mail").status, 200, "nobody is logged in any more");
    // The admin asks for a link as everybody does: that mail goes.
    let mut ada = app.anonymous();
    ada.open("/inloggen");
    ada.press_with("Stuur mij een link", &[("email", admin.email.as_str())]).has_status(200);
    ada.open(&link_in(&app.newest_mail(admin.email.as_str()), "/inloggen/"));
    ada.press("Log in").has_status(200);
    ada.open("/beheer").has_status(200).sees("Post die stilstaat");
    ada.open("/beheer/mail").has_status(200).sees("De post van vóór het terugzetten staat stil").sees("mails wachten");
    app.forget_mails();
    ada.press("Alles versturen")
        .has_status(200)
        .sees("De mails die stilstonden gaan nu weg.")
        .sees_not("op jouw besluit");
    app.run_jobs();
    assert_eq!((app.mails().len() + count(app, MailState::Dropped), count(app, MailState::Held)), (stopped.mails, 0));
});

on_both!(or_does_not, |app| {
    let mut ada = {
        let admin = app.person(Role::Admin, "Ada Beheer");
        app.person(Role::Begeleider, "Bea de Boer");
        put_back(app);
        app.log_in(&admin)
    };
    ada.open("/beheer/mail").sees("Een deel kan al verstuurd zijn.");
    ada.press("Niet versturen").has_status(200).sees("De mails die stilstonden gaan niet weg.");
    app.run_jobs();
    assert!(app.mails().is_empty() && count(app, MailState::Held) == 0 && count(app, MailState::Dropped) >= 2);
});

on_both!(a_digest_of_before_takes_nothing_new_along, |app| {
    let netwerker = app.netwerker();
    app.run_jobs();
    app.forget_mails();
    // Gathered under the digest of tomorrow.
    app.waiting_employer("De Groene Kracht");
    put_back(app);
    app.waiting_employer("Hoveniers Dalfsen");
    app.set_clock("2026-11-25T09:00:00Z");
    app.run_jobs();
    let after: Vec<_> = app.mails_to(netwerker.email.as_str());
    assert!(after.iter().all(|mail| !mail.text.contains("De Groene Kracht")), "{after:#?}");
    app.set_clock("2026-11-26T09:00:00Z");
    app.run_jobs();
    let after: Vec<_> = app.mails_to(netwerker.email.as_str());
    assert!(after.iter().any(|mail| mail.text.contains("Hoveniers Dalfsen")), "{after:#?}");
    app.release();
});

on_both!(the_ledger_erases_again_whom_it_names, |app| {
    let bea = app.person(Role::Begeleider, "Bea de Boer");
    let mut browser = app.log_in(&bea);
    let file = browser.adds_candidate(&selam());
    let id = file.id;
    app.run_jobs();
    assert_eq!(keep_ledger::repeat(&app.app).expect("an empty ledger is fine"), 0);
    let line = format!(r#"{{"deed":"candidate_erased","subject":"{id}","at":"2026-11-24T09:00:00Z"}}"#);
    std::fs::write(app.database.ledger(), format!("{line}\n")).expect("it can be written");
    assert_eq!(keep_ledger::repeat(&app.app).expect("it is repeated"), 1);
    assert_eq!(keep_ledger::repeat(&app.app).expect("once"), 0);
    assert!(app.database.columns_with(&["selam"]).is_empty());
    assert_eq!(keep_ledger::behind(&app.app).expect("it can be compared"), 0);
    app.run_jobs();
});
