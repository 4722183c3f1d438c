//! A search by mail, without an account: asked for, confirmed, new work each day or week, kept, stopped; and an address that
//! is gone leaves nothing behind.

use baanin::actions::{database, listing, mail, saved_search};
use baanin::domain::actor::{Actor, Role};
use baanin::domain::code::Code;
use baanin::domain::ids::{Id, SavedSearchId};
use baanin::domain::link::LinkPurpose;
use baanin::domain::listing::ListingKind;
use baanin::domain::outbox::MailState;
use baanin::domain::saved_search::{Criteria, Rhythm, SavedSearch, SavedSearchState};
use baanin::domain::text::EmailAddress;
use baanin::jobs::keep_ledger;
use baanin::mail::{Message, Unsubscribe, bounce};
use baanin::store::{outbox, saved_searches};

use crate::app::support::candidates::selam;
use crate::app::support::texts::{vacature, with};
use crate::app::support::{Browser, Kind, Organisation, Page, TestApp, instant, link_in};

const SELAM: &str = "selam@example.nl";
const GROEN: &str = "/werk/mail?q=Groen&plaats=Dalfsen";
const ASKED: [(&str, &str); 2] = [("email", SELAM), ("ritme", "daily")];
/// Seven o'clock in the morning in the Netherlands, the day after.
const MORNING: &str = "2026-11-25T06:00:00Z";

/// Asks for a search by mail; gives the mail that asks for a confirmation.
#[track_caller]
fn ask(app: &TestApp, path: &str, pairs: &[(&str, &str)]) -> Message {
    let mut visitor = app.anonymous();
    visitor.open(path).has_status(200).sees("Dit zoek je");
    visitor.press_with("Mail mij nieuw werk", pairs).has_status(200).sees("Kijk in je mail");
    app.newest_mail(SELAM)
}

#[track_caller]
fn confirm(app: &TestApp, asked: &Message) {
    let mut selam = app.anonymous();
    selam.open(&link_in(asked, "/mail/bevestigen/")).has_status(200);
    selam.press("Ja, mail mij nieuw werk").has_status(200).sees("Je krijgt nieuw werk per mail");
}

/// Somebody gets a search by mail.
fn subscribed(app: &TestApp, rhythm: &str) -> SavedSearchId {
    confirm(app, &ask(app, GROEN, &[("email", SELAM), ("ritme", rhythm)]));
    app.forget_mails();
    let [id] = all(app)[..] else { panic!("one search") };
    id
}

fn all(app: &TestApp) -> Vec<SavedSearchId> {
    app.look(|conn| saved_searches::of_address(conn, &address()))
}

fn address() -> EmailAddress {
    EmailAddress::parse(SELAM).unwrap()
}

fn search(app: &TestApp, id: SavedSearchId) -> Option<SavedSearch> {
    app.look(|conn| saved_searches::find(conn, id))
}

fn state(app: &TestApp, id: SavedSearchId) -> Option<SavedSearchState> {
    search(app, id).map(|search| search.state)
}

fn stop_path(app: &TestApp, id: SavedSearchId) -> String {
    format!("/mail/afmelden/{}", app.app.signer.token(id.uuid(), LinkPurpose::StopSavedSearch))
}

fn work(app: &TestApp, organisation: &Organisation, title: &'static str) -> baanin::domain::ids::ListingId {
    app.live(organisation, ListingKind::Vacature, &with(vacature(), &[("titel", title)]))
}

/// The jobs at this time; gives the mails that came.
fn mails_at(app: &TestApp, at: &str) -> Vec<Message> {
    let before = app.mails_to(SELAM).len();
    app.set_clock(at);
    app.run_jobs();
    app.mails_to(SELAM).split_off(before)
}

on_both!(new_work_comes_the_next_morning_and_once, |app| {
    let organisation = app.employer("De Groene Kracht");
    work(app, &organisation, "Medewerker groen");
    app.run_jobs();
    app.set_clock("2026-11-24T10:00:00Z");
    let asked = ask(app, GROEN, &ASKED);
    // What was typed freely goes to no address before that is confirmed.
    assert!(!asked.text.contains("Werk: groen") && asked.text.contains("Dalfsen, tot 15 kilometer"), "{}", asked.text);
    // A scanner follows the link; nothing comes of that.
    let mut scanner = app.anonymous();
    scanner.open(&link_in(&asked, "/mail/bevestigen/")).has_status(200).sees("Klopt dit?");
    assert_eq!(state(app, all(app)[0]), Some(SavedSearchState::Asked));
    assert!(mails_at(app, MORNING).is_empty(), "nobody has confirmed it");
    app.set_clock("2026-11-24T10:30:00Z");
    confirm(app, &asked);
    let mut again = app.anonymous();
    again.open(&link_in(&asked, "/mail/bevestigen/")).has_status(200).sees("Je krijgt nieuw werk per mail");

    work(app, &organisation, "Hovenier in het groen");
    work(app, &organisation, "Voorman groen");
    app.live(&organisation, ListingKind::Vacature, &with(vacature(), &[("titel", "Kok"), ("tekst", "Je kookt.")]));
    app.run_jobs();
    assert!(mails_at(app, "2026-11-25T05:59:00Z").is_empty(), "it is too early");
    let [new] = &mails_at(app, MORNING)[..] else { panic!("one mail") };
    assert_eq!(new.subject, "De Groene Kracht zoekt: Voorman groen, en nog 1 vacature");
    assert!(
        new.text.contains("Hovenier in het groen (De Groene Kracht, Dalfsen, 24 tot 32 uur per week)"),
        "{}",
        new.text
    );
    assert!(!new.text.contains("Medewerker groen") && !new.text.contains("Kok"), "{}", new.text);
    let Some(Unsubscribe::OneClick(stop)) = &new.unsubscribe else { panic!("it can be stopped with one press") };
    assert!(stop.contains("/mail/afmelden/"), "{stop}");
    let mut selam = app.anonymous();
    selam.open(&link_in(new, "/werk/")).has_status(200).sees("Voorman groen");
    assert!(mails_at(app, "2026-11-25T12:00:00Z").is_empty());
    assert!(mails_at(app, "2026-11-26T06:00:00Z").is_empty(), "nothing new is no mail");
});

on_both!(a_place_and_one_thing_more_are_asked_for, |app| {
    let mut visitor = app.anonymous();
    visitor.open("/werk/mail?straal=25&opleiding=none").has_status(200).sees("Vul eerst aan wat je zoekt");
    visitor.press_with("Ga verder", &[("plaats", "Verweggistan")]).has_error("plaats", "kennen wij niet");
    let page = visitor.press_with("Ga verder", &[("plaats", "Ommen")]);
    page.has_status(200).sees("Dit zoek je").sees("Ommen, tot 25 kilometer").sees("Geen diploma nodig");
    visitor.open("/werk/mail?plaats=Dalfsen").has_status(200);
    visitor.press("Ga verder").has_error("q", "Kies er nog iets bij");
    visitor.press_with("Ga verder", &[("branche", "groen")]).sees("Groen en boerderij");
    let page = visitor.press_with("Mail mij nieuw werk", &[("email", "geen adres")]);
    page.has_status(422).has_error("email", "geen goed e-mailadres").sees("Groen en boerderij");
    assert!(all(app).is_empty());
});

on_both!(the_same_search_is_one_and_nobody_else_changes_it, |app| {
    let id = subscribed(app, "daily");
    // Somebody else, or the same person in other words, with another rhythm.
    let weekly = [("email", "Selam@Example.nl"), ("ritme", "weekly")];
    let asked = ask(app, "/werk/mail?plaats=7721&q=groen&sorteer=nieuw", &weekly);
    assert_eq!(all(app), [id]);
    assert_eq!(search(app, id).unwrap().rhythm, Rhythm::Daily, "not before it is confirmed");
    confirm(app, &asked);
    assert_eq!(search(app, id).unwrap().rhythm, Rhythm::Weekly);

    // Mail to an address that may be somebody else's has an end.
    for radius in ["5", "10", "25", "50", "100", "200"] {
        ask(app, &format!("{GROEN}&straal={radius}"), &ASKED);
    }
    assert_eq!(app.mails_to(SELAM).len() + 1, 5, "with the one that was forgotten");
});

fn asks_for<'a>(visitor: &'a mut Browser, address: &str) -> &'a Page {
    visitor.open(GROEN).has_status(200);
    visitor.press_with("Mail mij nieuw werk", &[("email", address)])
}

#[test]
fn one_network_cannot_have_mail_sent_to_very_many() {
    let app = &TestApp::new(Kind::Sqlite);
    let mut stranger = app.anonymous();
    for _ in 0..30 {
        asks_for(&mut stranger, "geen adres").has_status(422);
    }
    for number in 0..19 {
        asks_for(&mut stranger, &format!("u{number}@example.nl")).has_status(200).sees("Kijk in je mail");
    }
    // Who presses twice is counted once, and gets the first answer again.
    stranger.open(GROEN).has_status(200);
    let mut form = stranger.page().form_with("Mail mij nieuw werk");
    form.pairs.retain(|(name, _)| name != "email");
    form.pairs.push(("email".to_owned(), "u19@example.nl".to_owned()));
    for _ in 0..3 {
        let answer = stranger.submit_raw(&form);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/werk/mail/verstuurd")));
    }
    let refused = asks_for(&mut stranger, "u20@example.nl");
    refused.has_status(429).has_error("email", "Wacht een paar minuten").sees("Dit zoek je");
    assert_eq!(refused.value_of("email").as_deref(), Some("u20@example.nl"), "what was typed is there");
    assert!(refused.answer.header("retry-after").unwrap().parse::<u64>().unwrap() >= 1);
    app.run_jobs();
    assert!(app.mails_to("u19@example.nl").len() == 1 && app.mails_to("u20@example.nl").is_empty());
    // Nobody else has to wait.
    ask(app, GROEN, &ASKED);
}

on_both!(one_address_has_five_searches, |app| {
    let municipality = app.app.municipality.id;
    for radius in ["5", "10", "25", "50", "100"] {
        let typed = [("q", "groen"), ("plaats", "Dalfsen"), ("straal", radius)];
        let criteria = Criteria::parse(&typed.into_iter().collect()).unwrap();
        let known = all(app);
        app.act(|tx| saved_search::ask(tx, municipality, (&address(), &criteria, Rhythm::Daily)));
        let new = all(app).into_iter().find(|id| !known.contains(id)).unwrap();
        app.act(|tx| saved_search::confirm(tx, new, Rhythm::Daily));
    }
    app.set_clock("2026-11-25T12:00:00Z");
    let asked = ask(app, GROEN, &ASKED);
    let mut selam = app.anonymous();
    selam.open(&link_in(&asked, "/mail/bevestigen/"));
    selam.press("Ja, mail mij nieuw werk").has_status(409).sees("Stop eerst met een andere mail");
    let stopped = all(app)[0];
    app.act(|tx| {
        saved_search::stop(tx, &Actor::Anonymous, stopped, baanin::domain::saved_search::StopReason::Unsubscribed)
    });
    selam.open(&link_in(&asked, "/mail/bevestigen/"));
    selam.press("Ja, mail mij nieuw werk").has_status(200).sees("Je krijgt nieuw werk per mail");
});

on_both!(a_mail_program_stops_it_with_one_post, |app| {
    let id = subscribed(app, "daily");
    let (browser, path) = (app.anonymous(), stop_path(app, id));
    for body in ["", "List-Unsubscribe=No", "_form=x"] {
        assert_eq!(browser.posted_by_a_mail_program(&path, body).status, 400, "{body}");
    }
    let answer = app.anonymous().get(&path);
    assert_eq!((answer.status, state(app, id)), (200, Some(SavedSearchState::Confirmed)));
    for _ in 0..2 {
        let answer = browser.posted_by_a_mail_program(&path, "List-Unsubscribe=One-Click");
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    let stopped = search(app, id).unwrap();
    assert_eq!((stopped.state, stopped.email, stopped.criteria), (SavedSearchState::Stopped, None, None));
    assert!(app.database.columns_with(&[SELAM]).is_empty(), "nothing is left of the address");
    // The token of one is not that of another, nor for another purpose.
    let wrong = app.app.signer.token(id.uuid(), LinkPurpose::KeepSavedSearch);
    let answer = browser.posted_by_a_mail_program(&format!("/mail/afmelden/{wrong}"), "List-Unsubscribe=One-Click");
    assert_eq!(answer.status, 404);
    work(app, &app.employer("De Groene Kracht"), "Hovenier groen");
    assert!(mails_at(app, MORNING).is_empty());
});

on_both!(the_button_on_the_page_stops_it, |app| {
    let id = subscribed(app, "weekly");
    let mut selam = app.anonymous();
    selam.open(&stop_path(app, id)).has_status(200).sees("Wil je stoppen met deze mail?").sees("Elke week");
    let form = selam.page().form_with("Ja, stop met deze mail");
    let answers = selam.submit_twice(&form);
    assert!(answers.iter().all(|answer| matches!(answer.status, 303 | 409)), "{answers:?}");
    selam.open(&stop_path(app, id)).has_status(200).sees("Je krijgt deze mail niet meer");
    assert_eq!(state(app, id), Some(SavedSearchState::Stopped));
    // Who wants it again begins anew.
    let again = subscribed(app, "daily");
    assert_ne!(again, id);
});

on_both!(a_week_has_one_mail_and_days_that_were_missed_too, |app| {
    let id = subscribed(app, "weekly");
    let organisation = app.employer("De Groene Kracht");
    work(app, &organisation, "Hovenier groen");
    app.run_jobs();
    assert!(mails_at(app, "2026-12-01T05:59:00Z").is_empty(), "on the same day of the week");
    assert_eq!(mails_at(app, "2026-12-01T06:00:00Z").len(), 1);
    work(app, &organisation, "Voorman groen");
    // The program was out of use for weeks.
    let [new] = &mails_at(app, "2026-12-24T12:00:00Z")[..] else { panic!("one mail for all that was missed") };
    assert_eq!(new.subject, "De Groene Kracht zoekt: Voorman groen");
    assert_eq!(search(app, id).unwrap().due_at, Some(instant("2026-12-29T06:00:00Z")));
});

on_both!(work_that_is_gone_when_the_mail_is_made_is_not_in_it, |app| {
    let id = subscribed(app, "daily");
    let organisation = app.employer("De Groene Kracht");
    let gone = work(app, &organisation, "Hovenier groen");
    app.run_jobs();
    app.set_clock(MORNING);
    let due = search(app, id).unwrap();
    let until = instant("2026-11-25T05:50:00Z");
    assert!(app.act(|tx| saved_search::looked(tx, &due, until, true)));
    assert!(!app.act(|tx| saved_search::looked(tx, &due, until, true)), "another node was first");
    app.act(|tx| listing::withdraw(tx, &organisation.actor(), gone));
    // The index of this node does not know it yet; the gate does.
    app.run_jobs();
    assert!(app.mails_to(SELAM).is_empty());
    let dropped = app.look(|conn| outbox::list(conn, Some(MailState::Dropped), 10));
    assert_eq!(dropped.iter().filter(|mail| mail.notification.kind() == "saved_search_found").count(), 1);
});

on_both!(what_nobody_confirms_is_gone_after_a_week, |app| {
    let asked = ask(app, GROEN, &ASKED);
    let link = link_in(&asked, "/mail/bevestigen/");
    let id = all(app)[0];
    app.set_clock("2026-12-01T08:59:00Z");
    app.run_jobs();
    assert_eq!(state(app, id), Some(SavedSearchState::Asked));
    app.set_clock("2026-12-01T09:30:00Z");
    let mut late = app.anonymous();
    late.open(&link).has_status(410).sees("Deze link werkt niet meer");
    app.set_clock("2026-12-02T09:00:00Z");
    app.run_jobs();
    assert_eq!(search(app, id), None);
    assert!(app.database.columns_with(&[SELAM]).is_empty());
    late.open(&link).has_status(410);
    // The link to stop says what is so.
    late.open(&stop_path(app, id)).has_status(200).sees("Je krijgt deze mail niet meer");
});

on_both!(after_a_year_it_is_asked_and_kept, |app| {
    let id = subscribed(app, "weekly");
    assert!(mails_at(app, "2027-11-23T12:00:00Z").is_empty());
    let [wanted] = &mails_at(app, "2027-11-25T12:00:00Z")[..] else { panic!("one question") };
    assert_eq!(wanted.subject, "Wil je nog nieuw werk per mail?");
    let mut selam = app.anonymous();
    selam.open(&link_in(wanted, "/mail/houden/")).has_status(200).sees("Wil je deze mail houden?");
    selam.press("Ja, ik wil deze mail houden").has_status(200).sees("Je houdt deze mail");
    app.set_clock("2028-01-15T12:00:00Z");
    app.run_jobs();
    assert_eq!(state(app, id), Some(SavedSearchState::Confirmed));
    assert_eq!(search(app, id).unwrap().ask_again_at, Some(instant("2028-11-25T06:00:00Z")));
    selam.open(&stop_path(app, id));
    selam.press("Ja, stop met deze mail").has_status(200);
    selam.open(&link_in(wanted, "/mail/houden/")).has_status(410);
});

on_both!(no_answer_is_no, |app| {
    let id = subscribed(app, "weekly");
    assert_eq!(mails_at(app, "2027-11-25T12:00:00Z").len(), 1);
    app.set_clock("2027-12-25T11:00:00Z");
    app.run_jobs();
    assert_eq!(state(app, id), Some(SavedSearchState::Confirmed));
    app.set_clock("2027-12-26T12:00:00Z");
    app.run_jobs();
    assert_eq!(state(app, id), Some(SavedSearchState::Stopped));
    assert!(app.database.columns_with(&[SELAM]).is_empty());
});

on_both!(an_address_that_takes_no_mail_has_no_search, |app| {
    let id = subscribed(app, "daily");
    work(app, &app.employer("De Groene Kracht"), "Hovenier groen");
    app.run_jobs();
    let [new] = &mails_at(app, MORNING)[..] else { panic!("one mail") };
    let path = format!("{}/tests/bounces/postfix.eml", env!("CARGO_MANIFEST_DIR"));
    let report = std::fs::read_to_string(path).unwrap();
    let report = report
        .replace("01934c7a0000700080000000000000ff", &new.id.simple().to_string())
        .replace("jan@groenekracht.example", SELAM);
    let report = bounce::read(report.as_bytes()).expect("it is a report");
    assert_eq!(app.act(|tx| mail::bounced(tx, &app.app.signer, &report)), mail::Bounced::Suppressed);
    assert_eq!(state(app, id), Some(SavedSearchState::Stopped));
    assert!(app.database.columns_with(&[SELAM]).is_empty());
    // Staff have nothing to do with it, and read no address.
    let mut fatima = app.log_in(&app.netwerker());
    fatima.open("/netwerk").sees_not(SELAM).sees_not("Werk per mail");
    app.release();
});

on_both!(who_is_erased_gets_no_search_by_mail, |app| {
    let id = subscribed(app, "daily");
    let mut bea = app.log_in(&app.person(Role::Begeleider, "Bea de Boer"));
    let file = bea.adds_candidate(&selam());
    let candidate = app.candidate(file.id);
    assert_eq!(candidate.contact.email.as_ref().map(EmailAddress::as_str), Some(SELAM));
    app.act(|tx| {
        let (code, version) = (candidate.code.as_str(), candidate.version);
        baanin::actions::candidate::erase_again(tx, file.id).map(|erased| assert!(erased, "{code} {version}"))
    });
    assert_eq!(state(app, id), Some(SavedSearchState::Stopped));
    app.run_jobs();
    assert!(app.database.columns_with(&[SELAM]).is_empty());
});

on_both!(what_was_stopped_does_not_come_back_with_a_backup, |app| {
    let id = subscribed(app, "daily");
    app.run_jobs();
    let line = format!(r#"{{"deed":"saved_search_stopped","subject":"{}","at":"2026-11-24T09:00:00Z"}}"#, id.uuid());
    std::fs::write(app.database.ledger(), format!("{line}\n")).expect("it can be written");
    assert_eq!(keep_ledger::repeat(&app.app).expect("it is repeated"), 1);
    assert_eq!(state(app, id), Some(SavedSearchState::Stopped));
    assert_eq!(keep_ledger::repeat(&app.app).expect("once"), 0);
    // Stopping writes it down.
    let other = subscribed(app, "daily");
    app.act(|tx| {
        saved_search::stop(tx, &Actor::Anonymous, other, baanin::domain::saved_search::StopReason::Unsubscribed)
    });
    app.run_jobs();
    let ledger = std::fs::read_to_string(app.database.ledger()).unwrap();
    assert!(ledger.contains("saved_search_stopped") && ledger.contains(&other.uuid().to_string()), "{ledger}");
    assert!(!ledger.contains(SELAM));
});

on_both!(what_was_due_before_a_restore_is_not_mailed_again, |app| {
    let id = subscribed(app, "daily");
    let organisation = app.employer("De Groene Kracht");
    work(app, &organisation, "Hovenier groen");
    app.run_jobs();
    // The backup is of yesterday; the mail of this morning went from the database that is lost.
    app.set_clock("2026-11-25T12:00:00Z");
    let municipality = app.app.municipality.id;
    app.act(|tx| database::put_back(tx, municipality));
    assert_eq!(search(app, id).unwrap().due_at, Some(instant("2026-11-26T06:00:00Z")));
    app.run_jobs();
    assert!(app.mails_to(SELAM).is_empty());
    work(app, &organisation, "Voorman groen");
    app.run_jobs();
    let [new] = &mails_at(app, "2026-11-26T06:00:00Z")[..] else { panic!("one mail") };
    assert_eq!(new.subject, "De Groene Kracht zoekt: Voorman groen");
    app.release();
});

on_both!(what_cannot_be_read_any_more_is_passed_over, |app| {
    let id = subscribed(app, "daily");
    app.database.execute("UPDATE saved_searches SET criteria = 'q=groen&plaats=Verweggistan'");
    work(app, &app.employer("De Groene Kracht"), "Hovenier groen");
    app.run_jobs();
    assert!(mails_at(app, MORNING).is_empty(), "never mail about everything");
    assert_eq!(state(app, id), Some(SavedSearchState::Confirmed));
    let kinds = SavedSearchState::ALL.len();
    assert_eq!(kinds, 3);
    assert_eq!(app.look(saved_searches::count_per_state), [(SavedSearchState::Confirmed, 1)]);
});
