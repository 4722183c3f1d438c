//! `/beheer`: whether the installation is healthy, finding by finding. Never a fact about a person.

use maud::{Markup, html};

use super::findings::in_words;
use crate::domain::health::{About, Disk, Finding, Holds, Level};
use crate::views::components::alert::{Tone, alert};
use crate::views::components::badge::{Shade, badge};
use crate::views::components::form::{actions, hidden, post_form, submit_other};
use crate::views::layout::{Frame, page};

/// The page.
pub struct Home {
    /// What was found, in the order in which somebody looks for a fault.
    pub findings: Vec<Finding>,
    /// The version of the program.
    pub version: &'static str,
    /// Whether this is an installation for practice, which shows the mails that did not go out.
    pub practice: bool,
    /// Whether vacancies go to Indeed.
    pub indeed: bool,
}

impl Home {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let problems = self.findings.iter().filter(|finding| finding.level > Level::Ok).count();
        let worst = self.findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok);
        let tone = if worst == Level::Fail { Tone::Error } else { Tone::Warning };
        let body = html! {
            h1 { "Beheer" }
            @match problems {
                0 => (alert(Tone::Good, "Alles werkt.")),
                1 => (alert(tone, "1 punt vraagt aandacht.")),
                many => (alert(tone, &format!("{many} punten vragen aandacht."))),
            }
            @if self.practice { p { a href="/beheer/proefmail" { "Bekijk de mails die niet de deur uit gingen" } } }
            ul.plain.regels { @for finding in &self.findings { (line(finding)) } }
            (self.other_sites(frame))
            p.muted { "baanin " (self.version) }
        };
        page(frame, "Beheer", &body)
    }

    fn other_sites(&self, frame: &Frame) -> Markup {
        let (button, value) =
            if self.indeed { ("Stop met Indeed", "nee") } else { ("Laat vacatures naar Indeed gaan", "ja") };
        let inside = html! { (hidden("indeed", value)) (actions(&submit_other(button, "actie", "indeed"))) };
        html! {
            section.stack {
                h2 { "Andere websites" }
                @if self.indeed {
                    p { "Indeed kan betaalde vacatures ophalen op " a href="/indeed.xml" { "/indeed.xml" } ". Alleen die \
                        waarbij de werkgever dat heeft aangevinkt." }
                } @else {
                    p { "Er gaat niets naar Indeed. Zet je dit aan, dan kiest elke werkgever per vacature of die meegaat." }
                }
                (post_form(frame, "/beheer/indeed", &inside))
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let find = |level, about| Finding { level, about };
        let disk = Disk { holds: Holds::Database, free: 12_300_000_000, size: 40_000_000_000 };
        Self {
            findings: vec![
                find(Level::Ok, About::Index { behind: Some((0, 0)), documents: 48 }),
                find(Level::Fail, About::MailWaiting { count: 5, minutes: 131 }),
                find(Level::Warn, About::MailDead(2)),
                find(Level::Warn, About::Proposals { count: 3, days: 8 }),
                find(Level::Ok, About::Backup(Some(7))),
                find(Level::Ok, About::Disk(disk)),
                find(Level::Ok, About::Jobs(6)),
            ],
            version: "0.1.0",
            practice: false,
            indeed: false,
        }
    }
}

fn line(finding: &Finding) -> Markup {
    let words = in_words(finding);
    html! {
        li.regel {
            div {
                h2.utrecht-heading-3 {
                    @match words.url { Some(url) => a href=(url) { (words.label) }, None => (words.label) }
                }
                p { (words.value) }
                @if let Some(advice) = words.advice { p.muted { (advice) } }
            }
            @match finding.level {
                Level::Ok => (badge(Shade::Success, "In orde")),
                Level::Warn => (badge(Shade::Warning, "Let op")),
                Level::Fail => (badge(Shade::Danger, "Gaat mis")),
            }
        }
    }
}
