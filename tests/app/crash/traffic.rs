//! What people do while the program is killed, and what they were told: an answer is a promise.
//! Never a guess: what was not answered may have happened or not, and is sent again.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use baanin::clock::Clock;

use super::program::Visitor;
use crate::app::support::{Answer, Page, texts};

/// Something that a person did; the number is that of the listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Create(usize),
    SendIn(usize),
    Approve(usize),
    React(usize),
}

/// A form that was sent in, and the place that the first answer led to.
#[derive(Debug, Clone)]
pub struct Sent {
    pub deed: Deed,
    pub path: String,
    pub body: String,
    pub answer: Option<String>,
}

/// A listing as people know it from the answers they got.
#[derive(Debug)]
pub struct Known {
    pub title: String,
    pub id: String,
    pub status: &'static str,
}

/// All that was sent and promised.
#[derive(Default)]
pub struct Ledger {
    pub listings: Vec<Known>,
    pub sent: Vec<Sent>,
    /// Answers that nobody should get.
    pub faults: Vec<String>,
}

impl Ledger {
    /// Takes an answer down. The same form leads to the same place, however often it is sent.
    pub fn answered(&mut self, number: usize, answer: &Answer) {
        let sent = &mut self.sent[number];
        let Some(location) = answer.header("location").filter(|_| answer.status == 303) else {
            let page = Page::new(&sent.path, answer.clone());
            return self.faults.push(format!("{:?}: {} {}", sent.deed, answer.status, page.text()));
        };
        match &sent.answer {
            Some(first) if first != location => {
                return self.faults.push(format!("{:?}: first {first}, then {location}", sent.deed));
            }
            Some(_) => return,
            None => sent.answer = Some(location.to_owned()),
        }
        let (listing, status) = match sent.deed {
            Deed::Create(listing) => (listing, "draft"),
            Deed::SendIn(listing) => (listing, "submitted"),
            Deed::Approve(listing) => (listing, "live"),
            Deed::React(_) => return,
        };
        if let (Deed::Create(_), Some(id)) = (sent.deed, location.rsplit('/').next()) {
            id.clone_into(&mut self.listings[listing].id);
        }
        self.listings[listing].status = status;
    }

    /// How many of the listings have each status.
    pub fn statuses(&self) -> BTreeMap<&'static str, i64> {
        let mut counts = BTreeMap::from([("draft", 0), ("submitted", 0), ("live", 0)]);
        self.listings.iter().for_each(|listing| *counts.entry(listing.status).or_default() += 1);
        counts
    }

    pub fn with_status(&self, status: &str) -> Option<usize> {
        self.listings.iter().position(|listing| listing.status == status)
    }

    /// The numbers of the reactions that were sent.
    pub fn reactions(&self) -> Vec<usize> {
        let sent = self.sent.iter().enumerate();
        sent.filter(|(_, sent)| matches!(sent.deed, Deed::React(_))).map(|(number, _)| number).collect()
    }
}

/// The name of who reacted: there is one for every reaction.
pub fn name_of(number: usize) -> String {
    format!("Kandidaat {number}")
}

/// The people, what they know, and whether they go home.
pub struct Street {
    pub employer: Visitor,
    pub netwerker: Visitor,
    pub seeker: Visitor,
    pub closed: AtomicBool,
    ledger: Mutex<Ledger>,
}

impl Street {
    pub fn new(employer: Visitor, netwerker: Visitor, seeker: Visitor) -> Self {
        Self { employer, netwerker, seeker, closed: AtomicBool::new(false), ledger: Mutex::default() }
    }

    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn visitor_of(&self, deed: Deed) -> &Visitor {
        match deed {
            Deed::Create(_) | Deed::SendIn(_) => &self.employer,
            Deed::Approve(_) => &self.netwerker,
            Deed::React(_) => &self.seeker,
        }
    }

    /// One person goes on until the street is closed, also while nobody answers.
    pub fn walk(&self, step: impl Fn(&Self) -> io::Result<()>) {
        while !self.closed.load(Ordering::Relaxed) {
            if step(self).is_err() {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }

    /// The employer writes a listing, then sends it in.
    pub fn employer_step(&self) -> io::Result<()> {
        let draft = self.ledger().with_status("draft");
        if let Some(listing) = draft {
            let id = self.ledger().listings[listing].id.clone();
            let form = self.employer.open(&format!("/werkgever/aanbod/{id}"))?.form_with("Stuur in");
            return self.send(Deed::SendIn(listing), &form.action, form.body());
        }
        let mut form = self.employer.open("/werkgever/aanbod/nieuw?soort=vacature")?.form_with("Bewaar als concept");
        let listing = self.ledger().listings.len();
        let title = format!("Tuinman nummer {listing}");
        let closes = Clock::System.today().plus_days(30).to_string();
        let mut pairs: Vec<(&str, &str)> = texts::vacature();
        pairs.retain(|(name, _)| !["titel", "sluit_op"].contains(name));
        pairs.extend([("titel", title.as_str()), ("sluit_op", closes.as_str())]);
        form.fill(&pairs);
        self.ledger().listings.push(Known { title, id: String::new(), status: "none" });
        self.send(Deed::Create(listing), &form.action, form.body())
    }

    /// The netwerker approves what waits; then somebody reacts to it.
    pub fn netwerker_step(&self) -> io::Result<()> {
        let waiting = self.ledger().with_status("submitted");
        let Some(listing) = waiting else {
            std::thread::sleep(Duration::from_millis(2));
            return Ok(());
        };
        let id = self.ledger().listings[listing].id.clone();
        let form = self.netwerker.open(&format!("/netwerk/aanbod/{id}"))?.form_with("Zet online");
        self.send(Deed::Approve(listing), &form.action, form.body())?;
        let mut form = self.seeker.open(&format!("/werk/{id}/x/reageren"))?.form_with("Verstuur mijn reactie");
        let mut ledger = self.ledger();
        let number = ledger.sent.len();
        let email = format!("kandidaat{number}@example.nl");
        form.fill(&[("naam", &name_of(number)), ("email", &email)]);
        let number = ledger.begin(Deed::React(listing), &form.action, form.body());
        drop(ledger);
        self.send_again(number)
    }

    fn send(&self, deed: Deed, path: &str, body: String) -> io::Result<()> {
        let number = self.ledger().begin(deed, path, body);
        self.send_again(number)
    }

    /// Sends a form that stands in the ledger, for the first time or once more.
    pub fn send_again(&self, number: usize) -> io::Result<()> {
        let sent = self.ledger().sent[number].clone();
        let answer = self.visitor_of(sent.deed).post(&sent.path, &sent.body)?;
        self.ledger().answered(number, &answer);
        Ok(())
    }
}

impl Ledger {
    fn begin(&mut self, deed: Deed, path: &str, body: String) -> usize {
        self.sent.push(Sent { deed, path: path.to_owned(), body, answer: None });
        self.sent.len() - 1
    }
}
