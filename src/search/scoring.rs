//! The words of a question as a query of the engine: where each may stand, and how much that counts.
//! It never lets the rarity of a synonym decide: what means the same as a word tells as much as that word.

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery,
    EnableScoring, FuzzyTermQuery, Occur, Query as EngineQuery, QueryClone, TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::domain::search::{How, Where};
use crate::search::analyzer::Analyzer;
use crate::search::compounds::is_vague;
use crate::search::query::{Asked, Slot, Wanted, Words};
use crate::search::schema::Columns;
use crate::search::title::{about, head};
use crate::search::word::Word;

// How much a word counts where it stands: the title says what the work is, a text mentions much.
const TITLE: f32 = 3.0;
/// As the head of a compound of the title: "huisschilder" is a schilder.
const HEAD: f32 = 2.4;
/// As what a compound of the title is about: "tandartsassistent" is no tandarts.
const ABOUT: f32 = 1.2;
const BODY: f32 = 0.6;
const NAME: f32 = 1.0;
const BEGINNING: f32 = 0.5;
/// How much the other places of a word add to the best one.
const ELSEWHERE: f32 = 0.1;
/// The parts of a compound, when they are all there.
const PARTS: f32 = 0.75;
/// Only the head of a compound.
const ONLY_HEAD: f32 = 0.25;
/// What means the same as what was typed.
const SAME: f32 = 0.95;
/// What is one of the things that were meant.
const MEANT: f32 = 0.75;
/// How much less the last of them counts, on a line of so many.
const LESS_MEANT: f32 = 0.25;
const LINE: usize = 12;
/// What means the same but for a word that says only that somebody works: "bediening" for "medewerker bediening".
const WITHOUT_VAGUE: f32 = 0.7;
/// What means the same, in the text.
const SAME_IN_BODY: f32 = 0.35;
/// The name of the place around which is searched, as a part of all words.
const PLACE: f32 = 0.7;
/// All words above some of them.
const ALL_WORDS: f32 = 5.0;

/// What a listing must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All words.
    All,
    /// All words, or some of them in the title.
    SomeInTitle,
    /// Some words.
    Some,
}

type Boxed = Box<dyn EngineQuery>;

impl Words {
    /// The query.
    pub fn query(&self, searcher: &Searcher, fields: &Columns, scope: Scope) -> Boxed {
        if self.is_empty() {
            return Box::new(AllQuery);
        }
        let build = Build { searcher, fields, unit: Even::unit(searcher), beginning: self.beginning() };
        let slots = |in_text: bool| {
            self.slots.iter().enumerate().map(move |(at, slot)| (slot, in_text, at + 1 == self.slots.len()))
        };
        let all: Vec<(Occur, Boxed)> = slots(true)
            .map(|(slot, text, last)| {
                (if slot.optional { Occur::Should } else { Occur::Must }, build.slot(slot, text, last))
            })
            .collect();
        let weight: f32 = self.slots.iter().map(|slot| slot.weight).sum();
        let mut all = all;
        all.extend(build.named(&self.place, weight * PLACE).map(|named| (Occur::Should, named)));
        let all: Boxed = Box::new(BooleanQuery::new(all));
        if scope == Scope::All {
            return Box::new(Even(all));
        }
        let bonus: Boxed = Box::new(ConstScoreQuery::new(all, weight * ALL_WORDS));
        let mut parts = vec![bonus];
        let wanted = || slots(scope == Scope::Some).filter(|(slot, ..)| !slot.optional);
        parts.extend(wanted().map(|(slot, text, last)| build.slot(slot, text, last)));
        // Words that mean something together, each by itself.
        let together = wanted().filter(|(slot, ..)| slot.asked.len() > 1);
        parts.extend(
            together
                .flat_map(|(slot, text, _)| slot.asked.iter().map(move |asked| (asked, text)))
                .map(|(asked, text)| best_way(build.typed(asked, text))),
        );
        if scope == Scope::SomeInTitle {
            // A listing with all words is scored for those in its text too.
            parts.push(Box::new(BoostQuery::new(self.all_again(&build), 0.3)));
        }
        Box::new(Even(Box::new(BooleanQuery::union(parts))))
    }

    /// What was typed, word by word, and the ways in which a listing can have it. Words that mean something together are
    /// named together, with the ways of each word among theirs.
    pub fn ways(&self, searcher: &Searcher, fields: &Columns) -> Vec<(String, Vec<Way>)> {
        let build = Build { searcher, fields, unit: Even::unit(searcher), beginning: self.beginning() };
        let ways = |(at, slot): (usize, &Slot)| {
            let mut ways = build.ways(slot, true, at + 1 == self.slots.len());
            for asked in slot.asked.iter().filter(|_| slot.asked.len() > 1) {
                let alone = |way: Way| Way { how: How::Alone(asked.word.plain.clone()), ..way };
                ways.extend(build.typed(asked, true).into_iter().map(alone));
            }
            (slot.typed(), ways)
        };
        self.slots.iter().enumerate().map(ways).collect()
    }

    fn all_again(&self, build: &Build<'_>) -> Boxed {
        let slots = self.slots.iter().filter(|slot| !slot.optional);
        Box::new(BooleanQuery::intersection(slots.map(|slot| build.slot(slot, true, false)).collect()))
    }
}

/// The query for listings whose title has some of the words of this one; `None` when it has no words.
pub fn like_title(analyzer: &Analyzer, fields: &Columns, title: &str) -> Option<Boxed> {
    let stems = analyzer.stems(title);
    if stems.is_empty() {
        return None;
    }
    let term = |stem: &str| -> Boxed {
        let query = TermQuery::new(Term::from_field_text(fields.title, stem), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(query), TITLE))
    };
    Some(Box::new(BooleanQuery::union(stems.iter().map(|token| term(&token.text)).collect())))
}

/// A way in which a listing can have what was asked, and what it counts.
pub struct Way {
    pub how: How,
    pub place: Where,
    query: Boxed,
}

impl Way {
    /// Scores a document with this alone.
    pub fn weight(&self, searcher: &Searcher) -> tantivy::Result<Box<dyn Weight>> {
        Even(self.query.box_clone()).weight(EnableScoring::enabled_from_searcher(searcher))
    }
}

struct Build<'a> {
    searcher: &'a Searcher,
    fields: &'a Columns,
    /// What a term weighs by itself.
    unit: f32,
    beginning: Option<&'a str>,
}

impl Build<'_> {
    fn slot(&self, slot: &Slot, in_text: bool, last: bool) -> Boxed {
        best_way(self.ways(slot, in_text, last))
    }

    fn ways(&self, slot: &Slot, in_text: bool, last: bool) -> Vec<Way> {
        let mut ways = if let [asked] = &slot.asked[..] {
            self.typed(asked, in_text)
        } else {
            let together = slot.asked.iter().map(|asked| best_way(self.typed(asked, in_text))).collect();
            vec![Way { how: How::Typed, place: Where::Together, query: all(together) }]
        };
        ways.extend(slot.joined.iter().map(|joined| self.in_title(How::Typed, joined, slot.weight)));
        if let (true, Some(beginning)) = (last, self.beginning) {
            let query = self.beginning(beginning, slot.weight);
            ways.push(Way { how: How::Beginning, place: Where::Title, query });
        }
        for wanted in &slot.wanted {
            self.wanted(wanted, slot.weight, in_text, &mut ways);
        }
        ways
    }

    /// A word as it was typed, with its parts and its family.
    fn typed(&self, asked: &Asked, in_text: bool) -> Vec<Way> {
        let (word, weight) = (&asked.word, asked.weight);
        let how = if asked.typed.is_some() { How::Corrected(word.plain.clone()) } else { How::Typed };
        let way = |place, query| Way { how: how.clone(), place, query };
        let mut ways = Vec::new();
        if in_text {
            ways.push(way(Where::Employer, self.term(self.fields.employer, &word.plain, NAME * weight)));
            ways.push(way(Where::Place, self.term(self.fields.place, &word.plain, NAME * weight)));
        }
        let Some(stem) = &word.stem else {
            ways.push(way(Where::Title, self.term(self.fields.title_words, &word.plain, TITLE * weight)));
            return ways;
        };
        ways.push(self.in_title(how.clone(), stem, weight));
        ways.push(self.as_head(how.clone(), stem, weight));
        ways.push(way(Where::About, self.title_part(&about(stem), ABOUT * weight)));
        if in_text {
            ways.push(way(Where::Text, self.term(self.fields.body, stem, BODY * weight)));
        }
        for (near, closeness) in &asked.near {
            ways.push(self.in_title(How::Family, near, weight * closeness));
            ways.push(self.as_head(How::Family, near, weight * closeness));
            if in_text {
                let query = self.term(self.fields.body, near, BODY * weight * closeness * 0.6);
                ways.push(Way { how: How::Family, place: Where::Text, query });
            }
        }
        self.parts(asked, &mut ways);
        ways
    }

    /// The parts of a compound, all of them or only its head.
    fn parts(&self, asked: &Asked, ways: &mut Vec<Way>) {
        let (word, weight) = (&asked.word, asked.weight);
        let of_parts: f32 = asked.parts.iter().sum();
        if of_parts > 0.0 {
            let share = |part: usize| weight * asked.parts.get(part).copied().unwrap_or_default() / of_parts;
            let all = word.parts.iter().enumerate().map(|(at, part)| {
                let occur = if part.vague { Occur::Should } else { Occur::Must };
                (occur, self.part(&part.stem, share(at) * PARTS, at + 1 == word.parts.len()))
            });
            let query = Box::new(BooleanQuery::new(all.collect()));
            ways.push(Way { how: How::Parts, place: Where::Title, query });
            if let Some(last) = word.parts.last().filter(|last| !last.vague) {
                let weight = asked.parts.last().copied().unwrap_or_default().min(weight);
                ways.push(self.in_title(How::Head, &last.stem, ONLY_HEAD * weight));
                ways.push(self.as_head(How::Head, &last.stem, ONLY_HEAD * weight));
            }
        }
    }

    /// A part of a compound: in titles only, since in a text the parts stand for themselves ("thuis" and "zorg"). What is not
    /// the `last` says what the work is about: who asks for a tandartsassistent wants no tandarts.
    fn part(&self, stem: &str, weight: f32, last: bool) -> Boxed {
        best(vec![
            self.title(stem, if last { TITLE } else { HEAD } * weight),
            self.title_part(&head(stem), HEAD * weight),
            self.title_part(&about(stem), if last { HEAD } else { TITLE } * weight),
        ])
    }

    /// What is searched for beside what was typed.
    fn wanted(&self, wanted: &Wanted, weight: f32, in_text: bool, ways: &mut Vec<Way>) {
        let weight = weight * if wanted.same { SAME } else { meant(wanted.place) };
        let words = wanted.phrase.words.iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" ");
        let how = if wanted.same { How::Same(words) } else { How::Meant(words) };
        if let [word] = &wanted.phrase.words[..] {
            // "Werkster" is a cleaner, and its stem stands in every text.
            let Some(stem) = word.stem.as_ref().filter(|_| !is_vague(&word.plain)) else { return };
            ways.push(self.in_title(how.clone(), stem, weight));
            ways.push(self.as_head(how.clone(), stem, weight));
            if wanted.same && in_text {
                let query = self.term(self.fields.body, stem, BODY * weight * SAME_IN_BODY);
                ways.push(Way { how: how.clone(), place: Where::Text, query });
            }
            if wanted.same && !word.parts.is_empty() {
                let query = self.all_in_title(&word.all_parts().collect::<Vec<_>>(), PARTS * weight);
                ways.push(Way { how, place: Where::Title, query });
            }
            return;
        }
        let stems = |words: &[&Word]| words.iter().filter_map(|word| word.stem.clone()).collect::<Vec<_>>();
        let words: Vec<&Word> = wanted.phrase.words.iter().collect();
        let telling: Vec<&Word> = words.iter().copied().filter(|word| !is_vague(&word.plain)).collect();
        ways.push(Way { how: how.clone(), place: Where::Title, query: self.all_in_title(&stems(&words), weight) });
        if !telling.is_empty() && telling.len() < words.len() {
            // "Bediening" is also asked of who looks for a medewerker bediening.
            let query = self.all_in_title(&stems(&telling), weight * WITHOUT_VAGUE);
            ways.push(Way { how, place: Where::Title, query });
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a few words")]
    fn all_in_title(&self, stems: &[impl AsRef<str>], weight: f32) -> Boxed {
        let each = weight / stems.len().max(1) as f32;
        let parts = stems.iter().map(AsRef::as_ref).map(|stem| {
            best(vec![
                self.title(stem, TITLE * each),
                self.title_part(&head(stem), TITLE * each),
                self.title_part(&about(stem), TITLE * each),
            ])
        });
        all(parts.collect())
    }

    fn in_title(&self, how: How, stem: &str, weight: f32) -> Way {
        Way { how, place: Where::Title, query: self.title(stem, TITLE * weight) }
    }

    fn as_head(&self, how: How, stem: &str, weight: f32) -> Way {
        Way { how, place: Where::Title, query: self.title_part(&head(stem), HEAD * weight) }
    }

    fn beginning(&self, beginning: &str, weight: f32) -> Boxed {
        let query = FuzzyTermQuery::new_prefix(Term::from_field_text(self.fields.title_words, beginning), 0, true);
        // An automaton scores 1 for what it finds.
        Box::new(BoostQuery::new(Box::new(query), BEGINNING * weight))
    }

    /// Listings that name a place in their title or as theirs.
    fn named(&self, place: &[String], weight: f32) -> Option<Boxed> {
        let named = |field| -> Boxed { all(place.iter().map(|word| self.term(field, word, 1.0)).collect()) };
        let anywhere = BooleanQuery::union(vec![named(self.fields.place), named(self.fields.title_words)]);
        (!place.is_empty()).then(|| Box::new(ConstScoreQuery::new(Box::new(anywhere), weight)) as Boxed)
    }

    fn title_part(&self, term: &str, weight: f32) -> Boxed {
        self.term(self.fields.title_parts, term, weight)
    }

    fn title(&self, term: &str, weight: f32) -> Boxed {
        self.term(self.fields.title, term, weight)
    }

    fn term(&self, field: Field, text: &str, weight: f32) -> Boxed {
        let term = Term::from_field_text(field, text);
        // Most of what means the same stands nowhere. What cannot be read says so when it is searched.
        if self.searcher.doc_freq(&term).is_ok_and(|documents| documents == 0) {
            return Box::new(EmptyQuery);
        }
        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(query), weight / self.unit))
    }
}

/// The first things of a line are what most people mean.
#[expect(clippy::cast_precision_loss, reason = "a few words")]
fn meant(place: usize) -> f32 {
    MEANT - LESS_MEANT * place.min(LINE) as f32 / LINE as f32
}

fn best_way(ways: Vec<Way>) -> Boxed {
    best(ways.into_iter().map(|way| way.query).collect())
}

/// What any of these finds.
fn best(mut ways: Vec<Boxed>) -> Boxed {
    ways.retain(|way| !way.is::<EmptyQuery>());
    match ways.len() {
        0 => Box::new(EmptyQuery),
        1 => ways.remove(0),
        _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, ELSEWHERE)),
    }
}

/// What all of these find.
fn all(parts: Vec<Boxed>) -> Boxed {
    if parts.iter().any(|part| part.is::<EmptyQuery>()) {
        return Box::new(EmptyQuery);
    }
    Box::new(BooleanQuery::intersection(parts))
}

/// A query in which every term is as rare as every other, so that what it counts is only what we say.
#[derive(Debug)]
struct Even(Boxed);

struct Statistics<'a>(&'a Searcher);

impl Even {
    /// What a term weighs by itself: the same formula as the engine's, for a term that stands nowhere.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn unit(searcher: &Searcher) -> f32 {
        let documents: u64 = searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        (1.0 + (documents as f32 + 0.5) / 0.5).ln()
    }
}

impl Clone for Even {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl EngineQuery for Even {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        match scoring {
            EnableScoring::Enabled { searcher, .. } => {
                self.0.weight(EnableScoring::enabled_from_statistics_provider(&Statistics(searcher), searcher))
            }
            disabled @ EnableScoring::Disabled { .. } => self.0.weight(disabled),
        }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.0.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.0.total_num_docs()
    }

    fn doc_freq(&self, _: &Term) -> tantivy::Result<u64> {
        Ok(0)
    }
}
