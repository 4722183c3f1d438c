//! The best documents of a pass: an order without ties, and a heap of as many as are asked for.
//! It never depends on how the index is laid out on disk: what is equal in everything else is ordered by identifier.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Where a document stands in the order; greater is better.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// What decides first; the highest wins.
    pub first: f64,
    pub published: i64,
    pub id: u128,
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        let first = self.first.total_cmp(&other.first);
        first.then(self.published.cmp(&other.published)).then(other.id.cmp(&self.id))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

/// A document among the best.
#[derive(Debug, Clone, Copy)]
pub struct Ranked {
    pub key: Key,
    pub score: f32,
    pub distance_km: Option<f64>,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
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

    /// Whether a document that became public then and has this first key could still be among them.
    pub fn wants(&self, first: f64, published: i64) -> bool {
        let better = |Reverse(worst): &Reverse<Ranked>| {
            first.total_cmp(&worst.key.first).then(published.cmp(&worst.key.published)).is_ge()
        };
        self.window > 0 && (self.heap.len() < self.window || self.heap.peek().is_some_and(better))
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
