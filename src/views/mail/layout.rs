//! The look of a mail: its blocks as plain text and as HTML. Never a sentence of its own besides the name of the
//! sender: what a mail says stands in the blocks, so that both forms say the same.

use maud::{DOCTYPE, Markup, html};

use super::MailSite;
use super::letter::Block;

// Mail programs read no style sheet: the few styles stand at the elements (text of at least 16 px, dark on white).
const BODY: &str = "margin:0;padding:24px 16px;background:#f3f6f6;color:#1a2b2d;font-family:'Source Sans \
    3',Arial,sans-serif;font-size:17px;line-height:1.5";
const SHEET: &str = "max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-top:6px solid #ffc533";
const BRAND: &str = "margin:0 0 16px;color:#00474e;font-size:20px;font-weight:bold";
const PARAGRAPH: &str = "margin:0 0 16px";
const HEADING: &str = "margin:24px 0 8px;color:#00474e;font-size:19px";
const BUTTON: &str = "display:inline-block;padding:12px \
    20px;border-radius:6px;background:#005f68;color:#ffffff;font-weight:bold;text-decoration:none";
const ADDRESS: &str = "margin:0 0 16px;color:#4a5b5d;font-size:14px;overflow-wrap:anywhere";
const QUOTE: &str = "margin:0 0 16px;padding:8px 16px;border-left:4px solid #005f68;background:#f3f6f6";
const LIST: &str = "margin:0 0 16px;padding-left:20px";
const ITEM: &str = "margin:0 0 6px";
const LINK: &str = "color:#005f68";
const FOOTER: &str = "max-width:560px;margin:16px auto 0;color:#4a5b5d;font-size:15px";
const PREHEADER: &str = "display:none;max-height:0;overflow:hidden";

/// A letter with everything that belongs to it.
pub(super) struct Sealed<'a> {
    pub(super) greeting: String,
    pub(super) blocks: &'a [Block],
    pub(super) preheader: &'a str,
    pub(super) footer: Vec<Block>,
    pub(super) reach: Option<String>,
    pub(super) site: &'a MailSite,
}

impl Sealed<'_> {
    /// The mail as plain text.
    pub(super) fn text(&self) -> String {
        let mut parts = vec![self.greeting.clone()];
        parts.extend(self.blocks.iter().map(block_text));
        parts.push(format!("Met vriendelijke groet,\n{}", self.site.signature()));
        parts.extend(self.reach.clone());
        parts.push("--".to_owned());
        parts.extend(self.footer.iter().map(block_text));
        let mut text = parts.join("\n\n");
        text.push('\n');
        text
    }

    /// The mail as HTML.
    pub(super) fn html(&self, subject: &str) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="nl" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (subject) }
                }
                body style=(BODY) {
                    div style=(PREHEADER) { (self.preheader) }
                    div style=(SHEET) {
                        p style=(BRAND) { (self.site.brand) }
                        p style=(PARAGRAPH) { (self.greeting) }
                        @for block in self.blocks { (block_html(block)) }
                        p style=(PARAGRAPH) { "Met vriendelijke groet," br; (self.site.signature()) }
                        @if let Some(reach) = &self.reach { p style=(PARAGRAPH) { (reach) } }
                    }
                    div style=(FOOTER) { @for block in &self.footer { (block_html(block)) } }
                }
            }
        };
        page.into_string()
    }
}

fn block_text(block: &Block) -> String {
    let lines = |lines: Vec<String>| lines.join("\n");
    match block {
        Block::Heading(text) => format!("{text}\n{}", "-".repeat(text.chars().count())),
        Block::Paragraph(text) => text.clone(),
        Block::Facts(facts) => lines(facts.iter().map(|(name, value)| format!("{name}: {value}")).collect()),
        Block::Button { label, url } => format!("{label}:\n{url}"),
        Block::Quote(text) => lines(text.lines().map(|line| format!("> {line}")).collect()),
        Block::List(items) => lines(items.iter().map(|item| format!("- {item}")).collect()),
        Block::Links(links) => {
            lines(links.iter().map(|link| format!("- {}{}\n  {}", link.label, behind(&link.note), link.url)).collect())
        }
    }
}

fn block_html(block: &Block) -> Markup {
    match block {
        Block::Heading(text) => html! { h2 style=(HEADING) { (text) } },
        Block::Paragraph(text) => html! { p style=(PARAGRAPH) { (text) } },
        Block::Facts(facts) => html! {
            p style=(PARAGRAPH) {
                @for (index, (name, value)) in facts.iter().enumerate() {
                    @if index > 0 { br; }
                    (name) ": " strong { (value) }
                }
            }
        },
        Block::Button { label, url } => html! {
            p style=(PARAGRAPH) { a style=(BUTTON) href=(url) { (label) } }
            p style=(ADDRESS) { "Werkt de knop niet? Kopieer dan dit adres:" br; (url) }
        },
        Block::Quote(text) => html! {
            blockquote style=(QUOTE) {
                @for (index, line) in text.lines().enumerate() {
                    @if index > 0 { br; }
                    (line)
                }
            }
        },
        Block::List(items) => html! {
            ul style=(LIST) { @for item in items { li style=(ITEM) { (item) } } }
        },
        Block::Links(links) if links.len() == 1 => html! {
            @for link in links {
                p style=(PARAGRAPH) { a style=(LINK) href=(link.url) { (link.label) } (behind(&link.note)) }
            }
        },
        Block::Links(links) => html! {
            ul style=(LIST) {
                @for link in links {
                    li style=(ITEM) { a style=(LINK) href=(link.url) { (link.label) } (behind(&link.note)) }
                }
            }
        },
    }
}

/// A few words behind a link.
fn behind(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(" ({note})") }
}
