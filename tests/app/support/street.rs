//! What people do while the program suffers, and what they were told: an answer is a promise.
//! Never a guess: what was not answered may have happened or not, and is sent again.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use baanin::clock::Clock;

use super::http::Answer;
use super::installation::Visitor;
use super::page::Page;
use super::postbox::Inbox;
use super::texts;

/// One in so many listings is work for the candidates; the rest is too far away for them.
const FITTING: usize = 4;

/// Something that a person did; the number is that of the listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Create(usize),
    SendIn(usize),
    Approve(usize),
    React(usize),
    /// The netwerker says yes to a proposal.
    Propose,
    /// The candidate says yes.
    Agree,
    /// The employer invites.
    Invite,
}

/// A form that was sent in, and the place that the first answer led to.
#[derive(Debug, Clone)]
pub struct Sent {
    pub deed: Deed,
    pub path: String,
    pub body: String,
    pub answer: Option<String>,
    /// It was not taken: who sent it had no log-in any more.
    pub void: bool,
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
    /// Answers that said that it did not work now, and in what words.
    pub refusals: BTreeMap<(u16, String), usize>,
}

impl Ledger {
    /// Takes an answer down. The same form leads to the same place, however often it is sent.
    fn answered(&mut self, number: usize, answer: &Answer) {
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
            Deed::React(_) | Deed::Propose | Deed::Agree | Deed::Invite => return,
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

    /// The numbers of the forms of a kind that were sent.
    pub fn numbers(&self, of: impl Fn(Deed) -> bool) -> Vec<usize> {
        let sent = self.sent.iter().enumerate().filter(|(_, sent)| !sent.void && of(sent.deed));
        sent.map(|(number, _)| number).collect()
    }

    /// The numbers of the forms that nobody answered.
    pub fn in_doubt(&self) -> Vec<usize> {
        let all = self.numbers(|_| true).into_iter();
        all.filter(|number| self.sent[*number].answer.is_none()).collect()
    }

    fn begin(&mut self, deed: Deed, path: &str, body: String) -> usize {
        self.sent.push(Sent { deed, path: path.to_owned(), body, answer: None, void: false });
        self.sent.len() - 1
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
    /// Whether "not now" is an answer that people may get.
    pub rough: AtomicBool,
    ledger: Mutex<Ledger>,
    /// The proposals that the netwerker saw on the list, and has not judged.
    proposals: Mutex<(VecDeque<String>, BTreeSet<String>)>,
    inbox: Mutex<Option<Inbox>>,
}

/// Sends everybody home when it is dropped, also by a panic: they would be waited for without an end.
struct Closing<'a>(&'a AtomicBool);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What one person does over and over.
pub type Step = fn(&Street) -> io::Result<()>;

impl Street {
    /// Who posts, approves and reacts.
    pub const LISTINGS: &[Step] = &[Self::employer_step, Self::netwerker_step];
    /// These, and who makes matches; mails must come for it.
    pub const EVERYTHING: &[Step] =
        &[Self::employer_step, Self::netwerker_step, Self::judging_step, Self::reading_step];

    pub fn new(employer: Visitor, netwerker: Visitor, seeker: Visitor) -> Self {
        Self {
            employer,
            netwerker,
            seeker,
            closed: AtomicBool::new(false),
            rough: AtomicBool::new(false),
            ledger: Mutex::default(),
            proposals: Mutex::default(),
            inbox: Mutex::default(),
        }
    }

    /// The candidates and employers read their mail here.
    pub fn reading(self, inbox: Inbox) -> Self {
        Self { inbox: Mutex::new(Some(inbox)), ..self }
    }

    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn visitor_of(&self, deed: Deed) -> &Visitor {
        match deed {
            Deed::Create(_) | Deed::SendIn(_) => &self.employer,
            Deed::Approve(_) | Deed::Propose => &self.netwerker,
            Deed::React(_) | Deed::Agree | Deed::Invite => &self.seeker,
        }
    }

    /// One person goes on until the street is closed, also while nobody answers.
    pub fn walk(&self, step: Step) {
        while !self.closed.load(Ordering::Relaxed) {
            if step(self).is_err() {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }

    /// These people go about while something happens.
    pub fn busy<T>(&self, people: &[Step], meanwhile: impl FnOnce() -> T) -> T {
        self.closed.store(false, Ordering::Relaxed);
        std::thread::scope(|scope| {
            let people: Vec<_> = people.iter().map(|step| scope.spawn(|| self.walk(*step))).collect();
            let closing = Closing(&self.closed);
            let result = meanwhile();
            drop(closing);
            for person in people {
                person.join().expect("nobody sees a wrong page");
            }
            result
        })
    }

    /// A page that must be there, unless "not now" is an answer.
    fn open(&self, visitor: &Visitor, path: &str) -> io::Result<Page> {
        let page = Page::new(path, visitor.get(path)?);
        self.let_rough(&page.answer, &page)?;
        page.has_status(200);
        Ok(page)
    }

    /// "Not now" and "log in first" are taken down and are no answer.
    fn let_rough(&self, answer: &Answer, page: &Page) -> io::Result<()> {
        let logged_out =
            answer.status == 401 || answer.header("location").is_some_and(|to| to.starts_with("/inloggen"));
        if !self.rough.load(Ordering::Relaxed) || !(answer.status >= 500 || logged_out) {
            return Ok(());
        }
        // The number under which it stands in the log differs.
        let words = page.texts("h1").first().cloned().unwrap_or_else(|| page.text());
        *self.ledger().refusals.entry((answer.status, words)).or_default() += 1;
        Err(if logged_out { io::ErrorKind::PermissionDenied } else { io::ErrorKind::ResourceBusy }.into())
    }

    /// Who got no answer presses the same button again before doing anything else.
    fn first_again(&self, mine: fn(Deed) -> bool) -> io::Result<()> {
        let doubt = |sent: &Sent| sent.answer.is_none() && !sent.void && mine(sent.deed);
        let number = self.ledger().sent.iter().position(doubt);
        number.map_or(Ok(()), |number| self.send_again(number))
    }

    /// The employer writes a listing, then sends it in.
    pub fn employer_step(&self) -> io::Result<()> {
        self.first_again(|deed| matches!(deed, Deed::Create(_) | Deed::SendIn(_)))?;
        let draft = self.ledger().with_status("draft");
        if let Some(listing) = draft {
            let id = self.ledger().listings[listing].id.clone();
            let form = self.open(&self.employer, &format!("/werkgever/aanbod/{id}"))?.form_with("Stuur in");
            return self.send(Deed::SendIn(listing), &form.action, form.body());
        }
        let page = self.open(&self.employer, "/werkgever/aanbod/nieuw?soort=vacature")?;
        let mut form = page.form_with("Bewaar als concept");
        let listing = self.ledger().listings.len();
        let title = format!("Medewerker groen {listing}");
        let closes = Clock::System.today().plus_days(30).to_string();
        let mut pairs: Vec<(&str, &str)> = texts::vacature();
        pairs.retain(|(name, _)| !["titel", "sluit_op"].contains(name));
        pairs.extend([("titel", title.as_str()), ("sluit_op", closes.as_str())]);
        if listing.is_multiple_of(FITTING) {
            pairs.extend([("taken", "gras maaien\nheggen knippen"), ("belasting", "buiten")]);
        } else {
            pairs.retain(|(name, _)| !["plaats", "postcode"].contains(name));
            pairs.extend([("plaats", "Utrecht"), ("postcode", "3511AB")]);
        }
        form.fill(&pairs);
        self.ledger().listings.push(Known { title, id: String::new(), status: "none" });
        self.send(Deed::Create(listing), &form.action, form.body())
    }

    /// The netwerker approves what waits; then somebody reacts to it.
    pub fn netwerker_step(&self) -> io::Result<()> {
        self.first_again(|deed| matches!(deed, Deed::Approve(_) | Deed::React(_)))?;
        let waiting = self.ledger().with_status("submitted");
        let Some(listing) = waiting else {
            std::thread::sleep(Duration::from_millis(2));
            return Ok(());
        };
        let id = self.ledger().listings[listing].id.clone();
        let form = self.open(&self.netwerker, &format!("/netwerk/aanbod/{id}"))?.form_with("Zet online");
        self.send(Deed::Approve(listing), &form.action, form.body())?;
        let page = self.open(&self.seeker, &format!("/werk/{id}/x/reageren"))?;
        let mut form = page.form_with("Verstuur mijn reactie");
        let mut ledger = self.ledger();
        let number = ledger.sent.len();
        let email = format!("kandidaat{number}@example.nl");
        form.fill(&[("naam", &name_of(number)), ("email", &email)]);
        let number = ledger.begin(Deed::React(listing), &form.action, form.body());
        drop(ledger);
        self.send_again(number)
    }

    /// The netwerker approves what the ranking proposes.
    pub fn judging_step(&self) -> io::Result<()> {
        self.first_again(|deed| deed == Deed::Propose)?;
        let next = self.proposals().0.front().cloned();
        let Some(path) = next else {
            std::thread::sleep(Duration::from_millis(100));
            let list = self.open(&self.netwerker, "/netwerk/voorstellen")?;
            let mut proposals = self.proposals();
            for link in list.links() {
                let id = link.strip_prefix("/netwerk/voorstellen/").filter(|id| id.len() == 32);
                if id.is_some() && proposals.1.insert(link.clone()) {
                    proposals.0.push_back(link);
                }
            }
            return Ok(());
        };
        let page = self.open(&self.netwerker, &path)?;
        self.proposals().0.pop_front();
        if !page.has_button("Goedkeuren") {
            return Ok(());
        }
        let form = page.form_with("Goedkeuren");
        self.send(Deed::Propose, &form.action, form.body())
    }

    fn proposals(&self) -> MutexGuard<'_, (VecDeque<String>, BTreeSet<String>)> {
        self.proposals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A candidate or an employer reads a mail, follows its link and answers.
    pub fn reading_step(&self) -> io::Result<()> {
        self.first_again(|deed| matches!(deed, Deed::Agree | Deed::Invite))?;
        let next = self.inbox().as_mut().and_then(Inbox::next);
        let Some(path) = next else {
            std::thread::sleep(Duration::from_millis(50));
            return Ok(());
        };
        let page = match self.open(&self.seeker, &path) {
            Ok(page) => page,
            Err(error) => {
                self.inbox().iter_mut().for_each(|inbox| inbox.later(&path));
                return Err(error);
            }
        };
        if page.has_button("Ja, deel dit") {
            let form = page.form_with("Ja, deel dit");
            return self.send(Deed::Agree, &form.action, form.body());
        }
        if page.has_button("Verstuur uw antwoord") {
            let mut form = page.form_with("Verstuur uw antwoord");
            form.fill(&[("antwoord", "uitnodigen"), ("tekst", "Kom je vrijdag om 9.00 uur?")]);
            return self.send(Deed::Invite, &form.action, form.body());
        }
        Ok(())
    }

    fn inbox(&self) -> MutexGuard<'_, Option<Inbox>> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, deed: Deed, path: &str, body: String) -> io::Result<()> {
        let number = self.ledger().begin(deed, path, body);
        self.send_again(number)
    }

    /// Sends a form that stands in the ledger, for the first time or once more.
    pub fn send_again(&self, number: usize) -> io::Result<()> {
        let sent = self.ledger().sent[number].clone();
        let answer = self.visitor_of(sent.deed).post(&sent.path, &sent.body)?;
        if let Err(error) = self.let_rough(&answer, &Page::new(&sent.path, answer.clone())) {
            self.ledger().sent[number].void = error.kind() == io::ErrorKind::PermissionDenied;
            return Err(error);
        }
        self.ledger().answered(number, &answer);
        Ok(())
    }
}
