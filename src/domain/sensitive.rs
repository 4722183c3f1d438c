//! Sensitive values: eligibility facts, limits, a birth date, a free text in which somebody may write about illness.
//! Never shown, logged or serialised by accident: the type has no `Display` and no `Serialize`.

/// A value that only comes out with a purpose. The call sites of [`Sensitive::expose`] are listed in `tests/architecture.rs`.
#[derive(Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Sensitive<T>(T);

/// Why a sensitive value is taken out (AVG art. 5(1)(b), purpose limitation).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To write it to the database.
    Store,
    /// To show it to the person at the municipality who handles it.
    ShowToStaff,
    /// To show it to the employer whom the job seeker wrote to directly.
    ShowToAddressedEmployer,
    /// To compare a candidate with listings.
    Match,
    /// To change it on a begeleider's word.
    Change,
}

impl<T> Sensitive<T> {
    /// Closes the value in.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Takes the value out. The purpose is not checked by the program: it makes the reader of the code ask.
    pub fn expose(&self, _purpose: Purpose) -> &T {
        &self.0
    }
}

impl<T> std::fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[sensitive]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_is_redacted() {
        assert_eq!(format!("{:?}", Some(Sensitive::new("rugklachten"))), "Some([sensitive])");
    }
}
