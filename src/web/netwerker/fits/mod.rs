//! Who fits a listing and which work fits a candidate: the whole ranking, page by page, with who falls out and why (mission
//! M17). Never a hidden rejection: everyone who looks for work is in it, and each whose name is shown is written down as looked at.

mod people;
mod work;

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::ActionError;
use crate::actions::proposal::propose_by_hand;
use crate::db::Tx;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, ListingId};
use crate::matching::{Assessment, explain};
use crate::views::flash::Notice;
use crate::views::proposals::fits::Fits;
use crate::web::error::WebResult;
use crate::web::extract::{Allowed, Page, SentForm, needs};
pub use people::people;
pub use work::work;

/// How many of each part stand on a page.
const PER_PAGE: usize = 30;
/// How many are found by name.
const SOUGHT: i64 = 10;

/// A ranking with what was asked and, after a refused form, what was typed.
struct Asked {
    /// Which page, from 0.
    page: usize,
    sought: String,
    refused: Option<(CandidateId, ListingId)>,
    fields: Fields,
    errors: FieldErrors,
}

impl Asked {
    fn of(query: &Fields) -> Self {
        Self {
            page: query.get("pagina").parse().ok().filter(|page| (1..10_000).contains(page)).unwrap_or(1) - 1,
            sought: query.get("zoek").chars().take(100).collect(),
            refused: None,
            fields: Fields::default(),
            errors: FieldErrors::none(),
        }
    }
}

/// The identifiers of a page of a ranking, part by part.
struct Parts<I> {
    fitting: Vec<I>,
    knocked_out: Vec<I>,
    page: usize,
    pages: usize,
    left_out: usize,
}

impl<I: Copy + Ord> Parts<I> {
    /// Splits what was assessed: what fits by score, what falls out by how little.
    fn of(mut assessed: Vec<(I, Assessment)>, page: usize) -> Self {
        assessed.sort_by_key(|(id, assessment)| {
            (assessment.knocked_out().count(), std::cmp::Reverse(assessment.score()), *id)
        });
        let (fitting, out): (Vec<_>, Vec<_>) = assessed.into_iter().partition(|(_, assessment)| assessment.fits());
        let pages = fitting.len().max(out.len()).max(1).div_ceil(PER_PAGE);
        let page = page.min(pages - 1);
        let shown = page * PER_PAGE..(page + 1) * PER_PAGE;
        let left_out = fitting.len().saturating_sub(shown.end) + out.len().saturating_sub(shown.end);
        let on_page = |part: Vec<(I, Assessment)>| {
            part.into_iter().skip(shown.start).take(PER_PAGE).map(|(id, _)| id).collect::<Vec<I>>()
        };
        Self { fitting: on_page(fitting), knocked_out: on_page(out), page, pages, left_out }
    }

    /// Which page it is, of how many.
    fn place(&self) -> (u32, u32) {
        (u32::try_from(self.page).unwrap_or(0), u32::try_from(self.pages).unwrap_or(u32::MAX))
    }
}

/// Nothing, where there is no ranking: the work is not open, or the candidate looks for none.
impl<I> Default for Parts<I> {
    fn default() -> Self {
        Self { fitting: Vec::new(), knocked_out: Vec::new(), page: 0, pages: 1, left_out: 0 }
    }
}

fn with(mut fits: Fits, asked: Asked) -> Fits {
    fits.sought = asked.sought;
    (fits.refused, fits.fields, fits.errors) = (asked.refused, asked.fields, asked.errors);
    fits
}

fn score(explanation: &explain::Explanation) -> Option<i32> {
    explanation.assessment.fits().then(|| i32::from(explanation.assessment.score()))
}

/// `POST /netwerk/aanbod/{listing}/kandidaten/{candidate}`: proposed by hand.
///
/// # Errors
/// A page that says what happened.
pub async fn propose(
    allowed: Allowed<needs::GuideMatches>,
    page: Page,
    pair: web::Path<(ListingId, CandidateId)>,
    sent: SentForm,
) -> WebResult {
    let (listing, candidate) = *pair;
    let actor = page.actor.clone();
    let reason = sent.fields.get("reden").to_owned();
    let act = move |tx: &mut Tx| propose_by_hand(tx, &actor, candidate, listing, &reason).map(super::proposals::path);
    let error = match page.submit(&sent, act).await {
        Ok(location) => return Ok(page.see_other(&location, Some(Notice::ProposalMade))),
        Err(error) => error,
    };
    let from_candidate = sent.fields.get("van") == "kandidaat";
    let ActionError::Invalid(errors) = error else {
        let back = if from_candidate {
            format!("/netwerk/kandidaten/{candidate}/werk")
        } else {
            format!("/netwerk/aanbod/{listing}/kandidaten")
        };
        return Err(page.failed(error, &sent, &back));
    };
    let asked = Asked {
        page: 0,
        sought: String::new(),
        refused: Some((candidate, listing)),
        fields: sent.fields.clone(),
        errors,
    };
    let shown = if from_candidate {
        work::load(&page, &allowed.person, candidate, asked).await?
    } else {
        people::load(&page, &allowed.person, listing, asked).await?
    };
    page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
}
