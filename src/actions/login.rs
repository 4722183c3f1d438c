//! Logging in by a link in the mail, and out again.
//! Never tells whether an address is known, and never lets a link open twice.

use chrono::Duration;
use sha2::{Digest, Sha256};

use super::notify::{self, Notice};
use super::{ActionError, ActionResult, mail};
use crate::db::Tx;
use crate::domain::account::{Account, AccountState};
use crate::domain::actor::Actor;
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::ids::{AccountId, EmployerId, LoginLinkId};
use crate::domain::link::Signer;
use crate::domain::notification::Notification;
use crate::domain::text::EmailAddress;
use crate::store::accounts;
use crate::store::audit::{Subject, record};
use crate::store::login_links::{self, LoginLink};
use crate::store::sessions::{self, Session};

/// How many links somebody can ask for in a quarter of an hour.
const LINKS_PER_QUARTER: i64 = 5;

/// Sends a log-in link when the address belongs to an account that may log in; does nothing otherwise, and does not tell.
///
/// # Errors
/// A database error.
pub fn ask(tx: &mut Tx, email: &EmailAddress, next_path: Option<&str>) -> ActionResult<()> {
    let Some(account) = accounts::by_email(tx, email)? else { return Ok(()) };
    let since = tx.now() - Duration::minutes(15);
    if account.state == AccountState::Blocked || login_links::count_since(tx, account.id, since)? >= LINKS_PER_QUARTER {
        return Ok(());
    }
    let link = make_link(tx, &account, next_path)?;
    notify::account(tx, &account, &Notice::new(Notification::LoginLink { link }, link, 0))?;
    let subject = Subject::new(SubjectKind::Account, account.id, account.municipality);
    record(tx, &Actor::Anonymous, Deed::LoginAsked, subject, None)?;
    Ok(())
}

/// A log-in link for an account, without a mail: for the console and for mails that carry one.
///
/// # Errors
/// A database error.
pub fn make_link(tx: &mut Tx, account: &Account, next_path: Option<&str>) -> ActionResult<LoginLinkId> {
    let id = tx.id();
    let expires_at = tx.now() + Duration::minutes(i64::from(account.role.login_link_minutes()));
    let next_path = next_path.filter(|path| is_own_path(path)).map(str::to_owned);
    login_links::insert(tx, &LoginLink { id, account: account.id, next_path, expires_at, used_at: None })?;
    Ok(id)
}

/// The mail that welcomes an employer, with the link that confirms his address.
pub(super) fn welcome(tx: &mut Tx, account: &Account, employer: EmployerId, by: Option<AccountId>) -> ActionResult<()> {
    let link = make_link(tx, account, Some("/werkgever"))?;
    notify::account(tx, account, &Notice::new(Notification::EmployerWelcome { employer, link, by }, link, 0))?;
    Ok(())
}

/// Somebody who has just logged in.
#[derive(Debug, Clone)]
pub struct LoggedIn {
    /// The token for the cookie; only its hash is stored.
    pub token: [u8; 32],
    /// The account.
    pub account: Account,
    /// The page to go to.
    pub location: String,
}

/// Logs in with a link whose token was right. The first time confirms the address; and a link that came by mail shows that
/// the address takes mail.
///
/// # Errors
/// `NotFound` when the link is used up, too old, or its account blocked.
pub fn log_in(tx: &mut Tx, signer: &Signer, link: LoginLinkId) -> ActionResult<LoggedIn> {
    let found = login_links::find(tx, link)?.filter(|link| link.used_at.is_none() && link.expires_at > tx.now());
    let link = found.ok_or(ActionError::NotFound)?;
    let mut account = accounts::find(tx, link.account)?
        .filter(|account| account.state != AccountState::Blocked)
        .ok_or(ActionError::NotFound)?;
    if !login_links::use_up(tx, link.id)? {
        return Err(ActionError::NotFound);
    }
    if account.state == AccountState::Unconfirmed {
        account.state = AccountState::Active;
        super::expect_first(accounts::update(tx, &account, account.version)?)?;
        account.version += 1;
        // What is about a person waited for this.
        mail::once_more(tx, &account.email)?;
    }
    let token = tx.secret();
    let id = tx.id();
    let session = Session { id, seen_at: tx.now(), expires_at: tx.now() + session_length(&account) };
    sessions::insert(tx, &session, &token_hash(&token), account.id)?;
    let subject = Subject::new(SubjectKind::Account, account.id, account.municipality);
    record(tx, &Actor::Person(account.person()), Deed::LoggedIn, subject, None)?;
    mail::arrived(tx, signer, &account, link.id)?;
    let location = link.next_path.unwrap_or_else(|| account.role.home().to_owned());
    Ok(LoggedIn { token, account, location })
}

/// Logs out: the session with this token hash ends.
///
/// # Errors
/// A database error.
pub fn log_out(tx: &mut Tx, actor: &Actor, token_hash: &[u8]) -> ActionResult<()> {
    if let (Some(account), Some(person)) = (sessions::end(tx, token_hash)?, actor.person()) {
        record(tx, actor, Deed::LoggedOut, Subject::new(SubjectKind::Account, account, person.municipality), None)?;
    }
    Ok(())
}

/// Notes that a session is in use and moves its end; the caller asks at most every five minutes.
///
/// # Errors
/// A database error.
pub fn keep_session(tx: &mut Tx, session: &Session, account: &Account) -> ActionResult<()> {
    let until = tx.now() + session_length(account);
    sessions::seen(tx, session.id, until)?;
    Ok(())
}

/// What is stored of a session's token.
#[must_use]
pub fn token_hash(token: &[u8]) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// How long a session lives without use: a working day for people of the municipality, a week for an employer,
/// a day for a job seeker (who may sit at a shared computer).
fn session_length(account: &Account) -> Duration {
    use crate::domain::actor::Role;
    match account.role {
        Role::Employer => Duration::days(7),
        Role::Candidate => Duration::days(1),
        _ => Duration::hours(10),
    }
}

/// Whether a path leads within this site: it begins with one slash, so no other host can be meant.
#[must_use]
pub fn is_own_path(path: &str) -> bool {
    // Visible ASCII only: browsers drop tabs and line ends, and then "/\t/evil.nl" is another site.
    let visible = path.bytes().all(|byte| (0x21..=0x7e).contains(&byte) && byte != b'\\');
    path.starts_with('/') && !path.starts_with("//") && visible && path.len() <= 300
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn a_next_page_is_on_this_site() {
        assert!(is_own_path("/netwerk/aanbod/1?x=2"));
        for elsewhere in [
            "",
            "https://evil.nl",
            "//evil.nl",
            "/\\evil.nl",
            "javascript:x",
            "/a\r\nSet-Cookie: x",
            "/\t/evil.nl",
            "/a\0",
        ] {
            assert!(!is_own_path(elsewhere), "{elsewhere}");
        }
    }
}
