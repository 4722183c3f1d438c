//! One's own settings, for everyone with an account.
//! Never another's, and never the mail address: changing that needs both addresses to confirm, which is not built yet.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, account, reviewer};
use crate::db::Conn;
use crate::domain::account::Account;
use crate::domain::actor::{Capability, Person};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, TieId};
use crate::domain::proposal::Tie;
use crate::store::{accounts, reviewers};
use crate::views::account::reviewer::{ReviewerSettings, TieRow};
use crate::views::account::settings::SettingsPage;
use crate::views::flash::Notice;
use crate::views::proposals::TiedTo;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, SentForm, needs};
use crate::web::netwerker::proposal_page::colleagues;

/// The account, and for who judges proposals the settings of a reviewer.
async fn load(page: &Page, person: &Person) -> Result<(Account, Option<ReviewerSettings>), WebError> {
    let (person, reviews) = (person.clone(), page.actor.can(Capability::ReviewProposals));
    page.app
        .db
        .read(move |conn| {
            let account = accounts::find(conn, person.account)?.ok_or(WebError::NotFound)?;
            let reviewer = if reviews { Some(reviewer_settings(conn, &person)?) } else { None };
            Ok((account, reviewer))
        })
        .await
}

fn reviewer_settings(conn: &mut Conn, person: &Person) -> Result<ReviewerSettings, WebError> {
    let row = |(id, tie, name): reviewers::NamedTie| TieRow {
        id: id.to_string(),
        name,
        to: if matches!(tie, Tie::Candidate(_)) { TiedTo::Candidate } else { TiedTo::Employer },
    };
    Ok(ReviewerSettings {
        substitute: reviewers::substitute_of(conn, person.account)?,
        colleagues: colleagues(conn, person)?,
        ties: reviewers::ties_of(conn, person.account)?.into_iter().map(row).collect(),
    })
}

fn shown(
    (account, reviewer): (&Account, Option<ReviewerSettings>),
    fields: Fields,
    errors: FieldErrors,
) -> SettingsPage {
    SettingsPage {
        reviewer,
        role: account.role,
        email: account.email.as_str().to_owned(),
        fields,
        errors,
        version: account.version,
    }
}

/// `GET /instellingen`
///
/// # Errors
/// A database error.
pub async fn show(allowed: Allowed<needs::ManageOwnAccount>, page: Page) -> WebResult {
    let (account, reviewer) = load(&page, &allowed.person).await?;
    let mut fields = Fields::default().with("naam", &account.name).with("mail", account.mail_mode.code());
    fields.push_some("telefoon", account.phone.as_ref().map(crate::domain::text::PhoneNumber::readable));
    let shown = shown((&account, reviewer), fields, FieldErrors::none());
    page.html(|frame| shown.render(frame))
}

/// `POST /instellingen`
///
/// # Errors
/// A database error.
pub async fn save(allowed: Allowed<needs::ManageOwnAccount>, page: Page, sent: SentForm) -> WebResult {
    let version = sent.version()?;
    let result = match account::Settings::parse(&sent.fields) {
        Ok(settings) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut crate::db::Tx| {
                account::change_settings(tx, &actor, version, &settings).map(|()| "/instellingen".to_owned())
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::SettingsSaved))),
        Err(ActionError::Invalid(errors)) => {
            let (account, reviewer) = load(&page, &allowed.person).await?;
            let shown = shown((&account, reviewer), sent.fields, errors);
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, "/instellingen")),
    }
}

/// `POST /instellingen/vervanger`: who judges in the reader's place.
///
/// # Errors
/// A page that says what happened.
pub async fn name_substitute(_: Allowed<needs::ReviewProposals>, page: Page, sent: SentForm) -> WebResult {
    let substitute: Option<AccountId> = match sent.fields.get("vervanger") {
        "" => None,
        id => Some(id.parse().ok().ok_or(WebError::BadRequest)?),
    };
    let actor = page.actor.clone();
    page.press(&sent, ("/instellingen", Notice::SubstituteSaved), move |tx| {
        reviewer::name_substitute(tx, &actor, substitute).map(|()| "/instellingen".to_owned())
    })
    .await
}

/// `POST /instellingen/banden/{id}/weg`: a personal interest that is no more.
///
/// # Errors
/// A page that says what happened.
pub async fn take_tie_back(
    _: Allowed<needs::ReviewProposals>,
    page: Page,
    id: web::Path<TieId>,
    sent: SentForm,
) -> WebResult {
    let (id, actor) = (*id, page.actor.clone());
    page.press(&sent, ("/instellingen", Notice::TieRemoved), move |tx| {
        reviewer::take_tie_back(tx, &actor, id).map(|()| "/instellingen".to_owned())
    })
    .await
}
