//! What must hold for every pair.

use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::explain::{Explanation, ForStaff, explain, for_begeleider, for_candidate, for_employer, for_netwerker};
use super::rank::{Ranked, best_jobs, best_people};
use super::*;
use crate::domain::candidate::{
    Candidate, CandidateContact, CandidateState, Experience, Fact, FactKey, Facts, HeldCertificate, Limit, Private,
    Profile, Wishes,
};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{CandidateId, EmployerId, Id, ListingId, MunicipalityId};
use crate::domain::listing::terms::{Hours, Openness, Support};
use crate::domain::listing::{Listing, ListingContent, ListingKind, Status};
use crate::domain::sensitive::Sensitive;
use crate::domain::text::Title;

fn id<I: Id>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

fn today() -> CivilDay {
    CivilDay::parse("2026-11-24").unwrap()
}

fn candidate(number: u128, profile: Profile, private: Private) -> Candidate {
    let at = DateTime::from_timestamp_nanos(0);
    Candidate {
        id: id(number),
        municipality: id(1),
        code: "ABC".to_owned(),
        state: CandidateState::Active,
        contact: CandidateContact { name: "Sam".to_owned(), email: None, phone: None },
        profile,
        private: Sensitive::new(private),
        begeleider: None,
        origin: None,
        created_at: at,
        updated_at: at,
        version: 1,
    }
}

fn listing(number: u128, kind: ListingKind) -> Listing {
    let at = DateTime::from_timestamp_nanos(0);
    Listing {
        id: id(number),
        municipality: id(1),
        employer: id::<EmployerId>(1),
        code: "XYZ".to_owned(),
        kind,
        status: Status::Live,
        live_revision: Some(id(2)),
        title: "…".to_owned(),
        positions: 1,
        filled: 0,
        closes_on: None,
        published_at: Some(at),
        origin: None,
        created_at: at,
        updated_at: at,
        version: 1,
    }
}

/// One of some values, or none.
fn maybe<T: Clone + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = Option<T>> + use<T> {
    prop::option::of(prop::sample::select(values.to_vec()))
}

/// Some of the values.
fn some<T: Clone + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = Vec<T>> + use<T> {
    prop::collection::vec(prop::sample::select(values.to_vec()), 0..3)
}

fn words(texts: &[&str]) -> impl Strategy<Value = Vec<String>> + use<> {
    some(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
}

fn place() -> impl Strategy<Value = Option<String>> {
    maybe(&["Dalfsen", "Nieuwleusen", "Ommen", "Zwolle", "Nergenshuizen"].map(str::to_owned))
}

fn hours() -> impl Strategy<Value = (Option<Hours>, Option<Hours>)> {
    let some_hours =
        || prop::option::of((100_u16..4_000).prop_map(|hundredths| Hours::from_hundredths(hundredths).unwrap()));
    (some_hours(), some_hours()).prop_map(|(one, other)| match (one, other) {
        (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
        pair => pair,
    })
}

fn day() -> impl Strategy<Value = Option<CivilDay>> {
    prop::option::of((0_u32..400).prop_map(|days| today().minus_days(100).plus_days(days)))
}

const WORK: &[&str] =
    &["hovenier", "schoonmaker", "medewerker groen", "chauffeur", "kok", "heggen knippen", "medewerker"];

fn any_profile() -> impl Strategy<Value = Profile> {
    let first = (place(), maybe(&[2_u16, 10, 30]), some(Code::ALL), hours(), some(Code::ALL), day(), words(WORK));
    let experience = prop::collection::vec(
        (prop::sample::select(WORK), prop::option::of(0_u8..9)).prop_map(|(title, years)| Experience {
            title: title.to_owned(),
            years,
            text: None,
        }),
        0..3,
    );
    let held =
        (prop::sample::select(Code::ALL), day()).prop_map(|(code, valid_until)| HeldCertificate { code, valid_until });
    let certificates = prop::option::of(prop::collection::vec(held, 0..3));
    let second = (experience, words(WORK), maybe(Code::ALL), certificates, prop::option::of(some(Code::ALL)));
    let third = (maybe(Code::ALL), some(Code::ALL), some(Code::ALL));
    (first, second, third).prop_map(|(first, second, third)| Profile {
        place: first.0,
        max_distance_km: first.1,
        transport: first.2,
        hours_min: first.3.0,
        hours_max: first.3.1,
        days: first.4,
        available_from: first.5,
        occupations: first.6,
        experience: second.0,
        skills: second.1,
        education: second.2,
        certificates: second.3,
        driving_licences: second.4,
        dutch: third.0,
        wishes: Wishes { sectors: third.1, text: None },
        kinds: third.2,
        ..Profile::default()
    })
}

fn any_private() -> impl Strategy<Value = Private> {
    let known: Vec<String> = Limit::known().map(|(code, _)| code.to_owned()).collect();
    let limits = some(&[known, vec!["snel moe na de middag".to_owned()]].concat());
    let facts = vec![
        maybe(&[(FactKey::Bijstand, "ja"), (FactKey::Bijstand, "nee")]),
        maybe(&[(FactKey::Nug, "ja"), (FactKey::Nug, "nee")]),
        maybe(&[(FactKey::LksDoelgroepBesluit, "ja"), (FactKey::LksDoelgroepBesluit, "nee")]),
        maybe(&[(FactKey::SteunNodigVoorTaken, "ja"), (FactKey::SteunNodigVoorTaken, "nee")]),
        maybe(&[(FactKey::Categorie, "werkfit"), (FactKey::Categorie, "zorg")]),
        maybe(&[(FactKey::Trede, "2"), (FactKey::Trede, "4")]),
        maybe(&["WW", "WIA", "WAJONG", "geen"].map(|benefit| (FactKey::UwvUitkering, benefit))),
        maybe(&[(FactKey::Statushouder, "ja"), (FactKey::Statushouder, "nee")]),
        maybe(&[(FactKey::Inburgeringsplichtig, "ja"), (FactKey::Inburgeringsplichtig, "nee")]),
        maybe(&[(FactKey::BeschutBesluit, "ja"), (FactKey::BeschutBesluit, "nee")]),
    ];
    let birth_date = prop::option::of((0_u32..20_000).prop_map(|days| today().minus_days(6_000 + days)));
    (limits, facts, birth_date).prop_map(|(limits, facts, birth_date)| {
        let mut noted = Facts::default();
        for (key, value) in facts.into_iter().flatten() {
            noted.note(key, Fact { value: value.to_owned(), by: None, at: DateTime::from_timestamp_nanos(0) });
        }
        let limits = limits.iter().map(|limit| Limit::parse(limit).unwrap()).collect();
        Private { birth_date, limits, facts: noted }
    })
}

fn any_content() -> impl Strategy<Value = (ListingKind, ListingContent)> {
    let openness = || maybe(&[Openness::Yes, Openness::Talk]);
    let support =
        (openness(), openness(), openness(), openness()).prop_map(|(jobcoach, wage_subsidy, trial, adapted_tasks)| {
            Support { jobcoach, wage_subsidy, trial, adapted_tasks, ..Support::default() }
        });
    let first = (
        prop::sample::select(ListingKind::ALL),
        prop::sample::select(WORK),
        words(WORK),
        words(WORK),
        maybe(Code::ALL),
    );
    let second = (place(), hours(), some(Code::ALL), some(Code::ALL), maybe(Code::ALL), maybe(Code::ALL));
    let load = words(&["tillen_15kg", "buiten", "kou", "zwaar werk"]);
    let third = (some(Code::ALL), some(Code::ALL), load, support, day(), maybe(&[3_u8]));
    (first, second, third).prop_map(|(first, second, third)| {
        let content = ListingContent {
            tasks: first.2,
            skills: first.3,
            sector: first.4,
            place: second.0,
            hours_min: second.1.0,
            hours_max: second.1.1,
            days: second.2,
            shifts: second.3,
            education: second.4,
            dutch: second.5,
            driving_licences: third.0,
            certificates: third.1,
            load: third.2,
            support: third.3,
            starts_on: third.4,
            ladder_step_min: third.5,
            ..ListingContent::titled(Title::parse(first.1).unwrap(), first.0)
        };
        (first.0, content)
    })
}

fn titled(kind: ListingKind) -> ListingContent {
    ListingContent::titled(Title::parse("Hovenier").unwrap(), kind)
}

fn everything(explanation: &Explanation) -> (Vec<String>, Vec<String>, ForStaff, ForStaff) {
    (
        for_employer(&explanation.open),
        for_candidate(&explanation.open),
        for_netwerker(explanation),
        for_begeleider(explanation),
    )
}

fn brute<I: Ord + Copy>(mut all: Vec<(I, Assessment)>, limit: usize) -> Vec<Ranked<I>> {
    all.retain(|(_, assessment)| assessment.fits());
    all.sort_by_key(|(id, assessment)| (std::cmp::Reverse(assessment.score()), *id));
    all.into_iter().take(limit).map(|(id, assessment)| Ranked { id, score: assessment.score() }).collect()
}

#[test]
fn the_weights_are_a_hundred_points_and_support_is_five() {
    assert_eq!(Criterion::ALL.iter().map(|criterion| criterion.weight()).sum::<u8>(), 100);
    assert_eq!(Criterion::Support.weight(), 5);
}

#[test]
fn the_tables_hold_every_check_and_criterion_once() {
    let mut checks: Vec<Check> = super::knock_out::KNOCK_OUTS.iter().map(|(check, _)| *check).collect();
    checks.sort_unstable();
    assert_eq!(checks, Check::ALL);
    let mut criteria: Vec<Criterion> = super::criteria::CRITERIA.iter().map(|row| row.criterion).collect();
    criteria.sort_unstable();
    assert_eq!(criteria, Criterion::ALL);
}

proptest! {
    #[test]
    fn ranking_is_assessing_every_pair_and_sorting(
        people in prop::collection::vec((any_profile(), any_private()), 0..25),
        jobs in prop::collection::vec(any_content(), 1..15),
        limit in 0_usize..9,
    ) {
        let mut people: Vec<PersonTraits> = people
            .into_iter()
            .zip(1..)
            .map(|((profile, private), number)| PersonTraits::of(&candidate(number, profile, private)))
            .collect();
        // Some live in another municipality.
        people.iter_mut().step_by(7).for_each(|person| person.municipality = id::<MunicipalityId>(2));
        let jobs: Vec<JobTraits> = jobs
            .into_iter()
            .zip(1..)
            .map(|((kind, content), number)| JobTraits::of(&listing(number, kind), &content))
            .collect();
        let here = |person: &&PersonTraits| person.municipality == id::<MunicipalityId>(1);
        for job in &jobs {
            let all: Vec<(CandidateId, Assessment)> =
                people.iter().filter(here).map(|person| (person.id, assess(person, job, today()))).collect();
            prop_assert_eq!(best_people(job, &people, today(), limit), brute(all, limit));
        }
        for person in people.iter().filter(here) {
            let all: Vec<(ListingId, Assessment)> =
                jobs.iter().map(|job| (job.id, assess(person, job, today()))).collect();
            prop_assert_eq!(best_jobs(person, &jobs, today(), limit), brute(all, limit));
        }
    }

    #[test]
    fn what_is_not_known_never_knocks_out(profile in any_profile(), private in any_private(), work in any_content()) {
        let (kind, content) = work;
        let nobody = PersonTraits::of(&candidate(1, Profile::default(), Private::default()));
        prop_assert!(assess(&nobody, &JobTraits::of(&listing(1, kind), &content), today()).fits());
        // Of work of which only the title is known, what the person said himself can still decide.
        let person = PersonTraits::of(&candidate(1, profile, private));
        let job = JobTraits::of(&listing(1, ListingKind::Vacature), &titled(ListingKind::Vacature));
        for check in assess(&person, &job, today()).knocked_out() {
            prop_assert!(matches!(check, Check::Kind | Check::Availability), "{:?}", check);
        }
    }

    #[test]
    fn explanations_are_the_same_again_and_agree_with_the_assessment(
        profile in any_profile(), private in any_private(), work in any_content()
    ) {
        let (kind, content) = work;
        let (person, head) = (candidate(1, profile, private), listing(1, kind));
        let explanation = explain(&person, &head, &content, today());
        let again = std::thread::spawn({
            let (person, head, content) = (person.clone(), head.clone(), content.clone());
            // A map with another random state on another thread must not matter.
            move || {
                let shuffled: std::collections::HashSet<u32> = (0..100).collect();
                (shuffled.len(), everything(&explain(&person, &head, &content, today()))).1
            }
        });
        prop_assert_eq!(&again.join().unwrap(), &everything(&explanation));
        let assessment = assess(&PersonTraits::of(&person), &JobTraits::of(&head, &content), today());
        prop_assert_eq!(assessment, explanation.assessment);
        prop_assert!(assessment.score() <= 100);
        prop_assert!(assessment.points(Criterion::Support) <= 5);
        for words in [for_netwerker(&explanation), for_begeleider(&explanation)] {
            prop_assert_eq!(words.knocked_out.is_empty(), assessment.fits(), "{:?}", words);
            for line in words.fits.iter().chain(&words.attention).chain(&words.knocked_out).chain(&words.find_out) {
                prop_assert!(line.ends_with('.') || line.ends_with('?'), "{}", line);
            }
        }
    }

    #[test]
    fn nothing_private_reaches_an_employer_or_the_netwerker(
        profile in any_profile(), private in any_private(), work in any_content()
    ) {
        let (kind, content) = work;
        let head = listing(1, kind);
        let (with, without) = (candidate(1, profile.clone(), private.clone()), candidate(1, profile, Private::default()));
        let explanation = explain(&with, &head, &content, today());
        prop_assert_eq!(&explanation.open, &explain(&without, &head, &content, today()).open);
        let read = format!("{:?}", for_netwerker(&explanation));
        for limit in &private.limits {
            prop_assert!(!read.contains(&limit.label()), "{}", read);
        }
        for (key, fact) in private.facts.iter() {
            prop_assert!(!read.contains(key.label()), "{}", read);
            let is_word = fact.value.len() > 4;
            prop_assert!(!is_word || !read.to_lowercase().contains(&fact.value), "{}", read);
        }
        let logged = format!("{:?}{:?}", explanation.guide, PersonTraits::of(&with));
        prop_assert!(!logged.contains("ja") && !logged.contains("tillen"), "{}", logged);
    }

    #[test]
    fn with_the_same_verdict_the_netwerker_reads_the_same_whoever_integrates_or_has_a_benefit_of_uwv(
        profile in any_profile(), private in any_private(), other in any_private(), work in any_content()
    ) {
        let (_, content) = work;
        // Support that the employer offers is a result by itself, and may differ.
        let content = ListingContent { support: Support::default(), ..content };
        let mut changed = private.clone();
        for key in [FactKey::Statushouder, FactKey::Inburgeringsplichtig, FactKey::UwvUitkering] {
            match other.facts.get(key) {
                Some(fact) => changed.facts.note(key, fact.clone()),
                None => changed.facts.forget(key),
            }
        }
        let (one, two) = (candidate(1, profile.clone(), private), candidate(1, profile, changed));
        for kind in ListingKind::ALL {
            let head = listing(1, *kind);
            let [one, two] = [&one, &two].map(|person| explain(person, &head, &content, today()));
            let knocked_out = |explanation: &Explanation| explanation.assessment.knocked_out().collect::<Vec<_>>();
            let unknown = |explanation: &Explanation| explanation.assessment.to_find_out().collect::<Vec<_>>();
            let same = knocked_out(&one) == knocked_out(&two);
            if same && (*kind == ListingKind::Taalstage || unknown(&one) == unknown(&two)) {
                prop_assert_eq!(for_netwerker(&one), for_netwerker(&two), "{:?}", kind);
            }
        }
    }

    #[test]
    fn open_reasons_do_not_depend_on_the_day(profile in any_profile(), work in any_content(), days in 0_u32..500) {
        let (kind, content) = work;
        let mut profile = profile;
        // What expires is a fact that changes.
        profile.certificates.iter_mut().flatten().for_each(|held| held.valid_until = None);
        let (person, head) = (candidate(1, profile, Private::default()), listing(1, kind));
        let on = |day| for_employer(&explain(&person, &head, &content, day).open);
        prop_assert_eq!(on(today()), on(today().plus_days(days)));
    }
}
