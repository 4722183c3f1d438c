//! Skills against what the work asks and consists of.
//! Never all of them: three that fit are as good as it gets.

use super::part;
use crate::matching::pair::Pair;
use crate::matching::traits::JobTraits;
use crate::matching::words::Word;

/// Percent of the weight for no, one, two, and three or more skills that fit.
const WORTH: [u32; 4] = [0, 50, 80, 100];

/// Who named no skills, and work of which only the title is known, get a quarter.
pub fn points(pair: &Pair<'_>, weight: u8) -> u8 {
    if pair.person.skills.is_empty() || pair.job.demands.is_empty() {
        return weight / 4;
    }
    let fitting = pair.person.skills.iter().filter(|skill| fits(skill, pair.job)).take(WORTH.len() - 1).count();
    part(weight, WORTH[fitting], 100)
}

/// Whether at least half of the words of a skill are found.
pub fn fits(skill: &[Word], job: &JobTraits) -> bool {
    let found = skill.iter().filter(|word| word.is_in(&job.demands) || word.is_in(&job.title)).count();
    !skill.is_empty() && 2 * found >= skill.len()
}
