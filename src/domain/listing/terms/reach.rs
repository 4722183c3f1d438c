//! Reach: which other sites may show a listing beside this one.
//! Never more than is public here: what is not public reaches nobody.

/// Where else a listing may be shown, as its employer chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Reach {
    /// Search engines read it as a job ("Google for Jobs").
    pub search_engines: bool,
    /// Indeed gets it, when the municipality sends anything there.
    pub indeed: bool,
}

impl Default for Reach {
    fn default() -> Self {
        Self { search_engines: true, indeed: false }
    }
}
