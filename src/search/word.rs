//! A word of a question or of a word list: as typed, as the index holds it, and its parts when it is a compound.
//! It never decides what a word means: that is for the lists.

/// More words than this are not looked at: every word costs.
pub const MOST_WORDS: usize = 16;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// As the index holds it.
    pub stem: String,
    /// Whether it says that somebody works, and not at what.
    pub vague: bool,
}

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As typed, folded.
    pub plain: String,
    /// As running text holds it; none for a stop word.
    pub stem: Option<String>,
    /// Its parts, two or more, the last one the head; none when it is no compound that we know.
    pub parts: Vec<Part>,
    /// Its smallest parts; the word itself when it is no compound.
    pub atoms: Vec<Part>,
}

impl Word {
    /// The stems of its parts, or of the whole when there are none.
    pub fn all_parts(&self) -> impl Iterator<Item = &str> {
        let parts = if self.parts.is_empty() { &self.atoms } else { &self.parts };
        parts.iter().map(|part| part.stem.as_str())
    }
}

/// What seekers put around what they seek.
const FILLER: [&str; 58] = [
    "ik",
    "wil",
    "wilt",
    "willen",
    "zou",
    "graag",
    "werken",
    "werk",
    "werkt",
    "werkzaam",
    "baan",
    "banen",
    "baantje",
    "baantjes",
    "vacature",
    "vacatures",
    "job",
    "jobs",
    "functie",
    "functies",
    "beroep",
    "zoek",
    "zoeken",
    "zoekt",
    "gezocht",
    "vind",
    "vinden",
    "buurt",
    "omgeving",
    "iets",
    "doen",
    "bezig",
    "houd",
    "leuk",
    "leuke",
    "aan",
    "slag",
    "aanbod",
    "werkplek",
    "plek",
    "word",
    "worden",
    "gaan",
    "kan",
    "kunnen",
    "mag",
    "hou",
    "van",
    "houden",
    "work",
    "hiring",
    "needed",
    "wanted",
    "looking",
    "mijn",
    "m",
    "v",
    "x",
];

/// What somebody says of the work beside what it is: a listing that does not speak of it can still be it.
const CONDITIONS: [&str; 34] = [
    "parttime",
    "fulltime",
    "part",
    "full",
    "time",
    "weekend",
    "avond",
    "avonden",
    "savonds",
    "overdag",
    "nacht",
    "thuis",
    "zonder",
    "ervaring",
    "diploma",
    "diplomas",
    "opleiding",
    "starter",
    "beginnend",
    "bijbaan",
    "uur",
    "uren",
    "week",
    "dag",
    "dagen",
    "vast",
    "vaste",
    "tijdelijk",
    "tijdelijke",
    "direct",
    "snel",
    "met",
    "zaterdag",
    "zondag",
];

/// Whether a word says something of the work beside what it is.
pub fn is_condition(plain: &str) -> bool {
    CONDITIONS.contains(&plain)
}

/// Without stop words and without what seekers put around it.
pub fn telling(words: Vec<Word>) -> Vec<Word> {
    words.into_iter().filter(|word| word.stem.is_some() && !FILLER.contains(&word.plain.as_str())).collect()
}

/// The same, as long as something is left.
pub fn without_filler(words: Vec<Word>) -> Vec<Word> {
    let told = telling(words.clone());
    if !told.is_empty() {
        return told;
    }
    let stems: Vec<Word> = words.iter().filter(|word| word.stem.is_some()).cloned().collect();
    if stems.is_empty() { words } else { stems }
}
