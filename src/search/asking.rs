//! Asking the index: a question becomes a query, what is found is gathered, and how far to look is decided.
//! It never changes the index, and what somebody typed is never left out of the question.

use std::sync::{Arc, PoisonError};

use tantivy::query::{EnableScoring, Query as EngineQuery, Weight};

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::Id;
use crate::domain::search::{After, Found, Hit, ListingDocument, Near, Query, Snippet, Sort};
use crate::search::SearchError;
use crate::search::facets::Choices;
use crate::search::filter::Filter;
use crate::search::gather::{Gather, Gathered, MOST_COUNTED, Order};
use crate::search::index::{Index, State};
use crate::search::lexicon::Lexicon;
use crate::search::query::Words;
use crate::search::ranked::Key;
use crate::search::schema::Columns;
use crate::search::scoring::{Scope, like_title};
use crate::search::similar::Likeness;
use crate::search::snippet::Cutter;
use crate::search::view::View;

/// With fewer results than this, listings that have some of the words come after those that have all.
const FEW: u64 = 10;
/// With fewer results than this, a radius that nobody asked for grows, up to here.
const HANDFUL: u64 = 5;
const WIDEST_KM: u16 = 50;
/// So many listings are like another at most.
const MOST_ALIKE: usize = 50;
/// So many questions are remembered as they were read.
const REMEMBERED: usize = 16;
/// With more results than this nobody is told what lies farther away.
const LITTLE: u64 = 50;

impl Index {
    /// Answers a question: the hits from `offset` on, or those after what the question names, and the counts. The page of
    /// the question itself is not looked at. Where no document has all the words, one of them is enough.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn search(&self, query: &Query, today: CivilDay, offset: u32, limit: u32) -> Result<Found, SearchError> {
        let version = self.generation();
        let state = self.state();
        let view = query.after.and_then(|after| self.view_of(after)).unwrap_or(state.view);
        let words = self.words_in(version, &view, &state.generation.fields, query);
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
        if let Some(scope) = asked.looser(gathered.total) {
            asked.scope = scope;
            gathered = asked.gather(&filter, after, window)?;
        }
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
    pub(super) fn view_of(&self, after: After) -> Option<Arc<View>> {
        let recent = self.0.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().find(|view| view.seq() == after.seq).cloned()
    }

    /// The parts of texts that show why they were found: at most 160 characters each. Without a match, the beginning.
    pub fn snippets<'a>(&self, query: &Query, texts: impl IntoIterator<Item = &'a str>) -> Vec<Snippet> {
        let version = self.generation();
        let State { generation, view, .. } = self.state();
        let words = self.words_in(version, &view, &generation.fields, query);
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

    /// What somebody typed means to this index. A page asks it several times, for its answer, its snippets and its counts.
    /// The version is the one from before the view was taken: what is remembered for it is never of an older view.
    pub(super) fn words_in(&self, version: u64, view: &View, fields: &Columns, query: &Query) -> Arc<Words> {
        let place = query.near.as_ref().map(|near| near.place.name.as_str());
        let asked = Read::of((version, view.seq()), &query.text, place);
        let read = || self.0.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = read();
        if let Some(at) = kept.iter().position(|(other, _)| *other == asked)
            && let Some((asked, words)) = kept.remove(at)
        {
            kept.push_front((asked, Arc::clone(&words)));
            return words;
        }
        drop(kept);
        let known = || self.0.language.known(&view.searcher, fields);
        let lexicon = Lexicon::new(&view.searcher, fields, &known);
        let analyzer = &self.0.analyzer;
        let words = Words::meant(analyzer, &self.0.language.thesaurus(), &lexicon, &query.text).around(analyzer, place);
        let words = Arc::new(words);
        let mut read = read();
        read.push_front((asked, Arc::clone(&words)));
        read.truncate(REMEMBERED);
        words
    }
}

/// For what words were read: at which moment, and what was typed with which place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Read {
    moment: (u64, i64),
    text: String,
    place: Option<String>,
}

impl Read {
    fn of(moment: (u64, i64), text: &str, place: Option<&str>) -> Self {
        Self { moment, text: text.to_owned(), place: place.map(str::to_owned) }
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
        let weight = self.weight(self.scope)?;
        let key = |after: After| Key { first: after.first, published: after.published, id: after.id.uuid().as_u128() };
        let (words, order, after) = (weight.as_deref(), self.order, after.map(key));
        let (rings, most_counted) = (&[], MOST_COUNTED);
        Ok(Gather { words, filter, order, after, window, rings, most_counted }.run(self.view)?)
    }

    /// With which words to look again when so many have all of them.
    fn looser(&self, found: u64) -> Option<Scope> {
        let applies = self.order == Order::Score && found < FEW && self.words.are_several();
        applies.then_some(if found == 0 { Scope::Some } else { Scope::SomeInTitle })
    }

    fn weight(&self, scope: Scope) -> Result<Option<Box<dyn Weight>>, SearchError> {
        if self.words.is_empty() {
            return Ok(None);
        }
        let searcher = &self.view.searcher;
        let scoring = match self.order {
            Order::Score => EnableScoring::enabled_from_searcher(searcher),
            Order::Newest | Order::Nearest => EnableScoring::disabled_from_searcher(searcher),
        };
        Ok(Some(self.words.query(searcher, &self.fields, scope).weight(scoring)?))
    }

    /// How many the question finds with each wider circle: as many as a link to it leads to.
    fn wider(&self, query: &Query, filter: &Filter) -> Result<Vec<(u16, u64)>, SearchError> {
        let Some((filter, radii)) = query.near.as_ref().and_then(|near| filter.wider(near)) else {
            return Ok(Vec::new());
        };
        let strict = self.rings(&filter, &radii, Scope::All)?;
        let mut counted = strict.clone();
        for scope in [Scope::Some, Scope::SomeInTitle] {
            if strict.iter().any(|found| self.looser(*found) == Some(scope)) {
                let loosened = self.rings(&filter, &radii, scope)?;
                for (at, _) in strict.iter().enumerate().filter(|(_, found)| self.looser(**found) == Some(scope)) {
                    counted[at] = loosened[at];
                }
            }
        }
        Ok(radii.into_iter().zip(counted).collect())
    }

    /// Counts only: nothing is scored.
    fn rings(&self, filter: &Filter, rings: &[u16], scope: Scope) -> Result<Vec<u64>, SearchError> {
        let counting = Self { order: Order::Nearest, ..*self };
        let weight = counting.weight(scope)?;
        let words = weight.as_deref();
        let (order, most_counted) = (counting.order, MOST_COUNTED);
        Ok(Gather { words, filter, order, after: None, window: 0, rings, most_counted }.run(self.view)?.rings)
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
