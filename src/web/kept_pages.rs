//! Pages that several visitors asked for, kept as the bytes that were sent, until anything changes.
//! Never a page of somebody: who has a session or is told something gets his own, and so does who may send a form.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Bytes;

use crate::app::App;
use crate::domain::civil_day::CivilDay;

/// All pages together are at most this large.
const MOST_BYTES: usize = 8 << 20;
/// So many pages are remembered as asked for once.
const MOST_ASKED: usize = 4_096;
/// What a page costs beside its bytes.
const AROUND_A_PAGE: usize = 1_024;

/// All that a public page shows is as old as this: when one of these is another, so may the page be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The changes that this process has made in the database.
    changes: u64,
    /// The changes that its index has followed, its own and those of other nodes.
    index: u64,
    today: CivilDay,
}

impl Stamp {
    /// How things stand now. Taken before a page is made, never after.
    pub fn now(app: &App) -> Self {
        Self { changes: app.db.changes_made(), index: app.index.generation(), today: app.clock.today() }
    }
}

/// A page as it was sent.
#[derive(Debug)]
pub struct KeptPage {
    /// The headers that the page itself has.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The bytes, packed or not.
    pub body: Bytes,
}

/// What is known of a page that is asked for.
pub enum Known {
    /// This is it.
    Kept(Arc<KeptPage>),
    /// Somebody asked for it before: it is worth keeping.
    AskedBefore,
    /// Nobody did since anything changed.
    New,
}

/// The pages that are kept.
#[derive(Default)]
pub struct KeptPages(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    stamp: Option<Stamp>,
    pages: HashMap<String, Arc<KeptPage>>,
    bytes: usize,
    asked: HashSet<u64>,
    hasher: RandomState,
}

impl KeptPages {
    /// Looks for a page, and notes that it was asked for.
    pub fn find(&self, key: &str, stamp: Stamp) -> Known {
        let mut inner = self.inner(stamp);
        if let Some(page) = inner.pages.get(key) {
            return Known::Kept(Arc::clone(page));
        }
        if inner.asked.len() >= MOST_ASKED {
            inner.asked.clear();
        }
        let hash = inner.hasher.hash_one(key);
        if inner.asked.insert(hash) { Known::New } else { Known::AskedBefore }
    }

    /// Keeps a page that was made when things stood like this, unless they no longer do.
    pub fn keep(&self, key: String, stamp: Stamp, page: KeptPage) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = page.body.len() + key.len() + AROUND_A_PAGE;
        if inner.stamp != Some(stamp) || size > MOST_BYTES / 8 {
            return;
        }
        if inner.bytes + size > MOST_BYTES {
            inner.pages.clear();
            inner.bytes = 0;
        }
        if inner.pages.insert(key, Arc::new(page)).is_none() {
            inner.bytes += size;
        }
    }

    /// What is kept of this state of things; when that is another one, nothing is.
    fn inner(&self, stamp: Stamp) -> MutexGuard<'_, Inner> {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.stamp != Some(stamp) {
            *inner = Inner { stamp: Some(stamp), ..Inner::default() };
        }
        inner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(changes: u64) -> Stamp {
        Stamp { changes, index: 1, today: CivilDay::parse("2026-11-24").unwrap() }
    }

    fn page(size: usize) -> KeptPage {
        KeptPage { headers: Vec::new(), body: Bytes::from(vec![0; size]) }
    }

    #[test]
    fn a_page_is_kept_from_the_second_time_until_something_changes() {
        let pages = KeptPages::default();
        assert!(matches!(pages.find("/", stamp(1)), Known::New));
        assert!(matches!(pages.find("/", stamp(1)), Known::AskedBefore));
        pages.keep("/".to_owned(), stamp(1), page(10));
        assert!(matches!(pages.find("/", stamp(1)), Known::Kept(_)));
        assert!(matches!(pages.find("/", stamp(2)), Known::New));
        // What was made before the change is not believed after it.
        pages.keep("/".to_owned(), stamp(1), page(10));
        assert!(matches!(pages.find("/", stamp(2)), Known::AskedBefore));
    }

    #[test]
    fn memory_is_bounded() {
        let pages = KeptPages::default();
        pages.find("/", stamp(1));
        for number in 0..1_000 {
            pages.keep(format!("/{number}"), stamp(1), page(100_000));
            assert!(pages.0.lock().unwrap().bytes <= MOST_BYTES);
        }
        for number in 0..10_000 {
            pages.find(&format!("/{number}"), stamp(1));
        }
        assert!(pages.0.lock().unwrap().asked.len() <= MOST_ASKED);
        pages.keep("/large".to_owned(), stamp(1), page(MOST_BYTES));
        assert!(matches!(pages.find("/large", stamp(1)), Known::New));
    }
}
