//! Letters: one short list of blocks, from which both the text and the HTML of a mail are made, so that they always say
//! the same. Never a picture, a tracking address or anything else that a mail program has to fetch.

use std::fmt::Write as _;

use super::{MailSite, MailText};

/// The longest subject that a telephone shows, in characters.
pub(super) const SUBJECT_MAX: usize = 70;

/// How the reader is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// "u": employers.
    U,
    /// "je": job seekers and colleagues.
    Je,
}

/// One block of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading between groups.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Facts with their names.
    Facts(Vec<(&'static str, String)>),
    /// The one thing to do.
    Button { label: String, url: String },
    /// The words of somebody else, line by line as they were written.
    Quote(String),
    /// Links, one a line, each with a few words behind it.
    Links(Vec<LinkLine>),
    /// Sentences that stand beside each other, one a line.
    List(Vec<String>),
}

/// A link in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LinkLine {
    pub(super) label: String,
    pub(super) note: String,
    pub(super) url: String,
}

/// Why the reader gets this mail: the last words of every letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// Somebody typed this address at the log-in page or at the registration.
    Asked,
    /// The reader has an account, and can change how mail comes.
    HasAccount,
    /// The reader reacted to work, with or without an account.
    Reacted,
    /// The reader's organisation works with the municipality.
    WorksWithUs,
    /// The reader gets a search by mail, or somebody typed this address to get one.
    Subscribed,
    /// The reader is a candidate, whom a begeleider of the municipality helps.
    Guided,
}

/// A mail before it is text or HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    subject: String,
    preheader: String,
    tone: Tone,
    because: Because,
    to: Option<String>,
    blocks: Vec<Block>,
}

impl Letter {
    /// A letter with a subject and the line that mail programs show behind it.
    pub(super) fn new(tone: Tone, because: Because, subject: impl Into<String>, preheader: impl Into<String>) -> Self {
        let (subject, preheader) = (one_line(&subject.into()), preheader.into());
        Self { subject, preheader, tone, because, to: None, blocks: Vec::new() }
    }

    /// A letter whose subject is these words (ending in ":" or "?") and a title; a long title is cut.
    pub(super) fn about(tone: Tone, because: Because, words: &str, title: &str, preheader: impl Into<String>) -> Self {
        let room = SUBJECT_MAX.saturating_sub(words.chars().count() + 1).max(20);
        Self::new(tone, because, format!("{words} {}", shortened(title, room)), preheader)
    }

    /// Greets the reader by name.
    pub(super) fn to(self, name: &str) -> Self {
        Self { to: Some(name.to_owned()), ..self }
    }

    pub(super) fn paragraph(mut self, text: impl Into<String>) -> Self {
        self.blocks.push(Block::Paragraph(text.into()));
        self
    }

    pub(super) fn paragraph_if(self, condition: bool, text: impl Into<String>) -> Self {
        if condition { self.paragraph(text) } else { self }
    }

    pub(super) fn heading(mut self, text: impl Into<String>) -> Self {
        self.blocks.push(Block::Heading(text.into()));
        self
    }

    pub(super) fn heading_if(self, condition: bool, text: impl Into<String>) -> Self {
        if condition { self.heading(text) } else { self }
    }

    /// Facts; those without a value are left out.
    pub(super) fn facts(mut self, facts: impl IntoIterator<Item = (&'static str, Option<String>)>) -> Self {
        let known: Vec<_> = facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        if !known.is_empty() {
            self.blocks.push(Block::Facts(known));
        }
        self
    }

    pub(super) fn button(mut self, label: impl Into<String>, url: &str) -> Self {
        self.blocks.push(Block::Button { label: label.into(), url: url.to_owned() });
        self
    }

    pub(super) fn quote(mut self, text: Option<&str>) -> Self {
        self.blocks.extend(text.map(|text| Block::Quote(text.to_owned())));
        self
    }

    pub(super) fn links(mut self, lines: Vec<LinkLine>) -> Self {
        self.blocks.push(Block::Links(lines));
        self
    }

    /// Sentences below each other; nothing when there are none.
    pub(super) fn list(mut self, lines: &[String]) -> Self {
        if !lines.is_empty() {
            self.blocks.push(Block::List(lines.to_vec()));
        }
        self
    }

    pub(super) fn link(self, label: &str, url: &str) -> Self {
        self.links(vec![LinkLine { label: label.to_owned(), note: String::new(), url: url.to_owned() }])
    }

    /// The finished mail.
    pub(super) fn seal(self, site: &MailSite) -> MailText {
        let sealed = super::layout::Sealed {
            greeting: self.greeting(),
            blocks: &self.blocks,
            preheader: &self.preheader,
            footer: self.footer(site),
            reach: self.reach(site),
            site,
        };
        let html = sealed.html(&self.subject);
        MailText { text: sealed.text(), html, subject: self.subject }
    }

    fn greeting(&self) -> String {
        let word = match self.tone {
            Tone::U => "Goedendag",
            Tone::Je => "Hallo",
        };
        self.to.as_ref().map_or_else(|| format!("{word},"), |name| format!("{word} {},", one_line(name)))
    }

    /// How to reach a person; colleagues know how to find each other.
    fn reach(&self, site: &MailSite) -> Option<String> {
        let to_colleague = self.tone == Tone::Je && self.because == Because::HasAccount;
        if to_colleague { None } else { site.reach() }
    }

    /// Why this mail came, and how to change that.
    fn footer(&self, site: &MailSite) -> Vec<Block> {
        let (brand, formal) = (&site.brand, self.tone == Tone::U);
        let say = |u: String, je: String| Block::Paragraph(if formal { u } else { je });
        match self.because {
            Because::Asked => vec![say(
                format!(
                    "U krijgt deze mail omdat iemand dit e-mailadres heeft ingevuld bij {brand}. Was u dat niet? Dan \
                        hoeft u niets te doen."
                ),
                format!(
                    "Je krijgt deze mail omdat iemand dit e-mailadres heeft ingevuld bij {brand}. Was jij dat niet? \
                        Dan hoef je niets te doen."
                ),
            )],
            Because::HasAccount => vec![
                say(
                    format!(
                        "U krijgt deze mail omdat u een account hebt bij {brand}. U kiest zelf hoe vaak u mail krijgt."
                    ),
                    format!(
                        "Je krijgt deze mail omdat je een account hebt bij {brand}. Je kiest zelf hoe vaak je mail \
                            krijgt."
                    ),
                ),
                Block::Links(vec![LinkLine {
                    label: if formal { "Kies hoe vaak u mail krijgt" } else { "Kies hoe vaak je mail krijgt" }
                        .to_owned(),
                    note: String::new(),
                    url: site.settings_url.clone(),
                }]),
            ],
            Because::Reacted => vec![say(
                format!(
                    "U krijgt deze mail omdat u hebt gereageerd bij {brand}. U krijgt alleen mail over uw reactie."
                ),
                format!(
                    "Je krijgt deze mail omdat je hebt gereageerd bij {brand}. Je krijgt alleen mail over je reactie."
                ),
            )],
            Because::WorksWithUs => vec![say(
                format!(
                    "U krijgt deze mail omdat uw organisatie met {brand} samenwerkt. Klopt dat niet? Laat het ons \
                        weten."
                ),
                format!(
                    "Je krijgt deze mail omdat je organisatie met {brand} samenwerkt. Klopt dat niet? Laat het ons \
                        weten."
                ),
            )],
            // Job seekers only.
            Because::Subscribed => vec![Block::Paragraph(format!(
                "Je krijgt deze mail omdat iemand dit e-mailadres bij {brand} heeft ingevuld voor werk per mail."
            ))],
            Because::Guided => {
                let municipality = &site.municipality;
                vec![say(
                    format!("U krijgt deze mail omdat uw begeleider van de gemeente {municipality} u helpt."),
                    format!("Je krijgt deze mail omdat je begeleider van de gemeente {municipality} je helpt."),
                )]
            }
        }
    }
}

/// A text of at most `max` characters, cut at a word where that is near.
pub(super) fn shortened(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max.saturating_sub(1)).collect();
    let at = cut.rfind(' ').filter(|at| *at > cut.len() / 2).unwrap_or(cut.len());
    let mut short = cut[..at].trim_end_matches([' ', ',', '.', ':', ';', '-']).to_owned();
    let _ = write!(short, "…");
    short
}

/// A subject is one line, whatever somebody typed: a line end in it would start another header.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_stays_on_one_line_and_on_a_telephone() {
        let long = "Medewerker groenvoorziening en onderhoud van begraafplaatsen in Dalfsen en omstreken";
        let letter = Letter::about(Tone::U, Because::HasAccount, "Staat online:", long, "");
        assert!(letter.subject.chars().count() <= SUBJECT_MAX, "{}", letter.subject);
        assert!(letter.subject.ends_with('…'));
        let letter = Letter::new(Tone::U, Because::HasAccount, "Kok\r\nBcc: iemand@example.nl", "");
        assert_eq!(letter.subject, "Kok Bcc: iemand@example.nl");
    }
}
