//! Why a listing stands where it stands in an answer, for staff who are asked about it.
//! Never what decides: it tells of an order that was made already.

/// What a listing got for one question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explanation {
    /// Per word, or words that mean something together: as typed, and what was found for it; `None` when nothing was.
    pub words: Vec<(String, Option<Reason>)>,
    /// What the words count together.
    pub score: f32,
    /// By what this is multiplied for its age, beside the newest listing: at most 1.
    pub freshness: f64,
    /// By what it is multiplied for what the listing tells: at least 1.
    pub completeness: f64,
    /// By what it is multiplied for the distance: 1 when no place was asked for.
    pub nearness: f64,
}

/// What counts most of what was found for a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What it has to do with what was typed.
    pub how: How,
    /// Where it stands.
    pub place: Where,
    /// What it counts by itself.
    pub points: f32,
}

/// What the word that was found has to do with the one that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It is the same, in any form.
    Typed,
    /// It is this word, which was probably meant.
    Corrected(String),
    /// A word of the same family: who does it, what is done.
    Family,
    /// This one of several words that mean something together.
    Alone(String),
    /// The parts of a compound.
    Parts,
    /// The last part of a compound only.
    Head,
    /// These words mean the same, says the list.
    Same(String),
    /// These words are one of the things that are meant, says the list.
    Meant(String),
    /// It begins with what was typed.
    Beginning,
}

/// Where a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// In the title, also as the end of a compound.
    Title,
    /// As the beginning of a compound of the title: what the work is about.
    About,
    /// In the text.
    Text,
    /// In the name of the organisation.
    Employer,
    /// In the name of the place.
    Place,
    /// Several words, each somewhere.
    Together,
}
