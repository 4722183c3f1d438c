//! Compounds: "vrachtwagenchauffeur" is a chauffeur of a vrachtwagen. Words are cut into parts of a list that people keep.
//! It never cuts a word that the list says is whole, and a word that cannot be cut completely stays as it is.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Shorter words are not cut.
const SHORTEST_WORD: usize = 7;
/// Longer ones are no words, and trying them costs the square of their length.
const LONGEST_WORD: usize = 60;
/// Shorter parts are chance.
const SHORTEST_PART: usize = 3;
/// What stands between two parts and belongs to neither.
const LINKS: [&str; 3] = ["s", "en", "e"];
/// A last part that says that somebody works, and not at what: what stands before it is the work.
const VAGUE: [&str; 22] = [
    "medewerker",
    "medewerkers",
    "medewerkster",
    "werk",
    "werken",
    "werker",
    "werkers",
    "werkster",
    "werkzaamheden",
    "kracht",
    "krachten",
    "hulp",
    "hulpen",
    "personeel",
    "assistent",
    "assistente",
    "assistenten",
    "specialist",
    "vacature",
    "functie",
    "baan",
    "taken",
];

/// The words of which others are made.
pub struct Compounds {
    parts: HashSet<&'static str>,
    whole: HashSet<&'static str>,
}

impl Compounds {
    /// The list that ships with the program (`search_index/words.nl.txt`).
    pub fn shipped() -> &'static Self {
        static COMPOUNDS: LazyLock<Compounds> =
            LazyLock::new(|| Compounds::read(include_str!("../../search_index/words.nl.txt")));
        &COMPOUNDS
    }

    /// Reads a list: a part a line; `=` before a word that is never cut, `#` before a comment.
    fn read(list: &'static str) -> Self {
        let lines = || list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self {
            parts: lines().map(|line| line.trim_start_matches('=').trim()).collect(),
            whole: lines().filter_map(|line| line.strip_prefix('=')).map(str::trim).collect(),
        }
    }

    /// Whether this is a word of the list.
    pub fn knows(&self, word: &str) -> bool {
        self.parts.contains(word)
    }

    /// The words of the list.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().copied()
    }

    /// The smallest parts: "vrachtwagen" is a part, and is cut further.
    pub fn atoms<'a>(&self, word: &'a str) -> Vec<&'a str> {
        match self.split(word) {
            // Every part is shorter than the word, so this ends.
            Some(parts) => parts.into_iter().flat_map(|part| self.atoms(part)).collect(),
            None => vec![word],
        }
    }

    /// The parts of a folded word, two or more: as few as possible, and of those the ones with the fewest links.
    pub fn split<'a>(&self, word: &'a str) -> Option<Vec<&'a str>> {
        if !(SHORTEST_WORD..=LONGEST_WORD).contains(&word.len())
            || !word.bytes().all(|byte| byte.is_ascii_lowercase())
            || self.whole.contains(word)
        {
            return None;
        }
        // For every place in the word that parts can reach: what it costs, and the last part, from and to.
        let mut reached: Vec<Option<(u32, usize, usize)>> = vec![None; word.len() + 1];
        reached[0] = Some((0, 0, 0));
        for from in 0..word.len() {
            let Some((cost, ..)) = reached[from] else { continue };
            for to in from + SHORTEST_PART..=word.len() {
                if to - from == word.len() || !self.parts.contains(&word[from..to]) {
                    continue;
                }
                // Chance makes short parts: they cost a little more.
                let cost = cost + 10 + if to - from == SHORTEST_PART { 3 } else { 0 };
                let mut offer = |at: usize, cost: u32| {
                    if reached[at].is_none_or(|(other, ..)| cost < other) {
                        reached[at] = Some((cost, from, to));
                    }
                };
                offer(to, cost);
                for link in LINKS {
                    if word[to..].starts_with(link) && to + link.len() + SHORTEST_PART <= word.len() {
                        offer(to + link.len(), cost + 1);
                    }
                }
            }
        }
        let mut parts = Vec::new();
        let mut at = word.len();
        while at > 0 {
            let (_, from, to) = reached[at]?;
            let part = &word[from..to];
            // "bedrijfs" stands in the list for what it is part of.
            parts.push(
                part.strip_suffix('s').filter(|part| at < word.len() && self.parts.contains(part)).unwrap_or(part),
            );
            at = from;
        }
        parts.reverse();
        Some(parts)
    }
}

/// Whether a word says that somebody works, and not at what.
pub fn is_vague(word: &str) -> bool {
    VAGUE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> String {
        Compounds::shipped().split(word).map(|parts| parts.join("+")).unwrap_or_default()
    }

    #[test]
    fn compounds_are_cut_into_the_fewest_parts() {
        for (word, parts) in [
            ("vrachtwagenchauffeur", "vrachtwagen+chauffeur"),
            ("magazijnmedewerker", "magazijn+medewerker"),
            ("onderhoudsmonteur", "onderhoud+monteur"),
            ("tandartsassistent", "tandarts+assistent"),
            ("schilderwerk", "schilder+werk"),
        ] {
            assert_eq!(split(word), parts);
        }
    }

    #[test]
    fn whole_words_stay_whole() {
        for word in
            ["onderwijs", "medewerker", "verpleegkundige", "manager", "restaurant", "kok", "xyzzyxyzzy", "één", ""]
        {
            assert_eq!(split(word), "", "{word}");
        }
    }
}
