//! Amounts: money in integer cents, hours in hundredths, the length of a contract.
//! Never a floating-point number, and never a rounding that nobody asked for.

use crate::domain::code::codes;

codes! {
    /// The unit of a wage.
    pub enum WageUnit {
        /// Per hour.
        Hour = "HOUR",
        /// Per month, for the hours of the listing.
        Month = "MONTH",
        /// Per year.
        Year = "YEAR",
    }
}

impl WageUnit {
    /// "per uur".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Hour => "per uur",
            Self::Month => "per maand",
            Self::Year => "per jaar",
        }
    }
}

/// A gross wage from … to …, in integer cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Wage {
    /// At least, in cents.
    pub min_ct: i64,
    /// At most, in cents; never below `min_ct`.
    pub max_ct: i64,
    /// Per hour, month or year.
    pub unit: WageUnit,
}

impl std::fmt::Display for Wage {
    /// "€ 15,20 tot € 16,10 per uur".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.min_ct == self.max_ct {
            write!(f, "{} {}", euros(self.min_ct), self.unit.label())
        } else {
            write!(f, "{} tot {} {}", euros(self.min_ct), euros(self.max_ct), self.unit.label())
        }
    }
}

/// An amount as people write it: "€ 15,20", and "€ 2.500" when the cents are nil and it is large.
#[must_use]
pub fn euros(cents: i64) -> String {
    let (whole, rest) = (cents / 100, cents % 100);
    let mut digits = whole.to_string();
    let mut at = digits.len();
    while at > 3 {
        at -= 3;
        digits.insert(at, '.');
    }
    if rest == 0 && whole >= 1_000 { format!("€ {digits}") } else { format!("€ {digits},{rest:02}") }
}

/// Hours a week, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Hours(u16);

impl Hours {
    /// From hundredths of an hour; `None` outside 0.01 to 60.00.
    #[must_use]
    pub fn from_hundredths(hundredths: u16) -> Option<Self> {
        (1..=6_000).contains(&hundredths).then_some(Self(hundredths))
    }

    /// In hundredths of an hour.
    #[must_use]
    pub fn hundredths(self) -> u16 {
        self.0
    }

    /// Reads "24", "24,5" or "24.5".
    ///
    /// # Errors
    /// A Dutch sentence for the form field.
    pub fn parse(text: &str) -> Result<Self, String> {
        decimal_hundredths(text)
            .and_then(|hundredths| u16::try_from(hundredths).ok())
            .and_then(Self::from_hundredths)
            .ok_or_else(|| "Vul een aantal uren per week in, van 1 tot 60. Een voorbeeld: 24.".to_owned())
    }
}

impl std::fmt::Display for Hours {
    /// "24" or "24,5".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, rest) if rest % 10 == 0 => write!(f, "{whole},{}", rest / 10),
            (whole, rest) => write!(f, "{whole},{rest:02}"),
        }
    }
}

/// Reads an amount of money in euros: "15", "15,20", "€ 2.500,-".
///
/// # Errors
/// A Dutch sentence for the form field.
pub fn parse_cents(text: &str) -> Result<i64, String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let compact = compact.strip_suffix(",-").unwrap_or(&compact);
    // "2.500" and "2.500,00": a point before exactly three digits divides thousands.
    let thousands =
        compact.split(',').next().is_some_and(|whole| whole.rsplit_once('.').is_some_and(|(_, tail)| tail.len() == 3));
    let number = if thousands { compact.replace('.', "") } else { compact.to_owned() };
    decimal_hundredths(&number)
        .filter(|cents| (1..=50_000_000).contains(cents))
        .ok_or_else(|| "Vul een bedrag in euro's in. Een voorbeeld: 15,20.".to_owned())
}

/// A number with at most two decimals, as hundredths.
fn decimal_hundredths(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return None;
    }
    let cents: i64 = format!("{decimals:0<2}").parse().ok()?;
    whole.parse::<i64>().ok().map(|whole| whole * 100 + cents)
}

/// How long the contract is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    /// Without an end.
    Permanent,
    /// For so many months, which may be followed by another.
    Months(u16),
}

impl std::fmt::Display for Contract {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Permanent => f.write_str("Vast contract"),
            Self::Months(1) => f.write_str("Contract van 1 maand"),
            Self::Months(months) => write!(f, "Contract van {months} maanden"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, cents) in [
            ("15", 1_500),
            ("15,2", 1_520),
            ("€ 15,20", 1_520),
            ("15.20", 1_520),
            ("2.500", 250_000),
            ("€ 2.500,-", 250_000),
            ("2.500,50", 250_050),
        ] {
            assert_eq!(parse_cents(text), Ok(cents), "{text}");
        }
        for wrong in ["", "0", "-5", "15,200,1", "marktconform", "1e3", "99999999999"] {
            assert!(parse_cents(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_written_as_people_read_them() {
        let wage = Wage { min_ct: 1_520, max_ct: 1_610, unit: WageUnit::Hour };
        assert_eq!(wage.to_string(), "€ 15,20 tot € 16,10 per uur");
        assert_eq!(euros(250_000), "€ 2.500");
        assert_eq!(euros(123_456_789), "€ 1.234.567,89");
    }

    #[test]
    fn hours_are_hundredths() {
        assert_eq!(Hours::parse("24,5").unwrap().hundredths(), 2_450);
        assert_eq!(Hours::parse("24,5").unwrap().to_string(), "24,5");
        for wrong in ["0", "61", "-5", "veel", "24,555"] {
            assert!(Hours::parse(wrong).is_err(), "{wrong}");
        }
    }
}
