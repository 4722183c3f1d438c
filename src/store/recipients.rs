//! Recipients: where the mail of an account, a reaction, a candidate or a saved search goes now.
//! Never a copy: an address stands with the person, and is looked up when it is needed.

use diesel::prelude::*;

use super::{accounts, candidates, interests, saved_searches};
use crate::db::Conn;
use crate::db::code::Uid;
use crate::db::schema::{accounts as account_table, candidates as candidate_table, interests as interest_table};
use crate::domain::account::Account;
use crate::domain::candidate::Candidate;
use crate::domain::ids::{AccountId, CandidateId, InterestId, MunicipalityId};
use crate::domain::interest::Interest;
use crate::domain::notification::Recipient;
use crate::domain::saved_search::SavedSearch;
use crate::domain::text::EmailAddress;

/// The person behind a recipient.
#[derive(Debug, Clone)]
pub enum Addressee {
    /// With an account.
    Account(Account),
    /// Who wrote a reaction.
    Seeker(Interest),
    /// A candidate.
    Candidate(Box<Candidate>),
    /// Whoever reads the address of a saved search.
    Subscriber(Box<SavedSearch>),
}

impl Addressee {
    /// The municipality that he belongs to.
    #[must_use]
    pub fn municipality(&self) -> MunicipalityId {
        match self {
            Self::Account(account) => account.municipality,
            Self::Seeker(interest) => interest.municipality,
            Self::Candidate(candidate) => candidate.municipality,
            Self::Subscriber(search) => search.municipality,
        }
    }

    /// Where his mail goes.
    #[must_use]
    pub fn email(&self) -> Option<&EmailAddress> {
        match self {
            Self::Account(account) => Some(&account.email),
            Self::Seeker(interest) => interest.from.email.as_ref(),
            Self::Candidate(candidate) => candidate.contact.email.as_ref(),
            Self::Subscriber(search) => search.email.as_ref(),
        }
    }
}

/// The person behind a recipient, when there still is one.
pub fn find(conn: &mut Conn, recipient: Recipient) -> QueryResult<Option<Addressee>> {
    Ok(match recipient {
        Recipient::Account(id) => accounts::find(conn, id)?.map(Addressee::Account),
        Recipient::Interest(id) => interests::find(conn, id)?.map(Addressee::Seeker),
        Recipient::Candidate(id) => {
            candidates::find(conn, id)?.map(|candidate| Addressee::Candidate(Box::new(candidate)))
        }
        Recipient::SavedSearch(id) => {
            saved_searches::find(conn, id)?.map(|search| Addressee::Subscriber(Box::new(search)))
        }
    })
}

/// All whose mail goes to an address.
pub fn at(conn: &mut Conn, email: &EmailAddress) -> QueryResult<Vec<Recipient>> {
    let accounts: Vec<Uid<AccountId>> =
        account_table::table.filter(account_table::email.eq(email.as_str())).select(account_table::id).load(conn)?;
    let interests: Vec<Uid<InterestId>> =
        interest_table::table.filter(interest_table::email.eq(email.as_str())).select(interest_table::id).load(conn)?;
    let candidates: Vec<Uid<CandidateId>> = candidate_table::table
        .filter(candidate_table::email.eq(email.as_str()))
        .select(candidate_table::id)
        .load(conn)?;
    let accounts = accounts.into_iter().map(|id| Recipient::Account(id.0));
    let interests = interests.into_iter().map(|id| Recipient::Interest(id.0));
    let candidates = candidates.into_iter().map(|id| Recipient::Candidate(id.0));
    let searches = saved_searches::of_address(conn, email)?.into_iter().map(Recipient::SavedSearch);
    Ok(accounts.chain(interests).chain(candidates).chain(searches).collect())
}
