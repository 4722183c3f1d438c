//! Municipalities in the database.
//! Never more than a handful; never a setting of the machine.

use diesel::prelude::*;

use crate::db::code::Uid;
use crate::db::schema::municipalities as table;
use crate::db::{Conn, Tx};
use crate::domain::ids::MunicipalityId;
use crate::domain::municipality::Municipality;

type Row = (Uid<MunicipalityId>, String, String, String, String, String);

fn from_row((id, name, brand, tagline, phone, email): Row) -> Municipality {
    Municipality { id: id.0, name, brand, tagline, phone, email }
}

/// The columns of a [`Row`].
const COLUMNS: (table::id, table::name, table::brand, table::tagline, table::phone, table::email) =
    (table::id, table::name, table::brand, table::tagline, table::phone, table::email);

/// The municipality that public pages speak for: the first that was made.
pub fn first(conn: &mut Conn) -> QueryResult<Option<Municipality>> {
    Ok(table::table.order(table::id).select(COLUMNS).first::<Row>(conn).optional()?.map(from_row))
}

/// A municipality by name.
pub fn by_name(conn: &mut Conn, name: &str) -> QueryResult<Option<Municipality>> {
    Ok(table::table.filter(table::name.eq(name)).select(COLUMNS).first::<Row>(conn).optional()?.map(from_row))
}

/// Adds a municipality.
pub fn insert(tx: &mut Tx, municipality: &Municipality) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(municipality.id)),
            table::name.eq(&municipality.name),
            table::brand.eq(&municipality.brand),
            table::tagline.eq(&municipality.tagline),
            table::phone.eq(&municipality.phone),
            table::email.eq(&municipality.email),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes how people reach a municipality.
pub fn update_contact(tx: &mut Tx, municipality: &Municipality) -> QueryResult<()> {
    diesel::update(table::table.find(Uid::from(municipality.id)))
        .set((table::phone.eq(&municipality.phone), table::email.eq(&municipality.email)))
        .execute(&mut **tx)?;
    Ok(())
}

/// Whether a municipality sends vacancies to Indeed.
pub fn sends_to_indeed(conn: &mut Conn, id: MunicipalityId) -> QueryResult<bool> {
    let row = table::table.find(Uid::from(id)).select(table::indeed).first(conn).optional()?;
    Ok(row.unwrap_or(false))
}

/// Writes whether a municipality sends vacancies to Indeed.
pub fn set_sends_to_indeed(tx: &mut Tx, id: MunicipalityId, sends: bool) -> QueryResult<()> {
    diesel::update(table::table.find(Uid::from(id))).set(table::indeed.eq(sends)).execute(&mut **tx)?;
    Ok(())
}
