//! Icons: a drawing from the sprite `static/icons.svg`, always beside words.
//! Never the only carrier of a meaning: a screen reader does not see it.

use maud::{Markup, html};

use crate::domain::listing::terms::Sector;

/// An icon by its name in the sprite.
#[must_use]
pub fn icon(name: &str) -> Markup {
    html! { svg class="i" aria-hidden="true" focusable="false" { use href={ "/static/icons.svg#i-" (name) } {} } }
}

/// An arrow or chevron to the side: it turns in a language that is written from right to left.
#[must_use]
pub fn icon_sideways(name: &str) -> Markup {
    html! { svg class="i i--flip" aria-hidden="true" focusable="false" { use href={ "/static/icons.svg#i-" (name) } {} } }
}

/// The chevron of something that opens.
#[must_use]
pub fn chevron() -> Markup {
    html! { svg class="i chev" aria-hidden="true" focusable="false" { use href="/static/icons.svg#i-chevron-down" {} } }
}

/// The coloured tile of a branch.
#[must_use]
pub fn sector_tile(sector: Option<Sector>) -> Markup {
    let (class, name) = sector_look(sector);
    html! { div class={ "sector " (class) } { (icon(name)) } }
}

/// The class and the icon of a branch.
#[must_use]
pub fn sector_look(sector: Option<Sector>) -> (&'static str, &'static str) {
    match sector {
        Some(Sector::Zorg) => ("s-zorg", "heart-handshake"),
        Some(Sector::Onderwijs) => ("s-onderwijs", "graduation-cap"),
        Some(Sector::Bouw) => ("s-bouw", "hammer"),
        Some(Sector::Techniek) => ("s-techniek", "wrench"),
        Some(Sector::Logistiek) => ("s-logistiek", "package"),
        Some(Sector::Horeca) => ("s-horeca", "cooking-pot"),
        Some(Sector::Groen) => ("s-groen", "sprout"),
        Some(Sector::Winkel) => ("s-winkel", "store"),
        Some(Sector::Schoonmaak) => ("s-schoonmaak", "brush-cleaning"),
        Some(Sector::Administratie) => ("s-kantoor", "laptop"),
        Some(Sector::Overig) | None => ("s-overig", "briefcase"),
    }
}
