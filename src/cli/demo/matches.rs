//! The match of the demo: candidates, their placements, and proposals in every state, made by the actions that pages call.
//! Never a state that an action would not give.

use anyhow::Context;

use super::{Demo, Person, SOURCE, with_days};
use crate::actions::consent::{Answerer, decide};
use crate::actions::introduction::Door;
use crate::actions::proposal::LEAST_SCORE;
use crate::actions::proposal::{self, Found, review};
use crate::actions::{ActionError, candidate, introduction, placement, reviewer};
use crate::db::Tx;
use crate::domain::account::Account;
use crate::domain::actor::{Actor, Role};
use crate::domain::candidate_file::CandidateLine;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{CandidateId, IntroductionId, ListingId, ProposalId};
use crate::domain::introduction::{EmployerAnswer, RecallReason, RefusalReason};
use crate::domain::listing::terms::Hours;
use crate::domain::placement::{Outflow, PlacementKind, PlacementTerms};
use crate::domain::placement_file::PlacementLine;
use crate::domain::proposal::RejectReason;
use crate::domain::sharing::ConsentChannel;
use crate::matching::rank::best_people;
use crate::pool::Pool;
use crate::store::{accounts, candidates, consents, introductions, proposals};

const CANDIDATES: &str = include_str!("../../../demo/candidates.jsonl");
const PLACEMENTS: &str = include_str!("../../../demo/placements.jsonl");
/// How many people are proposed for a listing; fewer than by the job, so that there is something left to find.
const BEST_PEOPLE: usize = 3;

/// What becomes of a proposal in the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    ConsentAsked,
    Sent,
    Inviting,
    Later,
    Refused,
    Recalled,
    Placed,
    Declined,
    Rejected,
    Postponed,
    Asked,
    Answered,
}

/// The fates, dealt out to the proposals one by one; what is left over stays as it was proposed.
const FATES: &[Fate] = &[
    Fate::ConsentAsked,
    Fate::Sent,
    Fate::Inviting,
    Fate::Later,
    Fate::Refused,
    Fate::Recalled,
    Fate::Placed,
    Fate::Declined,
    Fate::Rejected,
    Fate::Postponed,
    Fate::Asked,
    Fate::Answered,
    Fate::Sent,
    Fate::ConsentAsked,
];

impl Demo<'_> {
    /// Candidates, placements and proposals; `staff` names who stands in for whom.
    pub(super) fn fill_matches(&mut self, staff: &[Person], netwerker: &Account) -> anyhow::Result<()> {
        let today = self.app.clock.today();
        for (number, line) in lines(CANDIDATES) {
            self.add_candidate(line, today)
                .with_context(|| format!("while reading line {number} of the candidates"))?;
        }
        for (number, line) in lines(PLACEMENTS) {
            self.add_placement(line, today)
                .with_context(|| format!("while reading line {number} of the placements"))?;
        }
        self.name_substitutes(staff)?;
        let made = self.propose(today)?;
        let begeleider = self.first_of(Role::Begeleider)?;
        for (proposal, fate) in made.iter().zip(FATES) {
            self.bring_about(*proposal, *fate, netwerker, &begeleider)
                .with_context(|| format!("while making a proposal {fate:?}"))?;
        }
        self.propose_by_hand(netwerker, today)
    }

    fn add_candidate(&mut self, line: &str, today: CivilDay) -> anyhow::Result<()> {
        let line: CandidateLine = serde_json::from_str(&with_days(line, today))?;
        let record = line.into_record(SOURCE, today).map_err(anyhow::Error::msg)?;
        let municipality = self.app.municipality.id;
        self.days_ago(6, |tx| candidate::import(tx, &record, municipality)).map(|_| ())
    }

    fn add_placement(&mut self, line: &str, today: CivilDay) -> anyhow::Result<()> {
        let line: PlacementLine = serde_json::from_str(&with_days(line, today))?;
        let record = line.into_record(today).map_err(anyhow::Error::msg)?;
        let municipality = self.app.municipality.id;
        self.days_ago(5, |tx| placement::import(tx, municipality, &record, SOURCE)).map(|_| ())
    }

    fn name_substitutes(&mut self, staff: &[Person]) -> anyhow::Result<()> {
        for person in staff {
            let Some(of) = &person.substitute_for else { continue };
            let (of, substitute) = (self.account(of)?, self.account(&person.email)?);
            let actor = Actor::Person(of.person());
            self.days_ago(5, |tx| reviewer::name_substitute(tx, &actor, Some(substitute.id)))?;
        }
        Ok(())
    }

    fn account(&self, email: &str) -> anyhow::Result<Account> {
        let email = crate::domain::text::EmailAddress::parse(email).map_err(anyhow::Error::msg)?;
        let found = self.app.db.read_now(|conn| accounts::by_email(conn, &email).map_err(ActionError::from))?;
        found.with_context(|| format!("there is no account {email}"))
    }

    fn first_of(&self, role: Role) -> anyhow::Result<Account> {
        let municipality = self.app.municipality.id;
        let all =
            self.app.db.read_now(|conn| accounts::with_role(conn, municipality, role).map_err(ActionError::from))?;
        all.into_iter().next().with_context(|| format!("nobody is {}", role.label()))
    }

    /// Proposes what the ranking finds, spread over some days; each candidate and each listing once, then the rest.
    fn propose(&mut self, today: CivilDay) -> anyhow::Result<Vec<ProposalId>> {
        let pool = self.app.db.read_now(|conn| Pool::load(conn, today).map_err(ActionError::from))?;
        let mut found = Vec::new();
        for job in pool.jobs() {
            for ranked in best_people(job, pool.people(), today, BEST_PEOPLE) {
                let (Some(person), Some(revision)) = (pool.person(ranked.id), job.revision) else { continue };
                if ranked.score >= LEAST_SCORE {
                    let (candidate, candidate_version) = (person.id, person.version);
                    found.push((ranked.score, Found { candidate, candidate_version, listing: job.id, revision }));
                }
            }
        }
        found.sort_by_key(|(score, found)| (std::cmp::Reverse(*score), *found));
        let (mut people, mut work): (Vec<CandidateId>, Vec<ListingId>) = (Vec::new(), Vec::new());
        let (first, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, found)| {
            let fresh = !people.contains(&found.candidate) && !work.contains(&found.listing);
            if fresh {
                people.push(found.candidate);
                work.push(found.listing);
            }
            fresh
        });
        let mut made = Vec::new();
        for (number, (_, found)) in (0_u32..).zip(first.iter().chain(&rest)) {
            self.days_ago(4 - number % 4, |tx| proposal::propose(tx, *found))?;
            let of = self
                .app
                .db
                .read_now(|conn| proposals::of_pair(conn, found.candidate, found.listing).map_err(ActionError::from))?;
            made.push(of.context("the proposal is not there")?.id);
        }
        Ok(made)
    }

    fn bring_about(
        &mut self,
        id: ProposalId,
        fate: Fate,
        netwerker: &Account,
        begeleider: &Account,
    ) -> anyhow::Result<()> {
        let reviewer = Actor::Person(netwerker.person());
        let guide = Actor::Person(begeleider.person());
        let today = self.app.clock.today();
        match fate {
            Fate::Rejected => self.judge(id, 1, |tx, version| {
                let note = "Iemand met ervaring in de zorg past hier nu beter.";
                review::reject(tx, &reviewer, id, version, (RejectReason::Other, note))
            }),
            Fate::Postponed => {
                self.judge(id, 1, |tx, version| review::postpone(tx, &reviewer, id, version, today.plus_days(9)))
            }
            Fate::Asked | Fate::Answered => {
                self.judge(id, 1, |tx, version| {
                    review::ask(tx, &reviewer, id, version, "Lukt het om op maandag al om 7 uur te beginnen?")
                })?;
                if fate == Fate::Asked {
                    return Ok(());
                }
                let answer = "Ja, dat lukt. De kinderen gaan dan naar de opvang.";
                self.judge(id, 0, |tx, version| review::answer(tx, &guide, id, version, answer))
            }
            _ => {
                self.judge(id, 1, |tx, version| review::approve(tx, &reviewer, id, version))?;
                if fate == Fate::ConsentAsked { Ok(()) } else { self.after_approval(id, fate, &reviewer, &guide) }
            }
        }
    }

    /// Does something with a proposal as it is now.
    fn judge(
        &mut self,
        id: ProposalId,
        days: u32,
        act: impl Fn(&mut Tx, i32) -> Result<(), ActionError>,
    ) -> anyhow::Result<()> {
        self.days_ago(days, |tx| {
            let version = proposals::find(tx, id)?.ok_or(ActionError::NotFound)?.version;
            act(tx, version)
        })
    }

    fn after_approval(&mut self, id: ProposalId, fate: Fate, reviewer: &Actor, guide: &Actor) -> anyhow::Result<()> {
        let introduction = self.days_ago(1, |tx| {
            let consent = consents::newest_of(tx, id)?.ok_or(ActionError::NotFound)?;
            let by = Answerer { actor: guide, channel: ConsentChannel::Phone };
            decide(tx, by, consent.id, consent.version, fate != Fate::Declined)?;
            Ok(introductions::of_consent(tx, consent.id)?.map(|introduction| introduction.id))
        })?;
        let Some(introduction) = introduction else { return Ok(()) };
        self.days_ago(1, |tx| introduction::send(tx, introduction))?;
        match fate {
            Fate::Inviting => self.answer(
                introduction,
                EmployerAnswer::Invite(Some(
                    "Kom donderdag om 10.00 uur langs. Vraag bij de balie naar mij.".to_owned(),
                )),
            ),
            Fate::Later => {
                let until = self.app.clock.today().plus_days(12);
                self.answer(introduction, EmployerAnswer::Later(Some(until)))
            }
            Fate::Refused => self.answer(introduction, EmployerAnswer::Refuse(RefusalReason::Hours, None)),
            Fate::Recalled => self.days_ago(0, |tx| {
                let version = introductions::find(tx, introduction)?.ok_or(ActionError::NotFound)?.version;
                introduction::recall(tx, reviewer, introduction, version, RecallReason::NotAvailable)
            }),
            Fate::Placed => self.place(introduction, reviewer),
            _ => Ok(()),
        }
    }

    fn answer(&mut self, id: IntroductionId, answer: EmployerAnswer) -> anyhow::Result<()> {
        self.days_ago(0, |tx| {
            let version = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?.version;
            let employer = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?.employer;
            let contact = accounts::of_employer(tx, employer)?.into_iter().next().ok_or(ActionError::NotFound)?;
            let actor = Actor::Person(contact.person());
            introduction::answer(tx, &actor, Door::Account(id), version, &answer)
        })
    }

    fn place(&mut self, id: IntroductionId, reviewer: &Actor) -> anyhow::Result<()> {
        let today = self.app.clock.today();
        self.days_ago(0, |tx| {
            let candidate = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?.candidate;
            let new = placement::NewPlacement {
                candidate,
                introduction: Some(id),
                employer_name: String::new(),
                terms: PlacementTerms {
                    kind: PlacementKind::DienstverbandParttime,
                    starts_on: today.plus_days(8),
                    ends_on: Some(today.plus_days(8).plus_months(7)),
                    hours: Hours::from_hundredths(2_400),
                    outflow: Outflow::Part,
                    benefit_since: Some(today.minus_days(800)),
                },
            };
            placement::record_new(tx, reviewer, &new).map(|_| ())
        })
    }

    /// "Ik ken iemand": somebody whom the ranking knocks out, with the reason to try it all the same.
    fn propose_by_hand(&mut self, netwerker: &Account, today: CivilDay) -> anyhow::Result<()> {
        let pool = self.app.db.read_now(|conn| Pool::load(conn, today).map_err(ActionError::from))?;
        let near = pool.jobs().iter().find_map(|job| {
            let person = pool.people().iter().find(|person| {
                !crate::matching::assess(person, job, today).fits()
                    && crate::matching::near_miss::near_miss(person, job, today).is_some()
            })?;
            Some((person.id, job.id))
        });
        let Some((candidate, listing)) = near else { return Ok(()) };
        let actor = Actor::Person(netwerker.person());
        let known = self.app.db.read_now(|conn| candidates::find(conn, candidate).map_err(ActionError::from))?;
        known.context("the candidate is not there")?;
        let reason = "Ik sprak de werkgever bij het bezoek. Dit is te regelen, en het werk past.";
        self.days_ago(0, |tx| proposal::propose_by_hand(tx, &actor, candidate, listing, reason)).map(|_| ())
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    (1..).zip(file.lines()).filter(|(_, line)| !line.trim().is_empty())
}
