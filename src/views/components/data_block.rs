//! A block of data in a page, for programs that read pages (JSON-LD).
//! Never a script: browsers do not run it, the policy of the site does not need to let it through, and no value can end it.

use maud::{Markup, PreEscaped, html};

/// `json` inside `<script type="application/ld+json">`. In JSON these signs stand only within texts, where they may be
/// written as escapes: so no text can close the block or open a comment in it.
#[must_use]
pub fn json_ld(json: &str) -> Markup {
    let safe = json.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e");
    html! { script type="application/ld+json" { (PreEscaped(safe)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_gets_out_of_the_block() {
        let html = json_ld(r#"{"title":"</script><script>alert(1)</script><!-- & -->"}"#).into_string();
        assert_eq!((html.matches("<script").count(), html.matches("</script").count()), (1, 1));
        assert!(!html.contains("<!--") && html.contains(r"\u003c/script\u003e"));
    }
}
