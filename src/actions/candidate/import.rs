//! Importing candidates: a line of a file becomes a candidate, and the same again an update.
//! Never takes a fact away that the file does not mention, and never guesses a begeleider.

use super::super::listing::import::Imported;
use super::super::{ActionError, ActionResult, consent, expect_first, invalid, mail};
use super::subject;
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::{AccessPurpose, Candidate, CandidateContact, CandidateState, Fact, Private};
use crate::domain::candidate_file::CandidateRecord;
use crate::domain::ids::{AccountId, MunicipalityId};
use crate::domain::sensitive::{Purpose, Sensitive};
use crate::domain::text::EmailAddress;
use crate::store::audit::record;
use crate::store::{accounts, candidate_access, candidates, municipalities};

/// Takes a candidate in; also gives a note when the begeleider is not known here: then nobody guides the person yet.
///
/// # Errors
/// `Invalid` when the municipality is not one of this installation, or the candidate was erased; a database error.
pub fn import(
    tx: &mut Tx,
    record_of: &CandidateRecord,
    municipality: MunicipalityId,
) -> ActionResult<(Imported, Option<String>)> {
    let municipality = match &record_of.municipality {
        None => municipality,
        Some(name) => {
            municipalities::by_name(tx, name)?
                .ok_or_else(|| invalid("municipality", format!("De gemeente \"{name}\" gebruikt dit systeem niet.")))?
                .id
        }
    };
    let (begeleider, note) = match &record_of.begeleider {
        None => (None, None),
        Some(named) => match begeleider(tx, municipality, named)? {
            Some(id) => (Some(id), None),
            None => (
                None,
                Some(format!("De begeleider \"{named}\" is hier niet bekend. Niemand begeleidt deze kandidaat nog.")),
            ),
        },
    };
    let known = candidates::by_origin(tx, municipality, &record_of.origin)?;
    let imported = if known.is_some() { Imported::Updated } else { Imported::New };
    let candidate = match known {
        // Nothing new in it: nobody looked at it, and nobody is ranked again.
        Some(known) => match update(tx, known, record_of, begeleider)? {
            Some(changed) => changed,
            None => return Ok((Imported::Updated, note)),
        },
        None => add(tx, municipality, record_of, begeleider)?,
    };
    tx.touch(SubjectKind::Candidate, candidate.id);
    candidate_access::record(tx, candidate.id, &Actor::System, AccessPurpose::Intake)?;
    let deed = if imported == Imported::New { Deed::CandidateCreated } else { Deed::CandidateChanged };
    record(tx, &Actor::System, deed, subject(&candidate), Some("import"))?;
    Ok((imported, note))
}

fn add(
    tx: &mut Tx,
    municipality: MunicipalityId,
    record: &CandidateRecord,
    begeleider: Option<AccountId>,
) -> ActionResult<Candidate> {
    let candidate = Candidate {
        id: tx.id(),
        municipality,
        code: tx.short_code(6),
        state: CandidateState::Active,
        contact: record.contact.clone(),
        profile: record.profile.clone(),
        private: private(tx, record, &Private::default()),
        begeleider,
        origin: Some(record.origin.clone()),
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    candidates::insert(tx, &candidate)?;
    Ok(candidate)
}

fn update(
    tx: &mut Tx,
    mut candidate: Candidate,
    record: &CandidateRecord,
    begeleider: Option<AccountId>,
) -> ActionResult<Option<Candidate>> {
    if candidate.state == CandidateState::Erased {
        return Err(invalid(
            "identifier",
            "De gegevens van deze kandidaat zijn gewist. Wie terugkomt, krijgt een nieuw kenmerk.",
        ));
    }
    let (version, loaded) = (candidate.version, candidate.clone());
    let before = candidate.private.expose(Purpose::Change).clone();
    candidate.contact = CandidateContact {
        name: record.contact.name.clone(),
        email: record.contact.email.clone().or(candidate.contact.email),
        phone: record.contact.phone.clone().or(candidate.contact.phone),
    };
    candidate.profile = record.profile.clone();
    candidate.private = private(tx, record, &before);
    candidate.begeleider = begeleider.or(candidate.begeleider);
    if candidate == loaded {
        return Ok(None);
    }
    candidate.updated_at = tx.now();
    expect_first(candidates::update(tx, &candidate, version)?)?;
    candidate.version = version + 1;
    if candidate.contact.email != loaded.contact.email {
        mail::follow(tx, &candidate)?;
        consent::ask_elsewhere(tx, &candidate)?;
    }
    Ok(Some(candidate))
}

/// What the file says over what was known.
fn private(tx: &Tx, record: &CandidateRecord, before: &Private) -> Sensitive<Private> {
    let said = record.private.expose(Purpose::Store);
    let mut facts = before.facts.clone();
    for (key, value) in &said.facts {
        facts.note(*key, Fact { value: value.clone(), by: None, at: tx.now() });
    }
    Sensitive::new(Private {
        birth_date: said.form.birth_date.or(before.birth_date),
        limits: if said.form.limits.is_empty() { before.limits.clone() } else { said.form.limits.clone() },
        facts,
    })
}

/// The begeleider of this name or mail address; a name that two people have is nobody's.
fn begeleider(conn: &mut Conn, municipality: MunicipalityId, named: &str) -> Result<Option<AccountId>, ActionError> {
    let mut team = accounts::with_role(conn, municipality, Role::Begeleider)?;
    let email = EmailAddress::parse(named).ok();
    team.retain(|account| Some(&account.email) == email.as_ref() || account.name.eq_ignore_ascii_case(named));
    Ok(if let [one] = &team[..] { Some(one.id) } else { None })
}
