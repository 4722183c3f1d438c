//! Where the work is: an object, a list of them, or a whole address in one line.
//! Never more than place and postcode: a street is not kept.

use serde::Deserialize;

use crate::domain::loose::{Loose, Property, Scalar, text_of};
use crate::domain::text::{self, Postcode};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Location {
    address: Option<Loose<Address>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Address {
    #[serde(rename = "postalCode")]
    postcode: Option<Scalar>,
    #[serde(rename = "addressLocality")]
    locality: Option<Scalar>,
    #[serde(rename = "addressCountry")]
    country: Option<Loose<Property>>,
}

/// Place and postcode. A place that we do not know stays as text; a postcode of another country is none of ours.
pub(super) fn whereabouts(location: &Loose<Location>) -> (Option<String>, Option<Postcode>) {
    let line = |typed: String| text::optional_line(&typed, "de plaats", 80).ok().flatten();
    let address = location.parts().and_then(|location| location.address.as_ref());
    let Some(parts) = address.and_then(Loose::parts) else {
        let typed = text_of(address.and_then(Loose::bare).or(location.bare())).unwrap_or_default();
        let (place, postcode) = split_address(&typed);
        return (line(place), postcode);
    };
    let country = parts.country.as_ref();
    let country = country.and_then(|country| country.parts().map_or(country.bare(), |parts| parts.name.as_ref()));
    let ours = text_of(country).is_none_or(|country| {
        matches!(country.to_lowercase().as_str(), "nl" | "nld" | "nederland" | "netherlands" | "the netherlands")
    });
    let postcode = text_of(parts.postcode.as_ref()).filter(|_| ours).and_then(|code| Postcode::parse(&code).ok());
    (text_of(parts.locality.as_ref()).and_then(line), postcode)
}

/// "Bosweg 1, 7721 AB Dalfsen": behind a whole postcode stands the place; without one the text is the place.
fn split_address(typed: &str) -> (String, Option<Postcode>) {
    for part in typed.split([',', '\n']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        for (at, _) in words.iter().enumerate() {
            for end in at + 1..=words.len().min(at + 2) {
                let whole = Postcode::parse(&words[at..end].concat()).ok().filter(|code| code.as_str().len() > 4);
                if let Some(postcode) = whole {
                    return (words[end..].join(" "), Some(postcode));
                }
            }
        }
    }
    (typed.to_owned(), None)
}
