//! Occupations and earlier work against title and tasks: the best line of the person counts.
//! Never a sum of lines: a long list of jobs is not a better fit than one that is right.

use super::part;
use crate::matching::pair::Pair;
use crate::matching::traits::{JobTraits, Line};

/// A word that only a task holds, in percent of one in the title.
const IN_TASKS: u32 = 60;

/// Who named no work is not known to be unfit: a quarter.
pub fn points(pair: &Pair<'_>, weight: u8) -> u8 {
    let best = pair.person.work.iter().map(|line| share(line, pair.job)).max();
    best.map_or(weight / 4, |share| part(weight, share, 100))
}

/// How much of a line the work is, in percent.
pub fn share(line: &Line, job: &JobTraits) -> u32 {
    let found: u32 = line.words.iter().map(|word| word_found(word, job)).sum();
    let words = u32::try_from(line.words.len()).unwrap_or(1).max(1);
    found * line.worth / (words * 100)
}

fn word_found(word: &crate::matching::words::Word, job: &JobTraits) -> u32 {
    if word.is_in(&job.title) {
        100
    } else if word.is_in(&job.tasks) {
        IN_TASKS
    } else {
        0
    }
}
