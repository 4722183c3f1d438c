//! Contact: how people reach the municipality or a person, with numbers that a telephone can dial and people can read.
//! Never a form: a link is enough to call or to write.

use maud::{Markup, html};

use crate::domain::text::{EmailAddress, PhoneNumber};
use crate::views::components::icon;
use crate::views::layout::Site;

/// A person to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactBox {
    /// The name.
    pub name: String,
    /// The telephone number, when there is one to call.
    pub phone: Option<String>,
    /// The mail address, when there is one to write to.
    pub email: Option<String>,
    /// Who it is: "Netwerker bij de gemeente Dalfsen".
    pub role_text: String,
}

impl ContactBox {
    /// The netwerker of the municipality.
    #[must_use]
    pub fn netwerker(name: &str, phone: Option<&PhoneNumber>, email: &EmailAddress) -> Self {
        Self {
            name: name.to_owned(),
            phone: phone.map(|phone| phone.as_str().to_owned()),
            email: Some(email.as_str().to_owned()),
            role_text: "Netwerker bij de gemeente".to_owned(),
        }
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            name: "Fatima Arslan".to_owned(),
            phone: Some("0612345678".to_owned()),
            email: None,
            role_text: "Netwerker bij de gemeente Dalfsen".to_owned(),
        }
    }
}

/// A person with name, role, telephone and mail, in a white block at the side of a page; `without` is the way to ask
/// when there is no telephone and no mail.
#[must_use]
pub fn contact_box(title: &str, contact: &ContactBox, without: &Markup) -> Markup {
    html! {
        section class="blok" {
            h2 { (title) }
            div class="persoon" {
                div class="foto" aria-hidden="true" { (initials(&contact.name)) }
                p { strong { (contact.name) } br; (contact.role_text) }
            }
            @if contact.phone.is_some() || contact.email.is_some() {
                ul class="plain contact" {
                    @if let Some(phone) = &contact.phone { li { (phone_link(phone)) } }
                    @if let Some(email) = &contact.email { li { (mail_link(email)) } }
                }
            } @else {
                (without)
            }
        }
    }
}

/// A number to call.
#[must_use]
pub fn phone_link(phone: &str) -> Markup {
    html! { a href={ "tel:" (dialled(phone)) } { (icon("phone")) (readable_phone(phone)) } }
}

/// An address to write to.
#[must_use]
pub fn mail_link(email: &str) -> Markup {
    html! { a href={ "mailto:" (email) } { (icon("mail")) (email) } }
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// How people reach the municipality, as far as telephone and mail are known.
#[must_use]
pub fn contact_list(site: &Site) -> Markup {
    if site.phone.is_empty() && site.email.is_empty() {
        return html! { p { "Vraag het bij het gemeentehuis van " (site.municipality) "." } };
    }
    html! {
        ul class="plain contact" {
            @if !site.phone.is_empty() {
                li { (phone_link(&site.phone)) }
            }
            @if !site.email.is_empty() { li { (mail_link(&site.email)) } }
        }
    }
}

/// The digits of a number as a telephone dials them.
#[must_use]
pub fn dialled(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    match digits.strip_prefix('0') {
        Some(rest) if digits.len() == 10 => format!("+31{rest}"),
        _ => digits,
    }
}

/// A number as people read it, with spaces that do not break: `0529 488 388`.
#[must_use]
pub fn readable_phone(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let plain = digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit());
    let cuts: &[usize] = match (plain, digits.get(..2)) {
        (true, Some("06")) => &[2, 4, 6, 8],
        (true, Some("01" | "02" | "03" | "04" | "05" | "07")) if !has_short_area(&digits) => &[4, 7],
        (true, _) => &[3, 6, 8],
        (false, _) => return phone.replace(' ', "\u{a0}"),
    };
    let mut readable = digits;
    for cut in cuts.iter().rev() {
        readable.insert(*cut, '\u{a0}');
    }
    readable
}

/// Area codes of three digits (Nummerplan telefoon- en ISDN-diensten), such as 038 for Zwolle.
fn has_short_area(digits: &str) -> bool {
    const SHORT: [&str; 21] = [
        "010", "013", "014", "015", "020", "023", "024", "026", "030", "033", "035", "036", "038", "040", "043", "045",
        "046", "050", "053", "055", "058",
    ];
    digits.starts_with("07") || SHORT.iter().any(|area| digits.starts_with(area))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_read_in_groups() {
        assert_eq!(readable_phone("0529488388"), "0529\u{a0}488\u{a0}388");
        assert_eq!(readable_phone("038-1234567"), "038\u{a0}123\u{a0}45\u{a0}67");
        assert_eq!(readable_phone("0612345678"), "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78");
        assert_eq!(readable_phone("+49 170 1234567"), "+49\u{a0}170\u{a0}1234567");
        assert_eq!(dialled("0529 488 388"), "+31529488388");
    }

    #[test]
    fn initials_are_first_and_last() {
        assert_eq!(initials("Fatima van den Arslan"), "FA");
        assert_eq!(initials("éva"), "É");
    }
}
