//! A write transaction: the connection, the moment it works with, and what it touched.
//! Never made outside `Db::write`, and never committed by anyone else.

use chrono::{DateTime, Utc};
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use uuid::Uuid;

use super::code::{Coded, Uid};
use super::schema::{change_counter, changes};
use super::{Conn, both};
use crate::domain::audit::SubjectKind;
use crate::domain::ids::{ChangeId, Id};
use crate::domain::moment::Moment;

/// A write transaction. Reading store functions take it too: it derefs to its connection.
pub struct Tx<'c> {
    conn: &'c mut Conn,
    moment: Moment,
    touched: Vec<(SubjectKind, Uuid)>,
}

impl<'c> Tx<'c> {
    /// Begins; immediate on SQLite, since a transaction that reads first and writes later fails there.
    pub(super) fn begin(conn: &'c mut Conn, moment: Moment) -> QueryResult<Self> {
        match conn {
            Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?,
            Conn::Pg(conn) => AnsiTransactionManager::begin_transaction(conn)?,
        }
        Ok(Self { conn, moment, touched: Vec::new() })
    }

    /// Flushes the change log as the last statement and commits.
    pub(super) fn commit(mut self) -> QueryResult<()> {
        self.flush_changes()?;
        both!(self.conn, |conn| AnsiTransactionManager::commit_transaction(conn))
    }

    /// Takes everything back.
    pub(super) fn roll_back(self) -> QueryResult<()> {
        both!(self.conn, |conn| AnsiTransactionManager::rollback_transaction(conn))
    }

    /// The time of this action.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.moment.now()
    }

    /// A new identifier.
    pub fn id<I: Id>(&mut self) -> I {
        self.moment.id()
    }

    /// 32 secret bytes.
    pub fn secret(&mut self) -> [u8; 32] {
        self.moment.secret()
    }

    /// A short code that people read aloud.
    pub fn short_code(&mut self, length: usize) -> String {
        self.moment.short_code(length)
    }

    /// Notes that something changed: one entry of the change log per subject, written at the end.
    pub fn touch<I: Id>(&mut self, kind: SubjectKind, id: I) {
        let subject = (kind, id.uuid());
        if !self.touched.contains(&subject) {
            self.touched.push(subject);
        }
    }

    /// Whether anything was noted as changed.
    pub(super) fn has_touched(&self) -> bool {
        !self.touched.is_empty()
    }

    /// The row lock on the counter is taken here and held for the commit only: it makes `seq` gapless and in the order
    /// of commits on both databases, and nothing after it can wait for another lock.
    fn flush_changes(&mut self) -> QueryResult<()> {
        let Ok(count) = i64::try_from(self.touched.len()) else { return Ok(()) };
        if count == 0 {
            return Ok(());
        }
        let last: i64 = diesel::update(change_counter::table.find(1))
            .set(change_counter::last_seq.eq(change_counter::last_seq + count))
            .returning(change_counter::last_seq)
            .get_result(self.conn)?;
        let at = self.now().naive_utc();
        let touched = std::mem::take(&mut self.touched);
        let rows: Vec<_> = (last - count + 1..)
            .zip(touched)
            .map(|(seq, (kind, subject))| {
                (
                    changes::seq.eq(seq),
                    changes::change_id.eq(Uid::from(self.moment.id::<ChangeId>())),
                    changes::subject_kind.eq(Coded(kind)),
                    changes::subject_id.eq(subject.as_bytes().to_vec()),
                    changes::at.eq(at),
                )
            })
            .collect();
        both!(self.conn, |conn| diesel::insert_into(changes::table).values(&rows).execute(conn)).map(|_| ())
    }
}

impl std::ops::Deref for Tx<'_> {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        self.conn
    }
}

impl std::ops::DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn
    }
}
