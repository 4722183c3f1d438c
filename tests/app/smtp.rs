//! Mail over SMTP: what every kind of failure does to the row of the outbox, and that what goes again is the same mail.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use baanin::app::App;
use baanin::config::{self, Config, MailTarget};
use baanin::domain::actor::Role;
use baanin::domain::ids::Id;
use baanin::domain::listing::ListingKind;
use baanin::domain::outbox::MailState;
use baanin::jobs;
use baanin::mail::{Smtp, Transport, Unsubscribe, id_in_return_address};
use baanin::store::outbox::{self, Mail};

use crate::app::support::smtp::{Asked, Behaviour, SmtpServer, Step, Taken};
use crate::app::support::{TestApp, texts};

/// How long a test waits for a server that hangs.
const PATIENCE: Duration = Duration::from_secs(3);

/// The program, sending to a mail server at this address.
fn sending_to(app: &TestApp, url: &str) -> App {
    let settings = config::read(&|key| (key == "BAANIN_MAIL").then(|| url.to_owned()), None).expect("it is an address");
    let MailTarget::Smtp(settings) = settings.mail else { panic!("{url} is no mail server") };
    let server = Smtp::open(&settings, &app.app.config.mail_from, None).expect("it can be used").within(PATIENCE);
    app.sending_to(Transport::Smtp(Arc::new(server)))
}

fn one_turn(app: &App) {
    jobs::run_due(app, false).expect("the jobs run");
}

/// Makes this many mails that are due, more each time.
fn fill(app: &TestApp, count: usize) {
    let before = all(app).len();
    for number in before..before + count {
        app.person(Role::Begeleider, &format!("Begeleider {number}"));
    }
}

fn all(app: &TestApp) -> Vec<Mail> {
    app.look(|conn| outbox::list(conn, None, 1_000))
}

/// One mail to a server that behaves like this: the row after one turn.
fn tried(app: &TestApp, server: &SmtpServer, url: &str, behaviour: Behaviour) -> Mail {
    fill(app, 1);
    let id = all(app)[0].id;
    server.behave(move |_| behaviour);
    one_turn(&sending_to(app, url));
    server.behave(|_| Behaviour::Accept);
    all(app).into_iter().find(|mail| mail.id == id).expect("it is there")
}

on_both!(every_failure_does_to_the_row_what_it_means, |app| {
    let server = SmtpServer::start();
    let url = format!("smtp://bind:geheim@{}?tls=none", server.address());
    let waits = |minutes: i64| Some(chrono::Duration::minutes(minutes));
    let cases = [
        (Behaviour::RefuseConnection, MailState::Queued, 0, waits(1), "connection (421"),
        (Behaviour::RefuseLogin("535 5.7.8 bind: wrong"), MailState::Queued, 0, waits(1), "login (535 5.7.8)"),
        (Behaviour::RefuseSender("550 5.7.1 <noreply@bind.test>"), MailState::Queued, 0, waits(1), "sender (550"),
        (Behaviour::Hang(Step::Greeting), MailState::Queued, 0, waits(1), "in time at the connection"),
        (Behaviour::Hang(Step::Hello), MailState::Queued, 0, waits(1), "in time at the connection"),
        (Behaviour::Hang(Step::Recipient), MailState::Queued, 1, waits(1), "in time at the recipient"),
        (Behaviour::Hang(Step::Text), MailState::Queued, 1, waits(1), "in time at the text"),
        (Behaviour::RefuseRecipient("451 4.7.1 <{to}> later"), MailState::Queued, 1, waits(1), "(451 4.7.1)"),
        (
            Behaviour::RefuseRecipient("550 5.1.1 <{to}> unknown"),
            MailState::Dead,
            1,
            None,
            "does not take mail (5.1.1)",
        ),
        (
            Behaviour::RefuseRecipient("550 relay not permitted"),
            MailState::Dead,
            1,
            None,
            "refused the recipient (550)",
        ),
        (Behaviour::RefuseRecipient("550 5.1.8 no <{to}>"), MailState::Queued, 1, waits(1), "the sender (550 5.1.8)"),
        (Behaviour::RefuseRecipient("554 5.7.1 <{to}> denied"), MailState::Dead, 1, None, "refused the recipient (554"),
        (Behaviour::RefuseText("552 5.3.4 too large"), MailState::Dead, 1, None, "refused the text (552 5.3.4)"),
        (Behaviour::DropInText, MailState::Queued, 1, waits(1), "broke off at the text"),
        (Behaviour::DropAfterText, MailState::Queued, 1, waits(1), "broke off at the text"),
    ];
    for (behaviour, state, attempts, wait, words) in cases {
        let mail = tried(app, &server, &url, behaviour);
        let waited = wait.map(|_| mail.not_before - app.app.clock.now());
        assert_eq!((mail.state, mail.attempts, waited), (state, attempts, wait), "{behaviour:?}: {mail:?}");
        let error = mail.last_error.expect("it says why");
        assert!(error.contains(words), "{behaviour:?}: {error}");
        assert!(!error.contains('@') && !error.contains("geheim"), "{behaviour:?}: {error}");
    }
    app.release();
});

on_both!(what_may_have_arrived_goes_again_as_the_same_mail, |app| {
    let server = SmtpServer::start();
    let mail = tried(app, &server, &server.url(), Behaviour::DropAfterText);
    app.app.clock.set(mail.not_before);
    one_turn(&sending_to(app, &server.url()));
    let taken = server.taken();
    let [first, second] = taken.as_slice() else { panic!("{taken:#?}") };
    assert_eq!(first, second);
    let expected = format!("<{}@bind.test>", mail.id.uuid().simple());
    assert_eq!(second.header("Message-ID"), Some(expected));
    assert_eq!(second.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert_eq!(all(app)[0].state, MailState::Sent);
});

on_both!(many_mails_go_over_six_connections, |app| {
    let server = SmtpServer::start();
    server.behave(|asked| if asked.number % 50 == 7 { Behaviour::Slow(100) } else { Behaviour::Accept });
    fill(app, 200);
    jobs::run_due(&sending_to(app, &server.url()), true).expect("the jobs run");
    let ids: BTreeSet<_> = server.taken().iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!((ids.len(), server.taken().len()), (200, 200), "each once");
    assert!(server.most_open() <= 6, "{} at once", server.most_open());
    assert!(server.connections() <= 6, "{} connections: none was used again", server.connections());
    assert!(all(app).iter().all(|mail| mail.state == MailState::Sent));
});

on_both!(a_mail_that_hangs_does_not_keep_the_others, |app| {
    let server = SmtpServer::start();
    let hangs = |asked: Asked| !asked.greeting && asked.number == 1;
    server.behave(move |asked| if hangs(asked) { Behaviour::Hang(Step::Text) } else { Behaviour::Accept });
    fill(app, 6);
    let sending = sending_to(app, &server.url());
    let sent = || all(app).iter().filter(|mail| mail.state == MailState::Sent).count();
    std::thread::scope(|scope| {
        let began = Instant::now();
        let turn = scope.spawn(|| one_turn(&sending));
        while sent() < 5 && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(sent() == 5 && !turn.is_finished(), "what was sent was not written down at once");
        turn.join().expect("no panic");
        assert!(began.elapsed() < PATIENCE + Duration::from_secs(2), "{:?}", began.elapsed());
    });
    app.release();
});

on_both!(a_server_that_looks_through_a_mail_is_waited_for, |app| {
    let server = SmtpServer::start();
    // Longer than any other answer may take.
    let mail = tried(app, &server, &server.url(), Behaviour::Slow(2_200));
    assert_eq!((mail.state, mail.attempts, server.taken().len()), (MailState::Sent, 1, 1), "{mail:?}");
});

on_both!(a_server_that_never_comes_to_an_end_does_not_keep_the_turn, |app| {
    let server = SmtpServer::start();
    let drips = |asked: Asked| !asked.greeting && asked.number == 1;
    server.behave(move |asked| if drips(asked) { Behaviour::Drip } else { Behaviour::Accept });
    fill(app, 6);
    let sending = sending_to(app, &server.url());
    let began = Instant::now();
    one_turn(&sending);
    assert!(began.elapsed() < PATIENCE * 5, "{:?}", began.elapsed());
    let count = |state| all(app).iter().filter(|mail| mail.state == state).count();
    assert_eq!((count(MailState::Sent), count(MailState::Leased)), (5, 1), "{:#?}", all(app));
    app.set_clock("2026-11-24T09:06:00Z");
    one_turn(&sending);
    assert_eq!((count(MailState::Sent), server.taken().len()), (6, 6));
    // What was given up ends at last, and changes nothing.
    drop(server);
    std::thread::sleep(Duration::from_millis(500));
    assert!(all(app).iter().all(|mail| mail.state == MailState::Sent && mail.last_error.is_none()), "{:#?}", all(app));
});

on_both!(a_clock_that_was_ahead_costs_a_mail_no_tries, |app| {
    let gone = SmtpServer::start();
    let (url, address) = (gone.url(), gone.address());
    drop(gone);
    app.set_clock("2026-11-26T09:00:00Z");
    fill(app, 10);
    app.set_clock("2026-11-24T09:00:00Z");
    let sending = sending_to(app, &url);
    jobs::run_due(&sending, true).expect("the jobs run");
    let minute = app.app.clock.now() + chrono::Duration::minutes(1);
    assert!(all(app).iter().all(|mail| (mail.attempts, mail.not_before) == (0, minute)), "{:#?}", all(app));
    let back = SmtpServer::start_at(address);
    back.behave(|_| Behaviour::RefuseRecipient("451 4.7.1 later"));
    app.app.clock.set(minute);
    jobs::run_due(&sending, true).expect("the jobs run");
    let once = |mail: &Mail| (mail.state, mail.attempts) == (MailState::Queued, 1);
    assert!(all(app).iter().all(once), "{:#?}", all(app));
    app.release();
});

on_both!(a_server_that_is_away_costs_nobody_a_try, |app| {
    let gone = SmtpServer::start();
    let (url, address) = (gone.url(), gone.address());
    drop(gone);
    fill(app, 20);
    let sending = sending_to(app, &url);
    jobs::run_due(&sending, true).expect("the jobs run");
    let waiting = all(app);
    let minute = app.app.clock.now() + chrono::Duration::minutes(1);
    assert!(waiting.iter().all(|mail| (mail.attempts, mail.not_before) == (0, minute)), "{waiting:#?}");
    assert_eq!(waiting.iter().filter(|mail| mail.last_error.is_some()).count(), 6, "the others were not tried");
    // A day later it is there again: nothing was given up.
    app.set_clock("2026-11-25T09:00:00Z");
    jobs::run_due(&sending, true).expect("the jobs run");
    let back = SmtpServer::start_at(address);
    app.app.clock.set(app.app.clock.now() + chrono::Duration::minutes(1));
    jobs::run_due(&sending, true).expect("the jobs run");
    let dropped = all(app).iter().filter(|mail| mail.state == MailState::Dropped).count();
    assert_eq!((back.taken().len() + dropped, all(app).len()), (20, 20), "{:#?}", all(app));
});

on_both!(without_the_tls_that_is_required_nothing_is_said, |app| {
    let server = SmtpServer::start();
    let url = format!("smtp://bind:geheim@{}", server.address());
    let mail = tried(app, &server, &url, Behaviour::Accept);
    assert_eq!((mail.state, mail.attempts), (MailState::Queued, 0));
    assert_eq!(mail.last_error.as_deref(), Some("the mail server offers no TLS, and it is required"));
    let said = server.commands();
    assert!(said.iter().all(|line| line.starts_with("EHLO") || line == "QUIT"), "{said:?}");
    app.release();
});

on_both!(each_mail_comes_back_to_an_address_of_its_own, |app| {
    let server = SmtpServer::start();
    let account = app.person(Role::Policy, "Wim Beleid");
    let config = Config { mail_bounce: Some("post@bind.test".to_owned()), ..(*app.app.config).clone() };
    one_turn(&App { config: Arc::new(config), ..sending_to(app, &server.url()) });
    let Some(Taken { from, to, .. }) = server.taken().pop() else { panic!("nothing was sent") };
    assert_eq!(to, [account.email.as_str()]);
    assert_eq!(id_in_return_address(&from), Some(all(app)[0].id.uuid()));
    assert!(from.starts_with("post+") && from.ends_with("@bind.test"), "{from}");
});

on_both!(only_the_digest_says_where_to_choose, |app| {
    let (netwerker, employer) = (app.netwerker(), app.employer("De Groene Kracht"));
    app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    app.set_clock("2026-11-25T06:30:00Z");
    let digest = app.newest_mail(netwerker.email.as_str());
    assert_eq!(digest.unsubscribe, Some(Unsubscribe::Page("http://bind.test/instellingen".to_owned())));
    assert_eq!(app.mails().iter().filter(|mail| mail.unsubscribe.is_some()).count(), 1);
});
