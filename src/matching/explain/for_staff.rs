//! The explanation as staff read it: short Dutch lines in four lists, for the netwerker without what is private.
//! Never a mark or a colour: how it looks is for the pages.

use super::open::{OpenReason, day_names};
use super::{Explanation, Section};
use crate::domain::code::Code;
use crate::matching::near_miss::NearMiss;

/// The explanation in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForStaff {
    /// Why it fits.
    pub fits: Vec<String>,
    /// What to look at.
    pub attention: Vec<String>,
    /// Why it does not fit.
    pub knocked_out: Vec<String>,
    /// What is not known yet.
    pub find_out: Vec<String>,
    /// The one thing that would make it fit.
    pub near_miss: Option<String>,
}

/// What the netwerker reads: open reasons and results.
#[must_use]
pub fn for_netwerker(explanation: &Explanation) -> ForStaff {
    let mut words = ForStaff::open(explanation);
    for (section, reason) in &explanation.staff {
        words.add(*section, reason.in_words(*section));
    }
    words
}

/// What the begeleider reads: the same, with the limits and facts behind it.
#[must_use]
pub fn for_begeleider(explanation: &Explanation) -> ForStaff {
    let mut words = ForStaff::open(explanation);
    for (section, reason) in explanation.staff.iter().filter(|(_, reason)| !reason.is_veiled()) {
        words.add(*section, reason.in_words(*section));
    }
    for (section, reason) in &explanation.guide {
        words.add(*section, reason.in_words(*section));
    }
    words
}

impl ForStaff {
    fn open(explanation: &Explanation) -> Self {
        Self {
            fits: explanation.open.iter().map(OpenReason::of_somebody).collect(),
            near_miss: explanation.near_miss.map(what_is_missing),
            ..Self::default()
        }
    }

    fn add(&mut self, section: Section, line: String) {
        let lines = match section {
            Section::Fits => &mut self.fits,
            Section::Attention => &mut self.attention,
            Section::KnockedOut => &mut self.knocked_out,
            Section::FindOut => &mut self.find_out,
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
}

fn what_is_missing(near_miss: NearMiss) -> String {
    match near_miss {
        NearMiss::Certificate(certificate) => format!("Past wel met een geldig certificaat: {}.", certificate.label()),
        NearMiss::Licence(licence) => format!("Past wel met rijbewijs {}.", licence.code()),
        NearMiss::Hours(hundredths) => {
            let apart = super::hours(u16::try_from(hundredths.unsigned_abs()).unwrap_or(u16::MAX));
            format!("Past wel als het {apart} uur per week {} kan.", if hundredths > 0 { "meer" } else { "minder" })
        }
        NearMiss::Days(days) => {
            format!("Past wel als een van deze dagen kan: {}.", day_names(&days.iter().collect::<Vec<_>>()))
        }
        NearMiss::Dutch(level) => format!("Past wel met Nederlands op niveau {}: een stap hoger.", level.code()),
        NearMiss::Distance(1) => "Past wel als 1 kilometer verder kan.".to_owned(),
        NearMiss::Distance(km) => format!("Past wel als {km} kilometer verder kan."),
    }
}
