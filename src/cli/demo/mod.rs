//! `baanin demo`: a fresh, fictional municipality to try everything with; the content is `demo/`.
//! Never near real data: it empties and fills its own directory only, and every address in it ends in `.example`.

mod matches;

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::{Done, serve, start_log};
use crate::actions::ActionError;
use crate::actions::{interest, listing, login};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Tx;
use crate::domain::account::{Account, AccountState, MailMode};
use crate::domain::actor::{Actor, Role};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::employer::{Employer, EmployerProfile, Verification};
use crate::domain::form::Fields;
use crate::domain::ids::{EmployerId, Id, ListingId};
use crate::domain::interest::Applicant;
use crate::domain::job_posting::JobPosting;
use crate::domain::link::LinkPurpose;
use crate::domain::listing::{Origin, Status};
use crate::domain::moment::Moment;
use crate::domain::text::{EmailAddress, KvkNumber, PhoneNumber, Postcode};
use crate::store::{accounts, changes, employers, job_marks, job_positions, listings, revisions};

const LISTINGS: &str = include_str!("../../../demo/listings.jsonl");
const PEOPLE: &str = include_str!("../../../demo/people.json");
const SOURCE: &str = "demo";

#[derive(Deserialize)]
struct People {
    employers: Vec<DemoEmployer>,
    staff: Vec<Person>,
    candidate: Person,
    interests: Vec<DemoInterest>,
    states: HashMap<String, Status>,
    #[serde(default)]
    reasons: HashMap<String, String>,
}

#[derive(Deserialize)]
struct DemoEmployer {
    kvk: String,
    name: String,
    place: String,
    postal_code: String,
    about: String,
    contact: Person,
    #[serde(default)]
    unverified: bool,
}

#[derive(Deserialize)]
struct Person {
    name: String,
    email: String,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    role: Option<Role>,
    /// The mail address of the colleague in whose place this person judges.
    #[serde(default)]
    substitute_for: Option<String>,
}

#[derive(Deserialize)]
struct DemoInterest {
    listing: Option<String>,
    name: String,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    message: String,
    days_ago: u32,
}

/// Makes the municipality and serves it.
pub(super) fn run(config: Config) -> anyhow::Result<Done> {
    start_log("warn")?;
    empty(Path::new("data/demo"))?;
    let (app, _) = App::open(config, Clock::System)?;
    let people: People = serde_json::from_str(PEOPLE).context("while reading demo/people.json")?;
    Demo { app: &app, seed: 0 }.fill(&people)?;
    let words = links(&app)?;
    serve::serve(&app, &words)
}

/// Takes away what an earlier demo left.
fn empty(home: &Path) -> anyhow::Result<()> {
    match std::fs::remove_dir_all(home) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("while emptying {}; is another demo running?", home.display()))
        }
        _ => Ok(()),
    }
}

/// Fills the database, deterministically but for the day it starts on.
struct Demo<'a> {
    app: &'a App,
    seed: u8,
}

impl Demo<'_> {
    /// Does something as it would have happened some days ago.
    fn days_ago<T>(&mut self, days: u32, act: impl Fn(&mut Tx) -> Result<T, ActionError>) -> anyhow::Result<T> {
        self.seed = self.seed.wrapping_add(1);
        let mut seed = [0; 32];
        seed[0] = self.seed;
        seed[1..5].copy_from_slice(&days.to_be_bytes());
        let at = self.app.clock.now() - chrono::Duration::days(i64::from(days)) - chrono::Duration::minutes(5);
        Ok(self.app.db.write_now(&Moment::new(at, seed), act)?)
    }

    fn fill(&mut self, people: &People) -> anyhow::Result<()> {
        let netwerker = self.add_staff(people)?;
        for employer in &people.employers {
            self.add_employer(employer).with_context(|| format!("while adding {}", employer.name))?;
        }
        for (number, line) in LISTINGS.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            self.add_listing(line, people, &netwerker)
                .with_context(|| format!("while reading line {} of demo/listings.jsonl", number + 1))?;
        }
        for reaction in &people.interests {
            self.add_interest(reaction).with_context(|| format!("while adding the reaction of {}", reaction.name))?;
        }
        self.fill_matches(&people.staff, &netwerker)?;
        self.have_seen()
    }

    /// The jobs have seen all of this: they go on from here, and do not add to what is shown.
    fn have_seen(&self) -> anyhow::Result<()> {
        let today = self.app.clock.today();
        let newest = self.app.db.read_now(|conn| changes::newest(conn).map_err(ActionError::from))?;
        self.app.write_now(|tx| -> Result<(), ActionError> {
            job_positions::mark(tx, "propose", newest.seq)?;
            Ok(job_marks::mark(tx, "turn_day", today)?)
        })?;
        Ok(())
    }

    fn add_staff(&mut self, people: &People) -> anyhow::Result<Account> {
        let mut netwerker = None;
        for person in people.staff.iter().chain([&people.candidate]) {
            let account = self.add_account(person, person.role.unwrap_or(Role::Candidate), None)?;
            if account.role == Role::Netwerker && netwerker.is_none() {
                netwerker = Some(account);
            }
        }
        netwerker.context("demo/people.json has no netwerker")
    }

    fn add_account(&mut self, person: &Person, role: Role, employer: Option<EmployerId>) -> anyhow::Result<Account> {
        let email = EmailAddress::parse(&person.email).map_err(anyhow::Error::msg)?;
        let phone = person.phone.as_deref().map(PhoneNumber::parse).transpose().map_err(anyhow::Error::msg)?;
        let municipality = self.app.municipality.id;
        self.days_ago(60, |tx| {
            let account = Account {
                id: tx.id(),
                municipality,
                role,
                email: email.clone(),
                name: person.name.clone(),
                phone: phone.clone(),
                employer,
                mail_mode: MailMode::default_for(role),
                state: AccountState::Active,
                created_at: tx.now(),
                version: 1,
            };
            accounts::insert(tx, &account)?;
            Ok(account)
        })
    }

    fn add_employer(&mut self, demo: &DemoEmployer) -> anyhow::Result<()> {
        let profile = EmployerProfile {
            name: demo.name.clone(),
            kvk: Some(KvkNumber::parse(&demo.kvk).map_err(anyhow::Error::msg)?),
            place: Some(demo.place.clone()),
            postcode: Some(Postcode::parse(&demo.postal_code).map_err(anyhow::Error::msg)?),
            website: None,
            about: Some(demo.about.clone()),
        };
        let municipality = self.app.municipality.id;
        let (days, verification) =
            if demo.unverified { (2, Verification::Waiting) } else { (60, Verification::Verified) };
        let id = self.days_ago(days, |tx| {
            let employer = Employer {
                id: tx.id(),
                municipality,
                profile: profile.clone(),
                verification,
                refusal: None,
                created_at: tx.now(),
                version: 1,
            };
            employers::insert(tx, &employer, None)?;
            Ok(employer.id)
        })?;
        self.add_account(&demo.contact, Role::Employer, Some(id)).map(|_| ())
    }

    fn add_listing(&mut self, line: &str, people: &People, netwerker: &Account) -> anyhow::Result<()> {
        let text = with_days(line, self.app.clock.today());
        let posting: JobPosting = serde_json::from_str(&text)?;
        let posting = posting.into_posting(SOURCE).map_err(anyhow::Error::msg)?;
        let state = people.states.get(&posting.origin.identifier).copied();
        let (municipality, origin) = (self.app.municipality.id, posting.origin.clone());
        let publish = !matches!(state, Some(Status::Draft | Status::Submitted | Status::Rejected));
        self.days_ago(4, |tx| listing::import::import(tx, municipality, &posting, publish))?;
        let id = self.listing(&origin)?;
        let reason = people.reasons.get(&origin.identifier).cloned().unwrap_or_default();
        self.bring_to(id, state, netwerker, &reason)
    }

    fn listing(&self, origin: &Origin) -> anyhow::Result<ListingId> {
        let municipality = self.app.municipality.id;
        let found =
            self.app.db.read_now(|conn| listings::by_origin(conn, municipality, origin).map_err(ActionError::from))?;
        Ok(found.with_context(|| format!("there is no listing {}", origin.identifier))?.id)
    }

    fn bring_to(
        &mut self,
        id: ListingId,
        state: Option<Status>,
        netwerker: &Account,
        reason: &str,
    ) -> anyhow::Result<()> {
        let actor = Actor::Person(netwerker.person());
        match state {
            Some(Status::Submitted) => self.days_ago(2, |tx| listing::submit(tx, &Actor::System, id)),
            Some(Status::Rejected) => {
                self.days_ago(3, |tx| listing::submit(tx, &Actor::System, id))?;
                self.days_ago(1, |tx| {
                    let revision = revisions::newest(tx, id)?.ok_or(ActionError::NotFound)?;
                    listing::reject(tx, &actor, id, revision.id, reason)
                })
            }
            Some(Status::Paused) => self.days_ago(1, |tx| listing::pause(tx, &Actor::System, id)),
            Some(Status::Withdrawn) => self.days_ago(1, |tx| listing::withdraw(tx, &Actor::System, id)),
            Some(Status::Filled) => loop {
                let now = self.app.db.read_now(|conn| listings::find(conn, id).map_err(ActionError::from))?;
                let Some(now) = now.filter(|listing| listing.status != Status::Filled) else { return Ok(()) };
                self.days_ago(1, |tx| listing::fill(tx, &Actor::System, id, now.version, Some(listing::FoundVia::Us)))?;
            },
            _ => Ok(()),
        }
    }

    fn add_interest(&mut self, demo: &DemoInterest) -> anyhow::Result<()> {
        let mut fields = Fields::default().with("naam", &demo.name).with("bericht", &demo.message);
        fields.push_some("telefoon", demo.phone.as_ref());
        fields.push_some("email", demo.email.as_ref());
        let from = Applicant::parse(&fields).map_err(|errors| anyhow::anyhow!("{errors}"))?;
        let listing = match &demo.listing {
            Some(identifier) => {
                Some(self.listing(&Origin { source: SOURCE.to_owned(), identifier: identifier.clone() })?)
            }
            None => None,
        };
        let municipality = self.app.municipality.id;
        self.days_ago(demo.days_ago, |tx| interest::react(tx, municipality, listing, &from)).map(|_| ())
    }
}

/// Replaces `{D-3}` and `{D+30}` by days relative to today.
fn with_days(line: &str, today: CivilDay) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("{D") {
        let (before, tail) = rest.split_at(at);
        text.push_str(before);
        let offset = tail.find('}').and_then(|end| Some((end, tail[2..end].parse::<i32>().ok()?)));
        let Some((end, days)) = offset else {
            text.push_str("{D");
            rest = &tail[2..];
            continue;
        };
        let day = if days < 0 { today.minus_days(days.unsigned_abs()) } else { today.plus_days(days.unsigned_abs()) };
        text.push_str(&day.to_string());
        rest = &tail[end + 1..];
    }
    text + rest
}

/// A log-in link for each of the roles that a visitor tries first.
fn links(app: &App) -> anyhow::Result<Vec<String>> {
    let mut lines = vec![format!("This is a demo: everything in it is made up. Choose a role at {}", app.url("/demo"))];
    let municipality = app.municipality.id;
    for role in [Role::Employer, Role::Candidate, Role::Netwerker, Role::Begeleider, Role::Admin] {
        let link = app.write_now(|tx| {
            let account =
                accounts::with_role(tx, municipality, role)?.into_iter().next().ok_or(ActionError::NotFound)?;
            login::make_link(tx, &account, None)
        })?;
        let token = app.signer.token(link.uuid(), LinkPurpose::LogIn);
        lines.push(format!("  log in as {}: {}", role.code(), app.url(&format!("/inloggen/{token}"))));
    }
    lines.push(format!("  mails that would have gone out: {}", app.url("/demo/mail")));
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_relative_to_today() {
        let today = CivilDay::parse("2026-11-22").unwrap();
        assert_eq!(
            with_days(r#"{"a":"{D-3}","b":"{D+30}","c":"{Dx}"}"#, today),
            r#"{"a":"2026-11-19","b":"2026-12-22","c":"{Dx}"}"#
        );
    }
}
