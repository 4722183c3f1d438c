//! Text that people type, parsed into types that cannot be wrong: lines, mail addresses, telephone numbers, KVK numbers, postcodes.
//! Never cleans silently what changes the meaning, and never panics on any input.
//!
//! Every `parse` returns a Dutch sentence on failure, ready for the form field.

/// Reads a single line of at least one and at most `max` characters; white space is folded, control characters are refused.
///
/// # Errors
/// A Dutch sentence that names `what`.
pub fn line(text: &str, what: &str, max: usize) -> Result<String, String> {
    match optional_line(text, what, max)? {
        Some(line) => Ok(line),
        None => Err(format!("Vul in: {what}.")),
    }
}

/// Reads a single line that may be empty.
///
/// # Errors
/// A Dutch sentence that names `what`.
pub fn optional_line(text: &str, what: &str, max: usize) -> Result<Option<String>, String> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let folded: String = folded.chars().filter(|c| !is_invisible(*c)).collect();
    let length = folded.chars().count();
    if folded.chars().any(char::is_control) {
        return Err(format!("In dit veld staan tekens die we niet kunnen lezen: {what}. Typ de tekst opnieuw."));
    }
    if length > max {
        return Err(format!("Dit is te lang: {what}. Gebruik hoogstens {max} tekens. Het zijn er nu {length}."));
    }
    Ok((!folded.is_empty()).then_some(folded))
}

/// Reads a text of several lines that may be empty; line ends become `\n`, control characters are dropped.
///
/// # Errors
/// A Dutch sentence when it is longer than `max` characters.
pub fn paragraphs(text: &str, what: &str, max: usize) -> Result<Option<String>, String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| (!c.is_control() || *c == '\n') && !is_invisible(*c)).collect();
    let text = text.trim();
    let length = text.chars().count();
    if length > max {
        return Err(format!("Dit is te lang: {what}. Gebruik hoogstens {max} tekens. Het zijn er nu {length}."));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// A text as a search compares it: without accents and capitals ("Mehmet Aydın" is found by "aydin").
#[must_use]
pub fn searchable(text: &str) -> String {
    text.chars().flat_map(fold).flat_map(char::to_lowercase).collect()
}

/// Marks that turn the direction of text or hide in it: they have no place in a line and can make one look like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
}

macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);
        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> { Self::parse(&text) }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self { value.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    };
}

text_type! {
    /// The title of a listing: one line of 3 to 150 characters.
    Title
}

impl Title {
    /// The longest title, in characters.
    pub const MAX: usize = 150;

    /// # Errors
    /// A Dutch sentence for the form field.
    pub fn parse(text: &str) -> Result<Self, String> {
        let title = line(text, "de naam van het werk", Self::MAX)?;
        if title.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            return Err("Vul een naam voor het werk in, bijvoorbeeld: medewerker groen.".to_owned());
        }
        Ok(Self(title))
    }

    /// A title that stands in while a form with a wrong title is read to its end; it is never kept.
    pub(crate) fn placeholder() -> Self {
        Self("…".to_owned())
    }

    /// The title as the last part of an address: lower case ASCII words with hyphens, at most 60 characters.
    #[must_use]
    pub fn slug(&self) -> String {
        let mut slug = String::new();
        for c in self.0.chars().flat_map(fold) {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() >= 60 {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        if slug.is_empty() { "werk".to_owned() } else { slug.to_owned() }
    }
}

/// The ASCII letters for a letter with an accent, as Dutch readers would type it, those of Turkish, Polish and other names
/// that live here among them; another character stays as it is.
pub fn fold(c: char) -> impl Iterator<Item = char> {
    let folded: &'static str = match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' | 'ă' | 'ā' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ą' | 'Ă' | 'Ā' => {
            "a"
        }
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' | 'ē' | 'È' | 'É' | 'Ê' | 'Ë' | 'Ę' | 'Ě' | 'Ē' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ī' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'İ' | 'Ī' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' | 'ō' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'Ő' | 'Ō' => {
            "o"
        }
        'ù' | 'ú' | 'û' | 'ü' | 'ű' | 'ů' | 'ū' | 'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ű' | 'Ů' | 'Ū' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ç' | 'ć' | 'č' | 'Ç' | 'Ć' | 'Č' => "c",
        'đ' | 'ð' | 'ď' | 'Đ' | 'Ð' | 'Ď' => "d",
        'ğ' | 'Ğ' => "g",
        'ł' | 'Ł' => "l",
        'ñ' | 'ń' | 'ň' | 'Ñ' | 'Ń' | 'Ň' => "n",
        'ř' | 'Ř' => "r",
        'ş' | 'ś' | 'š' | 'ș' | 'Ş' | 'Ś' | 'Š' | 'Ș' => "s",
        'ť' | 'ț' | 'Ť' | 'Ț' => "t",
        'ż' | 'ź' | 'ž' | 'Ż' | 'Ź' | 'Ž' => "z",
        'ß' => "ss",
        'ĳ' | 'Ĳ' => "ij",
        'œ' => "oe",
        'æ' => "ae",
        '’' | '‘' | '\'' => "",
        _ => return Folded::Same(Some(c)),
    };
    Folded::Letters(folded.chars())
}

enum Folded {
    Same(Option<char>),
    Letters(std::str::Chars<'static>),
}

impl Iterator for Folded {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        match self {
            Self::Same(c) => c.take(),
            Self::Letters(letters) => letters.next(),
        }
    }
}

text_type! {
    /// A mail address in lower case, as people type it (a plain subset of RFC 5321: no quotes, no comments, no white space).
    EmailAddress
}

impl EmailAddress {
    /// # Errors
    /// A Dutch sentence for the form field.
    pub fn parse(text: &str) -> Result<Self, String> {
        const MESSAGE: &str = "Dit is geen goed e-mailadres. Een voorbeeld: naam@bedrijf.nl.";
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err("Vul een e-mailadres in.".to_owned());
        }
        let (local, domain) = text.rsplit_once('@').ok_or(MESSAGE)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_ok = domain.len() <= 190 && domain.contains('.') && domain.split('.').all(label_ok);
        if local_ok && domain_ok { Ok(Self(text)) } else { Err(MESSAGE.to_owned()) }
    }

    /// The address with most of it hidden, for a log: `n…@bedrijf.nl`.
    #[must_use]
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        format!("{}…@{domain}", local.chars().next().unwrap_or('…'))
    }
}

text_type! {
    /// A telephone number: digits with an optional `+` in front; spaces, hyphens and brackets are taken out.
    PhoneNumber
}

impl PhoneNumber {
    /// # Errors
    /// A Dutch sentence for the form field.
    pub fn parse(text: &str) -> Result<Self, String> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace() && !"-().".contains(*c)).collect();
        let digits = compact.strip_prefix('+').unwrap_or(&compact);
        if compact.is_empty() {
            return Err("Vul een telefoonnummer in.".to_owned());
        }
        let dutch_ok = compact.starts_with('+') || (digits.starts_with('0') && digits.len() == 10);
        if digits.chars().all(|c| c.is_ascii_digit()) && (8..=15).contains(&digits.len()) && dutch_ok {
            Ok(Self(compact))
        } else {
            Err("Dit is geen goed telefoonnummer. Een Nederlands nummer heeft 10 cijfers, bijvoorbeeld 06 12 34 56 78."
                .to_owned())
        }
    }

    /// As people read it: `06 12 34 56 78`; other numbers as they are.
    #[must_use]
    pub fn readable(&self) -> String {
        match self.0.as_bytes() {
            [b'0', b'6', ..] if self.0.len() == 10 => {
                format!("06 {} {} {} {}", &self.0[2..4], &self.0[4..6], &self.0[6..8], &self.0[8..10])
            }
            _ => self.0.clone(),
        }
    }
}

text_type! {
    /// A number in the trade register of the Kamer van Koophandel: exactly eight digits (Handelsregisterwet 2007, art. 9).
    KvkNumber
}

impl KvkNumber {
    /// # Errors
    /// A Dutch sentence for the form field.
    pub fn parse(text: &str) -> Result<Self, String> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if compact.is_empty() {
            return Err("Vul het KVK-nummer in.".to_owned());
        }
        if compact.len() == 8 && compact.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(compact))
        } else {
            Err("Een KVK-nummer heeft precies 8 cijfers. Het staat in het Handelsregister en op uw facturen."
                .to_owned())
        }
    }
}

text_type! {
    /// A Dutch postcode: four digits, or four digits and two letters (`7721 AB`).
    Postcode
}

impl Postcode {
    /// # Errors
    /// A Dutch sentence for the form field.
    pub fn parse(text: &str) -> Result<Self, String> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        let bytes = compact.as_bytes();
        let digits_ok = bytes.len() >= 4 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[0] != b'0';
        let letters_ok = bytes.len() == 4 || (bytes.len() == 6 && bytes[4..].iter().all(u8::is_ascii_uppercase));
        if !(digits_ok && letters_ok) {
            return Err("Dit is geen goede postcode. Een voorbeeld: 7721 AB.".to_owned());
        }
        Ok(Self(if bytes.len() == 6 { format!("{} {}", &compact[..4], &compact[4..]) } else { compact }))
    }

    /// The four digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0[..4]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_found_without_their_accents() {
        for (name, typed) in
            [("Mehmet Aydın", "aydin"), ("Żółć", "zolc"), ("Zoë Müller", "zoe mull"), ("İBRAHİM", "ibrahim")]
        {
            assert!(searchable(name).contains(&searchable(typed)), "{name}: {}", searchable(name));
        }
    }

    #[test]
    fn slugs_are_readable_and_never_empty() {
        let slug = |text: &str| Title::parse(text).unwrap().slug();
        assert_eq!(slug("Medewerker groen & tuin (24–32 uur)"), "medewerker-groen-tuin-24-32-uur");
        assert_eq!(slug("Crèche-leidster bij 't Hoogeveld"), "creche-leidster-bij-t-hoogeveld");
        assert_eq!(slug("工作 機會"), "werk");
        assert!(slug(&"heel lang ".repeat(14)).len() <= 60);
    }

    #[test]
    fn postcodes_are_written_in_one_way() {
        assert_eq!(Postcode::parse("7721ab").unwrap().as_str(), "7721 AB");
        assert_eq!(Postcode::parse(" 7721 ").unwrap().as_str(), "7721");
        for wrong in ["", "772", "77211", "0721 AB", "7721 A", "AB 7721", "７７２１"] {
            assert!(Postcode::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn kvk_numbers_have_eight_digits() {
        assert_eq!(KvkNumber::parse("1234 5678").unwrap().as_str(), "12345678");
        for wrong in ["", "1234567", "123456789", "1234567a", "１２３４５６７８"] {
            assert!(KvkNumber::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn mail_addresses() {
        assert_eq!(EmailAddress::parse(" Fatima@Dalfsen.nl ").unwrap().as_str(), "fatima@dalfsen.nl");
        assert_eq!(EmailAddress::parse("fatima@dalfsen.nl").unwrap().masked(), "f…@dalfsen.nl");
        for wrong in ["", "fatima", "@dalfsen.nl", "a@b", "a b@c.nl", "a@b..nl", "a@-b.nl", "a\r\nBcc: x@y.nl@c.nl"] {
            assert!(EmailAddress::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn telephone_numbers() {
        assert_eq!(PhoneNumber::parse("06-1234 5678").unwrap().readable(), "06 12 34 56 78");
        assert_eq!(PhoneNumber::parse("+49 (170) 123 4567").unwrap().as_str(), "+491701234567");
        for wrong in ["", "112", "06 1234567", "bel mij", "061234567890"] {
            assert!(PhoneNumber::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn lines_lose_white_space_but_not_meaning() {
        assert_eq!(line("  a \n b\t", "x", 9).unwrap(), "a b");
        assert_eq!(line("a\u{202E}b", "x", 9).unwrap(), "ab");
        assert!(line("a\u{0007}b", "x", 9).is_err());
        assert!(line("abc", "x", 2).unwrap_err().contains("hoogstens 2"));
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_makes_a_parser_panic(text in "\\PC{0,80}") {
            let _ = (Title::parse(&text).map(|title| title.slug()), EmailAddress::parse(&text), PhoneNumber::parse(&text).map(|phone| phone.readable()));
            let _ = (KvkNumber::parse(&text), Postcode::parse(&text).map(|code| code.digits().to_owned()), paragraphs(&text, "x", 40));
        }
    }
}
