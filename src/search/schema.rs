//! The fields of the index, and the fingerprint of everything that decides what stands in them.
//! It never stores text: an answer is identifiers, and words are shown from the database.

use std::fmt::Write as _;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

use crate::domain::code::Code;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, DutchLevel, Education, Sector, Shift, SupportKind};
use crate::domain::place::Places;
use crate::search::analyzer::{Analyzer, DUTCH, PARTS, PLAIN, TITLE};

/// Raise it when a document is made differently from the same fields.
const VERSION: u32 = 4;

/// The name of the field of the text.
pub const BODY: &str = "body";

/// The names of the columns that are read per document.
pub mod column {
    /// The upper half of the identifier.
    pub const ID_HIGH: &str = "id_high";
    /// The lower half of the identifier.
    pub const ID_LOW: &str = "id_low";
    /// The digest of the whole document.
    pub const DIGEST: &str = "digest";
    /// The choices (see `facets`).
    pub const CHOICES: &str = "choices";
    /// The fewest hours, in hundredths; absent when nothing is said of hours.
    pub const HOURS_MIN: &str = "hours_min";
    /// The most hours, in hundredths; absent when nothing is said of hours.
    pub const HOURS_MAX: &str = "hours_max";
    /// Degrees north in millionths; absent when the place is not known.
    pub const LATITUDE: &str = "latitude";
    /// Degrees east in millionths; absent when the place is not known.
    pub const LONGITUDE: &str = "longitude";
    /// When it became public, in microseconds.
    pub const PUBLISHED: &str = "published";
    /// The last day, as days since 1970; far away when there is none.
    pub const CLOSES: &str = "closes";
}

/// The fields by name.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    pub id: Field,
    pub title: Field,
    pub title_parts: Field,
    pub title_words: Field,
    pub employer: Field,
    pub place: Field,
    pub body: Field,
    pub beginnings: Field,
    pub id_high: Field,
    pub id_low: Field,
    pub digest: Field,
    pub choices: Field,
    pub hours_min: Field,
    pub hours_max: Field,
    pub latitude: Field,
    pub longitude: Field,
    pub published: Field,
    pub closes: Field,
}

/// The schema and its fields. Always the same, so that an index of another process is read with it.
pub fn schema() -> (Schema, Columns) {
    let text = |tokenizer| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer);
        TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::WithFreqs))
    };
    let mut builder = Schema::builder();
    let fields = Columns {
        // Indexed for deleting.
        id: builder.add_bytes_field("id", INDEXED),
        title: builder.add_text_field("title", text(TITLE)),
        // By themselves, so that a compound makes a title no longer.
        title_parts: builder.add_text_field("title_parts", text(PARTS)),
        // As written, for beginnings of words.
        title_words: builder.add_text_field("title_words", text(PLAIN)),
        // Names are not stemmed: Ommen is no "om".
        employer: builder.add_text_field("employer", text(PLAIN)),
        place: builder.add_text_field("place", text(PLAIN)),
        body: builder.add_text_field(BODY, text(DUTCH)),
        // For suggestions (see `suggest`).
        beginnings: builder.add_bytes_field("beginnings", INDEXED),
        id_high: builder.add_u64_field(column::ID_HIGH, FAST),
        id_low: builder.add_u64_field(column::ID_LOW, FAST),
        digest: builder.add_u64_field(column::DIGEST, FAST),
        choices: builder.add_u64_field(column::CHOICES, FAST),
        hours_min: builder.add_u64_field(column::HOURS_MIN, FAST),
        hours_max: builder.add_u64_field(column::HOURS_MAX, FAST),
        latitude: builder.add_i64_field(column::LATITUDE, FAST),
        longitude: builder.add_i64_field(column::LONGITUDE, FAST),
        published: builder.add_i64_field(column::PUBLISHED, FAST),
        closes: builder.add_i64_field(column::CLOSES, FAST),
    };
    (builder.build(), fields)
}

/// Changes when the same documents would make another index: another schema, analysis, word list, stemmer, set of codes
/// or engine. An index with another one is rebuilt.
pub fn fingerprint() -> &'static str {
    static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
        let schema = serde_json::to_string(&schema().0).unwrap_or_default();
        let mut hash = Sha256::new();
        for part in [
            &VERSION.to_string(),
            &schema,
            &Analyzer::shipped().fingerprint(),
            tantivy::version_string(),
            Places::known().digest(),
        ] {
            hash.update(part);
            hash.update([0]);
        }
        for codes in [
            codes::<ListingKind>(),
            codes::<Sector>(),
            codes::<Education>(),
            codes::<DutchLevel>(),
            codes::<SupportKind>(),
            codes::<Day>(),
            codes::<Shift>(),
        ] {
            hash.update(codes);
            hash.update([0]);
        }
        hash.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    });
    &FINGERPRINT
}

fn codes<C: Code>() -> String {
    C::ALL.iter().map(|code| code.code()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_stable_within_a_version() {
        assert_eq!(fingerprint().len(), 16);
        assert_eq!(fingerprint(), fingerprint());
    }

    #[test]
    fn nothing_is_stored() {
        let (schema, _) = schema();
        assert!(schema.fields().all(|(_, entry)| !entry.is_stored()));
    }
}
