//! Rich text on a page: the blocks of a listing's text as paragraphs, lists and headings.
//! Never HTML from outside: the blocks are plain text and are escaped like any other.

use maud::{Markup, html};

use crate::domain::rich_text::{Block, RichText};

/// The text in running layout; its headings are of the third level.
#[must_use]
pub fn rich_text(text: &RichText) -> Markup {
    html! { div class="tekst" { (blocks(text)) } }
}

/// The blocks alone.
#[must_use]
pub fn blocks(text: &RichText) -> Markup {
    html! {
        @for block in text.blocks() {
            @match block {
                Block::Heading(heading) => h3 { (heading) },
                Block::Paragraph(lines) => {
                    p { @for (at, line) in lines.iter().enumerate() { @if at > 0 { br; } (line) } }
                }
                Block::List(items) => ul { @for item in items { li { (item) } } },
            }
        }
    }
}
