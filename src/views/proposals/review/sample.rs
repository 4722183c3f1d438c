//! Samples of a proposal in every state that its page knows. Never used for a page that somebody works with.

use super::{
    AskedBy, Blocked, Changed, ConsentPanel, Panel, ProposalReview, Proposed, ReviewedPerson, ReviewedWork, Substitute,
    Talk,
};
use crate::domain::candidate::{Experience, Profile};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, Hours};
use crate::domain::proposal::{LapseReason, ProposalStatus, RejectReason};
use crate::domain::sensitive::Sensitive;
use crate::domain::sharing::{ConsentChannel, ConsentState, SharedProfile};
use crate::views::components::not_kept::NotKept;
use crate::views::components::shared_profile;
use crate::views::proposals::TiedTo;
use crate::views::proposals::reasons::Reasons;
use crate::views::sample::{self, at, day, id};

impl ProposalReview {
    /// The samples: a name for each, and the page.
    #[must_use]
    pub fn samples() -> Vec<(&'static str, Self)> {
        let henk = || Substitute::Named("Henk Dijkstra".to_owned());
        let with = |status: ProposalStatus, panel| {
            let base = Self::sample();
            Self { would_show: base.would_show.filter(|_| status.is_open()), status, panel, ..base }
        };
        let blocked = |substitute| Self::sample_tied(Blocked { tie: TiedTo::Candidate, substitute });
        let rejected = Panel::Rejected {
            reason: RejectReason::Moment,
            note: Some(Sensitive::new("Begint eerst met een cursus. In maart weer kijken.".to_owned())),
            by: Some("Fatima Arslan".to_owned()),
            at: at("2026-11-23T10:00:00Z"),
        };
        vec![
            ("", Self::sample()),
            ("fout", Self::sample_wrong()),
            ("met-de-hand", Self::sample_overridden(Panel::Decide(Substitute::Nobody))),
            ("band", blocked(henk())),
            ("band-niemand", blocked(Substitute::Nobody)),
            ("bij-ander", with(ProposalStatus::InReview, Panel::Elsewhere(Some("Henk Dijkstra".to_owned())))),
            ("bij-netwerker", with(ProposalStatus::Proposed, Panel::Elsewhere(None))),
            ("uitgesteld", Self::sample_postponed()),
            ("vraag", Self { talk: Some(talk(false)), ..with(ProposalStatus::Asked, Panel::Answer) }),
            ("gevraagd", Self { talk: Some(talk(false)), ..with(ProposalStatus::Asked, Panel::Decide(henk())) }),
            ("antwoord", Self { talk: Some(talk(true)), ..with(ProposalStatus::InReview, Panel::Decide(henk())) }),
            ("toestemming", with(ProposalStatus::Approved, consent(ConsentState::Asked, true))),
            ("toestemming-bellen", with(ProposalStatus::Approved, consent(ConsentState::Asked, false))),
            ("toestemming-ja", with(ProposalStatus::Approved, consent(ConsentState::Agreed, false))),
            ("toestemming-terug", with(ProposalStatus::Lapsed, consent(ConsentState::Withdrawn, true))),
            (
                "toestemming-veranderd",
                Self {
                    not_kept: Some(NotKept::asks_again()),
                    ..with(ProposalStatus::Approved, consent(ConsentState::Asked, false))
                },
            ),
            ("band-goedgekeurd", Self { status: ProposalStatus::Approved, ..blocked(henk()) }),
            ("afgewezen", with(ProposalStatus::Rejected, rejected)),
            ("vervallen", with(ProposalStatus::Lapsed, Panel::Lapsed(LapseReason::KnockedOut))),
            ("vervallen-nee", with(ProposalStatus::Lapsed, Panel::Lapsed(LapseReason::Declined))),
        ]
    }

    /// A sample: a proposal of the ranking, to be judged.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            id: id(1),
            version: 1,
            status: ProposalStatus::Proposed,
            work: ReviewedWork {
                id: id(2),
                kind: ListingKind::Vacature,
                employer: "Coöperatie De Groene Kracht Vechtdal U.A.".to_owned(),
                content: sample::listing(),
            },
            person: person(),
            score: Some(82),
            reasons: Reasons::sample(true),
            proposed: Proposed {
                at: at("2026-11-18T06:00:00Z"),
                by_hand: None,
                overridden: None,
                waiting_since: at("2026-11-18T06:00:00Z"),
                postponed_until: None,
            },
            changed: Vec::new(),
            talk: None,
            would_show: Some(shared_profile::sample()),
            panel: Panel::Decide(Substitute::Named("Henk Dijkstra".to_owned())),
            not_kept: None,
            fields: Fields::default(),
            errors: FieldErrors::none(),
            today: sample::today(),
        }
    }

    /// A sample: proposed by hand although something knocks it out, and changed since.
    #[must_use]
    pub fn sample_overridden(panel: Panel) -> Self {
        let base = Self::sample();
        let reason = "Een collega rijdt elke dag langs en neemt Selam mee.".to_owned();
        let proposed = Proposed {
            by_hand: Some("Ilse Bakker".to_owned()),
            overridden: Some(Sensitive::new(reason)),
            ..base.proposed
        };
        let changed = vec![Changed::Listing, Changed::Profile];
        Self { score: Some(44), reasons: Reasons::sample(false), proposed, changed, panel, ..base }
    }

    /// A sample: the reader knows the person in private life, and sees nothing but the name.
    #[must_use]
    pub fn sample_tied(blocked: Blocked) -> Self {
        let base = Self::sample();
        Self {
            person: ReviewedPerson { begeleider: None, profile: Profile::default(), ..base.person },
            score: None,
            reasons: Reasons::default(),
            would_show: None,
            panel: Panel::Blocked(blocked),
            ..base
        }
    }

    /// A sample: put off, and nobody guides the person.
    #[must_use]
    pub fn sample_postponed() -> Self {
        let base = Self::sample();
        Self {
            status: ProposalStatus::Postponed,
            person: ReviewedPerson { begeleider: None, profile: Profile::default(), ..base.person },
            reasons: Reasons::default(),
            proposed: Proposed { postponed_until: Some(day("2026-12-08")), ..base.proposed },
            ..base
        }
    }

    /// A sample: the rejection lacks its reason.
    #[must_use]
    pub fn sample_wrong() -> Self {
        Self {
            fields: Fields::from_iter([("toelichting", "De reis is toch te lang.")]),
            errors: FieldErrors::one("reden", "Kies waarom je dit afwijst."),
            ..Self::sample()
        }
    }
}

fn person() -> ReviewedPerson {
    let owned = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
    let experience = |title: &str| Experience { title: title.to_owned(), years: Some(3), text: None };
    ReviewedPerson {
        id: id(3),
        name: "Selam Tesfay-Gebremariam".to_owned(),
        code: "K7M2Q".to_owned(),
        profile: Profile {
            place: Some("Nieuwleusen".to_owned()),
            max_distance_km: Some(15),
            hours_min: Hours::from_hundredths(1_600),
            hours_max: Hours::from_hundredths(2_400),
            days: vec![Day::Ma, Day::Di, Day::Do],
            available_from: Some(day("2026-12-07")),
            occupations: owned(&["hovenier", "medewerker kwekerij"]),
            experience: vec![experience("Medewerker in een kwekerij"), experience("Hulp in de keuken")],
            skills: owned(&["snoeien", "heggen knippen", "een zitmaaier rijden"]),
            ..Profile::default()
        },
        begeleider: Some("Ilse Bakker".to_owned()),
        updated_at: at("2026-10-02T08:00:00Z"),
    }
}

fn talk(answered: bool) -> Talk {
    let answer = "Ja, als het op dinsdag niet voor 9 uur begint.".to_owned();
    Talk {
        question: Sensitive::new("Kan Selam ook op dinsdag?".to_owned()),
        answer: answered.then(|| Sensitive::new(answer)),
        begeleider: Some("Ilse Bakker".to_owned()),
    }
}

fn consent(state: ConsentState, email: bool) -> Panel {
    let answered = state != ConsentState::Asked;
    let shown = shared_profile::sample();
    Panel::Consent(Box::new(ConsentPanel {
        id: id(4),
        version: 1,
        state,
        deadline: day("2026-12-01"),
        shown: if email { shown } else { SharedProfile { email: None, ..shown } },
        asked_by: if email { AskedBy::Mail } else { AskedBy::Colleague },
        phone: Some("0612345678".to_owned()),
        channel: answered.then_some(ConsentChannel::Phone),
        noted_by: answered.then(|| "Ilse Bakker".to_owned()),
        decided_at: answered.then(|| at("2026-11-24T09:00:00Z")),
        may_note: true,
        introduction: None,
    }))
}
