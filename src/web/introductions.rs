//! Introductions for employers: by the link of the mail, or with an account.
//! Never more than the candidate agreed to, never answered by following the link, and nothing of it when it was taken back.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::introduction::{self, Door, Opened};
use crate::actions::{ActionError, ActionResult};
use crate::db::{Conn, Tx};
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{Id, IntroductionId, OutboxId};
use crate::domain::introduction::{EmployerAnswer, Introduction, IntroductionStatus, LINK_DAYS, RefusalReason};
use crate::domain::link::LinkPurpose;
use crate::domain::sharing::ConsentState;
use crate::store::introductions::{Listed, Scope};
use crate::store::{accounts, consents, employers, introductions, listings, proposals};
use crate::views::components::contact::ContactBox;
use crate::views::flash::Notice;
use crate::views::introductions::{
    EmployerIntroductionRow, EmployerIntroductions, GivenAnswer, IntroductionGone, IntroductionPage, Why,
};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Anyone, Page, SentForm, needs};

/// How the employer came to an introduction.
#[derive(Debug, Clone)]
struct Way {
    door: Door,
    /// The page, where the form posts too.
    path: String,
}

impl Way {
    fn of_token(page: &Page, token: &str) -> Option<Self> {
        let mail = page.app.signer.open(token, LinkPurpose::Introduction)?;
        Some(Self { door: Door::Link(OutboxId::from_uuid(mail)), path: format!("/voordracht/{token}") })
    }

    fn of_account(id: IntroductionId) -> Self {
        Self { door: Door::Account(id), path: format!("/werkgever/voordrachten/{id}") }
    }
}

/// `GET /voordracht/{token}`
///
/// # Errors
/// A database error.
pub async fn by_link(_: Anyone, page: Page, token: web::Path<String>) -> WebResult {
    match Way::of_token(&page, &token) {
        Some(way) => show(&page, way).await,
        None => gone(&page, Why::Unknown),
    }
}

/// `POST /voordracht/{token}`
///
/// # Errors
/// A page that says what happened.
pub async fn answer_by_link(_: Anyone, page: Page, token: web::Path<String>, sent: SentForm) -> WebResult {
    match Way::of_token(&page, &token) {
        Some(way) => answer(page, way, sent).await,
        None => gone(&page, Why::Unknown),
    }
}

/// `GET /werkgever/voordrachten`
///
/// # Errors
/// A database error.
pub async fn list(allowed: Allowed<needs::AnswerIntroductions>, page: Page) -> WebResult {
    let (employer, today) = (allowed.person.employer.ok_or(WebError::Forbidden)?, page.today());
    let rows = page
        .app
        .db
        .read(move |conn| {
            let listed = introductions::list(conn, Scope::Employer(employer), &[])?.into_iter().rev();
            listed.filter_map(|listed| row(conn, listed).transpose()).collect::<Result<Vec<_>, WebError>>()
        })
        .await?;
    page.html(|frame| EmployerIntroductions { rows, today }.render(frame))
}

/// What went out.
fn row(conn: &mut Conn, listed: Listed) -> Result<Option<EmployerIntroductionRow>, WebError> {
    let introduction = listed.introduction;
    let Some(sent_at) = introduction.sent_at else { return Ok(None) };
    Ok(Some(EmployerIntroductionRow {
        id: introduction.id,
        listing: listed.listing_title,
        name: agreed_name(conn, &introduction)?,
        status: introduction.status,
        sent_at,
        later_until: introduction.later_until,
    }))
}

/// The name as the candidate agreed to show it, only while the employer may look and the agreement stands.
fn agreed_name(conn: &mut Conn, introduction: &Introduction) -> Result<Option<String>, WebError> {
    if !introduction.status.is_open_to_employer() {
        return Ok(None);
    }
    let consent = consents::find(conn, introduction.consent)?.ok_or(WebError::NotFound)?;
    Ok((consent.state == ConsentState::Agreed).then_some(consent.shown.name))
}

/// `GET /werkgever/voordrachten/{id}`
///
/// # Errors
/// `NotFound` when it went to another employer.
pub async fn by_account(
    _: Allowed<needs::AnswerIntroductions>,
    page: Page,
    id: web::Path<IntroductionId>,
) -> WebResult {
    show(&page, Way::of_account(*id)).await
}

/// `POST /werkgever/voordrachten/{id}`
///
/// # Errors
/// A page that says what happened.
pub async fn answer_by_account(
    _: Allowed<needs::AnswerIntroductions>,
    page: Page,
    id: web::Path<IntroductionId>,
    sent: SentForm,
) -> WebResult {
    answer(page, Way::of_account(*id), sent).await
}

/// What is behind the door: the page, or why there is none.
enum Behind {
    Page(Box<IntroductionPage>),
    Gone(Why),
}

async fn open(page: &Page, way: Way) -> Result<Behind, WebError> {
    let (actor, opening) = (page.actor.clone(), way.clone());
    let opened = match page.app.write(move |tx| introduction::open(tx, &actor, opening.door)).await {
        Ok(opened) => opened,
        Err(ActionError::NotFound) if matches!(way.door, Door::Link(_)) => return Ok(Behind::Gone(Why::Unknown)),
        Err(error) => return Err(error.into()),
    };
    let today = page.today();
    page.app.db.read(move |conn| dress(conn, opened, way, today)).await
}

async fn show(page: &Page, way: Way) -> WebResult {
    match open(page, way).await? {
        Behind::Page(shown) => page.html(|frame| shown.render(frame)),
        Behind::Gone(why) => gone(page, why),
    }
}

/// A page without a fact of the person or the work.
fn gone(page: &Page, why: Why) -> WebResult {
    let status = if matches!(why, Why::Unknown) { StatusCode::NOT_FOUND } else { StatusCode::GONE };
    page.html_with(status, |frame| IntroductionGone::new(why).render(frame))
}

fn why(introduction: &Introduction) -> Why {
    match introduction.status {
        IntroductionStatus::Recalled | IntroductionStatus::Stopped | IntroductionStatus::Ready => Why::Recalled,
        // Nobody answered: it simply took too long.
        IntroductionStatus::NotSuitable if introduction.refusal == Some(RefusalReason::NoAnswer) => Why::TooOld,
        IntroductionStatus::NotSuitable => Why::Refused,
        IntroductionStatus::Placed => Why::Over,
        IntroductionStatus::Sent | IntroductionStatus::Inviting | IntroductionStatus::Later => Why::TooOld,
    }
}

fn dress(conn: &mut Conn, opened: Opened, way: Way, today: CivilDay) -> Result<Behind, WebError> {
    let introduction = opened.introduction;
    let Some(shown) = opened.shown else { return Ok(Behind::Gone(why(&introduction))) };
    let listing = listings::find(conn, introduction.listing)?.ok_or(WebError::NotFound)?;
    let employer = employers::find(conn, introduction.employer)?.ok_or(WebError::NotFound)?;
    let sent_on = CivilDay::of(introduction.sent_at.unwrap_or(introduction.created_at));
    Ok(Behind::Page(Box::new(IntroductionPage {
        listing: listing.title,
        listing_url: super::interests::public_url(conn, listing.id, today)?,
        organisation: employer.profile.name,
        shown,
        sent_on,
        until: Some(sent_on.plus_days(LINK_DAYS)),
        status: introduction.status,
        answer: GivenAnswer::of(&introduction),
        contact: netwerker(conn, &introduction)?,
        action: way.path,
        fields: Fields::default(),
        errors: FieldErrors::none(),
        version: introduction.version,
    })))
}

/// The netwerker who approved, to be called.
fn netwerker(conn: &mut Conn, introduction: &Introduction) -> Result<Option<ContactBox>, WebError> {
    let consent = consents::find(conn, introduction.consent)?.ok_or(WebError::NotFound)?;
    let proposal = proposals::find(conn, consent.proposal)?.ok_or(WebError::NotFound)?;
    let Some(by) = proposal.decided_by else { return Ok(None) };
    Ok(accounts::find(conn, by)?
        .map(|account| ContactBox::netwerker(&account.name, account.phone.as_ref(), &account.email)))
}

async fn answer(page: Page, way: Way, sent: SentForm) -> WebResult {
    let version = sent.version()?;
    let result: ActionResult<String> = match EmployerAnswer::parse(&sent.fields, page.today()) {
        Ok(answer) => {
            let (actor, door, path) = (page.actor.clone(), way.door, way.path.clone());
            let act =
                move |tx: &mut Tx| introduction::answer(tx, &actor, door, version, &answer).map(|()| path.clone());
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::IntroductionAnswered))),
        Err(ActionError::Invalid(errors)) => match open(&page, way).await? {
            Behind::Page(mut shown) => {
                (shown.fields, shown.errors) = (sent.fields, errors);
                page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
            }
            Behind::Gone(why) => gone(&page, why),
        },
        // Taken back or answered since the page was shown: the page says how it stands now.
        Err(ActionError::Conflict | ActionError::NotNow(_)) => match open(&page, way.clone()).await? {
            Behind::Page(_) => Err(page.failed(ActionError::Conflict, &sent, &way.path)),
            Behind::Gone(why) => gone(&page, why),
        },
        Err(error) => Err(page.failed(error, &sent, &way.path)),
    }
}
