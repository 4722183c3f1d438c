//! The match of the demo: proposals in every state and what came of them, made by the actions that pages call.
//! Never a state that an action would not give.

use anyhow::Context;

use super::{Demo, age};
use crate::actions::consent::{Answerer, decide, expire};
use crate::actions::introduction::Door;
use crate::actions::proposal::{self, Found, LEAST_SCORE, review};
use crate::actions::{ActionError, introduction, placement, reviewer};
use crate::db::Tx;
use crate::domain::account::Account;
use crate::domain::actor::Actor;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{CandidateId, IntroductionId, ListingId, ProposalId};
use crate::domain::introduction::{EmployerAnswer, RecallReason, RefusalReason};
use crate::domain::listing::terms::Hours;
use crate::domain::placement::{Outflow, PlacementKind, PlacementTerms};
use crate::domain::proposal::RejectReason;
use crate::domain::sharing::ConsentChannel;
use crate::domain::text::EmailAddress;
use crate::matching::rank::best_people;
use crate::pool::Pool;
use crate::store::{accounts, candidates, consents, introductions, listings, proposals};

/// How many people are looked at for a listing.
const BEST_PEOPLE: usize = 4;

/// What becomes of a proposal in the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Waiting,
    Rejected(RejectReason, &'static str),
    Postponed(u32),
    Asked(&'static str),
    Answered(&'static str, &'static str),
    ConsentAsked,
    Declined,
    NoReply,
    Sent,
    Inviting(&'static str),
    Later(u32),
    Refused(RefusalReason, Option<&'static str>),
    Recalled,
    /// With the kind, how many days ago the work began (or will, when negative), for how many months and hours.
    Placed(PlacementKind, i32, u32, u16),
}

use Fate::{
    Answered, Asked, ConsentAsked, Declined, Inviting, Later, NoReply, Placed, Postponed, Recalled, Refused, Rejected,
    Sent, Waiting,
};

/// The fates with how many days ago each was proposed, dealt out to the pairs that the ranking found.
const FATES: &[(u32, Fate)] = &[
    (2, Waiting),
    (13, Placed(PlacementKind::Proefplaatsing, 3, 2, 2_400)),
    (1, Waiting),
    (9, Inviting("Kom donderdag om 10.00 uur langs. Vraag bij de balie naar mij.")),
    (3, Waiting),
    (5, Sent),
    (16, Placed(PlacementKind::DienstverbandParttime, -8, 7, 2_400)),
    (3, ConsentAsked),
    (2, Waiting),
    (4, Asked("Lukt het om op maandag al om 7 uur te beginnen?")),
    (12, Sent),
    (1, Waiting),
    (11, Refused(RefusalReason::Hours, None)),
    (5, Answered("Wil deze persoon ook in het weekend werken?", "1 zaterdag in de maand is goed. Zondag niet.")),
    (2, Waiting),
    (10, Inviting("Een middag meelopen, dan zien we allebei genoeg. Dinsdag 13.00 uur?")),
    (6, Rejected(RejectReason::Practical, "De laatste bus gaat om half 7, de dienst duurt tot 8 uur.")),
    (10, Placed(PlacementKind::Werkstage, -5, 3, 1_200)),
    (3, Waiting),
    (4, ConsentAsked),
    (8, Later(12)),
    (1, Waiting),
    (7, Declined),
    (6, Sent),
    (12, Recalled),
    (2, Waiting),
    (9, Rejected(RejectReason::Other, "Iemand met ervaring in de zorg past hier nu beter.")),
    (8, Postponed(9)),
    (13, Refused(RefusalReason::AfterTalk, Some("Aardig gesprek, maar het tempo bij ons ligt te hoog. Jammer."))),
    (3, Asked("Is vervoer naar dit dorp geregeld, ook als het vriest?")),
    (2, Waiting),
    (12, Placed(PlacementKind::DienstverbandFulltime, 5, 12, 3_600)),
    (5, Answered("Kan de cursus ook in de avond?", "Ja. Haar man is dan thuis bij de kinderen.")),
    (4, Waiting),
    (11, Sent),
    (11, NoReply),
    (3, ConsentAsked),
    (7, Inviting("Graag! Ik bel zelf even om iets af te spreken.")),
    (10, Rejected(RejectReason::Employer, "De werkgever zoekt pas weer na de kerst.")),
    (1, Waiting),
    (14, Refused(RefusalReason::Filled, None)),
    (6, Postponed(20)),
    (5, ConsentAsked),
    (7, Sent),
    (11, Placed(PlacementKind::Garantiebaan, -12, 12, 2_000)),
    (9, Later(30)),
    (3, Waiting),
    (12, Declined),
    (8, Rejected(RejectReason::Moment, "Eerst het examen in januari, daarna graag opnieuw.")),
];

/// Of one proposal: what it is, when it was made and who judges it.
struct Course {
    id: ProposalId,
    age: u32,
    reviewer: Actor,
    guide: Actor,
}

impl Demo<'_> {
    /// Proposals and what came of them.
    pub(super) fn fill_matches(&mut self, netwerker: &Account, own: &EmailAddress) -> anyhow::Result<()> {
        let mut pairs = self.pairs()?;
        self.ask_herself(&mut pairs, netwerker, own)?;
        let mut waiting = Vec::new();
        for (days, fate) in FATES {
            // Nothing is proposed before its listing was posted.
            let Some(at) = pairs.iter().position(|(posted, _)| posted > days) else { continue };
            let (_, found) = pairs.remove(at);
            let course = self.propose(found, *days, netwerker)?;
            if *fate == Fate::Waiting {
                waiting.push(course.id);
            }
            self.bring_about(&course, *fate).with_context(|| format!("while making a proposal {fate:?}"))?;
        }
        self.tie(&waiting, netwerker)?;
        self.propose_by_hand(netwerker)
    }

    /// Asks the candidate who has an account, so that there is something to decide on her own page.
    fn ask_herself(
        &mut self,
        pairs: &mut Vec<(u32, Found)>,
        netwerker: &Account,
        own: &EmailAddress,
    ) -> anyhow::Result<()> {
        const DAYS: u32 = 3;
        let municipality = self.app.municipality.id;
        let files =
            self.app.db.read_now(|conn| candidates::of_email(conn, municipality, own).map_err(ActionError::from))?;
        let hers = |found: &Found| files.iter().any(|file| file.id == found.candidate);
        let Some(at) = pairs.iter().position(|(posted, found)| *posted > DAYS && hers(found)) else { return Ok(()) };
        let (_, found) = pairs.remove(at);
        pairs.retain(|(_, found)| !hers(found));
        let course = self.propose(found, DAYS, netwerker)?;
        self.bring_about(&course, ConsentAsked)
    }

    /// What the ranking finds, the best first, each with how many days ago the listing was posted. Nobody is in it more
    /// than once before everybody is, and no listing more than twice.
    fn pairs(&self) -> anyhow::Result<Vec<(u32, Found)>> {
        let today = self.today;
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
            let fresh = !people.contains(&found.candidate)
                && work.iter().filter(|listing| **listing == found.listing).count() < 2;
            if fresh {
                people.push(found.candidate);
                work.push(found.listing);
            }
            fresh
        });
        first.into_iter().chain(rest).map(|(_, found)| Ok((self.posted(found.listing)?, found))).collect()
    }

    fn posted(&self, id: ListingId) -> anyhow::Result<u32> {
        let listing = self.app.db.read_now(|conn| listings::find(conn, id).map_err(ActionError::from))?;
        let published = listing.and_then(|listing| listing.published_at).context("the listing is not public")?;
        Ok(age(CivilDay::of(published), self.today))
    }

    fn propose(&mut self, found: Found, days: u32, netwerker: &Account) -> anyhow::Result<Course> {
        self.days_ago(days, |tx| proposal::propose(tx, found))?;
        let (proposal, guide) = self.app.db.read_now(|conn| {
            let proposal = proposals::of_pair(conn, found.candidate, found.listing)?.ok_or(ActionError::NotFound)?;
            let candidate = candidates::find(conn, found.candidate)?.ok_or(ActionError::NotFound)?;
            let guide = match candidate.begeleider {
                Some(id) => accounts::find(conn, id)?,
                None => None,
            };
            Ok::<_, ActionError>((proposal.id, guide))
        })?;
        let reviewer = Actor::Person(netwerker.person());
        let guide = guide.map_or(reviewer.clone(), |guide| Actor::Person(guide.person()));
        Ok(Course { id: proposal, age: days, reviewer, guide })
    }

    fn bring_about(&mut self, course: &Course, fate: Fate) -> anyhow::Result<()> {
        let (today, next, by) = (self.today, course.age.saturating_sub(1), &course.reviewer);
        let id = course.id;
        match fate {
            Waiting => Ok(()),
            Rejected(reason, note) => {
                self.judge(id, next, |tx, version| review::reject(tx, by, id, version, (reason, note)))
            }
            Postponed(days) => {
                self.judge(id, next, |tx, version| review::postpone(tx, by, id, version, today.plus_days(days)))
            }
            Asked(question) => self.judge(id, next, |tx, version| review::ask(tx, by, id, version, question)),
            Answered(question, answer) => {
                self.judge(id, next, |tx, version| review::ask(tx, by, id, version, question))?;
                self.judge(id, 1, |tx, version| review::answer(tx, &course.guide, id, version, answer))
            }
            _ => {
                self.judge(id, next, |tx, version| review::approve(tx, by, id, version))?;
                if fate == ConsentAsked { Ok(()) } else { self.after_approval(course, fate) }
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

    fn after_approval(&mut self, course: &Course, fate: Fate) -> anyhow::Result<()> {
        let asked = |tx: &mut Tx| consents::newest_of(tx, course.id)?.ok_or(ActionError::NotFound);
        if fate == NoReply {
            return self.days_ago(course.age.saturating_sub(9), |tx| {
                let consent = asked(tx)?;
                expire(tx, consent.id)
            });
        }
        let (decided, sent) = (course.age.saturating_sub(2), course.age.saturating_sub(3));
        let introduction = self.days_ago(decided, |tx| {
            let consent = asked(tx)?;
            let reachable =
                candidates::find(tx, consent.candidate)?.is_some_and(|person| person.contact.email.is_some());
            let by = if reachable {
                Answerer { actor: &Actor::Anonymous, channel: ConsentChannel::Screen }
            } else {
                Answerer { actor: &course.guide, channel: ConsentChannel::Phone }
            };
            decide(tx, by, consent.id, consent.version, fate != Declined)?;
            Ok(introductions::of_consent(tx, consent.id)?.map(|introduction| introduction.id))
        })?;
        let Some(introduction) = introduction else { return Ok(()) };
        self.days_ago(sent, |tx| introduction::send(tx, introduction))?;
        self.after_sending(introduction, course, fate)
    }

    fn after_sending(&mut self, id: IntroductionId, course: &Course, fate: Fate) -> anyhow::Result<()> {
        let days = course.age.saturating_sub(6);
        match fate {
            Inviting(words) => self.answer(id, days, EmployerAnswer::Invite(Some(words.to_owned()))),
            Later(after) => {
                let until = self.today.plus_days(after);
                self.answer(id, days, EmployerAnswer::Later(Some(until)))
            }
            Refused(reason, words) => self.answer(id, days, EmployerAnswer::Refuse(reason, words.map(str::to_owned))),
            Recalled => self.days_ago(days, |tx| {
                let version = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?.version;
                introduction::recall(tx, &course.reviewer, id, version, RecallReason::NotAvailable)
            }),
            Placed(kind, began, months, hours) => {
                self.answer(id, course.age.saturating_sub(4), EmployerAnswer::Invite(None))?;
                self.place(id, course, (kind, began, months, hours))
            }
            _ => Ok(()),
        }
    }

    fn answer(&mut self, id: IntroductionId, days: u32, answer: EmployerAnswer) -> anyhow::Result<()> {
        self.days_ago(days, |tx| {
            let found = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
            let contact = accounts::of_employer(tx, found.employer)?.into_iter().next().ok_or(ActionError::NotFound)?;
            let actor = Actor::Person(contact.person());
            introduction::answer(tx, &actor, Door::Account(id), found.version, &answer)
        })
    }

    fn place(
        &mut self,
        id: IntroductionId,
        course: &Course,
        (kind, began, months, hours): (PlacementKind, i32, u32, u16),
    ) -> anyhow::Result<()> {
        let away = began.unsigned_abs();
        let starts_on =
            super::begins_on(if began < 0 { self.today.plus_days(away) } else { self.today.minus_days(away) });
        let outflow = match kind {
            PlacementKind::Proefplaatsing | PlacementKind::Werkstage => Outflow::None,
            _ if hours >= 3_200 => Outflow::Whole,
            _ => Outflow::Part,
        };
        let terms = PlacementTerms {
            kind,
            starts_on,
            ends_on: Some(super::ends_on(starts_on.plus_months(months).minus_days(1))),
            hours: Hours::from_hundredths(hours),
            outflow,
            benefit_since: Some(starts_on.minus_days(400 + 3 * u32::from(hours / 100))),
        };
        self.days_ago(u32::try_from(began.max(1)).unwrap_or(1), |tx| {
            let candidate = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?.candidate;
            let new = placement::NewPlacement {
                candidate,
                introduction: Some(id),
                employer_name: String::new(),
                terms: terms.clone(),
            };
            placement::record_new(tx, &course.reviewer, &new).map(|_| ())
        })
    }

    /// The netwerker knows somebody at one of the organisations: what waits there goes to the substitute.
    fn tie(&mut self, waiting: &[ProposalId], netwerker: &Account) -> anyhow::Result<()> {
        let Some(id) = waiting.get(1).copied() else { return Ok(()) };
        let actor = Actor::Person(netwerker.person());
        self.days_ago(1, |tx| reviewer::declare_tie(tx, &actor, id, false)).map(|_| ())
    }

    /// "Ik ken iemand": somebody whom the ranking knocks out, with the reason to try it all the same.
    fn propose_by_hand(&mut self, netwerker: &Account) -> anyhow::Result<()> {
        let today = self.today;
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
        let reason = "Ik sprak de werkgever bij het bezoek. Dit is te regelen, en het werk past.";
        self.days_ago(1, |tx| proposal::propose_by_hand(tx, &actor, candidate, listing, reason)).map(|_| ())
    }
}
