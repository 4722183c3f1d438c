//! Golden cases of matching: facts in, verdict, score and words out. Each file of `tests/matching` is about one thing, and
//! each case names only what it is about; whoever changes a rule reads here what it changes for people.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use baanin::domain::candidate::{Candidate, CandidateContact, CandidateState, Fact, FactKey, Limit, Private, Profile};
use baanin::domain::civil_day::CivilDay;
use baanin::domain::code::Code;
use baanin::domain::ids::Id;
use baanin::domain::listing::terms::{Day, Hours};
use baanin::domain::listing::{Listing, ListingContent, ListingKind, Status};
use baanin::domain::sensitive::Sensitive;
use baanin::matching::explain::{ForStaff, explain, for_begeleider, for_candidate, for_employer, for_netwerker};
use baanin::matching::rank::{Ranked, best_jobs, best_people};
use baanin::matching::{Criterion, JobTraits, PersonTraits, assess};
use chrono::DateTime;
use uuid::Uuid;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// What is left out is empty on the way in, and not looked at on the way out; `knocked_out` is always looked at.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Tuesday 24 November 2026 unless it says another day.
    today: Option<CivilDay>,
    kind: Option<ListingKind>,
    /// Whether the ordinary things of both sides are known and fit, beside what the case says.
    #[serde(default)]
    known: bool,
    /// A profile. Hours are hundredths.
    #[serde(default)]
    person: Profile,
    birth_date: Option<CivilDay>,
    #[serde(default)]
    limits: Vec<Limit>,
    #[serde(default)]
    facts: toml::Table,
    /// A listing's text.
    #[serde(default)]
    job: toml::Table,

    #[serde(default)]
    knocked_out: Vec<String>,
    find_out: Option<Vec<String>>,
    score: Option<[u8; 2]>,
    points: Option<toml::Table>,
    employer: Option<Vec<String>>,
    candidate: Option<Vec<String>>,
    netwerker: Option<Words>,
    begeleider: Option<Words>,
    near_miss: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    fits: Option<Vec<String>>,
    attention: Option<Vec<String>>,
    knocked_out: Option<Vec<String>>,
    find_out: Option<Vec<String>>,
}

impl Case {
    fn today(&self) -> CivilDay {
        self.today.unwrap_or_else(|| CivilDay::parse("2026-11-24").expect("it is a day"))
    }

    fn profile(&self) -> Profile {
        let kind = self.kind.unwrap_or(ListingKind::Vacature);
        let (place, hours) = (Some("Dalfsen".to_owned()), Hours::from_hundredths(1_600));
        if !self.known {
            return self.person.clone();
        }
        let (hours_min, hours_max) = (hours, hours);
        Profile { place, hours_min, hours_max, days: vec![Day::Ma], kinds: vec![kind], ..self.person.clone() }
    }

    fn candidate(&self) -> Candidate {
        let at = DateTime::from_timestamp_nanos(0);
        let mut private = Private { birth_date: self.birth_date, limits: self.limits.clone(), ..Private::default() };
        for (key, value) in &self.facts {
            let key = FactKey::from_code(key).unwrap_or_else(|| panic!("{}: no fact {key}", self.name));
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let value = key.parse(&value).unwrap_or_else(|error| panic!("{}: {key:?}: {error}", self.name));
            private.facts.note(key, Fact { value, by: None, at });
        }
        Candidate {
            id: Id::from_uuid(Uuid::from_u128(1)),
            municipality: Id::from_uuid(Uuid::from_u128(1)),
            code: "ABC".to_owned(),
            state: CandidateState::Active,
            contact: CandidateContact { name: "Sam".to_owned(), email: None, phone: None },
            profile: self.profile(),
            private: Sensitive::new(private),
            begeleider: None,
            origin: None,
            created_at: at,
            updated_at: at,
            version: 1,
        }
    }

    fn listing(&self) -> (Listing, ListingContent) {
        let mut job = self.job.clone();
        for (key, value) in [("title", "Medewerker groen"), ("reaction", "direct")] {
            job.entry(key).or_insert_with(|| value.into());
        }
        if self.known {
            job.extend(table(
                "hours_min = 1600\n days = ['ma']\n place = 'Dalfsen'\n dutch = 'A1'\n education = 'none'",
            ));
        }
        let content: ListingContent = job.try_into().unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let at = DateTime::from_timestamp_nanos(0);
        let listing = Listing {
            id: Id::from_uuid(Uuid::from_u128(1)),
            municipality: Id::from_uuid(Uuid::from_u128(1)),
            employer: Id::from_uuid(Uuid::from_u128(1)),
            code: "XYZ".to_owned(),
            kind: self.kind.unwrap_or(ListingKind::Vacature),
            status: Status::Live,
            live_revision: None,
            title: content.title.as_str().to_owned(),
            positions: 1,
            filled: 0,
            closes_on: None,
            published_at: Some(at),
            origin: None,
            created_at: at,
            updated_at: at,
            version: 1,
        };
        (listing, content)
    }

    /// What is not as the case says.
    fn differences(&self) -> String {
        let (person, (head, content), today) = (self.candidate(), self.listing(), self.today());
        let explanation = explain(&person, &head, &content, today);
        let assessment = explanation.assessment;
        let mut found = Differences { case: &self.name, text: String::new() };
        let codes = |checks: Vec<baanin::matching::Check>| -> Vec<String> {
            checks.into_iter().map(|check| check.code().to_owned()).collect()
        };
        found.compare("knocked_out", Some(&self.knocked_out), &codes(assessment.knocked_out().collect()));
        found.compare("find_out", self.find_out.as_ref(), &codes(assessment.to_find_out().collect()));
        if let Some([least, most]) = self.score
            && !(least..=most).contains(&assessment.score())
        {
            found.add("score", &[least, most], &assessment.score());
        }
        for (criterion, points) in self.points.iter().flatten() {
            let criterion = Criterion::from_code(criterion).unwrap_or_else(|| panic!("{}: {criterion}", self.name));
            found.compare(criterion.code(), points.as_integer().as_ref(), &i64::from(assessment.points(criterion)));
        }
        found.compare("employer", self.employer.as_ref(), &for_employer(&explanation.open));
        found.compare("candidate", self.candidate.as_ref(), &for_candidate(&explanation.open));
        let netwerker = for_netwerker(&explanation);
        found.words("netwerker", self.netwerker.as_ref(), &netwerker);
        found.words("begeleider", self.begeleider.as_ref(), &for_begeleider(&explanation));
        if self.near_miss.is_some() {
            found.compare("near_miss", Some(&self.near_miss), &netwerker.near_miss);
        }
        let (person, job) = (PersonTraits::of(&person), JobTraits::of(&head, &content));
        assert_eq!(assessment, assess(&person, &job, today), "{}", self.name);
        let ranked = assessment.fits().then(|| assessment.score());
        let people = ranked.map(|score| Ranked { id: person.id, score });
        assert_eq!(best_people(&job, std::slice::from_ref(&person), today, 5), Vec::from_iter(people), "{}", self.name);
        let jobs = ranked.map(|score| Ranked { id: job.id, score });
        assert_eq!(best_jobs(&person, std::slice::from_ref(&job), today, 5), Vec::from_iter(jobs), "{}", self.name);
        found.text
    }
}

fn table(text: &str) -> toml::Table {
    toml::from_str(text).expect("it is a table")
}

struct Differences<'a> {
    case: &'a str,
    text: String,
}

impl Differences<'_> {
    fn add(&mut self, what: &str, said: &dyn std::fmt::Debug, is: &dyn std::fmt::Debug) {
        let case = self.case;
        writeln!(self.text, "{case}: {what}\n  should be {said:?}\n  but is    {is:?}").expect("text has room");
    }

    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, said: Option<&T>, is: &T) {
        if let Some(said) = said
            && said != is
        {
            self.add(what, said, is);
        }
    }

    fn words(&mut self, who: &str, said: Option<&Words>, is: &ForStaff) {
        let Some(said) = said else { return };
        self.compare(&format!("{who} fits"), said.fits.as_ref(), &is.fits);
        self.compare(&format!("{who} attention"), said.attention.as_ref(), &is.attention);
        self.compare(&format!("{who} knocked_out"), said.knocked_out.as_ref(), &is.knocked_out);
        self.compare(&format!("{who} find_out"), said.find_out.as_ref(), &is.find_out);
    }
}

#[test]
fn golden_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matching");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    let (mut differences, mut count) = (String::new(), 0);
    for file in files {
        let text = fs::read_to_string(&file).expect("it can be read");
        let cases: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        count += cases.case.len();
        differences.extend(cases.case.iter().map(Case::differences));
    }
    assert!(differences.is_empty(), "\n{differences}");
    assert!(count > 20, "only {count} cases were found");
}
