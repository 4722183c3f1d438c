//! The preview of a listing: as a job seeker will see it. Never what is internal, and never a link: the page behind it
//! may not be public yet.

use maud::{Markup, html};

use crate::domain::listing::{ListingContent, ListingKind};
use crate::views::components::icon::{icon, sector_tile};
use crate::views::components::listing_text::{kind_explanation, listing_text};

/// A listing as a job seeker will see it.
#[must_use]
pub fn preview(kind: ListingKind, employer: &str, content: &ListingContent) -> Markup {
    html! {
        section.voorbeeld aria-labelledby="voorbeeld" {
            h2.voorbeeld__kop #voorbeeld { (icon("eye")) "Voorbeeld: zo ziet een werkzoekende het" }
            div.voorbeeld__in {
                div.dkop__t {
                    (sector_tile(content.sector))
                    div { p { strong { (content.title) } } p.wie { (employer) } }
                }
                div { (listing_text(kind, content, None)) }
                (kind_explanation(kind))
            }
        }
    }
}
