//! The reactions of job seekers in the demo: open, or answered by the employer or the netwerker.
//! Never without a way to answer: each has a telephone number or an address that ends in `.example`.

use anyhow::Context;
use serde::Deserialize;

use super::{Demo, SOURCE};
use crate::actions::{ActionError, interest};
use crate::domain::account::Account;
use crate::domain::actor::Actor;
use crate::domain::form::Fields;
use crate::domain::interest::{Answer, Applicant};
use crate::domain::listing::Origin;
use crate::domain::listing::terms::Reaction;
use crate::store::{accounts, interests, listings};

#[derive(Deserialize)]
pub(super) struct DemoInterest {
    /// The listing; none is "ik zoek werk, bel mij".
    #[serde(default)]
    listing: Option<String>,
    name: String,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    message: String,
    days_ago: u32,
    #[serde(default)]
    answer: Option<DemoAnswer>,
}

#[derive(Deserialize)]
struct DemoAnswer {
    answer: Answer,
    #[serde(default)]
    text: Option<String>,
    days_ago: u32,
}

impl Demo<'_> {
    pub(super) fn add_interests(&mut self, all: &[DemoInterest], netwerker: &Account) -> anyhow::Result<()> {
        for reaction in all {
            self.add_interest(reaction, netwerker)
                .with_context(|| format!("while adding the reaction of {}", reaction.name))?;
        }
        Ok(())
    }

    fn add_interest(&mut self, demo: &DemoInterest, netwerker: &Account) -> anyhow::Result<()> {
        let mut fields = Fields::default().with("naam", &demo.name).with("bericht", &demo.message);
        fields.push_some("telefoon", demo.phone.as_ref());
        fields.push_some("email", demo.email.as_ref());
        let from = Applicant::parse(&fields).map_err(|errors| anyhow::anyhow!("{errors}"))?;
        let origin = |identifier: &String| Origin { source: SOURCE.to_owned(), identifier: identifier.clone() };
        let listing = demo.listing.as_ref().map(|identifier| self.listing(&origin(identifier))).transpose()?;
        let municipality = self.app.municipality.id;
        let id = self.days_ago(demo.days_ago, |tx| interest::react(tx, municipality, listing, &from))?;
        let Some(given) = &demo.answer else { return Ok(()) };
        let netwerker = Actor::Person(netwerker.person());
        self.days_ago(given.days_ago, |tx| {
            let received = interests::find(tx, id)?.ok_or(ActionError::NotFound)?;
            let employer = match listing {
                Some(listing) if received.reaction == Reaction::Direct => {
                    let employer = listings::find(tx, listing)?.ok_or(ActionError::NotFound)?.employer;
                    accounts::of_employer(tx, employer)?.into_iter().next()
                }
                _ => None,
            };
            let by = employer.map_or(netwerker.clone(), |contact| Actor::Person(contact.person()));
            interest::answer(tx, &by, id, received.version, (given.answer, given.text.clone()))
        })
    }
}
