//! Pagination: links to the pages of a list.
//! Never an address of its own: `href` makes it, so that the rest of the question stays.

use maud::{Markup, html};

use crate::views::components::icon::icon_sideways;

/// Links to the pages; `current` counts from 0 and `href` gets a page from 0. One page or none: nothing.
#[must_use]
pub fn pagination(current: u32, pages: u32, href: impl Fn(u32) -> String) -> Markup {
    if pages < 2 {
        return html! {};
    }
    let current = current.min(pages - 1);
    html! {
        nav class="pag" aria-label="Pagina's" {
            @if current > 0 {
                a rel="prev" href=(href(current - 1)) {
                    (icon_sideways("chevron-left")) "Vorige" span class="vh" { " pagina" }
                }
            }
            @for step in steps(current, pages) {
                @match step {
                    Some(page) => {
                        a href=(href(page)) aria-current=[(page == current).then_some("page")] {
                            span class="vh" { "Pagina " } (page + 1)
                        }
                    }
                    None => span aria-hidden="true" { "…" },
                }
            }
            @if current + 1 < pages {
                a rel="next" href=(href(current + 1)) {
                    "Volgende" span class="vh" { " pagina" } (icon_sideways("chevron-right"))
                }
            }
        }
    }
}

/// The first, the last and those around the current one; `None` is a gap.
fn steps(current: u32, pages: u32) -> Vec<Option<u32>> {
    let mut steps = Vec::new();
    let mut last = None;
    for page in (0..pages).filter(|page| *page == 0 || *page + 1 == pages || page.abs_diff(current) <= 1) {
        if last.is_some_and(|last| page > last + 1) {
            steps.push(None);
        }
        steps.push(Some(page));
        last = Some(page);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_neighbours_are_shown() {
        assert_eq!(steps(0, 2), [Some(0), Some(1)]);
        assert_eq!(steps(5, 12), [Some(0), None, Some(4), Some(5), Some(6), None, Some(11)]);
    }

    #[test]
    fn one_page_needs_no_links() {
        assert_eq!(pagination(0, 1, |page| page.to_string()).into_string(), "");
    }
}
