//! What only a begeleider sees in a file: age, limits, eligibility facts. Never handed to a page for anybody else: a netwerker's
//! page has no place for it.

use std::collections::BTreeMap;

use chrono::Datelike;
use maud::{Markup, html};

use super::fact_groups::{GROUPS, noted};
use super::file_url;
use crate::domain::candidate::{Facts, Private};
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{AccountId, CandidateId};
use crate::domain::sensitive::{Purpose, Sensitive};
use crate::views::components::card::capital;
use crate::views::components::icon;
use crate::views::components::said::said;

/// Age, limits and facts of a candidate.
pub struct PrivatePart {
    /// The values.
    pub private: Sensitive<Private>,
    /// The names of those who noted the facts.
    pub names: BTreeMap<AccountId, String>,
}

impl PrivatePart {
    /// The section of the file.
    pub(super) fn section(&self, id: CandidateId, today: CivilDay) -> Markup {
        let private = self.private.expose(Purpose::ShowToStaff);
        let birth = private.birth_date.map(|day| format!("{} jaar, geboren op {}", age_on(day, today), day.in_words()));
        html! {
            section.deel aria-labelledby="prive" {
                h2 #prive { (icon("lock")) " Alleen voor begeleiders" }
                p.muted { "De netwerker ziet hiervan alleen de categorie en wat er mogelijk is. Een werkgever ziet niets." }
                dl.overzicht {
                    div { dt { "Leeftijd" } dd { (said(birth)) } }
                    div {
                        dt { "Grenzen" }
                        dd {
                            @if private.limits.is_empty() { (said(None::<String>)) }
                            @else { ul { @for limit in &private.limits { li { (limit.label()) } } } }
                        }
                    }
                }
                div.rkop { h3 { "Feiten" } a href={ (file_url(id)) "/feiten" } { "Wijzig de feiten" } }
                (self.facts(&private.facts))
            }
        }
    }

    /// The facts that somebody noted, in the order of the groups.
    fn facts(&self, facts: &Facts) -> Markup {
        let keys = GROUPS.iter().flat_map(|group| group.keys);
        let known: Vec<_> = keys.filter_map(|key| facts.get(*key).map(|fact| (*key, fact))).collect();
        html! {
            @if known.is_empty() { p { "Er is nog niets genoteerd. Dan is van elke regeling onbekend of die kan." } }
            @else {
                dl.overzicht {
                    @for (key, fact) in known {
                        div {
                            dt { (key.label()) }
                            dd { (capital(&fact.in_words(key))) " " span.muted.small { "(" (noted(fact, &self.names)) ")" } }
                        }
                    }
                }
            }
        }
    }
}

/// Whole years.
fn age_on(birth: CivilDay, today: CivilDay) -> i32 {
    let (birth, today) = (birth.date(), today.date());
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    today.year() - birth.year() - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_a_year_older_on_the_birthday() {
        let day = |text| CivilDay::parse(text).unwrap();
        assert_eq!(age_on(day("1990-05-01"), day("2026-04-30")), 35);
        assert_eq!(age_on(day("1990-05-01"), day("2026-05-01")), 36);
    }
}
