//! The page of one listing: what the work is, who offers it, and how to react.
//! Never an internal fact, and never a listing that is not public (a preview is only for those who may see it).

use maud::{Markup, html};

use crate::domain::employer::Employer;
use crate::domain::listing::terms::Reaction;
use crate::domain::listing::{Listing, ListingContent};
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::card::{ListingCard, capital, cards, listing_href};
use crate::views::components::contact::{ContactBox, contact_box, phone_link};
use crate::views::components::data_block::json_ld;
use crate::views::components::facts;
use crate::views::components::icon::{icon, icon_sideways, sector_tile};
use crate::views::components::listing_text::{kind_explanation, listing_text};
use crate::views::components::said::full_stop;
use crate::views::layout::{Frame, band_page};
use crate::views::public::home::help;

/// `/werk/{id}/{slug}`
#[derive(Debug, Clone, PartialEq)]
pub struct ListingPage {
    /// The head.
    pub listing: Listing,
    /// The text that is shown.
    pub content: ListingContent,
    /// The organisation.
    pub employer: Employer,
    /// Who to call or write to.
    pub contact: ContactBox,
    /// How far it is and from where, when somebody searched around a place.
    pub distance: Option<(f64, String)>,
    /// Work that is like it.
    pub similar: Vec<ListingCard>,
    /// The search somebody came from.
    pub back_href: Option<String>,
    /// The job as JSON-LD, when search engines may read it.
    pub job_posting: Option<String>,
    /// Whether this is a preview of a text that is not public.
    pub preview: bool,
}

impl ListingPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = match &self.content.place {
            Some(place) => format!("{} bij {} in {place}", self.content.title, self.employer.profile.name),
            None => format!("{} bij {}", self.content.title, self.employer.profile.name),
        };
        let title = if self.preview { format!("Voorbeeld: {title}") } else { title };
        let body = html! {
            @if self.preview { div class="wrap pagina" { (preview_notice()) } }
            (self.head())
            div class="wrap cols cols--detail" {
                div {
                    (kind_explanation(self.listing.kind))
                    (listing_text(self.listing.kind, &self.content, self.distance_in_words().as_deref()))
                    (self.about_employer())
                    (self.how_to_react())
                }
                aside class="zij" aria-label="Vragen en hulp" {
                    (contact_box(&self.contact_title(), &self.contact, &self.ask_in_reaction(frame)))
                    (help(frame))
                }
            }
            (self.similar_work())
            @if let Some(job_posting) = &self.job_posting { (json_ld(job_posting)) }
        };
        band_page(frame, &title, &body)
    }

    fn head(&self) -> Markup {
        let by = match &self.content.place {
            Some(place) => format!("{}, {place}", self.employer.profile.name),
            None => self.employer.profile.name.clone(),
        };
        html! {
            div class="dkop" {
                div class="wrap" {
                    @if !self.preview {
                        @let back = self.back_href.as_deref().unwrap_or("/werk");
                        @let words = if self.back_href.is_some() { "Terug naar de resultaten" } else { "Al het werk" };
                        p class="terug" { a href=(back) { (icon_sideways("arrow-left")) (words) } }
                    }
                    div class="dkop__t" {
                        (sector_tile(self.content.sector))
                        div { h1 { (self.content.title) } p class="wie" { (by) } }
                    }
                    (self.tags())
                    @if !self.preview { div class="acties geen-print" { (self.react_button()) } }
                }
            }
        }
    }

    fn tags(&self) -> Markup {
        let open = self.listing.open_positions();
        html! {
            ul class="plain tags" {
                li class="tag tag--soort" { (capital(self.listing.kind.rules().label)) }
                @if let Some(sector) = self.content.sector { li class="tag" { (sector.label()) } }
                @if open > 1 { li class="tag" { (open) " plekken" } }
            }
        }
    }

    fn react_button(&self) -> Markup {
        let href = format!("{}/reageren", listing_href(self.listing.id, &self.content.title.slug()));
        html! { a class="utrecht-button-link utrecht-button-link--primary-action" href=(href) { "Ik wil dit werk" } }
    }

    /// How to ask something when the contact person has no telephone and no mail here.
    fn ask_in_reaction(&self, frame: &Frame) -> Markup {
        html! {
            p { "Stel je vraag in je reactie." }
            @if !self.preview { div class="acties geen-print" { (self.react_button()) } }
            @if !frame.site.phone.is_empty() {
                p { "Of bel de gemeente " (frame.site.municipality) ":" }
                ul class="plain contact" { li { (phone_link(&frame.site.phone)) } }
            }
        }
    }

    fn distance_in_words(&self) -> Option<String> {
        self.distance.as_ref().map(|(km, from)| format!("{} van {from}", facts::distance(*km)))
    }

    fn contact_title(&self) -> String {
        let first_name = self.contact.name.split_whitespace().next().unwrap_or_default();
        match (&self.contact.phone, &self.contact.email) {
            (Some(_), _) => format!("Vragen? Bel {first_name}"),
            (None, Some(_)) => format!("Vragen? Mail {first_name}"),
            (None, None) => "Vragen?".to_owned(),
        }
    }

    fn about_employer(&self) -> Markup {
        let profile = &self.employer.profile;
        html! {
            section class="deel" aria-labelledby="werkgever" {
                h2 id="werkgever" { "Over " (profile.name) }
                div class="tekst" {
                    @for line in profile.about.iter().flat_map(|about| about.lines()).filter(|line| !line.is_empty()) {
                        p { (line) }
                    }
                    @if let Some(other) = &self.content.formal_employer {
                        p { "Je krijgt een contract van " strong { (other) } (full_stop(other)) }
                    }
                    @if let Some(website) = &profile.website {
                        ul class="plain contact" { li { a href=(website) rel="noopener nofollow" { (icon("external-link")) (bare(website)) } } }
                    }
                }
            }
        }
    }

    fn how_to_react(&self) -> Markup {
        let who = match self.content.reaction {
            Reaction::Direct => "De werkgever",
            Reaction::ViaMunicipality => "De gemeente",
        };
        html! {
            section class="deel geen-print" aria-labelledby="reageren" {
                h2 id="reageren" { "Zo reageer je" }
                ol class="stappen" {
                    li { span { strong { "Vul je naam en telefoonnummer in." } br; "Een cv is niet nodig." } }
                    li { span { strong { (who) " neemt contact met je op." } br; "Meestal binnen 3 werkdagen." } }
                    @match self.content.reaction {
                        Reaction::Direct => li { span { strong { "Jullie maken kennis." } br; "Je mag iemand meenemen." } },
                        Reaction::ViaMunicipality => {
                            li { span { strong { "Wij gaan samen naar de werkgever." } br; "Je gaat niet alleen, als je dat wilt." } }
                        }
                    }
                }
                @if let Some(day) = self.content.closes_on { p { "Je kunt reageren tot en met " strong { (day.in_words()) } "." } }
                @if !self.preview { div class="acties" { (self.react_button()) } }
                p class="muted small" { "Nummer van dit werk: " (self.listing.code) ". Handig als je belt." }
            }
        }
    }

    fn similar_work(&self) -> Markup {
        html! {
            @if !self.similar.is_empty() {
                div class="wrap pagina geen-print" {
                    section class="stack" aria-labelledby="ook" {
                        h2 id="ook" { "Dit lijkt erop" }
                        (cards(&self.similar))
                    }
                }
            }
        }
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        use crate::views::public::sample;
        Self {
            listing: sample::listing(),
            content: sample::content(),
            employer: sample::employer(),
            contact: ContactBox::sample(),
            distance: Some((7.6, "Dalfsen".to_owned())),
            similar: ListingCard::samples().into_iter().skip(1).collect(),
            back_href: Some("/werk?plaats=Dalfsen".to_owned()),
            job_posting: Some("{\"@context\":\"https://schema.org\",\"@type\":\"JobPosting\"}".to_owned()),
            preview: false,
        }
    }
}

fn preview_notice() -> Markup {
    let body = html! { p { "Zo ziet een werkzoekende deze tekst. Deze tekst staat nog niet online." } };
    alert_with(Tone::Info, Some("Dit is een voorbeeld"), &body)
}

/// An address without what everybody knows.
fn bare(website: &str) -> &str {
    website.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/')
}
