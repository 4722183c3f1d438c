//! Municipalities: whose installation it is; every private row carries one.
//! Never a setting of the machine: those are in `config`.

use crate::domain::ids::MunicipalityId;

/// A municipality that uses this installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Its identifier.
    pub id: MunicipalityId,
    /// Its name: "Dalfsen".
    pub name: String,
    /// The name of the platform: "BIND".
    pub brand: String,
    /// The line below the name: "Baan in Dalfsen".
    pub tagline: String,
    /// The telephone number that people can call for help.
    pub phone: String,
    /// The mail address that people can write to.
    pub email: String,
}

impl Municipality {
    /// What a new installation starts with; the admin changes it.
    #[must_use]
    pub fn first(id: MunicipalityId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            brand: "BIND".to_owned(),
            tagline: format!("Baan in {name}"),
            phone: String::new(),
            email: String::new(),
        }
    }
}
