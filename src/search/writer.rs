//! Writing: changes in one commit with their position, and building anew beside what is in use.
//! It never makes half a change visible: a commit that fails or is killed leaves the one before.

use std::sync::atomic::Ordering;

use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument};

use crate::domain::ids::ListingId;
use crate::domain::search::{ListingDocument, Position};
use crate::search::SearchError;
use crate::search::document::{id_term, to_tantivy};
use crate::search::generation::{Generation, Unfinished};
use crate::search::index::{Index, State};

/// The least that the engine accepts for one thread; changes are few.
const MEMORY_FOR_CHANGES: usize = 15_000_000;
/// Two threads of this size for a rebuild.
const MEMORY_FOR_REBUILD: usize = 25_000_000;

impl Index {
    /// Removes each listing and adds it again when it has a document; all together, with the position, or nothing.
    ///
    /// # Errors
    /// `Busy` when another process writes this index, `NotBuilt` when it must be built first, or what went wrong.
    pub fn apply(
        &self,
        changes: &[(ListingId, Option<ListingDocument>)],
        position: Position,
    ) -> Result<(), SearchError> {
        let mut writer = self.writer();
        self.follow(&mut writer);
        let state = self.state();
        if self.0.home.is_some() && state.name.is_none() {
            return Err(SearchError::NotBuilt);
        }
        let mut open = match writer.take() {
            Some(open) => open,
            None => Writer::open(&state.generation, 1, MEMORY_FOR_CHANGES)?,
        };
        // On an error the writer is dropped, and with it what was not committed.
        open.apply(changes, position)?;
        *writer = Some(open);
        self.publish(state.reloaded(Some(position))?, !changes.is_empty());
        Ok(())
    }

    /// Builds the index anew from all documents, as they were at this position.
    ///
    /// # Errors
    /// When the directory or the engine fails; what was in use then stays so.
    pub fn rebuild(
        &self,
        documents: impl IntoIterator<Item = ListingDocument>,
        position: Position,
    ) -> Result<(), SearchError> {
        let rebuild = self.begin_rebuild()?;
        for document in documents {
            rebuild.add(&document)?;
        }
        rebuild.finish(position)
    }

    /// Begins to build the index anew, for documents that come in parts. Searching and changing go on meanwhile.
    ///
    /// # Errors
    /// When the directory or the engine fails.
    pub fn begin_rebuild(&self) -> Result<Rebuild, SearchError> {
        let (place, generation) = match &self.0.home {
            None => (None, Generation::in_memory(&self.0.analyzer)?),
            Some(home) => {
                let place = home.create()?;
                let generation = Generation::create(place.path(), &self.0.analyzer)?;
                (Some(place), generation)
            }
        };
        let writer = Writer::open(&generation, 2, MEMORY_FOR_REBUILD)?;
        Ok(Rebuild { progress: Progress::begin(self), index: self.clone(), generation, writer, place })
    }
}

/// A new index in the making. Dropped before it is finished, it leaves everything as it was.
pub struct Rebuild {
    progress: Progress,
    index: Index,
    generation: Generation,
    writer: Writer,
    /// Last, so that it is removed when nothing writes there any more.
    place: Option<Unfinished>,
}

impl Rebuild {
    /// Adds a listing; each may come once.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn add(&self, document: &ListingDocument) -> Result<(), SearchError> {
        self.writer.add(document)?;
        self.progress.0.0.building.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Puts the new index in the place of the old one, here and for every process, and removes what nobody needs.
    ///
    /// # Errors
    /// When the directory or the engine fails; what was in use then stays so.
    pub fn finish(self, position: Position) -> Result<(), SearchError> {
        let Self { progress: _progress, index, generation, mut writer, place } = self;
        writer.commit(position)?;
        let mut of_index = index.writer();
        let name = match (&index.0.home, place) {
            (Some(home), Some(place)) => Some(home.switch_to(place)?),
            _ => None,
        };
        *of_index = None;
        // Merging ends before others may write, so that a new index is a compact one.
        let merged = writer.finish();
        generation.reader.reload()?;
        index.publish(State::of(generation, name, Some(position))?, true);
        drop(of_index);
        if let Some(home) = &index.0.home {
            home.remove_unused()?;
        }
        merged
    }
}

/// How far a rebuild is, for who asks whether this node can serve.
struct Progress(Index);

impl Progress {
    fn begin(index: &Index) -> Self {
        index.0.building.store(1, Ordering::Relaxed);
        Self(index.clone())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.0.building.store(0, Ordering::Relaxed);
    }
}

/// The one writer of a generation, in this process and every other.
pub struct Writer {
    engine: IndexWriter,
    generation: Generation,
}

impl Writer {
    fn open(generation: &Generation, threads: usize, memory: usize) -> Result<Self, SearchError> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(memory)
            .num_merge_threads(1)
            .build();
        Ok(Self { engine: generation.index.writer_with_options(options)?, generation: generation.clone() })
    }

    fn apply(&mut self, changes: &[(ListingId, Option<ListingDocument>)], at: Position) -> Result<(), SearchError> {
        for (id, document) in changes {
            self.engine.delete_term(id_term(&self.generation.fields, *id));
            if let Some(document) = document {
                self.add(document)?;
            }
        }
        self.commit(at)
    }

    fn add(&self, document: &ListingDocument) -> Result<(), SearchError> {
        let made: TantivyDocument = to_tantivy(&self.generation.fields, document);
        self.engine.add_document(made)?;
        Ok(())
    }

    fn commit(&mut self, at: Position) -> Result<(), SearchError> {
        let payload =
            serde_json::to_string(&at).map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?;
        let mut commit = self.engine.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        Ok(())
    }

    fn finish(self) -> Result<(), SearchError> {
        Ok(self.engine.wait_merging_threads()?)
    }
}
