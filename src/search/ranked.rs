//! The best documents of a pass: an order without ties, and a heap of as many as are asked for.
//! It never depends on how the index is laid out on disk: what is equal in everything else is ordered by identifier.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A document among the best.
#[derive(Debug, Clone, Copy)]
pub struct Ranked {
    /// What decides first; the highest wins.
    pub first: f64,
    pub published: i64,
    pub id: u128,
    pub score: f32,
    pub distance_km: Option<f64>,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let first = self.first.total_cmp(&other.first);
        first.then(self.published.cmp(&other.published)).then(other.id.cmp(&self.id))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked {}

/// The best so far, the worst of them on top.
#[derive(Debug, Default)]
pub struct Best {
    window: usize,
    heap: BinaryHeap<Reverse<Ranked>>,
}

impl Best {
    /// None yet, of at most so many.
    pub fn of(window: usize) -> Self {
        Self { window, heap: BinaryHeap::new() }
    }

    /// The best first.
    pub fn into_sorted(self) -> Vec<Ranked> {
        self.heap.into_sorted_vec().into_iter().map(|Reverse(ranked)| ranked).collect()
    }

    /// The best of both.
    pub fn merge(&mut self, other: Self) {
        other.heap.into_iter().for_each(|Reverse(ranked)| self.offer(ranked));
    }

    /// Whether a document with this first key could still be among them.
    pub fn wants(&self, first: f64) -> bool {
        self.heap.len() < self.window || self.heap.peek().is_some_and(|Reverse(worst)| first >= worst.first)
    }

    /// Keeps a document when it is one of them.
    pub fn offer(&mut self, ranked: Ranked) {
        if self.heap.len() < self.window {
            self.heap.push(Reverse(ranked));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && ranked > worst.0
        {
            *worst = Reverse(ranked);
        }
    }
}
