//! The pool of this node, shared by what ranks.
//! Never locked while the database is read: those who rank go on with what is there.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::{Pool, Update};
use crate::db::{Db, DbError};
use crate::domain::civil_day::CivilDay;

/// The pool of this node. Cheap to clone; empty until somebody catches up.
#[derive(Clone, Default)]
pub struct SharedPool(Arc<Inner>);

#[derive(Default)]
struct Inner {
    pool: RwLock<Pool>,
    /// One follower at a time: two would read the same changes, and the later could bring back older rows.
    following: Mutex<()>,
}

impl SharedPool {
    /// Looks at the pool; what changed waits so long.
    pub fn read<T>(&self, look: impl FnOnce(&Pool) -> T) -> T {
        // Nothing that can panic is done while it is written: what a panic leaves is whole.
        look(&self.0.pool.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes in what changed since the last time; gives how much.
    ///
    /// # Errors
    /// A database error; the pool is then as it was.
    pub fn catch_up(&self, db: &Db, today: CivilDay) -> Result<usize, DbError> {
        let _following = self.0.following.lock().unwrap_or_else(PoisonError::into_inner);
        let (position, day) = self.read(|pool| (pool.position, pool.day));
        let update = db.read_now(|conn| Update::read(conn, position, day, today).map_err(DbError::from))?;
        let mut pool = self.0.pool.write().unwrap_or_else(PoisonError::into_inner);
        Ok(update.apply(&mut pool))
    }
}
