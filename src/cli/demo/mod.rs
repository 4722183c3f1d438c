//! `baanin demo`: a fresh, fictional municipality to try everything with; the content is `demo/`.
//! Never near real data: it empties and fills its own directory only, and every address in it ends in `.example`.

mod candidates;
mod listings;
mod matches;
mod organisations;
mod reactions;
mod returned;
#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::{Done, serve, start_log};
use crate::actions::{ActionError, login};
use crate::app::{App, open_database};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{InUse, Tx};
use crate::domain::account::{Account, AccountState, MailMode};
use crate::domain::actor::Role;
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{EmployerId, Id};
use crate::domain::link::LinkPurpose;
use crate::domain::moment::Moment;
use crate::domain::municipality::Municipality;
use crate::domain::text::{EmailAddress, PhoneNumber};
use crate::store::{accounts, changes, job_marks, job_positions, municipalities};

const PEOPLE: &str = include_str!("../../../demo/people.json");
const SOURCE: &str = "demo";
/// Since when the municipality works with the program, in days.
const BEGAN: u32 = 760;

/// Who works here, and who comes by.
#[derive(Deserialize)]
struct People {
    staff: Vec<Person>,
    candidate: Person,
    interests: Vec<reactions::DemoInterest>,
}

#[derive(Deserialize)]
struct Person {
    name: String,
    email: EmailAddress,
    #[serde(default)]
    phone: Option<PhoneNumber>,
    #[serde(default)]
    role: Option<Role>,
    /// The mail address of the colleague in whose place this person judges.
    #[serde(default)]
    substitute_for: Option<EmailAddress>,
}

/// Makes the municipality and serves it.
pub(super) fn run(config: Config) -> anyhow::Result<Done> {
    start_log("warn")?;
    empty(Path::new("data/demo"))?;
    let app = filled(config, Clock::System)?;
    let words = links(&app)?;
    serve::serve(&app, &words)
}

/// The program on a database that holds the municipality of the demo.
fn filled(config: Config, clock: Clock) -> anyhow::Result<App> {
    let today = clock.today();
    found(&config, today)?;
    let (app, _) = App::open(config, clock)?;
    let people: People = serde_json::from_str(PEOPLE).context("while reading demo/people.json")?;
    app.db.wait_for_disk(false)?;
    Demo { app: &app, today, done: 0 }.fill(&people)?;
    app.db.wait_for_disk(true)?;
    Ok(app)
}

/// Takes away what an earlier demo left, unless it still runs.
fn empty(home: &Path) -> anyhow::Result<()> {
    if home.exists() {
        let busy = "a demo runs in this directory: stop it first, or start this one in another directory";
        InUse::alone(&home.join("baanin.sqlite3"), busy)?;
        std::fs::remove_dir_all(home).with_context(|| format!("while emptying {}", home.display()))?;
    }
    Ok(())
}

/// The municipality itself, with an identifier that is the same every time.
fn found(config: &Config, today: CivilDay) -> anyhow::Result<()> {
    let (db, _) = open_database(config)?;
    let moment = Moment::new(today.minus_days(BEGAN).at(8, 0), [0; 32]);
    db.write_now(&moment, |tx| -> Result<(), ActionError> {
        let municipality = Municipality::first(tx.id(), &config.municipality);
        Ok(municipalities::insert(tx, &municipality)?)
    })?;
    Ok(())
}

/// Fills the database, deterministically but for the day it starts on.
struct Demo<'a> {
    app: &'a App,
    /// The day it starts on; everything in it happened before.
    today: CivilDay,
    /// How many things were done: no two have the same seed, and what is done later on a day is later.
    done: u32,
}

impl Demo<'_> {
    /// Does something as it would have happened some days ago: yesterday at the latest, so that the hour at which the
    /// demo starts makes no difference.
    fn days_ago<T>(&mut self, days: u32, act: impl Fn(&mut Tx) -> Result<T, ActionError>) -> anyhow::Result<T> {
        self.done += 1;
        let mut seed = [0; 32];
        seed[..4].copy_from_slice(&self.done.to_be_bytes());
        let into_the_day = chrono::Duration::seconds(20 * i64::from(self.done));
        let at = self.today.minus_days(days.max(1)).at(9, 0) + into_the_day;
        Ok(self.app.db.write_now(&Moment::new(at, seed), act)?)
    }

    fn fill(&mut self, people: &People) -> anyhow::Result<()> {
        let netwerker = self.add_staff(people)?;
        self.add_employers()?;
        self.add_listings(&netwerker)?;
        self.add_interests(&people.interests, &netwerker)?;
        self.add_candidates()?;
        self.add_placements()?;
        self.leave_candidates()?;
        self.name_substitutes(&people.staff)?;
        self.fill_matches(&netwerker, &people.candidate.email)?;
        self.return_mails(&people.candidate.email)?;
        self.have_seen()
    }

    /// The jobs have seen all of this: they go on from here, and do not add to what is shown.
    fn have_seen(&mut self) -> anyhow::Result<()> {
        let today = self.today;
        let newest = self.app.db.read_now(|conn| changes::newest(conn).map_err(ActionError::from))?;
        self.days_ago(1, |tx| {
            job_positions::mark(tx, "propose", newest.seq)?;
            Ok(job_marks::mark(tx, "turn_day", today)?)
        })
    }

    fn add_staff(&mut self, people: &People) -> anyhow::Result<Account> {
        let mut netwerker = None;
        for person in people.staff.iter().chain([&people.candidate]) {
            let role = person.role.unwrap_or(Role::Candidate);
            let days = if role == Role::Candidate { 40 } else { BEGAN };
            let account = self.days_ago(days, |tx| person.add(tx, role, None))?;
            if account.role == Role::Netwerker && netwerker.is_none() {
                netwerker = Some(account);
            }
        }
        netwerker.context("demo/people.json has no netwerker")
    }

    fn account(&self, email: &EmailAddress) -> anyhow::Result<Account> {
        let found = self.app.db.read_now(|conn| accounts::by_email(conn, email).map_err(ActionError::from))?;
        found.with_context(|| format!("there is no account {email}"))
    }

    fn first_of(&self, role: Role) -> anyhow::Result<Account> {
        let municipality = self.app.municipality.id;
        let all =
            self.app.db.read_now(|conn| accounts::with_role(conn, municipality, role).map_err(ActionError::from))?;
        all.into_iter().next().with_context(|| format!("nobody is {}", role.label()))
    }
}

impl Person {
    /// The account of this person, to be added.
    fn add(&self, tx: &mut Tx, role: Role, employer: Option<EmployerId>) -> Result<Account, ActionError> {
        let municipality = municipalities::first(tx)?.ok_or(ActionError::NotFound)?.id;
        let account = Account {
            id: tx.id(),
            municipality,
            role,
            email: self.email.clone(),
            name: self.name.clone(),
            phone: self.phone.clone(),
            employer,
            mail_mode: MailMode::default_for(role),
            state: AccountState::Active,
            created_at: tx.now(),
            version: 1,
        };
        if accounts::insert(tx, &account)? { Ok(account) } else { Err(ActionError::Conflict) }
    }
}

/// The lines of a file with their numbers; empty ones are left out.
fn lines(file: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    (1..).zip(file.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// Replaces `{D-3}` and `{D+30}` by days relative to today; `{W+7}` is that day or the first working day after it, and
/// `{V+7}` that day or the last working day before it: work begins and ends on a day on which people work.
fn with_days(line: &str, today: CivilDay) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('{') {
        let (before, tail) = rest.split_at(at);
        text.push_str(before);
        let offset = tail.find('}').and_then(|end| Some((end, tail.get(2..end)?.parse::<i32>().ok()?)));
        let kind: Option<fn(CivilDay) -> CivilDay> = match tail.as_bytes().get(1) {
            Some(b'D') => Some(|day| day),
            Some(b'W') => Some(begins_on),
            Some(b'V') => Some(ends_on),
            _ => None,
        };
        let Some(((end, days), on)) = offset.zip(kind) else {
            text.push('{');
            rest = &tail[1..];
            continue;
        };
        let day = if days < 0 { today.minus_days(days.unsigned_abs()) } else { today.plus_days(days.unsigned_abs()) };
        text.push_str(&on(day).to_string());
        rest = &tail[end + 1..];
    }
    text + rest
}

/// This day, or the first working day after it.
fn begins_on(day: CivilDay) -> CivilDay {
    if day.is_working_day() { day } else { day.plus_working_days(1) }
}

/// This day, or the last working day before it.
fn ends_on(mut day: CivilDay) -> CivilDay {
    while !day.is_working_day() {
        day = day.minus_days(1);
    }
    day
}

/// How many days ago this was.
fn age(day: CivilDay, today: CivilDay) -> u32 {
    u32::try_from(today.days_since(day)).unwrap_or(0)
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
