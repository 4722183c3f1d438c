//! Rich text: a listing's text as people type it: paragraphs, `- ` list items and `## ` headings, nothing more.
//! Never holds HTML: what comes in as HTML is cleaned and turned into this notation, so that every page and mail is safe by construction.

use std::collections::HashSet;

use crate::domain::text;

/// A text of several blocks in the notation above.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct RichText(String);

/// One block of a text, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A heading within the text.
    Heading(&'a str),
    /// A paragraph, line by line.
    Paragraph(Vec<&'a str>),
    /// A list.
    List(Vec<&'a str>),
}

impl RichText {
    /// The longest text, in characters.
    pub const MAX: usize = 20_000;

    /// Reads what was typed, plain or with tags.
    ///
    /// # Errors
    /// A Dutch sentence when it is too long.
    pub fn parse(typed: &str, what: &str) -> Result<Option<Self>, String> {
        let plain = if looks_like_html(typed) { html_to_plain(typed) } else { typed.to_owned() };
        Ok(text::paragraphs(&plain, what, Self::MAX)?.map(|text| Self(squeeze_blank_lines(&text))))
    }

    /// The text in its notation, for a form and for a search index.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The blocks, in order.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        for line in self.0.lines().map(str::trim) {
            if let Some(heading) = line.strip_prefix("## ") {
                blocks.push(Some(Block::Heading(heading.trim())));
            } else if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("• ")) {
                match blocks.last_mut() {
                    Some(Some(Block::List(items))) => items.push(item.trim()),
                    _ => blocks.push(Some(Block::List(vec![item.trim()]))),
                }
            } else if line.is_empty() {
                blocks.push(None);
            } else {
                match blocks.last_mut() {
                    Some(Some(Block::Paragraph(lines))) => lines.push(line),
                    _ => blocks.push(Some(Block::Paragraph(vec![line]))),
                }
            }
        }
        blocks.into_iter().flatten().collect()
    }
}

/// Whether a text holds a tag that people would not type by accident ("< 5 kg" is no tag).
fn looks_like_html(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') && name.contains('>') {
            return true;
        }
    }
    text.contains("&nbsp;") || text.contains("&amp;") || text.contains("&#")
}

/// Cleans HTML (scripts and styles go with what is in them, other tags leave their text) and writes it in our notation.
fn html_to_plain(html: &str) -> String {
    // Somebody who typed lines and one tag among them meant the lines: only a text built of blocks folds as in a browser.
    let built_of_blocks = ["<p", "<br", "<ul", "<ol", "<li", "<div", "<h1", "<h2", "<h3", "<h4", "<table"]
        .iter()
        .any(|block| html.to_ascii_lowercase().contains(block));
    let typed = if built_of_blocks { html.to_owned() } else { html.replace('\n', "<br>") };
    let html = typed.as_str();
    let tags = ["p", "br", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr"];
    let clean = ammonia::Builder::default()
        .tags(HashSet::from(tags))
        .generic_attributes(HashSet::new())
        .tag_attributes(std::collections::HashMap::new())
        .clean(html)
        .to_string();
    // What ammonia leaves is well-formed: only the tags above, without attributes.
    let mut plain = String::with_capacity(clean.len());
    let mut rest = clean.as_str();
    while let Some(open) = rest.find('<') {
        push_words(&mut plain, &rest[..open]);
        let Some(close) = rest[open..].find('>') else { break };
        let tag = rest[open + 1..open + close].trim_end_matches(['/', ' ']);
        plain.push_str(match tag {
            "br" => "\n",
            "li" => "\n- ",
            "/li" | "ul" | "ol" => "",
            heading if heading.len() == 2 && heading.starts_with('h') => "\n\n## ",
            _ => "\n\n",
        });
        rest = &rest[open + close + 1..];
    }
    push_words(&mut plain, rest);
    plain
}

/// Adds text between tags: white space folds as in a browser, entities become characters.
fn push_words(plain: &mut String, html: &str) {
    let folded = html.split_whitespace().collect::<Vec<_>>().join(" ");
    if html.starts_with(char::is_whitespace) && !plain.ends_with(char::is_whitespace) {
        plain.push(' ');
    }
    plain.push_str(
        &folded
            .replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&"),
    );
    if html.ends_with(char::is_whitespace) && !folded.is_empty() {
        plain.push(' ');
    }
}

fn squeeze_blank_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line == "-" || line == "##" {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> String {
        RichText::parse(text, "de tekst").unwrap().unwrap_or_default().as_str().to_owned()
    }

    #[test]
    fn html_becomes_our_notation_and_scripts_vanish() {
        let html = "<h2>Wat ga je doen?</h2><p>Je maait <b>gras</b> &amp; knipt heggen.</p><ul><li>Een<li>Twee</ul><script>alert(1)</script><p onclick='x'>Tot 15 kg<br>soms meer</p>";
        assert_eq!(
            plain(html),
            "## Wat ga je doen?\n\nJe maait gras & knipt heggen.\n\n- Een\n- Twee\n\nTot 15 kg\nsoms meer"
        );
    }

    #[test]
    fn one_tag_among_typed_lines_leaves_the_lines() {
        assert_eq!(plain("Je werkt <b>buiten</b>.\n\n- maaien\n- snoeien"), "Je werkt buiten.\n\n- maaien\n- snoeien");
    }

    #[test]
    fn plain_text_stays_as_typed() {
        assert_eq!(plain("Je tilt < 5 kg.\r\n\r\n\r\nEn > 3 dagen."), "Je tilt < 5 kg.\n\nEn > 3 dagen.");
    }

    #[test]
    fn blocks_are_headings_lists_and_paragraphs() {
        let text = RichText::parse("## Kop\nregel een\nregel twee\n\n- a\n- b\n\nslot", "x").unwrap().unwrap();
        assert_eq!(
            text.blocks(),
            vec![
                Block::Heading("Kop"),
                Block::Paragraph(vec!["regel een", "regel twee"]),
                Block::List(vec!["a", "b"]),
                Block::Paragraph(vec!["slot"])
            ]
        );
    }

    proptest! {
        #[test]
        fn no_tag_survives_and_reading_again_changes_nothing(text in "[a-z<>/ &;\n-]{0,60}(<script>x</script>)?(<p>y</p>)?") {
            let once = plain(&text);
            prop_assert!(!once.contains("<script"));
            prop_assert_eq!(plain(&once.replace('<', "‹").replace('&', "+")), once.replace('<', "‹").replace('&', "+"));
        }
    }
}
