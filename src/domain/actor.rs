//! Actors: who does something, and the one table of what each role may do.
//! Never checks a password or a session: `web` resolves the actor, actions ask it.

use crate::domain::code::codes;
use crate::domain::ids::{AccountId, EmployerId, MunicipalityId};

codes! {
    /// A role. A municipality may show it under another name.
    pub enum Role {
        /// Posts listings for one organisation.
        Employer = "employer",
        /// Looks for work and has an account.
        Candidate = "candidate",
        /// The municipality's matchmaker.
        Netwerker = "netwerker",
        /// Guides candidates (loopbaanbegeleider, consulent).
        Begeleider = "begeleider",
        /// Makes policy and reads reports.
        Policy = "policy",
        /// Checks who saw and did what.
        Auditor = "auditor",
        /// Keeps the installation.
        Admin = "admin",
    }
}

impl Role {
    /// The Dutch name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Employer => "werkgever",
            Self::Candidate => "werkzoekende",
            Self::Netwerker => "netwerker",
            Self::Begeleider => "begeleider",
            Self::Policy => "beleidsmedewerker",
            Self::Auditor => "auditor",
            Self::Admin => "beheerder",
        }
    }

    /// Whether the person works for the municipality. Their log-in links live 15 minutes, others 60.
    #[must_use]
    pub fn is_staff(self) -> bool {
        !matches!(self, Self::Employer | Self::Candidate)
    }

    /// How long a log-in link of this role works, in minutes.
    #[must_use]
    pub fn login_link_minutes(self) -> u32 {
        if self.is_staff() { 15 } else { 60 }
    }

    /// The page that the role starts on.
    #[must_use]
    pub fn home(self) -> &'static str {
        match self {
            Self::Employer => "/werkgever",
            Self::Candidate => "/mijn",
            Self::Netwerker | Self::Begeleider | Self::Policy | Self::Auditor => "/netwerk",
            Self::Admin => "/beheer",
        }
    }
}

codes! {
    /// Something that a role may do; a handler names the one it needs.
    pub enum Capability {
        /// Have a page of one's own and change how mail comes.
        ManageOwnAccount = "manage_own_account",
        /// Post and change the listings of one's own organisation, read the reactions to them.
        ManageOwnListings = "manage_own_listings",
        /// See one's own reactions.
        SeeOwnInterests = "see_own_interests",
        /// See the municipality's work queue, listings and employers.
        SeeNetwork = "see_network",
        /// Approve, reject and prepare listings.
        ModerateListings = "moderate_listings",
        /// Verify and register employers.
        ManageEmployers = "manage_employers",
        /// Read and answer the reactions of job seekers.
        AnswerInterests = "answer_interests",
        /// Open candidates' files, with a purpose that is written down.
        SeeCandidates = "see_candidates",
        /// Add candidates, change their profile and facts, erase them, show them who looked.
        KeepCandidates = "keep_candidates",
        /// See proposals, rankings and who was knocked out.
        SeeProposals = "see_proposals",
        /// Judge proposals; a begeleider only those that were handed over by name.
        ReviewProposals = "review_proposals",
        /// Propose by hand, note a candidate's agreement, record placements.
        GuideMatches = "guide_matches",
        /// See the introductions to one's own organisation and answer them.
        AnswerIntroductions = "answer_introductions",
        /// Keep accounts and the outbox.
        Administer = "administer",
    }
}

impl Capability {
    /// Which roles have it: the permission table of the whole program.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        use Role::{Admin, Auditor, Begeleider, Candidate, Employer, Netwerker, Policy};
        match self {
            Self::ManageOwnAccount => &[Employer, Candidate, Netwerker, Begeleider, Policy, Auditor, Admin],
            Self::ManageOwnListings | Self::AnswerIntroductions => &[Employer],
            Self::SeeOwnInterests => &[Candidate],
            Self::SeeNetwork => &[Netwerker, Begeleider, Policy, Auditor],
            Self::ModerateListings | Self::ManageEmployers => &[Netwerker],
            Self::AnswerInterests
            | Self::SeeCandidates
            | Self::SeeProposals
            | Self::ReviewProposals
            | Self::GuideMatches => &[Netwerker, Begeleider],
            Self::KeepCandidates => &[Begeleider],
            Self::Administer => &[Admin],
        }
    }
}

/// Who does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A visitor without a log-in.
    Anonymous,
    /// A person with a log-in.
    Person(Person),
    /// The program itself: a job, or a command at the console.
    System,
}

/// A person with a log-in, as far as rights depend on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// Its role.
    pub role: Role,
    /// The municipality it belongs to.
    pub municipality: MunicipalityId,
    /// The organisation, for an employer.
    pub employer: Option<EmployerId>,
    /// The name that colleagues see.
    pub name: String,
}

impl Actor {
    /// Whether the actor may do this at all; the row is checked in the action.
    #[must_use]
    pub fn can(&self, capability: Capability) -> bool {
        match self {
            Self::Anonymous => false,
            Self::Person(person) => capability.roles().contains(&person.role),
            Self::System => true,
        }
    }

    /// The person, when there is one.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person) => Some(person),
            Self::Anonymous | Self::System => None,
        }
    }

    /// The account, when there is one.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.person().map(|person| person.account)
    }

    /// Whether the actor acts for this employer.
    #[must_use]
    pub fn acts_for(&self, employer: EmployerId) -> bool {
        self.person().is_some_and(|person| person.employer == Some(employer) && person.role == Role::Employer)
    }

    /// Whether the actor may use this capability for rows of this municipality.
    #[must_use]
    pub fn can_in(&self, capability: Capability, municipality: MunicipalityId) -> bool {
        self.can(capability) && self.person().is_none_or(|person| person.municipality == municipality)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Code;

    #[test]
    fn every_role_can_do_something_and_every_capability_has_a_role() {
        for role in Role::ALL {
            assert!(Capability::ALL.iter().any(|capability| capability.roles().contains(role)), "{role:?}");
        }
        assert!(Capability::ALL.iter().all(|capability| !capability.roles().is_empty()));
    }

    #[test]
    fn only_the_netwerker_decides_about_listings() {
        assert_eq!(Capability::ModerateListings.roles(), &[Role::Netwerker]);
    }
}
