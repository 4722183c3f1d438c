//! Support: what the employer offers and is open to, as a property of the job (mission M3).
//! Never a fact about a person, and never a knock-out: "no" cannot be said.

use crate::domain::code::codes;

codes! {
    /// How open an employer is to a kind of help. "No" does not exist: not said is all there is (mission M3).
    pub enum Openness {
        /// Yes.
        Yes = "yes",
        /// Let us talk about it.
        Talk = "talk",
    }
}

impl Openness {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "Ja",
            Self::Talk => "In overleg",
        }
    }
}

/// What the employer offers and is open to (mission M3): never a knock-out.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Support {
    /// A jobcoach on the floor.
    pub jobcoach: Option<Openness>,
    /// Loonkostensubsidie.
    pub wage_subsidy: Option<Openness>,
    /// A proefplaatsing first.
    pub trial: Option<Openness>,
    /// Tasks adapted to the person.
    pub adapted_tasks: Option<Openness>,
    /// Hours of guidance a week by someone of the organisation.
    pub guidance_hours: Option<u8>,
    /// A fixed colleague to turn to.
    pub buddy: bool,
}

codes! {
    /// A kind of help that a listing can be filtered by (a property of the job, never of a person).
    pub enum SupportKind {
        /// A jobcoach is welcome.
        Jobcoach = "jobcoach",
        /// Open to loonkostensubsidie.
        WageSubsidy = "wage_subsidy",
        /// Open to a trial first.
        Trial = "trial",
        /// Tasks can be adapted.
        AdaptedTasks = "adapted_tasks",
        /// A fixed buddy.
        Buddy = "buddy",
        /// Guidance on the floor.
        Guidance = "guidance",
    }
}

impl SupportKind {
    /// The Dutch label for a job seeker.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Jobcoach => "Hulp van een jobcoach",
            Self::WageSubsidy => "Loonkostensubsidie mogelijk",
            Self::Trial => "Eerst op proef",
            Self::AdaptedTasks => "Taken op maat",
            Self::Buddy => "Vaste maatje op het werk",
            Self::Guidance => "Begeleiding op de werkvloer",
        }
    }
}

impl Support {
    /// The kinds of help that are offered or open to talk about.
    pub fn kinds(&self) -> impl Iterator<Item = SupportKind> + use<> {
        [
            (self.jobcoach.is_some(), SupportKind::Jobcoach),
            (self.wage_subsidy.is_some(), SupportKind::WageSubsidy),
            (self.trial.is_some(), SupportKind::Trial),
            (self.adapted_tasks.is_some(), SupportKind::AdaptedTasks),
            (self.buddy, SupportKind::Buddy),
            (self.guidance_hours.is_some(), SupportKind::Guidance),
        ]
        .into_iter()
        .filter_map(|(offered, kind)| offered.then_some(kind))
    }
}
