//! The layout: what stands around every page: head, banners, header with the navigation of a role, flash message, footer.
//! Never a link to a page that does not exist, and never a script or style inside the page (CSP).

use maud::{DOCTYPE, Markup, html};

use crate::domain::actor::{Capability, Role};
use crate::views::components::alert::alert;
use crate::views::components::contact::contact_list;
use crate::views::components::form::post_form_bare;
use crate::views::components::icon;
use crate::views::flash::Flash;

/// What the installation calls itself and how people reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The name of the platform: "BIND".
    pub brand: String,
    /// The line below it: "Baan in Dalfsen".
    pub tagline: String,
    /// The name of the municipality: "Dalfsen".
    pub municipality: String,
    /// The telephone number for help; empty when there is none.
    pub phone: String,
    /// The mail address for help; empty when there is none.
    pub email: String,
    /// The sentence of the banner of a demo or acceptance installation.
    pub stage: Option<&'static str>,
}

/// Who looks at the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The name.
    pub name: String,
    /// The role, which decides the navigation.
    pub role: Role,
}

/// What every page is rendered in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The installation.
    pub site: Site,
    /// Who is logged in.
    pub viewer: Option<Viewer>,
    /// The message on top.
    pub flash: Option<Flash>,
    /// The token that every POST form carries.
    pub form_token: String,
    /// The path of the page, for "you are here".
    pub path: String,
    /// Whether this is a demo: shows the way to the demo page.
    pub demo: bool,
    /// The parameters of the search that the page shows, for its feeds; `None` for a page without.
    pub feed: Option<String>,
}

impl Frame {
    /// A frame for tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            site: Site {
                brand: "BIND".to_owned(),
                tagline: "Baan in Dalfsen".to_owned(),
                municipality: "Dalfsen".to_owned(),
                phone: "0529488388".to_owned(),
                email: "bind@example.nl".to_owned(),
                stage: None,
            },
            viewer: None,
            flash: None,
            form_token: "voorbeeld-token".to_owned(),
            path: "/".to_owned(),
            demo: false,
            feed: None,
        }
    }

    /// The same frame for a person of this role.
    #[must_use]
    pub fn sample_for(role: Role) -> Self {
        let viewer = Some(Viewer { name: "Fatima Arslan".to_owned(), role });
        Self { viewer, path: role.home().to_owned(), ..Self::sample() }
    }

    /// Whether the role of the person who looks allows this.
    #[must_use]
    pub fn may(&self, capability: Capability) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| capability.roles().contains(&viewer.role))
    }

    /// Whether the person who looks works for the municipality.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.role.is_staff())
    }
}

/// A page of the normal width: `body` holds the h1 and what follows.
#[must_use]
pub fn page(frame: &Frame, title: &str, body: &Markup) -> Markup {
    shell(frame, title, &html! { div class="wrap pagina stack stack--ruim" { (flash(frame)) (body) } })
}

/// A narrow page, for forms and text to read.
#[must_use]
pub fn narrow_page(frame: &Frame, title: &str, body: &Markup) -> Markup {
    shell(frame, title, &html! { div class="wrap pagina" { div class="smal stack" { (flash(frame)) (body) } } })
}

/// A page that begins with a coloured band over the full width (home, search, a listing).
#[must_use]
pub fn band_page(frame: &Frame, title: &str, body: &Markup) -> Markup {
    let message = flash(frame);
    shell(
        frame,
        title,
        &html! {
            @if frame.flash.is_some() { div class="wrap pagina" { (message) } }
            (body)
        },
    )
}

/// The whole document around `main`; the other functions here put the flash message in.
#[must_use]
pub fn shell(frame: &Frame, title: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html class="utrecht-root" lang="nl" dir="ltr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " - " (frame.site.brand) }
                @if frame.demo || frame.site.stage.is_some() { meta name="robots" content="noindex, nofollow"; }
                link rel="icon" href="/static/favicon.svg" type="image/svg+xml";
                link rel="preload" href="/static/fonts/source-sans-3-latin-wght-normal.woff2" as="font"
                    type="font/woff2" crossorigin;
                link rel="stylesheet" href="/static/site.css";
                @if let Some(asked) = &frame.feed {
                    link rel="alternate" type="application/atom+xml" title="Nieuw werk (Atom)" href={ "/feed.xml" (asked) };
                    link rel="alternate" type="application/rss+xml" title="Nieuw werk (RSS)" href={ "/rss.xml" (asked) };
                }
                script src="/static/app.js" defer {}
            }
            body class="utrecht-document utrecht-body utrecht-surface" {
                a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud" { "Ga naar de inhoud" }
                (banners(frame))
                (header(frame))
                main id="inhoud" tabindex="-1" { (main) }
                (footer(frame))
            }
        }
    }
}

/// The message on top of the page, when there is one.
fn flash(frame: &Frame) -> Markup {
    html! { @if let Some(flash) = &frame.flash { (alert(flash.tone, &flash.text)) } }
}

fn banners(frame: &Frame) -> Markup {
    html! {
        @if let Some(text) = frame.site.stage {
            div class="podium" { div class="wrap" { p { (icon("triangle-alert")) (text) } } }
        }
        @if frame.demo {
            nav class="demobalk" aria-label="Demo" {
                div class="wrap" {
                    p {
                        strong { "Demo" }
                        @match &frame.viewer {
                            Some(viewer) => { " U bent nu " (viewer.name) ", " (viewer.role.label()) "." }
                            None => " Alles is verzonnen.",
                        }
                    }
                    ul class="plain" {
                        li { a href="/demo" aria-current=[here(frame, "/demo")] { "Kies een rol" } }
                        li { a href="/demo/mail" aria-current=[here(frame, "/demo/mail")] { "Bekijk de mails" } }
                    }
                }
            }
        }
    }
}

/// One link of a navigation: address, words, icon.
type NavLink = (&'static str, &'static str, &'static str);

fn main_links(viewer: Option<&Viewer>) -> &'static [NavLink] {
    match viewer {
        None => &[
            ("/werk", "Vacatures", "briefcase"),
            ("/ik-zoek-werk", "Ik zoek werk", "hand-helping"),
            ("/werkgevers", "Voor werkgevers", "building-2"),
            ("/inloggen", "Inloggen", "log-in"),
        ],
        Some(_) => &[("/werk", "Vacatures", "briefcase"), ("/instellingen", "Instellingen", "settings")],
    }
}

/// The links of a role: only what that role may open (`domain::actor`).
fn role_links(role: Role) -> &'static [NavLink] {
    match role {
        Role::Employer => &[
            ("/werkgever", "Mijn aanbod", "briefcase"),
            ("/werkgever/reacties", "Reacties", "inbox"),
            ("/werkgever/voordrachten", "Voordrachten", "handshake"),
            ("/werkgever/organisatie", "Organisatie", "building-2"),
        ],
        Role::Candidate => &[("/mijn", "Mijn reacties", "inbox"), ("/ik-zoek-werk", "Ik zoek werk", "hand-helping")],
        Role::Netwerker | Role::Begeleider => &[
            ("/netwerk", "Vandaag", "sun"),
            ("/netwerk/kandidaten", "Kandidaten", "users"),
            ("/netwerk/voorstellen", "Voorstellen", "lightbulb"),
            ("/netwerk/voordrachten", "Voordrachten", "send"),
            ("/netwerk/plaatsingen", "Plaatsingen", "handshake"),
            ("/netwerk/aanbod", "Aanbod", "briefcase"),
            ("/netwerk/werkgevers", "Werkgevers", "building-2"),
            ("/netwerk/reacties", "Reacties", "inbox"),
        ],
        Role::Policy | Role::Auditor => &[
            ("/netwerk", "Vandaag", "sun"),
            ("/netwerk/aanbod", "Aanbod", "briefcase"),
            ("/netwerk/werkgevers", "Werkgevers", "building-2"),
        ],
        Role::Admin => &[
            ("/beheer", "Beheer", "settings"),
            ("/beheer/mail", "Mail", "mail"),
            ("/beheer/accounts", "Accounts", "users"),
        ],
    }
}

fn header(frame: &Frame) -> Markup {
    let viewer = frame.viewer.as_ref();
    html! {
        header class="utrecht-page-header top" {
            div class="kop" {
                div class="wrap" {
                    a class="logo" href="/" {
                        img src="/static/logo.svg" alt="" width="48" height="48";
                        span { b { (frame.site.brand) } span { (frame.site.tagline) } }
                    }
                    details class="menu" {
                        summary { (icon("menu")) "Menu" }
                        nav aria-label="Hoofdmenu" {
                            ul class="plain" {
                                @for link in main_links(viewer) { li { (nav_link(frame, link)) } }
                                @if viewer.is_some() { li { (log_out(frame)) } }
                            }
                        }
                    }
                }
            }
            @if let Some(viewer) = viewer {
                nav class="subnav" aria-label=(role_name(viewer.role)) {
                    div class="wrap" {
                        ul class="plain" {
                            @for (href, label, _) in role_links(viewer.role) {
                                li { a href=(href) aria-current=[here(frame, href)] { (label) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn nav_link(frame: &Frame, (href, label, icon_name): &NavLink) -> Markup {
    html! { a href=(href) aria-current=[here(frame, href)] { (icon(icon_name)) (label) } }
}

fn log_out(frame: &Frame) -> Markup {
    post_form_bare(frame, "/uitloggen", &html! { button type="submit" { (icon("log-out")) "Uitloggen" } })
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Employer => "Voor uw organisatie",
        Role::Candidate => "Voor jou",
        Role::Netwerker | Role::Begeleider | Role::Policy | Role::Auditor => "Netwerk",
        Role::Admin => "Beheer",
    }
}

/// "page" for the page itself, "true" for the section that it lies in. The front page of a role is no section.
fn here(frame: &Frame, href: &str) -> Option<&'static str> {
    let below = frame.path.strip_prefix(href)?;
    let front_page = matches!(href, "/werkgever" | "/netwerk" | "/beheer" | "/demo");
    match below {
        "" => Some("page"),
        _ if below.starts_with('/') && !front_page => Some("true"),
        _ => None,
    }
}

fn footer(frame: &Frame) -> Markup {
    let site = &frame.site;
    html! {
        footer class="utrecht-page-footer" {
            div class="wrap" {
                section {
                    h2 { "Hulp nodig?" }
                    (contact_list(site))
                    ul class="plain" { li { a href="/ik-zoek-werk" { (icon("hand-helping")) "Ik zoek werk, bel mij" } } }
                }
                nav aria-label="Over deze website" {
                    h2 { "Over deze website" }
                    ul class="plain" {
                        li { a href="/toegankelijkheid" { "Toegankelijkheid" } }
                        li { a href="/privacy" { "Privacy" } }
                        li { a href="/over/licenties" { "Licenties" } }
                    }
                }
                section {
                    h2 { "Wie zijn wij?" }
                    p { (site.brand) " is van de gemeente " (site.municipality) ". Werk zoeken is gratis." }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_page_is_not_the_section_of_the_pages_below() {
        let at = |path: &str, href: &str| here(&Frame { path: path.to_owned(), ..Frame::sample() }, href);
        assert_eq!(at("/netwerk", "/netwerk"), Some("page"));
        assert_eq!(at("/netwerk/aanbod", "/netwerk"), None);
        assert_eq!(at("/werk/1/kok", "/werk"), Some("true"));
        assert_eq!(at("/werkgevers", "/werk"), None);
    }
}
