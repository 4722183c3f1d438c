//! The index as the other rooms know it: opened once, asked from many threads, aware of a rebuild by another process.
//! It never fails because an index is bad: it then is empty, and says so.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::Searcher;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query as EngineQuery};
use uuid::Uuid;

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{Id, ListingId};
use crate::domain::search::{Found, Hit, ListingDocument, Near, Position, Query, Snippet, Sort};
use crate::search::analyzer::Analyzer;
use crate::search::facets::Choices;
use crate::search::gather::{DocumentColumns, Gather, Gathered, Likeness, Order};
use crate::search::generation::{Generation, Home};
use crate::search::language::Language;
use crate::search::lexicon::Lexicon;
use crate::search::query::{Filter, Words};
use crate::search::schema::Columns;
use crate::search::scoring::{Scope, like_title};
use crate::search::writer::Writer;
use crate::search::{SearchError, Thesaurus, fingerprint, snippet};

/// With fewer results than this, listings that have some of the words come after those that have all.
const FEW: u64 = 10;

/// With fewer results than this, a radius that nobody asked for grows, up to here.
const HANDFUL: u64 = 5;
const WIDEST_KM: u16 = 50;

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
    pub(super) language: Language,
    state: RwLock<State>,
    /// Made at the first change. Its lock is also held while the state is replaced, and is always taken first.
    writer: Mutex<Option<Writer>>,
    /// Counts the visible changes.
    version: AtomicU64,
}

/// What is asked now.
#[derive(Clone)]
pub(super) struct State {
    pub(super) generation: Generation,
    /// The name of its directory; `None` in memory.
    pub(super) name: Option<String>,
    pub(super) position: Option<Position>,
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
            None => State { generation: Generation::in_memory(&analyzer)?, name: None, position: None },
        };
        Ok((Self::with(Some(home), analyzer, state), opened))
    }

    /// An empty index that lives in memory.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn in_memory() -> Result<Self, SearchError> {
        let analyzer = Analyzer::shipped().clone();
        let state = State { generation: Generation::in_memory(&analyzer)?, name: None, position: None };
        Ok(Self::with(None, analyzer, state))
    }

    fn with(home: Option<Home>, analyzer: Analyzer, state: State) -> Self {
        let (state, writer) = (RwLock::new(state), Mutex::new(None));
        let language = Language::shipped();
        Self(Arc::new(Inner { home, analyzer, language, state, writer, version: AtomicU64::new(1) }))
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

    /// How many documents there are, also those that closed.
    pub fn document_count(&self) -> u64 {
        self.state().generation.reader.searcher().num_docs()
    }

    /// Answers a question: the hits from `offset` on, and the counts. The page of the question itself is not looked at.
    /// Where no document has all the words, one of them is enough.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn search(&self, query: &Query, today: CivilDay, offset: u32, limit: u32) -> Result<Found, SearchError> {
        let state = self.state();
        let searcher = state.generation.reader.searcher();
        let place = query.near.as_ref().map(|near| near.place.name.as_str());
        let words = self.words_in(&searcher, &state.generation.fields, &query.text).around(&self.0.analyzer, place);
        let order = match query.effective_sort() {
            Sort::Relevance if !words.is_empty() => Order::Score,
            Sort::Nearest if query.near.is_some() => Order::Nearest,
            _ => Order::Newest,
        };
        let filter = Filter::of(query, today);
        // No page reaches beyond the last document, so no number of a page makes room for more.
        let most = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        let window = (offset as usize).saturating_add(limit as usize).min(most);
        let ask = |scope| {
            let gather = Gather { filter: filter.clone(), order, window };
            searcher.search(&*words.query(&searcher, &state.generation.fields, scope), &gather)
        };
        let mut gathered: Gathered = ask(Scope::All)?;
        if gathered.total < FEW && words.are_several() {
            gathered = ask(if gathered.total == 0 { Scope::Some } else { Scope::SomeInTitle })?;
        }
        let radii = filter.near.as_ref().map(|circle| circle.wider_km.as_slice()).unwrap_or_default();
        let wider: Vec<(u16, u64)> = radii.iter().copied().zip(gathered.wider.iter().copied()).collect();
        if let Some(wider) = wide_enough(query, gathered.total, &wider) {
            let found = self.search(&wider, today, offset, limit)?;
            return Ok(Found { radius_km: wider.near.map(|near| near.radius_km), ..found });
        }
        Ok(Found {
            radius_km: None,
            total: gathered.total,
            more: false,
            suggestion: words.suggestion(&self.0.analyzer, &query.text),
            facets: gathered.counts.into_facets(filter.asked),
            wider,
            hits: gathered.hits(offset as usize),
        })
    }

    /// The part of a text that shows why it was found: at most 160 characters. Without a match, the beginning.
    pub fn snippet(&self, query: &Query, text: &str) -> Snippet {
        let state = self.state();
        let searcher = state.generation.reader.searcher();
        let words = self.words_in(&searcher, &state.generation.fields, &query.text);
        snippet::cut(&self.0.analyzer, &words, text)
    }

    /// Open listings like this one: words of the title, the same branch, nearby; the document itself need not be known.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn similar(&self, document: &ListingDocument, today: CivilDay, limit: u32) -> Result<Vec<Hit>, SearchError> {
        let state = self.state();
        let searcher = state.generation.reader.searcher();
        let everything = ConstScoreQuery::new(Box::new(AllQuery), 0.0);
        let query = BooleanQuery::new(vec![
            (Occur::Should, Box::new(everything) as Box<dyn EngineQuery>),
            (Occur::Should, like_title(&self.0.analyzer, &state.generation.fields, &document.title)),
        ]);
        let likeness = Likeness { id: document.id, choices: Choices::of_document(document), at: document.at };
        let most = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        let (filter, order) = (Filter::open_on(today), Order::Likeness(likeness));
        let gathered = searcher.search(&query, &Gather { filter, order, window: most.min(limit as usize) })?;
        Ok(gathered.hits(0))
    }

    /// The digest of every document (see [`digest`](crate::search::digest)), to compare with the database.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn digests(&self) -> Result<BTreeMap<ListingId, u64>, SearchError> {
        let mut digests = BTreeMap::new();
        for segment in self.state().generation.reader.searcher().segment_readers() {
            let columns = DocumentColumns::open(segment)?;
            for doc in segment.doc_ids_alive() {
                let id = ListingId::from_uuid(Uuid::from_u128(columns.id(doc)));
                digests.insert(id, columns.digest.first(doc).unwrap_or_default());
            }
        }
        Ok(digests)
    }

    /// What somebody typed means to this index.
    fn words_in(&self, searcher: &Searcher, fields: &Columns, text: &str) -> Words {
        let known = || self.0.language.known(searcher, fields);
        let lexicon = Lexicon::new(searcher, fields, &known);
        Words::meant(&self.0.analyzer, &self.0.language.thesaurus(), &lexicon, text)
    }

    pub(super) fn state(&self) -> State {
        self.0.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn writer(&self) -> MutexGuard<'_, Option<Writer>> {
        self.0.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows a new state to everybody, and says whether it answers differently. The writer must be held.
    pub(super) fn publish(&self, state: State, visible: bool) {
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
                    Ok((_, Opened::OtherFingerprint)) | Err(_) => {}
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
                    if position != state.position && state.generation.reader.reload().is_ok() {
                        self.publish(State { position, ..state }, true);
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

/// The question with a radius that finds a handful, when the place was read from the words and nobody named a radius.
fn wide_enough(query: &Query, found: u64, wider: &[(u16, u64)]) -> Option<Query> {
    let (near, read) = query.near.as_ref().zip(query.read_place.as_ref())?;
    if found >= HANDFUL || !read.radius_is_ours {
        return None;
    }
    let within_reach = wider.iter().filter(|(km, count)| *km <= WIDEST_KM && *count > found);
    let enough = within_reach.clone().find(|(_, count)| *count >= HANDFUL);
    let (radius_km, _) = *enough.or_else(|| within_reach.max_by_key(|(km, count)| (*count, std::cmp::Reverse(*km))))?;
    let near = Near { place: near.place.clone(), radius_km };
    Some(Query { near: Some(near), read_place: None, ..query.clone() })
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
                return Ok((Some(State { generation, name: Some(current.name), position }), Opened::Current));
            }
            // Another process may have switched and cleared away in between; then look again.
            Err(reason) if home.current()? == Some(Ok(current)) => return Ok((None, Opened::Damaged(reason))),
            Err(_) => {}
        }
    }
}
