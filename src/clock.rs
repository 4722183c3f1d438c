//! The clock: the one place that reads the time and the machine's randomness.
//! Never a rule about time: terms and civil days are in the domain.

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::moment::Moment;

/// The source of time and randomness. Cheap to clone; all clones of a fixed clock share its time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A time that only moves when a test moves it.
    Fixed(std::sync::Arc<std::sync::Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands still.
    #[must_use]
    pub fn fixed(now: DateTime<Utc>) -> Self {
        Self::Fixed(std::sync::Arc::new(std::sync::Mutex::new(now)))
    }

    /// The time.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(now) => *now.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        }
    }

    /// The day it is in the Netherlands.
    #[must_use]
    pub fn today(&self) -> CivilDay {
        CivilDay::of(self.now())
    }

    /// A moment for one action: now, with 32 fresh random bytes.
    ///
    /// # Errors
    /// When the operating system has no randomness; nothing safe can be done then.
    pub fn moment(&self) -> Result<Moment, getrandom::Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        Ok(Moment::new(self.now(), seed))
    }

    /// Moves a fixed clock; the machine's clock cannot be moved.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Fixed(now) = self {
            *now.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
        }
    }
}
