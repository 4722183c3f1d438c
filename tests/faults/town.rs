//! A town at work: employers, a netwerker, job seekers, candidates, their mail, and the program that they use.
//! Never satisfied with less than everything: what was answered is there once, with its audit entry, mails and change.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::dice::Dice;
use crate::support::installation::{Installation, Server, Visitor};
use crate::support::postbox::{Inbox, Postbox, Source};
use crate::support::settled::{assert_index_is_equal, imported, wait_until_found};
use crate::support::smtp::SmtpServer;
use crate::support::street::{Deed, Ledger, Step, Street, name_of};
use crate::{Row, seconds};

const IMPORTED: usize = 20;
const CANDIDATES: usize = 10;
/// How soon what was approved must be found after a restart, on a busy machine.
const FOUND_WITHIN: Duration = Duration::from_secs(10);

pub struct Town {
    pub home: Installation,
    pub street: Street,
    pub postbox: Postbox,
    pub server: Option<Server>,
    pub figures: Figures,
    /// The forms from here on were made for the people as they are logged in now.
    since: usize,
}

/// What happened.
#[derive(Default)]
pub struct Figures {
    pub faults: usize,
    pub in_doubt: usize,
    pub sent_again: usize,
    pub serving: Vec<Duration>,
    pub found: Duration,
    pub leased: usize,
}

impl Town {
    /// A town over this installation, whose mails are files; its program runs.
    pub fn new(home: Installation) -> Self {
        let mails = Source::Files(home.mails());
        Self::furnished(home, mails)
    }

    /// A town whose mails go to this server.
    pub fn mailing(home: Installation, server: &Arc<SmtpServer>) -> Self {
        Self::furnished(home.with("BAANIN_MAIL", server.url()), Source::Server(server.clone()))
    }

    fn furnished(home: Installation, mails: Source) -> Self {
        let [employer, netwerker] = home.furnish(IMPORTED);
        home.account("begeleider", &[]);
        home.import_candidates((0..CANDIDATES).map(candidate));
        let mut server = home.start();
        server.wait_until_ready();
        let log_in = |link: &str| Visitor::logged_in(home.address, link);
        let street = Street::new(log_in(&employer), log_in(&netwerker), Visitor::new(home.address));
        let street = street.reading(Inbox::new(mails.clone()));
        let (postbox, figures) = (Postbox::new(mails), Figures::default());
        Self { home, street, postbox, server: Some(server), figures, since: 0 }
    }

    /// Everybody works for a while.
    pub fn works(&self, time: Duration) {
        self.street.busy(Street::EVERYTHING, || std::thread::sleep(time));
    }

    /// Everybody works, and is told "not now" at times.
    pub fn suffers<T>(&self, people: &[Step], meanwhile: impl FnOnce() -> T) -> T {
        self.street.rough.store(true, Ordering::Relaxed);
        let result = self.street.busy(people, meanwhile);
        self.street.rough.store(false, Ordering::Relaxed);
        result
    }

    /// Everybody works, and the program is killed in the midst of it.
    pub fn is_killed_after(&mut self, time: Duration) {
        let server = self.server.take().expect("it runs");
        self.street.busy(Street::EVERYTHING, || {
            std::thread::sleep(time);
            server.kill();
        });
        self.figures.faults += 1;
        self.postbox.read();
    }

    /// The program is started again.
    pub fn starts(&mut self) {
        let mut server = self.home.start();
        self.figures.serving.push(server.wait_until_ready());
        self.server = Some(server);
    }

    /// Everybody goes to the program at this address, with the sessions that they have.
    pub fn goes_to(&mut self, address: SocketAddr) {
        for visitor in [&mut self.street.employer, &mut self.street.netwerker, &mut self.street.seeker] {
            *visitor = visitor.at(address);
        }
    }

    /// Who has a log-in asks for a new link by mail and follows it.
    pub fn logs_in(&mut self) {
        let log_in = |role: &str| {
            let before = self.postbox.links("/inloggen/");
            let visitor = Visitor::new(self.home.address);
            let mut form = visitor.open("/inloggen").expect("the server answers").form_with("Stuur mij een link");
            form.fill(&[("email", &format!("{role}@example.nl"))]);
            assert!(visitor.post(&form.action, &form.body()).is_ok_and(|answer| answer.status < 400));
            let mut links = BTreeSet::new();
            time_until("the link comes by mail", Duration::from_secs(20), || {
                links = &self.postbox.links("/inloggen/") - &before;
                !links.is_empty()
            });
            Visitor::logged_in(self.home.address, links.first().expect("there is one"))
        };
        self.street.employer = log_in("employer");
        self.street.netwerker = log_in("netwerker");
        self.since = self.street.ledger().sent.len();
    }

    /// The titles that everybody must find.
    pub fn public(&self) -> Vec<String> {
        let ledger = self.street.ledger();
        let live = ledger.listings.iter().filter(|listing| listing.status == "live");
        live.map(|listing| listing.title.clone()).chain((0..IMPORTED).map(imported)).collect()
    }

    /// What was not answered is sent again, a few forms are sent twice, and then all must be there.
    pub fn settles(&mut self, dice: &mut Dice) {
        let in_doubt = self.street.ledger().in_doubt();
        let sent = self.street.ledger().sent.len();
        let own = sent - self.since;
        let mut any = || self.since + dice.below(own);
        let again = if own == 0 { Vec::new() } else { vec![sent - 1, any(), any()] };
        self.figures.in_doubt += in_doubt.len();
        self.figures.sent_again += again.len() + in_doubt.len();
        for number in in_doubt.iter().chain(&in_doubt).chain(&again) {
            self.street.send_again(*number).expect("the server answers");
        }
        let faults = std::mem::take(&mut self.street.ledger().faults);
        assert!(faults.is_empty(), "{faults:#?}");
        all_is_there(&self.home, &self.street.ledger());
        let found = wait_until_found(self.home.address, self.public(), FOUND_WITHIN);
        self.figures.found = self.figures.found.max(found);
        self.postbox.read();
    }

    /// The program stops as it is asked to, the mails go on, and the books are right. Gives the line of the table.
    pub fn closes(mut self, fault: &str, seen: &str) -> Row {
        let server = self.server.take().expect("it runs");
        assert_eq!(server.stop(), Some(0), "it stops when it is asked to");
        assert_index_is_equal(&self.home);
        self.mails_go_on();
        let logs = self.home.logs();
        // (The engine of the index says "or panicked" of a writer for which the disk had no room.)
        assert!(!logs.contains("panicked at"), "{}", self.home.directory.display());
        let ledger = self.street.ledger();
        let refusals = ledger.refusals.iter().map(|((status, words), times)| format!("{times} × {status} \"{words}\""));
        let refusals: Vec<String> = refusals.collect();
        let left = match self.figures.leased {
            0 => String::new(),
            mails => format!("{mails} mails waited for their lease at the end"),
        };
        let seen = [seen.to_owned(), left, refusals.join(", ")].into_iter().filter(|text| !text.is_empty());
        let matches = |deed| ledger.numbers(|each| each == deed).len();
        Row {
            fault: fault.to_owned(),
            times: self.figures.faults,
            at_work: format!(
                "{} forms ({} proposals approved, {} agreements, {} invitations), {} mails; {} forms in doubt",
                ledger.sent.len(),
                matches(Deed::Propose),
                matches(Deed::Agree),
                matches(Deed::Invite),
                self.postbox.len(),
                self.figures.in_doubt,
            ),
            doubled: self.postbox.doubled.to_string(),
            serving: spread(&mut self.figures.serving),
            seen: seen.collect::<Vec<_>>().join("; "),
        }
    }

    /// What waits for another try is due.
    pub fn time_passes(&self) {
        self.home.change("UPDATE outbox SET not_before = due_at WHERE state = 'queued'");
    }

    /// What was being sent when the program died is sent when its lease has run out, as the same mail; nothing waits
    /// that is due.
    fn mails_go_on(&mut self) {
        self.figures.leased += usize::try_from(self.home.count("outbox WHERE state = 'leased'")).expect("few");
        self.home.change("UPDATE outbox SET lease_until = '2020-01-01 00:00:00' WHERE state = 'leased'");
        self.time_passes();
        self.home.must(&["jobs", "run", "--until-idle"]);
        assert_eq!(self.home.count("outbox WHERE state IN ('leased', 'dead')"), 0, "mail is left lying");
        // What was gathered under a digest is no mail of its own.
        let id = if self.home.sqlite().is_some() { "lower(hex(id))" } else { "encode(id, 'hex')" };
        let rows = self.home.rows(&format!(
            "SELECT {id} || state AS word, count(*) AS number FROM outbox \
            WHERE bundle_id IS NULL AND state IN ('sent', 'dropped') GROUP BY 1"
        ));
        let gone: Vec<(String, bool)> =
            rows.iter().map(|row| (row.word[..32].to_owned(), row.word.ends_with("sent"))).collect();
        let sent: BTreeSet<String> = gone.iter().filter(|(_, sent)| *sent).map(|(id, _)| id.clone()).collect();
        let gone: BTreeSet<String> = gone.into_iter().map(|(id, _)| id).collect();
        self.postbox.read();
        // What went out just before a kill may have been dropped afterwards, since it was no longer news.
        let came = self.postbox.ids();
        let missing: Vec<_> = sent.difference(&came).collect();
        assert!(missing.is_empty(), "said to be sent, but never came: {missing:?}");
        let unknown: Vec<_> = came.difference(&gone).collect();
        assert!(unknown.is_empty(), "came, but neither sent nor dropped: {unknown:?}");
        if self.home.sqlite().is_some() {
            assert_eq!(self.home.count("pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
            assert_eq!(self.home.count("pragma_foreign_key_check"), 0);
        }
    }
}

/// The middle and the worst of some times.
fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    match *times {
        [] => "–".to_owned(),
        [one] => seconds(one),
        [.., last] => format!("{} (worst {})", seconds(times[times.len() / 2]), seconds(last)),
    }
}

/// How long until something is so; it must be within this time.
#[track_caller]
pub fn time_until(what: &str, within: Duration, mut so: impl FnMut() -> bool) -> Duration {
    let started = Instant::now();
    while !so() {
        assert!(started.elapsed() < within, "not within {within:?}: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
    started.elapsed()
}

/// Somebody for whom every fourth listing is right.
fn candidate(number: usize) -> serde_json::Value {
    json!({
        "identifier": format!("c-{number}"), "name": format!("Selam {number}"),
        "email": format!("selam{number}@example.nl"), "place": "Dalfsen", "max_distance_km": 15,
        "transport": ["fiets"], "hours_min": 16, "hours_max": 28, "days": ["ma", "di"],
        "occupations": ["hovenier"], "experience": [{"title": "medewerker groen", "years": 3}],
        "skills": ["gras maaien", "heggen knippen"], "education_level": "vmbo", "dutch": "B1",
        "driving_licences": [], "kinds": ["vacature"], "wishes": {"sectors": ["groen"]},
        "begeleider": "begeleider@example.nl",
    })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).expect("few")
}

/// No promise is broken: every listing there once with its status, every reaction and every yes there once, and for
/// every deed its audit entry, its mails and its change, all or none.
fn all_is_there(home: &Installation, ledger: &Ledger) {
    let counts = |query: &str| -> BTreeMap<String, i64> {
        home.rows(query).into_iter().map(|row| (row.word, row.number)).collect()
    };
    let listings =
        "SELECT title || ': ' || status AS word, count(*) AS number FROM listings WHERE source IS NULL GROUP BY 1";
    let kept = ledger.listings.iter().filter(|listing| listing.status != "none");
    let promised = kept.map(|listing| (format!("{}: {}", listing.title, listing.status), 1));
    assert_eq!(counts(listings), promised.collect(), "listings: kept and promised");
    let reactions = ledger.numbers(|deed| matches!(deed, Deed::React(_)));
    let kept = counts("SELECT name AS word, count(*) AS number FROM interests GROUP BY 1");
    assert_eq!(kept, reactions.iter().map(|number| (name_of(*number), 1)).collect(), "reactions: kept and promised");
    let statuses = ledger.statuses();
    let live = statuses["live"];
    let all = statuses["draft"] + statuses["submitted"] + live;
    let (sent_in, reacted) = (statuses["submitted"] + live, number(reactions.len()));
    let of = |deed| number(ledger.numbers(|each| each == deed).len());
    let (proposed, agreed, invited) = (of(Deed::Propose), of(Deed::Agree), of(Deed::Invite));
    for (what, expected) in [
        ("audit WHERE deed = 'listing_created'", all),
        ("audit WHERE deed = 'listing_moved' AND detail = 'submit'", sent_in),
        ("audit WHERE deed = 'listing_moved' AND detail = 'approve'", live),
        ("audit WHERE deed = 'interest_received'", reacted),
        ("audit WHERE deed = 'proposal_moved' AND detail = 'approve'", proposed),
        ("audit WHERE deed = 'consent_decided' AND detail = 'agreed'", agreed),
        ("audit WHERE deed = 'introduction_moved' AND detail = 'invite'", invited),
        ("outbox WHERE kind = 'listing_submitted'", sent_in),
        ("outbox WHERE kind = 'listing_approved'", live),
        ("outbox WHERE kind = 'interest_confirmed'", reacted),
        ("outbox WHERE kind = 'interest_received'", 2 * reacted),
        ("outbox WHERE kind = 'consent_asked'", proposed),
        ("outbox WHERE state = 'dead'", 0),
        ("sharing_consents", proposed),
        ("introductions", agreed),
        ("form_results WHERE location = ''", 0),
        ("changes WHERE subject_kind = 'listing'", number(IMPORTED) + all + sent_in + live),
    ] {
        assert_eq!(home.count(what), expected, "{what}");
    }
    let gaps =
        "change_counter WHERE last_seq = (SELECT count(*) FROM changes) AND last_seq = (SELECT max(seq) FROM changes)";
    assert_eq!(home.count(gaps), 1, "the change log has gaps");
}
