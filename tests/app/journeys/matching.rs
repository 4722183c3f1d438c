//! The match as people make it: a candidate, a proposal, a yes of two people, an introduction, a placement.
//! Never by an action where a page can do it: what is private must stay so on the pages.

mod asking;
mod at_once;
mod bouncing;
mod by_hand;
mod by_phone;
mod doors;
mod erasing;
mod from_a_file;
mod judging;
mod leaving;
mod recalling;
mod stale;
mod taking_back;
mod ties;
mod whole;

use baanin::domain::account::Account;
use baanin::domain::actor::Role;
use baanin::domain::ids::ListingId;
use baanin::domain::introduction::Introduction;
use baanin::domain::proposal::Proposal;
use baanin::store::{introductions, proposals};

use crate::app::support::candidates::{piet, selam};
use crate::app::support::{Browser, File, Organisation, TestApp, link_in, texts::Pairs};

const FATIMA: &str = "fatimaarslan@example.nl";
const BEA: &str = "beabegeleider@example.nl";
const BOSS: &str = "degroenekracht@example.nl";
const SELAM: &str = "selam@example.nl";
/// The morning after: mails that wait for the day go.
const MORNING: &str = "2026-11-25T06:30:00Z";

/// A netwerker, a begeleider with one candidate, and work that fits; the ranking has proposed the two.
struct Scene<'a> {
    app: &'a TestApp,
    netwerker: Account,
    begeleider: Account,
    organisation: Organisation,
    listing: ListingId,
    candidate: File,
    name: &'static str,
    fatima: Browser,
    bea: Browser,
}

impl<'a> Scene<'a> {
    /// With a candidate who has a mail address.
    fn new(app: &'a TestApp) -> Self {
        Self::of(app, &selam())
    }

    /// With a candidate who has none.
    fn without_mail(app: &'a TestApp) -> Self {
        Self::of(app, &piet())
    }

    fn of(app: &'a TestApp, candidate: &Pairs) -> Self {
        let (netwerker, begeleider) = (app.netwerker(), app.person(Role::Begeleider, "Bea Begeleider"));
        let (fatima, mut bea) = (app.log_in(&netwerker), app.log_in(&begeleider));
        let organisation = app.employer("De Groene Kracht");
        let listing = app.fitting_listing(&organisation);
        let name = candidate.iter().find(|(field, _)| *field == "naam").map_or("", |(_, name)| *name);
        let candidate = bea.adds_candidate(candidate);
        app.forget_mails();
        Self { app, netwerker, begeleider, organisation, listing, candidate, name, fatima, bea }
    }

    /// Another moment. A session of the municipality lasts a working day, so both log in again.
    fn at(&mut self, instant: &str) {
        self.app.set_clock(instant);
        self.app.run_jobs();
        self.fatima = self.app.log_in(&self.netwerker);
        self.bea = self.app.log_in(&self.begeleider);
    }

    /// The proposal as it is kept.
    #[track_caller]
    fn proposal(&self) -> Proposal {
        let (candidate, listing) = (self.candidate.id, self.listing);
        self.app.look(|conn| proposals::of_pair(conn, candidate, listing)).expect("the pair is proposed")
    }

    /// Its page.
    #[track_caller]
    fn proposal_path(&self) -> String {
        format!("/netwerk/voorstellen/{}", self.proposal().id)
    }

    /// The introductions of the candidate as they are kept, oldest first.
    fn introductions(&self) -> Vec<Introduction> {
        let scope = introductions::Scope::Candidate(self.candidate.id);
        let all = self.app.look(|conn| introductions::list(conn, scope, &[]));
        all.into_iter().map(|listed| listed.introduction).collect()
    }

    /// The page of the newest introduction for staff.
    #[track_caller]
    fn introduction_path(&self) -> String {
        let newest = self.introductions().pop().expect("there is an introduction");
        format!("/netwerk/voordrachten/{}", newest.id)
    }

    /// The netwerker finds the proposal on the list and says yes.
    #[track_caller]
    fn approve(&mut self) {
        let title = format!("{} voor Medewerker groen", self.name);
        self.fatima.open("/netwerk/voorstellen").has_status(200);
        self.fatima.click(&title).has_status(200);
        self.fatima.press("Goedkeuren").has_status(200).sees("Goedgekeurd.");
        self.app.run_jobs();
    }

    /// The link in the newest mail to the candidate.
    #[track_caller]
    fn consent_link(&self) -> String {
        link_in(&self.app.newest_mail(SELAM), "/toestemming/")
    }

    /// The candidate follows the link and says yes.
    #[track_caller]
    fn agree(&mut self) {
        let mut selam = self.app.anonymous();
        selam.open(&self.consent_link()).has_status(200);
        selam.press("Ja, deel dit").has_status(200).sees("Je zei ja");
    }

    /// The link in the newest mail to the employer.
    #[track_caller]
    fn introduction_link(&self) -> String {
        link_in(&self.app.newest_mail(BOSS), "/voordracht/")
    }

    /// All the way to an employer who has the mail; gives its link.
    #[track_caller]
    fn introduce(&mut self) -> String {
        self.approve();
        self.agree();
        self.introduction_link()
    }

    /// Whether any mail went to the employer about somebody.
    fn employer_heard(&self) -> bool {
        self.app.run_jobs();
        !self.app.mails_to(BOSS).is_empty()
    }
}
