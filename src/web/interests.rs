//! Reactions of job seekers: the list, one opened, answered; for the employer who was written to and for the municipality.
//! Never opened without a trace, and never for another employer.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, interest};
use crate::db::Conn;
use crate::domain::actor::{Actor, Role};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{InterestId, ListingId};
use crate::domain::interest::{Interest, InterestState, parse_answer};
use crate::domain::listing::Listing;
use crate::domain::listing::terms::Reaction;
use crate::store::interests::{Listed, Scope};
use crate::store::{accounts, employers, interests, listings};
use crate::views::flash::Notice;
use crate::views::interests::{Audience, GivenAnswer, InterestList, InterestPage, InterestRow};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};
use crate::web::netwerker::undelivered::problem;

/// `GET /werkgever/reacties`
///
/// # Errors
/// A database error.
pub async fn employer_list(
    allowed: Allowed<needs::ManageOwnListings>,
    page: Page,
    QueryFields(query): QueryFields,
) -> WebResult {
    let employer = allowed.person.employer.ok_or(WebError::Forbidden)?;
    list(page, Scope::Employer(employer), &query, Audience::Employer).await
}

/// `GET /netwerk/reacties`
///
/// # Errors
/// A database error.
pub async fn staff_list(
    allowed: Allowed<needs::AnswerInterests>,
    page: Page,
    QueryFields(query): QueryFields,
) -> WebResult {
    list(page, Scope::Municipality(allowed.person.municipality), &query, Audience::Staff).await
}

async fn list(page: Page, scope: Scope, query: &Fields, audience: Audience) -> WebResult {
    let only: Option<ListingId> = query.get("aanbod").parse().ok();
    let (open, answered, listing) = page
        .app
        .db
        .read(move |conn| {
            let mut rows = |state| -> Result<Vec<InterestRow>, WebError> {
                let all = interests::list(conn, scope, state, only)?;
                Ok(all.into_iter().map(|listed| row(listed, audience)).collect())
            };
            let (open, answered) = (rows(InterestState::Open)?, rows(InterestState::Answered)?);
            let title = open.iter().chain(&answered).find_map(|row| row.listing.clone()).filter(|_| only.is_some());
            Ok::<_, WebError>((open, answered, title))
        })
        .await?;
    let today = page.today();
    page.html(|frame| InterestList { audience, listing, open, answered, page: 0, pages: 1, today }.render(frame))
}

fn row((interest, listing, employer): Listed, audience: Audience) -> InterestRow {
    let employer_answers = audience == Audience::Staff && interest.reaction == Reaction::Direct;
    InterestRow {
        id: interest.id,
        name: interest.from.name,
        listing,
        answers: employer.filter(|_| employer_answers),
        received_at: interest.created_at,
        answer: interest.answer.map(|answered| answered.answer),
    }
}

/// `GET /werkgever/reacties/{id}`
///
/// # Errors
/// `NotFound` when it did not go to this employer.
pub async fn employer_show(_: Allowed<needs::ManageOwnListings>, page: Page, id: web::Path<InterestId>) -> WebResult {
    let shown = load(&page, *id, Audience::Employer).await?;
    page.html(|frame| shown.render(frame))
}

/// `GET /netwerk/reacties/{id}`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn staff_show(_: Allowed<needs::AnswerInterests>, page: Page, id: web::Path<InterestId>) -> WebResult {
    let shown = load(&page, *id, Audience::Staff).await?;
    page.html(|frame| shown.render(frame))
}

/// Opens a reaction (which is written down) and dresses it.
async fn load(page: &Page, id: InterestId, audience: Audience) -> Result<InterestPage, WebError> {
    let (actor, municipality, today) = (page.actor.clone(), page.app.municipality.name.clone(), page.today());
    let (by, signer) = (page.actor.clone(), page.app.signer.clone());
    let (interest, listing) = page.app.write(move |tx| interest::open(tx, &actor, id)).await?;
    page.app
        .db
        .read(move |conn| {
            let names = Names::read(conn, &by, &interest, listing.as_ref(), &municipality)?;
            let problem = problem(conn, &signer, interest.from.email.as_ref(), audience == Audience::Staff)?;
            Ok(InterestPage { problem, ..dress(interest, listing, audience, names, today) })
        })
        .await
}

/// The names that the page of a reaction shows.
struct Names {
    answered_by: Option<String>,
    answerer: String,
}

impl Names {
    fn read(
        conn: &mut Conn,
        actor: &Actor,
        interest: &Interest,
        listing: Option<&Listing>,
        municipality: &str,
    ) -> Result<Self, WebError> {
        let employer = match listing {
            Some(listing) => employers::find(conn, listing.employer)?.map(|employer| employer.profile.name),
            None => None,
        };
        let answered_by = match interest.answer.as_ref().and_then(|answered| answered.by) {
            Some(by) => accounts::find(conn, by)?.map(|account| account.name),
            None => None,
        };
        let acts_for_employer = actor.person().is_some_and(|person| person.role == Role::Employer);
        let answerer = employer.filter(|_| acts_for_employer).unwrap_or_else(|| format!("de gemeente {municipality}"));
        Ok(Self { answered_by, answerer })
    }
}

fn dress(
    interest: Interest,
    listing: Option<Listing>,
    audience: Audience,
    names: Names,
    today: crate::domain::civil_day::CivilDay,
) -> InterestPage {
    let url = |listing: &Listing| match audience {
        Audience::Employer => format!("/werkgever/aanbod/{}", listing.id),
        Audience::Staff => format!("/netwerk/aanbod/{}", listing.id),
    };
    InterestPage {
        audience,
        id: interest.id,
        listing: listing.map(|listing| (listing.title.clone(), url(&listing))),
        from: interest.from,
        problem: None,
        received_at: interest.created_at,
        answered: interest.answer.map(|given| GivenAnswer {
            answer: given.answer,
            words: given.text,
            by: names.answered_by,
            at: given.at,
        }),
        // The netwerker may always answer, also when an employer does not.
        answers: Ok(()),
        answerer: names.answerer,
        fields: Fields::default(),
        errors: FieldErrors::none(),
        version: interest.version,
        today,
    }
}

/// `POST /werkgever/reacties/{id}`
///
/// # Errors
/// A page that says what happened.
pub async fn employer_answer(
    _: Allowed<needs::ManageOwnListings>,
    page: Page,
    id: web::Path<InterestId>,
    sent: SentForm,
) -> WebResult {
    answer(page, *id, sent, Audience::Employer).await
}

/// `POST /netwerk/reacties/{id}`
///
/// # Errors
/// A page that says what happened.
pub async fn staff_answer(
    _: Allowed<needs::AnswerInterests>,
    page: Page,
    id: web::Path<InterestId>,
    sent: SentForm,
) -> WebResult {
    answer(page, *id, sent, Audience::Staff).await
}

async fn answer(page: Page, id: InterestId, sent: SentForm, audience: Audience) -> WebResult {
    let version = sent.version()?;
    let back = format!("{}/{id}", audience.url());
    let result = match parse_answer(&sent.fields) {
        Ok(given) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut crate::db::Tx| {
                interest::answer(tx, &actor, id, version, given.clone()).map(|()| audience.url().to_owned())
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::AnswerSent))),
        Err(ActionError::Invalid(errors)) => {
            let shown = InterestPage { fields: sent.fields, errors, ..load(&page, id, audience).await? };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &back)),
    }
}

/// The address of a listing's page for anyone, when it is public.
pub(in crate::web) fn public_url(
    conn: &mut Conn,
    id: ListingId,
    today: crate::domain::civil_day::CivilDay,
) -> Result<Option<String>, WebError> {
    let public = listings::public_by_ids(conn, &[id], today)?.pop();
    Ok(public.map(|public| crate::views::components::card::listing_href(id, &public.content.title.slug())))
}
