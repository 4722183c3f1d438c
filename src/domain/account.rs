//! Accounts: people who can log in, by a link in their mail.
//! Never a password: there is none to forget, steal or share.

use chrono::{DateTime, Utc};

use crate::domain::actor::{Person, Role};
use crate::domain::code::codes;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, EmployerId, MunicipalityId};
use crate::domain::text::{self, EmailAddress, PhoneNumber};

codes! {
    /// How a person wants mail.
    pub enum MailMode {
        /// Every message at once.
        AtOnce = "at_once",
        /// One message a day at 7:30, and at once what is urgent.
        Digest = "digest",
    }
}

impl MailMode {
    /// The Dutch label of the choice.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AtOnce => "Meteen een mail bij elk bericht",
            Self::Digest => "Eén overzicht per dag, om 7.30 uur. Wat haast heeft, komt meteen",
        }
    }

    /// What a new account of this role gets: a digest for the netwerker, mail at once for the others.
    #[must_use]
    pub fn default_for(role: Role) -> Self {
        if role == Role::Netwerker { Self::Digest } else { Self::AtOnce }
    }
}

codes! {
    /// Whether an account can be used.
    pub enum AccountState {
        /// Registered, address not confirmed yet: the first log-in confirms it.
        Unconfirmed = "unconfirmed",
        /// In use.
        Active = "active",
        /// Closed by an admin: no log-in, no mail.
        Blocked = "blocked",
    }
}

/// A person who can log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// The municipality it belongs to.
    pub municipality: MunicipalityId,
    /// What the person is.
    pub role: Role,
    /// Where mail goes; unique in the installation.
    pub email: EmailAddress,
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: Option<PhoneNumber>,
    /// The organisation, for an employer.
    pub employer: Option<EmployerId>,
    /// How the person wants mail.
    pub mail_mode: MailMode,
    /// Whether it can be used.
    pub state: AccountState,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Counts changes, for edit forms.
    pub version: i32,
}

impl Account {
    /// The actor that this account is once logged in.
    #[must_use]
    pub fn person(&self) -> Person {
        Person {
            account: self.id,
            role: self.role,
            municipality: self.municipality,
            employer: self.employer,
            name: self.name.clone(),
        }
    }
}

/// Name, mail address and telephone number, as a person gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactDetails {
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: EmailAddress,
    /// The telephone number.
    pub phone: Option<PhoneNumber>,
}

impl ContactDetails {
    /// Reads the fields `naam`, `email` and `telefoon`.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::none();
        let name = errors.take("naam", text::line(fields.get("naam"), "uw naam", 100));
        let email = errors.take("email", EmailAddress::parse(fields.get("email")));
        let phone = match fields.get("telefoon") {
            "" => Some(None),
            typed => errors.take("telefoon", PhoneNumber::parse(typed)).map(Some),
        };
        let details = name.zip(email).zip(phone).map(|((name, email), phone)| Self { name, email, phone });
        errors.finish(details)
    }
}
