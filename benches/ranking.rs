//! How long ranking takes: one new listing against ten thousand candidates, beside assessing and sorting every pair, and one
//! candidate against ten thousand listings. The people and the work are made up, the same in every run; never a real one.

use std::cmp::Reverse;
use std::hint::black_box;

use baanin::domain::candidate::{Candidate, CandidateContact, CandidateState, Experience, Private, Profile};
use baanin::domain::civil_day::CivilDay;
use baanin::domain::code::Code;
use baanin::domain::ids::Id;
use baanin::domain::listing::terms::{Certificate, Hours};
use baanin::domain::listing::{Listing, ListingContent, ListingKind, Status};
use baanin::domain::rich_text::RichText;
use baanin::domain::sensitive::Sensitive;
use baanin::domain::text::Title;
use baanin::matching::rank::{best_jobs, best_people};
use baanin::matching::{JobTraits, PersonTraits, assess};
use chrono::DateTime;
use criterion::{Criterion, criterion_group, criterion_main};
use uuid::Uuid;

const MANY: u128 = 10_000;
const BEST: usize = 25;

const PLACES: [&str; 7] = ["Dalfsen", "Nieuwleusen", "Lemelerveld", "Hoonhorst", "Oudleusen", "Ommen", "Zwolle"];
const WORK: [&str; 12] = [
    "hovenier",
    "medewerker groen",
    "schoonmaker",
    "kok",
    "vrachtwagenchauffeur",
    "magazijnmedewerker",
    "orderpicker",
    "verzorgende",
    "administratief medewerker",
    "timmerman",
    "verkoopmedewerker",
    "productiemedewerker",
];
const TASKS: [&str; 10] = [
    "heggen knippen",
    "gras maaien",
    "ramen lappen",
    "orders verzamelen",
    "koffie schenken",
    "klanten helpen",
    "dozen inpakken",
    "eten koken",
    "brieven schrijven",
    "hout zagen",
];

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u16) -> u16 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u16::try_from((self.0 >> 33) % u64::from(end)).unwrap_or(0)
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::from(self.below(u16::try_from(of.len()).unwrap_or(u16::MAX)))].clone()
    }

    fn some<T: Clone>(&mut self, of: &[T], most: u16) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| self.one(of)).collect()
    }

    /// One in four is not known.
    fn maybe<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (self.below(4) > 0).then(|| self.one(of))
    }

    fn words(&mut self, of: &[&str], most: u16) -> Vec<String> {
        self.some(of, most).into_iter().map(str::to_owned).collect()
    }

    fn hours(&mut self) -> (Option<Hours>, Option<Hours>) {
        let least = 800 + 400 * self.below(6);
        (Hours::from_hundredths(least), Hours::from_hundredths(least + 400 * self.below(4)))
    }
}

fn id<I: Id>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

fn person(number: u128, dice: &mut Dice) -> PersonTraits {
    let at = DateTime::from_timestamp_nanos(0);
    let (hours_min, hours_max) = dice.hours();
    let worked = |title: &str, years| Experience { title: title.to_owned(), years: Some(years), text: None };
    let profile = Profile {
        place: Some(dice.one(&PLACES).to_owned()),
        max_distance_km: dice.maybe(&[5, 10, 15, 25]),
        transport: dice.some(Code::ALL, 2),
        hours_min,
        hours_max,
        days: dice.some(Code::ALL, 7),
        occupations: dice.words(&WORK, 2),
        experience: vec![worked(dice.one(&WORK), 1), worked(dice.one(&WORK), 4)],
        skills: dice.words(&TASKS, 4),
        education: dice.maybe(Code::ALL),
        driving_licences: dice.maybe(&[vec![], Code::ALL[4..5].to_vec()]),
        dutch: dice.maybe(Code::ALL),
        kinds: vec![ListingKind::Vacature, dice.one(Code::ALL)],
        ..Profile::default()
    };
    PersonTraits::of(&Candidate {
        id: id(number),
        municipality: id(1),
        code: String::new(),
        state: CandidateState::Active,
        contact: CandidateContact { name: String::new(), email: None, phone: None },
        profile,
        private: Sensitive::new(Private { birth_date: CivilDay::parse("1985-05-01"), ..Private::default() }),
        begeleider: None,
        origin: None,
        created_at: at,
        updated_at: at,
        version: 1,
    })
}

fn job(number: u128, dice: &mut Dice) -> JobTraits {
    let at = DateTime::from_timestamp_nanos(0);
    let (hours_min, hours_max) = dice.hours();
    let Ok(title) = Title::parse(dice.one(&WORK)) else { unreachable!("these are titles") };
    let said = dice.words(&TASKS, 10).join(". ");
    let content = ListingContent {
        description: RichText::parse(&said, "de tekst").ok().flatten().unwrap_or_default(),
        tasks: dice.words(&TASKS, 4),
        sector: dice.maybe(Code::ALL),
        place: Some(dice.one(&PLACES).to_owned()),
        hours_min,
        hours_max,
        days: dice.some(Code::ALL, 5),
        education: dice.maybe(&Code::ALL[..3]),
        dutch: dice.maybe(&Code::ALL[..3]),
        certificates: if dice.below(8) == 0 { vec![Certificate::VcaBasis] } else { Vec::new() },
        ..ListingContent::titled(title, ListingKind::Vacature)
    };
    let listing = Listing {
        id: id(number),
        municipality: id(1),
        employer: id(1),
        code: String::new(),
        kind: ListingKind::Vacature,
        status: Status::Live,
        live_revision: None,
        title: String::new(),
        positions: 1,
        filled: 0,
        closes_on: None,
        published_at: Some(at),
        origin: None,
        created_at: at,
        updated_at: at,
        version: 1,
    };
    JobTraits::of(&listing, &content)
}

fn ranking(bench: &mut Criterion) {
    let today = CivilDay::from_date(chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default());
    let mut dice = Dice(7);
    let people: Vec<PersonTraits> = (1..=MANY).map(|number| person(number, &mut dice)).collect();
    let jobs: Vec<JobTraits> = (1..=MANY).map(|number| job(number, &mut dice)).collect();
    let (new_job, new_person) = (job(0, &mut dice), person(0, &mut dice));

    let every_pair = || {
        let assessed = people.iter().map(|person| (person.id, assess(person, &new_job, today)));
        let mut all: Vec<_> = assessed.filter(|(_, assessment)| assessment.fits()).collect();
        all.sort_by_key(|(id, assessment)| (Reverse(assessment.score()), *id));
        all.truncate(BEST);
        all.into_iter().map(|(id, assessment)| (id, assessment.score())).collect::<Vec<_>>()
    };
    let best = best_people(&new_job, &people, today, BEST);
    assert_eq!(best.iter().map(|ranked| (ranked.id, ranked.score)).collect::<Vec<_>>(), every_pair());

    bench.bench_function("one listing, 10,000 candidates", |timer| {
        timer.iter(|| best_people(black_box(&new_job), &people, today, BEST));
    });
    bench.bench_function("one listing, 10,000 candidates, every pair assessed and sorted", |timer| {
        timer.iter(every_pair);
    });
    bench.bench_function("one candidate, 10,000 listings", |timer| {
        timer.iter(|| best_jobs(black_box(&new_person), &jobs, today, BEST));
    });
}

criterion_group!(benches, ranking);
criterion_main!(benches);
