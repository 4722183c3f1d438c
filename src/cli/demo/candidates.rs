//! The candidates of the demo and two years of their placements.
//! Never a file of somebody who left: who stands only in the placements is erased, as a municipality does after its term.

use std::collections::{BTreeMap, HashMap};

use anyhow::Context;
use serde::Deserialize;

use super::{Demo, Person, SOURCE, age, lines, with_days};
use crate::actions::{ActionError, candidate, placement, reviewer};
use crate::domain::actor::{Actor, Role};
use crate::domain::candidate::CandidateState;
use crate::domain::candidate_file::{CandidateLine, CandidateRecord};
use crate::domain::ids::CandidateId;
use crate::domain::listing::Origin;
use crate::domain::placement_file::{PlacementLine, PlacementRecord};
use crate::store::candidates;

const CANDIDATES: &str = include_str!("../../../demo/candidates.jsonl");
const PLACEMENTS: &str = include_str!("../../../demo/placements.jsonl");
/// Since when the files were kept up, in days: some last week, some half a year ago. One after the other, again and again.
const KEPT_UP: &[u32] = &[8, 15, 40, 9, 70, 22, 130, 11, 55, 210, 17, 95, 30];
/// How long after the end of the work a file is erased, in days.
const KEPT_AFTER: u32 = 200;

/// What a line says besides the profile: whether the person looks for work.
#[derive(Deserialize)]
struct Standing {
    identifier: String,
    #[serde(default)]
    demo: Option<CandidateState>,
}

impl Demo<'_> {
    pub(super) fn add_candidates(&mut self) -> anyhow::Result<()> {
        for ((number, line), days) in lines(CANDIDATES).zip(KEPT_UP.iter().cycle()) {
            let read: CandidateLine = serde_json::from_str(&with_days(line, self.today))?;
            let record = read
                .into_record(SOURCE, self.today)
                .map_err(anyhow::Error::msg)
                .with_context(|| format!("in line {number} of demo/candidates.jsonl"))?;
            self.add_candidate(&record, *days)?;
        }
        Ok(())
    }

    fn add_candidate(&mut self, record: &CandidateRecord, days: u32) -> anyhow::Result<()> {
        let municipality = self.app.municipality.id;
        self.days_ago(days, |tx| candidate::import(tx, record, municipality)).map(|_| ())
    }

    fn known(&self, identifier: &str) -> anyhow::Result<Option<(CandidateId, u32)>> {
        let origin = Origin { source: SOURCE.to_owned(), identifier: identifier.to_owned() };
        let municipality = self.app.municipality.id;
        let found = self
            .app
            .db
            .read_now(|conn| candidates::by_origin(conn, municipality, &origin).map_err(ActionError::from))?;
        Ok(found.map(|candidate| {
            let since = crate::domain::civil_day::CivilDay::of(candidate.created_at);
            (candidate.id, age(since, self.today))
        }))
    }

    /// The placements, recorded when the work began, or when the file was made.
    pub(super) fn add_placements(&mut self) -> anyhow::Result<()> {
        let mut former: BTreeMap<String, Vec<PlacementRecord>> = BTreeMap::new();
        let mut files: HashMap<String, u32> = HashMap::new();
        for (number, line) in lines(PLACEMENTS) {
            let read: PlacementLine = serde_json::from_str(&with_days(line, self.today))?;
            let record = read
                .into_record(self.today)
                .map_err(anyhow::Error::msg)
                .with_context(|| format!("in line {number} of demo/placements.jsonl"))?;
            if !files.contains_key(&record.candidate) {
                let Some((_, days)) = self.known(&record.candidate)? else {
                    former.entry(record.candidate.clone()).or_default().push(record);
                    continue;
                };
                files.insert(record.candidate.clone(), days);
            }
            let since = files.get(&record.candidate).copied().unwrap_or(1);
            self.add_placement(&record, since)?;
        }
        for (identifier, records) in former {
            self.add_former(&identifier, &records).with_context(|| format!("while adding {identifier}"))?;
        }
        Ok(())
    }

    /// Records a placement; `since` is how many days ago the file was made.
    fn add_placement(&mut self, record: &PlacementRecord, since: u32) -> anyhow::Result<()> {
        let municipality = self.app.municipality.id;
        let began = age(record.terms.starts_on, self.today);
        let named = record.identifier.clone();
        self.days_ago(began.min(since), |tx| placement::import(tx, municipality, record, SOURCE))
            .map(|_| ())
            .with_context(|| format!("while adding {named}"))
    }

    /// Somebody who found work and whose file is gone: what was counted stays.
    fn add_former(&mut self, identifier: &str, records: &[PlacementRecord]) -> anyhow::Result<()> {
        let began = records.iter().map(|record| age(record.terms.starts_on, self.today)).max().unwrap_or(1);
        let line = serde_json::json!({ "identifier": identifier, "name": "Oud-kandidaat" });
        let record = serde_json::from_value::<CandidateLine>(line)?
            .into_record(SOURCE, self.today)
            .map_err(anyhow::Error::msg)?;
        self.add_candidate(&record, began + 30)?;
        for record in records {
            self.add_placement(record, began)?;
        }
        let ended = records.iter().filter_map(|record| record.ended).map(|(day, _)| age(day, self.today)).min();
        let (id, _) = self.known(identifier)?.context("the candidate is not there")?;
        let guide = Actor::Person(self.first_of(Role::Begeleider)?.person());
        self.days_ago(ended.unwrap_or(0).saturating_sub(KEPT_AFTER), |tx| {
            let file = candidates::find(tx, id)?.ok_or(ActionError::NotFound)?;
            candidate::erase(tx, &guide, id, file.version, &file.code)
        })
    }

    /// Who does not look for work now: paused, or at work already.
    pub(super) fn leave_candidates(&mut self) -> anyhow::Result<()> {
        for (_, line) in lines(CANDIDATES) {
            let Standing { identifier, demo: Some(state) } = serde_json::from_str(line)? else { continue };
            let (id, since) = self.known(&identifier)?.context("the candidate is not there")?;
            self.days_ago(since / 2, |tx| {
                let file = candidates::find(tx, id)?.ok_or(ActionError::NotFound)?;
                let guide = file.begeleider.map(|guide| crate::store::accounts::find(tx, guide)).transpose()?.flatten();
                let guide = Actor::Person(guide.ok_or(ActionError::NotFound)?.person());
                candidate::set_state(tx, &guide, id, file.version, state)
            })?;
        }
        Ok(())
    }

    pub(super) fn name_substitutes(&mut self, staff: &[Person]) -> anyhow::Result<()> {
        for person in staff {
            let Some(of) = &person.substitute_for else { continue };
            let (of, substitute) = (self.account(of)?, self.account(&person.email)?);
            let actor = Actor::Person(of.person());
            self.days_ago(5, |tx| reviewer::name_substitute(tx, &actor, Some(substitute.id)))?;
        }
        Ok(())
    }
}
