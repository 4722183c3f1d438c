//! Accounts: made, changed, blocked.
//! Never deleted here: what somebody did stays to be answered for.

use super::notify::{self, Notice};
use super::{ActionError, ActionResult, expect_first, invalid, login, mail, reviewer};
use crate::db::Tx;
use crate::domain::account::{Account, AccountState, MailMode};
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, EmployerId, LoginLinkId, MunicipalityId};
use crate::domain::link::Signer;
use crate::domain::notification::Notification;
use crate::domain::text::{self, EmailAddress, KvkNumber, PhoneNumber};
use crate::store::audit::{Subject, record};
use crate::store::{accounts, employers, login_links, sessions, suppressions};

/// A new account as an admin or the console describes it.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The role.
    pub role: Role,
    /// The mail address.
    pub email: EmailAddress,
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: Option<PhoneNumber>,
    /// For an employer: the KVK number of an organisation that is there.
    pub organisation: Option<KvkNumber>,
}

impl NewAccount {
    /// Reads the fields `rol`, `email`, `naam`, `telefoon` and `kvk`.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn parse(fields: &Fields, municipality: MunicipalityId) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::none();
        let role = errors.take("rol", Role::from_code(fields.get("rol")).ok_or_else(|| "Kies een rol.".to_owned()));
        let email = errors.take("email", EmailAddress::parse(fields.get("email")));
        let name = errors.take("naam", text::line(fields.get("naam"), "de naam", 100));
        let phone = match fields.get("telefoon") {
            "" => None,
            typed => errors.take("telefoon", PhoneNumber::parse(typed)),
        };
        let organisation = match fields.get("kvk") {
            "" => None,
            typed => errors.take("kvk", KvkNumber::parse(typed)),
        };
        let account = match (role, email, name) {
            (Some(role), Some(email), Some(name)) => {
                Some(Self { municipality, role, email, name, phone, organisation })
            }
            _ => None,
        };
        errors.finish(account)
    }
}

/// Makes an account with a log-in link; the link is mailed too.
///
/// # Errors
/// `Invalid` when the address is taken or the organisation is not known.
pub fn create(tx: &mut Tx, actor: &Actor, new: &NewAccount) -> ActionResult<(Account, LoginLinkId)> {
    if !actor.can_in(Capability::Administer, new.municipality) {
        return Err(ActionError::Forbidden);
    }
    let employer = match (new.role, &new.organisation) {
        (Role::Employer, Some(kvk)) => {
            let found = employers::by_kvk(tx, new.municipality, kvk)?;
            match &found[..] {
                [] => return Err(invalid("kvk", "Er is geen organisatie met dit KVK-nummer.")),
                [one] => Some(one.id),
                _ => {
                    return Err(invalid(
                        "kvk",
                        "Er zijn meer vestigingen met dit KVK-nummer. Laat de netwerker de contactpersoon toevoegen.",
                    ));
                }
            }
        }
        (Role::Employer, None) => return Err(invalid("kvk", "Vul het KVK-nummer van de organisatie in.")),
        _ => None,
    };
    let account = Account {
        id: tx.id(),
        municipality: new.municipality,
        role: new.role,
        email: new.email.clone(),
        name: new.name.clone(),
        phone: new.phone.clone(),
        employer,
        mail_mode: MailMode::default_for(new.role),
        state: AccountState::Unconfirmed,
        created_at: tx.now(),
        version: 1,
    };
    add(tx, actor, &account)?;
    let link = login::make_link(tx, &account, None)?;
    notify::account(tx, &account, &Notice::new(Notification::LoginLink { link }, link, 0))?;
    Ok((account, link))
}

/// Adds the first account of an employer; the address must be free.
pub(super) fn add_employer_contact(
    tx: &mut Tx,
    actor: &Actor,
    employer: EmployerId,
    contact: Contact<'_>,
) -> ActionResult<Account> {
    let account = Account {
        id: tx.id(),
        municipality: contact.municipality,
        role: Role::Employer,
        email: contact.details.email.clone(),
        name: contact.details.name.clone(),
        phone: contact.details.phone.clone(),
        employer: Some(employer),
        mail_mode: MailMode::default_for(Role::Employer),
        state: AccountState::Unconfirmed,
        created_at: tx.now(),
        version: 1,
    };
    add(tx, actor, &account)?;
    Ok(account)
}

/// A contact person of a municipality's employer.
pub(super) struct Contact<'a> {
    pub(super) municipality: MunicipalityId,
    pub(super) details: &'a crate::domain::account::ContactDetails,
}

fn add(tx: &mut Tx, actor: &Actor, account: &Account) -> ActionResult<()> {
    if !accounts::insert(tx, account)? {
        return Err(invalid("email", "Er is al een account met dit e-mailadres. Log in, of gebruik een ander adres."));
    }
    let subject = Subject::new(SubjectKind::Account, account.id, account.municipality);
    record(tx, actor, Deed::AccountCreated, subject, Some(account.role.code()))?;
    Ok(())
}

/// What somebody changes of his own account.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: Option<PhoneNumber>,
    /// How mail comes.
    pub mail_mode: MailMode,
}

impl Settings {
    /// Reads the fields `naam`, `telefoon` and `mail`.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::none();
        let name = errors.take("naam", text::line(fields.get("naam"), "uw naam", 100));
        let phone = match fields.get("telefoon") {
            "" => Some(None),
            typed => errors.take("telefoon", PhoneNumber::parse(typed)).map(Some),
        };
        let mode = MailMode::from_code(fields.get("mail")).ok_or_else(|| "Kies hoe u mail wilt krijgen.".to_owned());
        let mail_mode = errors.take("mail", mode);
        let settings = match (name, phone, mail_mode) {
            (Some(name), Some(phone), Some(mail_mode)) => Some(Self { name, phone, mail_mode }),
            _ => None,
        };
        errors.finish(settings)
    }
}

/// Changes one's own account.
///
/// # Errors
/// `Conflict` when it was changed elsewhere since `version`.
pub fn change_settings(tx: &mut Tx, actor: &Actor, version: i32, settings: &Settings) -> ActionResult<()> {
    let id = actor.account().ok_or(ActionError::Forbidden)?;
    let mut account = accounts::find(tx, id)?.ok_or(ActionError::NotFound)?;
    account.name.clone_from(&settings.name);
    account.phone.clone_from(&settings.phone);
    account.mail_mode = settings.mail_mode;
    expect_first(accounts::update(tx, &account, version)?)?;
    let subject = Subject::new(SubjectKind::Account, id, account.municipality);
    record(tx, actor, Deed::AccountChanged, subject, Some("settings"))?;
    Ok(())
}

/// Blocks an account (its sessions end and it gets no mail), or opens it again.
///
/// # Errors
/// `Invalid` for one's own account: somebody must be left to open it.
pub fn set_blocked(tx: &mut Tx, actor: &Actor, id: AccountId, blocked: bool) -> ActionResult<()> {
    let mut account = accounts::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if !actor.can_in(Capability::Administer, account.municipality) {
        return Err(ActionError::NotFound);
    }
    if actor.account() == Some(id) {
        return Err(invalid("account", "Je kunt je eigen account niet blokkeren."));
    }
    let version = account.version;
    // Opened again, the next log-in confirms the address anew.
    account.state = if blocked { AccountState::Blocked } else { AccountState::Unconfirmed };
    expect_first(accounts::update(tx, &account, version)?)?;
    if blocked {
        sessions::end_all_of(tx, id)?;
        reviewer::release(tx, id)?;
    }
    let subject = Subject::new(SubjectKind::Account, id, account.municipality);
    record(tx, actor, Deed::AccountChanged, subject, Some(account.state.code()))?;
    Ok(())
}

/// A netwerker corrects the mail address of an employer's contact person. Who could log in by the old address cannot any
/// more; the new one gets a log-in link, and what did not arrive in the last two weeks. What is about a person goes once
/// that link was used: nobody knows yet who reads there.
///
/// # Errors
/// `NotFound` when this employer has no such contact; `Invalid` when the address is no other, or somebody else's;
/// `Conflict` when the account was changed since `version`.
pub fn correct_address(
    tx: &mut Tx,
    (actor, signer): (&Actor, &Signer),
    (employer, id, version): (EmployerId, AccountId, i32),
    email: &EmailAddress,
) -> ActionResult<()> {
    let found = accounts::find(tx, id)?.filter(|account| account.employer == Some(employer));
    let mut account = found.filter(|account| account.state != AccountState::Blocked).ok_or(ActionError::NotFound)?;
    if !actor.can_in(Capability::ManageEmployers, account.municipality) {
        return Err(ActionError::NotFound);
    }
    match accounts::by_email(tx, email)? {
        Some(same) if same.id == id => return Err(invalid("email", "Dit is het adres dat er al staat.")),
        Some(_) => return Err(invalid("email", "Er is al een account met dit e-mailadres. Gebruik een ander adres.")),
        None => {}
    }
    account.email = email.clone();
    account.state = AccountState::Unconfirmed;
    expect_first(accounts::change_address(tx, &account, version)?)?;
    sessions::end_all_of(tx, id)?;
    login_links::use_up_all_of(tx, id)?;
    suppressions::lift(tx, signer.address_mark(email))?;
    mail::once_more(tx, email)?;
    let link = login::make_link(tx, &account, None)?;
    notify::account(tx, &account, &Notice::new(Notification::LoginLink { link }, link, 0))?;
    let subject = Subject::new(SubjectKind::Account, id, account.municipality);
    record(tx, actor, Deed::AccountChanged, subject, Some("address"))?;
    Ok(())
}
