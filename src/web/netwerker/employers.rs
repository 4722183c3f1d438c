//! The employers of the municipality: the list, one to verify, a new one after a visit.
//! Never verified by looking alone: a decision is a form.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, ActionResult, employer};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::employer::{Employer, Verification};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{EmployerId, ListingId, MunicipalityId};
use crate::domain::link::Signer;
use crate::domain::listing::Status;
use crate::store::{accounts, employers, interests, listings};
use crate::views::flash::Notice;
use crate::views::netwerker::employer_detail::{ContactPerson, EmployerDetail, EmployerListingRow};
use crate::views::netwerker::employers::{EmployerRow, Employers, NewEmployer};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};
use crate::web::netwerker::listings::was_sent_in;
use crate::web::netwerker::undelivered;
use crate::web::public::employers::parse_registration;

/// How many employers stand on a page.
const PER_PAGE: i64 = 50;

/// `GET /netwerk/werkgevers`
///
/// # Errors
/// A database error.
pub async fn list(allowed: Allowed<needs::SeeNetwork>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    let (municipality, may_manage) = (allowed.person.municipality, page.actor.can(Capability::ManageEmployers));
    let shown = page.app.db.read(move |conn| load_list(conn, municipality, &query, may_manage)).await?;
    page.html(|frame| shown.render(frame))
}

fn load_list(
    conn: &mut Conn,
    municipality: MunicipalityId,
    query: &Fields,
    may_manage: bool,
) -> Result<Employers, WebError> {
    let verification = Verification::from_code(query.get("stand"));
    let text: String = query.get("q").chars().take(100).collect();
    let number = query.get("pagina").parse::<i64>().ok().filter(|page| (1..10_000).contains(page)).unwrap_or(1) - 1;
    let counts = employers::count_by_verification(conn, municipality)?;
    let counts = counts.into_iter().map(|(state, count)| (state, u64::try_from(count).unwrap_or(0))).collect();
    let slice = (number * PER_PAGE, PER_PAGE);
    let (found, total) = employers::list(conn, municipality, verification, &text, slice)?;
    let pages = u32::try_from(total.max(1).unsigned_abs().div_ceil(PER_PAGE.unsigned_abs())).unwrap_or(u32::MAX);
    let ids: Vec<EmployerId> = found.iter().map(|employer| employer.id).collect();
    let own = listings::of_employers(conn, &ids)?;
    let ids: Vec<ListingId> = own.iter().map(|(_, listing, _)| *listing).collect();
    let reactions = interests::count_per_listing(conn, &ids, false)?;
    let row = |employer: Employer| {
        let own = || own.iter().filter(|(of, ..)| *of == employer.id);
        EmployerRow {
            live_listings: own().filter(|(.., status)| *status == Status::Live).count(),
            open_interests: own().filter_map(|(_, listing, _)| reactions.get(listing)).map(|(_, open)| open).sum(),
            id: employer.id,
            name: employer.profile.name,
            place: employer.profile.place,
            verification: employer.verification,
            created_at: employer.created_at,
        }
    };
    let rows = found.into_iter().map(row).collect();
    Ok(Employers { verification, text, counts, rows, page: u32::try_from(number).unwrap_or(0), pages, may_manage })
}

/// `GET /netwerk/werkgevers/{id}`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn show(_: Allowed<needs::SeeNetwork>, page: Page, id: web::Path<EmployerId>) -> WebResult {
    let shown = load(&page, *id).await?;
    page.html(|frame| shown.render(frame))
}

pub(super) async fn load(page: &Page, id: EmployerId) -> Result<EmployerDetail, WebError> {
    let (actor, signer, today) = (page.actor.clone(), page.app.signer.clone(), page.today());
    page.app.db.read(move |conn| read(conn, &actor, &signer, id, today)).await
}

fn read(
    conn: &mut Conn,
    actor: &Actor,
    signer: &Signer,
    id: EmployerId,
    today: CivilDay,
) -> Result<EmployerDetail, WebError> {
    let employer = employers::find(conn, id)?
        .filter(|employer| actor.can_in(Capability::SeeNetwork, employer.municipality))
        .ok_or(WebError::NotFound)?;
    let may_manage = actor.can(Capability::ManageEmployers);
    // Who does not work with employers does not need their numbers and addresses.
    let people = if may_manage { accounts::of_employer(conn, id)? } else { Vec::new() };
    let mut contacts = Vec::with_capacity(people.len());
    for account in people {
        contacts.push(ContactPerson {
            problem: undelivered::problem(conn, signer, Some(&account.email), may_manage)?,
            id: account.id,
            version: account.version,
            name: account.name,
            email: account.email.as_str().to_owned(),
            phone: account.phone.map(|phone| phone.readable()),
            state: account.state,
        });
    }
    let mut own = listings::of_employer(conn, id)?;
    own.retain(|listing| may_manage || was_sent_in(listing));
    let row = |listing: &crate::domain::listing::Listing| EmployerListingRow {
        id: listing.id,
        title: listing.title.clone(),
        kind: listing.kind,
        status: listing.status,
        open_positions: listing.open_positions(),
    };
    Ok(EmployerDetail {
        id,
        profile: employer.profile,
        verification: employer.verification,
        refusal: employer.refusal,
        created_at: employer.created_at,
        version: employer.version,
        contacts,
        listings: own.iter().map(row).collect(),
        may_manage,
        correcting: None,
        fields: Fields::default(),
        errors: FieldErrors::none(),
        today,
    })
}

/// `POST /netwerk/werkgevers/{id}/controleren`
///
/// # Errors
/// A page that says what happened.
pub async fn verify(
    _: Allowed<needs::ManageEmployers>,
    page: Page,
    id: web::Path<EmployerId>,
    sent: SentForm,
) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    decide(page, id, sent, Notice::EmployerVerified, move |tx, actor| employer::verify(tx, actor, id, version)).await
}

/// `POST /netwerk/werkgevers/{id}/weigeren`
///
/// # Errors
/// A page that says what happened.
pub async fn refuse(
    _: Allowed<needs::ManageEmployers>,
    page: Page,
    id: web::Path<EmployerId>,
    sent: SentForm,
) -> WebResult {
    let (id, version, reason) = (*id, sent.version()?, sent.fields.get("reden").to_owned());
    decide(page, id, sent, Notice::EmployerRefused, move |tx, actor| employer::refuse(tx, actor, id, version, &reason))
        .await
}

async fn decide(
    page: Page,
    id: EmployerId,
    sent: SentForm,
    notice: Notice,
    act: impl Fn(&mut Tx, &Actor) -> ActionResult<()> + Send + 'static,
) -> WebResult {
    let (actor, back) = (page.actor.clone(), format!("/netwerk/werkgevers/{id}"));
    let location = back.clone();
    match page.submit(&sent, move |tx| act(tx, &actor).map(|()| location.clone())).await {
        Ok(location) => Ok(page.see_other(&location, Some(notice))),
        Err(ActionError::Invalid(errors)) => {
            let shown = EmployerDetail { fields: sent.fields, errors, ..load(&page, id).await? };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &back)),
    }
}

/// `GET /netwerk/werkgevers/nieuw`
///
/// # Errors
/// None of its own.
pub async fn form(_: Allowed<needs::ManageEmployers>, page: Page) -> WebResult {
    page.html(|frame| NewEmployer { fields: Fields::default(), errors: FieldErrors::none() }.render(frame))
}

/// `POST /netwerk/werkgevers/nieuw`: after a visit; the contact person gets a link.
///
/// # Errors
/// A page that says what happened.
pub async fn register(_: Allowed<needs::ManageEmployers>, page: Page, sent: SentForm) -> WebResult {
    let result = match parse_registration(&sent.fields) {
        Ok((profile, contact)) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut Tx| {
                employer::register_for(tx, &actor, &profile, &contact).map(|id| format!("/netwerk/werkgevers/{id}"))
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::EmployerRegistered))),
        Err(ActionError::Invalid(errors)) => {
            let shown = NewEmployer { fields: sent.fields, errors };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, "/netwerk/werkgevers/nieuw")),
    }
}
