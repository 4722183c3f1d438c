//! The index as the other rooms know it: opened once, asked from many threads, aware of a rebuild by another process.
//! It never fails because an index is bad: it then is empty, and says so.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::Searcher;
use tantivy::query::{EnableScoring, Query as EngineQuery, Weight};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{Id, ListingId};
use crate::domain::search::{After, Found, Hit, ListingDocument, Near, Position, Query, Snippet, Sort};
use crate::search::analyzer::Analyzer;
use crate::search::facets::Choices;
use crate::search::filter::Filter;
use crate::search::gather::{Gather, Gathered, MOST_COUNTED, Order};
use crate::search::generation::{Generation, Home};
use crate::search::language::Language;
use crate::search::lexicon::Lexicon;
use crate::search::query::Words;
use crate::search::ranked::Key;
use crate::search::schema::{Columns, column};
use crate::search::scoring::{Scope, like_title};
use crate::search::similar::Likeness;
use crate::search::snippet::Cutter;
use crate::search::view::View;
use crate::search::writer::Writer;
use crate::search::{SearchError, Thesaurus, fingerprint};

/// So many views are kept for those who are going through pages (docs/decisions/023-paging.md).
const KEPT_VIEWS: usize = 16;
/// More questions than this do not wait: who comes then is asked to come back.
const MOST_WAITING: usize = 256;
/// With fewer results than this, listings that have some of the words come after those that have all.
const FEW: u64 = 10;
/// So many listings are like another at most.
const MOST_ALIKE: usize = 50;
/// With more results than this nobody is told what lies farther away.
const LITTLE: u64 = 50;

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
    /// What words mean beside themselves.
    language: Language,
    state: RwLock<State>,
    /// Made at the first change. Its lock is also held while the state is replaced, and is always taken first.
    writer: Mutex<Option<Writer>>,
    /// Counts the visible changes.
    version: AtomicU64,
    /// What was shown last, the newest first.
    recent: Mutex<VecDeque<Arc<View>>>,
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
        Self(Arc::new(Inner { home, analyzer, language, state, writer, version, recent, building, turns, places }))
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

    /// Answers a question: the hits from `offset` on, or those after what the question names, and the counts. The page of
    /// the question itself is not looked at. Where no document has all the words, one of them is enough.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn search(&self, query: &Query, today: CivilDay, offset: u32, limit: u32) -> Result<Found, SearchError> {
        let state = self.state();
        let view = query.after.and_then(|after| self.view_of(after)).unwrap_or(state.view);
        let place = query.near.as_ref().map(|near| near.place.name.as_str());
        let fields = &state.generation.fields;
        let words = self.words_in(&view.searcher, fields, &query.text).around(&self.0.analyzer, place);
        let order = match query.effective_sort() {
            Sort::Relevance if !words.is_empty() => Order::Score,
            Sort::Nearest if query.near.is_some() => Order::Nearest,
            _ => Order::Newest,
        };
        let filter = Filter::of(query, today);
        let mut asked = Asked { view: &view, words: &words, scope: Scope::All, fields: state.generation.fields, order };
        let (offset, after) = if query.after.is_some() { (0, query.after) } else { (offset, None) };
        // No page reaches beyond what is counted, so no number of a page makes room for more.
        let most = if u64::from(offset) < MOST_COUNTED { limit as usize } else { 0 };
        let documents = usize::try_from(view.searcher.num_docs()).unwrap_or(0);
        let window = if most == 0 { 0 } else { (offset as usize).saturating_add(most).min(documents) };
        let mut gathered = asked.gather(&filter, after, window)?;
        // In another order than the best first, what has some of the words would stand among what has all.
        if order == Order::Score && gathered.total < FEW && words.are_several() {
            asked.scope = if gathered.total == 0 { Scope::Some } else { Scope::SomeInTitle };
            gathered = asked.gather(&filter, after, window)?;
        }
        // Circles are counted as a link to them counts: with all words.
        asked.scope = Scope::All;
        let wider = if limit > 0 && gathered.total <= LITTLE { asked.wider(query, &filter)? } else { Vec::new() };
        if let Some(wider) = wide_enough(query, gathered.total, &wider) {
            let found = self.search(&wider, today, offset, limit)?;
            if found.total > gathered.total {
                return Ok(Found { radius_km: wider.near.map(|near| near.radius_km), ..found });
            }
        }
        let (total, more, facets) = (gathered.total, gathered.more, gathered.counts.into_facets(filter.asked));
        let (hits, after) = gathered.hits(offset as usize, view.seq()).into_iter().take(most).unzip();
        let suggestion = words.suggestion(&self.0.analyzer, &query.text);
        Ok(Found { radius_km: None, total, more, suggestion, hits, after, facets, wider })
    }

    /// The view in which a page ended, when it is still kept.
    fn view_of(&self, after: After) -> Option<Arc<View>> {
        let recent = self.0.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().find(|view| view.seq() == after.seq).cloned()
    }

    /// The parts of texts that show why they were found: at most 160 characters each. Without a match, the beginning.
    pub fn snippets<'a>(&self, query: &Query, texts: impl IntoIterator<Item = &'a str>) -> Vec<Snippet> {
        let State { generation, view, .. } = self.state();
        let words = self.words_in(&view.searcher, &generation.fields, &query.text);
        let mut cutter = Cutter::new(&self.0.analyzer, &words);
        texts.into_iter().map(|text| cutter.cut(text)).collect()
    }

    /// The part of one text that shows why it was found.
    pub fn snippet(&self, query: &Query, text: &str) -> Snippet {
        self.snippets(query, [text]).pop().unwrap_or_default()
    }

    /// Open listings like this one: words of the title, the same branch, nearby; the document itself need not be known.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn similar(&self, document: &ListingDocument, today: CivilDay, limit: u32) -> Result<Vec<Hit>, SearchError> {
        let State { generation, view, .. } = self.state();
        let scoring = EnableScoring::enabled_from_searcher(&view.searcher);
        let words =
            like_title(&self.0.analyzer, &generation.fields, &document.title).map(|query| query.weight(scoring));
        let weight = words.transpose()?;
        let choices = Choices::of_document(document);
        let likeness = Likeness { id: document.id, choices, at: document.at, words: weight.as_deref() };
        // One more, since the listing is like itself.
        let mut hits = likeness.best(&view, today, (limit as usize).saturating_add(1).min(MOST_ALIKE))?;
        hits.truncate(limit as usize);
        Ok(hits)
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

/// A question to a view.
struct Asked<'a> {
    view: &'a View,
    words: &'a Words,
    /// Whether every word must be found, or some.
    scope: Scope,
    fields: Columns,
    order: Order,
}

impl Asked<'_> {
    fn gather(&self, filter: &Filter, after: Option<After>, window: usize) -> Result<Gathered, SearchError> {
        let weight = self.weight()?;
        let key = |after: After| Key { first: after.first, published: after.published, id: after.id.uuid().as_u128() };
        let (words, order, after) = (weight.as_deref(), self.order, after.map(key));
        let (rings, most_counted) = (&[], MOST_COUNTED);
        Ok(Gather { words, filter, order, after, window, rings, most_counted }.run(self.view)?)
    }

    fn weight(&self) -> Result<Option<Box<dyn Weight>>, SearchError> {
        if self.words.is_empty() {
            return Ok(None);
        }
        let searcher = &self.view.searcher;
        let scoring = match self.order {
            Order::Score => EnableScoring::enabled_from_searcher(searcher),
            Order::Newest | Order::Nearest => EnableScoring::disabled_from_searcher(searcher),
        };
        Ok(Some(self.words.query(searcher, &self.fields, self.scope).weight(scoring)?))
    }

    /// How many there are in each wider circle.
    fn wider(&self, query: &Query, filter: &Filter) -> Result<Vec<(u16, u64)>, SearchError> {
        let Some((filter, radii)) = query.near.as_ref().and_then(|near| filter.wider(near)) else {
            return Ok(Vec::new());
        };
        let weight = self.weight()?;
        let words = weight.as_deref();
        let (order, most_counted) = (Order::Nearest, MOST_COUNTED);
        let gather = Gather { words, filter: &filter, order, after: None, window: 0, rings: &radii, most_counted };
        let counted = gather.run(self.view)?.rings;
        Ok(radii.into_iter().zip(counted).collect())
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
                return Ok((Some(State::of(generation, Some(current.name), position)?), Opened::Current));
            }
            // Another process may have switched and cleared away in between; then look again.
            Err(reason) if home.current()? == Some(Ok(current)) => return Ok((None, Opened::Damaged(reason))),
            Err(_) => {}
        }
    }
}
