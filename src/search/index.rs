//! The index as the other rooms know it: opened once, asked from many threads, aware of a rebuild by another process.
//! It never fails because an index is bad: it then is empty, and says so.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use crate::domain::ids::{Id, ListingId};
use crate::domain::search::Position;
use crate::search::analyzer::Analyzer;
use crate::search::asking::Read;
use crate::search::generation::{Generation, Home};
use crate::search::language::Language;
use crate::search::query::Words;
use crate::search::schema::column;
use crate::search::view::View;
use crate::search::writer::Writer;
use crate::search::{SearchError, Thesaurus, fingerprint};

/// So many views are kept for those who are going through pages (docs/decisions/023-paging.md).
const KEPT_VIEWS: usize = 16;
/// More questions than this do not wait: who comes then is asked to come back.
const MOST_WAITING: usize = 256;

/// What was found when the index was opened. Anything but `Current` means that the index is empty: rebuild it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// An index that can be used; its position says from where to go on.
    Current,
    /// Nothing was ever built here.
    Missing,
    /// Built by a version that makes other indexes.
    OtherFingerprint,
    /// Not readable, and why.
    Damaged(String),
}

/// The search index of this process. Cheap to clone; all clones are one index.
#[derive(Clone)]
pub struct Index(pub(super) Arc<Inner>);

pub(super) struct Inner {
    /// Where it lies; `None` is in memory.
    pub(super) home: Option<Home>,
    pub(super) analyzer: Analyzer,
    /// What words mean beside themselves.
    pub(super) language: Language,
    state: RwLock<State>,
    /// Made at the first change. Its lock is also held while the state is replaced, and is always taken first.
    writer: Mutex<Option<Writer>>,
    /// Counts the visible changes.
    version: AtomicU64,
    /// What was shown last, the newest first.
    pub(super) recent: Mutex<VecDeque<Arc<View>>>,
    /// What was asked last and how it was read, the newest first.
    pub(super) read: Mutex<VecDeque<(Read, Arc<Words>)>>,
    /// How many listings an index in the making holds, and one; nothing is made at 0.
    pub(super) building: AtomicU64,
    /// One per core: more at once are slower together.
    turns: Arc<Semaphore>,
    /// One per question that is answered or waits.
    places: Semaphore,
}

/// What is asked now.
#[derive(Clone)]
pub(super) struct State {
    pub(super) generation: Generation,
    /// The name of its directory; `None` in memory.
    pub(super) name: Option<String>,
    pub(super) position: Option<Position>,
    pub(super) view: Arc<View>,
}

impl State {
    /// What a generation holds now.
    pub(super) fn of(
        generation: Generation,
        name: Option<String>,
        position: Option<Position>,
    ) -> Result<Self, SearchError> {
        let view = Arc::new(View::of(generation.reader.searcher(), position, None)?);
        Ok(Self { generation, name, position, view })
    }

    /// The same generation after it was read again.
    pub(super) fn reloaded(self, position: Option<Position>) -> Result<Self, SearchError> {
        self.generation.reader.reload()?;
        let view = Arc::new(View::of(self.generation.reader.searcher(), position, Some(&self.view))?);
        Ok(Self { position, view, ..self })
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("home", &self.0.home).field("version", &self.generation()).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in this directory and checks it to the last byte.
    ///
    /// # Errors
    /// Only when the directory cannot be used.
    pub fn open(directory: &Path) -> Result<(Self, Opened), SearchError> {
        let (home, analyzer) = (Home::at(directory)?, Analyzer::shipped().clone());
        let (state, opened) = find_current(&home, &analyzer)?;
        let state = match state {
            Some(state) => state,
            None => State::of(Generation::in_memory(&analyzer)?, None, None)?,
        };
        Ok((Self::with(Some(home), analyzer, state), opened))
    }

    /// An empty index that lives in memory.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn in_memory() -> Result<Self, SearchError> {
        let analyzer = Analyzer::shipped().clone();
        let state = State::of(Generation::in_memory(&analyzer)?, None, None)?;
        Ok(Self::with(None, analyzer, state))
    }

    fn with(home: Option<Home>, analyzer: Analyzer, state: State) -> Self {
        let recent = Mutex::new(VecDeque::from([Arc::clone(&state.view)]));
        let (state, writer) = (RwLock::new(state), Mutex::new(None));
        let language = Language::shipped();
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let (turns, places) = (Arc::new(Semaphore::new(cores)), Semaphore::new(cores + MOST_WAITING));
        let (version, building) = (AtomicU64::new(1), AtomicU64::new(0));
        let read = Mutex::default();
        Self(Arc::new(Inner {
            home,
            analyzer,
            language,
            state,
            writer,
            version,
            recent,
            read,
            building,
            turns,
            places,
        }))
    }

    /// From now on these words mean the same; before it is called, those of [`Thesaurus::shipped`].
    pub fn set_thesaurus(&self, thesaurus: Arc<Thesaurus>) {
        self.0.language.set_thesaurus(thesaurus);
        self.0.version.fetch_add(1, Ordering::AcqRel);
    }

    /// The last change that the index holds; `None` when it must be built. Notices what another process did.
    pub fn position(&self) -> Option<Position> {
        // While a change is being written, the position before it is the answer.
        if let Ok(mut writer) = self.0.writer.try_lock() {
            self.follow(&mut writer);
        }
        self.state().position
    }

    /// Changes with every visible change: a key for caches of this process.
    pub fn generation(&self) -> u64 {
        self.0.version.load(Ordering::Acquire)
    }

    /// How many listings the index holds that this process is building now; `None` when it builds none.
    pub fn building(&self) -> Option<u64> {
        self.0.building.load(Ordering::Relaxed).checked_sub(1)
    }

    /// How many documents there are, also those that closed.
    pub fn document_count(&self) -> u64 {
        self.state().view.searcher.num_docs()
    }

    /// Waits for a turn to search, to be held while an answer is made; `None` when too many wait already.
    pub async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        let _place = self.0.places.try_acquire().ok()?;
        Arc::clone(&self.0.turns).acquire_owned().await.ok()
    }

    /// The digest of every document (see [`digest`](crate::search::digest)), to compare with the database.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn digests(&self) -> Result<BTreeMap<ListingId, u64>, SearchError> {
        let mut digests = BTreeMap::new();
        for (segment, rows) in self.state().view.segments() {
            let column = segment.fast_fields().u64(column::DIGEST)?;
            for doc in segment.doc_ids_alive() {
                let id = ListingId::from_uuid(Uuid::from_u128(rows.id(doc)));
                digests.insert(id, column.first(doc).unwrap_or_default());
            }
        }
        Ok(digests)
    }

    pub(super) fn state(&self) -> State {
        self.0.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn writer(&self) -> MutexGuard<'_, Option<Writer>> {
        self.0.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows a new state to everybody, and says whether it answers differently. The writer must be held.
    pub(super) fn publish(&self, state: State, visible: bool) {
        let view = Arc::clone(&state.view);
        let mut recent = self.0.recent.lock().unwrap_or_else(PoisonError::into_inner);
        // Of an index that was built anew nothing is shared with the one before: that is let go of.
        if self.state().name != state.name {
            recent.clear();
        }
        recent.push_front(view);
        recent.truncate(KEPT_VIEWS);
        drop(recent);
        *self.0.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        self.0.version.fetch_add(u64::from(visible), Ordering::AcqRel);
    }

    /// Goes over to what another process switched to or wrote. What cannot be used now is left alone: this process goes
    /// on with what it has.
    pub(super) fn follow(&self, writer: &mut Option<Writer>) {
        let Some(home) = &self.0.home else { return };
        let state = self.state();
        let current = home.current();
        match &current {
            Ok(Some(Ok(current))) if Some(&current.name) != state.name.as_ref() => {
                match find_current(home, &self.0.analyzer) {
                    Ok((Some(state), Opened::Current)) => {
                        *writer = None;
                        self.publish(state, true);
                    }
                    // Another version of the program builds another index and goes on with it.
                    Ok((_, Opened::OtherFingerprint)) => {
                        // Unless it cleared away what this one goes on with.
                        if state.name.as_ref().is_some_and(|name| !home.has(name)) {
                            self.lose(writer, state);
                        }
                    }
                    Err(_) => {}
                    Ok(_) => self.lose(writer, state),
                }
            }
            // Somebody removed the index, which is allowed, or spoilt the file that names it.
            Ok(current) if state.name.as_ref().is_some_and(|name| current.is_none() || !home.has(name)) => {
                self.lose(writer, state);
            }
            Ok(Some(Err(_))) if state.name.is_some() => self.lose(writer, state),
            Ok(Some(Ok(_))) if writer.is_none() => match state.generation.position() {
                None if state.name.is_some() => self.lose(writer, state),
                position => {
                    if position != state.position
                        && let Ok(state) = state.reloaded(position)
                    {
                        self.publish(state, true);
                    }
                }
            },
            Ok(_) | Err(_) => {}
        }
    }

    /// What is on disk cannot be used any more: what is open still answers, and must be built again.
    fn lose(&self, writer: &mut Option<Writer>, state: State) {
        *writer = None;
        self.publish(State { name: None, position: None, ..state }, false);
    }
}

/// The generation in use, or why there is none.
fn find_current(home: &Home, analyzer: &Analyzer) -> Result<(Option<State>, Opened), SearchError> {
    loop {
        let current = match home.current()? {
            None => return Ok((None, Opened::Missing)),
            Some(Err(reason)) => return Ok((None, Opened::Damaged(reason))),
            Some(Ok(current)) if current.fingerprint != fingerprint() => return Ok((None, Opened::OtherFingerprint)),
            Some(Ok(current)) => current,
        };
        match Generation::open(&home.path_of(&current.name), analyzer) {
            Ok(generation) => {
                let position = generation.position();
                return Ok((Some(State::of(generation, Some(current.name), position)?), Opened::Current));
            }
            // Another process may have switched and cleared away in between; then look again.
            Err(reason) if home.current()? == Some(Ok(current)) => return Ok((None, Opened::Damaged(reason))),
            Err(_) => {}
        }
    }
}
