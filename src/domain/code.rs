//! Codes: the stable text under which an enum is stored, exported and written in an address.
//! Never a label for people (those are Dutch and live beside the type or in the views) and never a number.

/// An enum with a stable text code per variant.
///
/// The code is what stands in the database, in files and in addresses, so it may never change meaning;
/// an unknown code read by an older program is an error for that row (`db::code`), not a guess.
pub trait Code: Sized + Copy + PartialEq + 'static {
    /// Every variant, in the order in which people see them.
    const ALL: &'static [Self];
    /// What the type is called in an error message.
    const NAME: &'static str;
    /// The stable code of this variant.
    fn code(self) -> &'static str;
    /// The variant with this code, if there is one.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|variant| variant.code() == code)
    }
}

/// Defines an enum together with its codes: `codes! { /// doc  pub enum Kind { Variant = "code" } }`.
/// serde reads and writes the same code.
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant),+ }
        impl $crate::domain::code::Code for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const NAME: &'static str = stringify!($name);
            fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
        }
    };
}
pub(crate) use codes;

#[cfg(test)]
mod tests {
    use super::Code;
    codes! { /// A sample.
    pub enum Sample { One = "one", Two = "two" } }

    #[test]
    fn code_and_variant_are_each_others_inverse() {
        for variant in Sample::ALL {
            assert_eq!(Sample::from_code(variant.code()), Some(*variant));
        }
        assert_eq!(Sample::from_code("three"), None);
    }
}
