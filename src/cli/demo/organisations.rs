//! The organisations of the demo, each with the person who posts for it.
//! Never a real one: number, address and telephone are of nobody.

use std::collections::HashMap;

use anyhow::Context;
use serde::Deserialize;

use super::{Demo, Person, age, lines, listings};
use crate::domain::actor::Role;
use crate::domain::employer::{Employer, EmployerProfile, Verification};
use crate::domain::text::{KvkNumber, Postcode};
use crate::store::employers;

const EMPLOYERS: &str = include_str!("../../../demo/employers.jsonl");
/// How long before its first listing an organisation registered, in days.
const BEFORE_FIRST: u32 = 12;

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

impl Demo<'_> {
    pub(super) fn add_employers(&mut self) -> anyhow::Result<()> {
        let mut first_listing: HashMap<String, u32> = HashMap::new();
        for listing in listings::read(self.today)? {
            let Some((kvk, day)) = listing.posting.kvk.zip(listing.posting.posted_on) else { continue };
            let days = first_listing.entry(kvk.as_str().to_owned()).or_default();
            *days = age(day, self.today).max(*days);
        }
        for (number, line) in lines(EMPLOYERS) {
            let employer: DemoEmployer =
                serde_json::from_str(line).with_context(|| format!("in line {number} of demo/employers.jsonl"))?;
            // Who is not verified yet registered to post at once.
            let before = if employer.unverified { 1 } else { BEFORE_FIRST };
            let days = first_listing.get(&employer.kvk).copied().unwrap_or(30) + before;
            self.add_employer(&employer, days).with_context(|| format!("while adding {}", employer.name))?;
        }
        Ok(())
    }

    fn add_employer(&mut self, demo: &DemoEmployer, days: u32) -> anyhow::Result<()> {
        let profile = EmployerProfile {
            name: demo.name.clone(),
            kvk: Some(KvkNumber::parse(&demo.kvk).map_err(anyhow::Error::msg)?),
            place: Some(demo.place.clone()),
            postcode: Some(Postcode::parse(&demo.postal_code).map_err(anyhow::Error::msg)?),
            website: None,
            about: Some(demo.about.clone()),
        };
        let municipality = self.app.municipality.id;
        let verification = if demo.unverified { Verification::Waiting } else { Verification::Verified };
        self.days_ago(days, |tx| {
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
            demo.contact.add(tx, Role::Employer, Some(employer.id)).map(|_| ())
        })
    }
}
