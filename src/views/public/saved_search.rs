//! Work by mail, without an account: ask for it, and what the links in its mails open.
//! Never says whether an address is known, and never changes anything by a GET: mail scanners open links.

use maud::{Markup, html};

use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::Sector;
use crate::domain::saved_search::{CONFIRM_DAYS, Criteria, MOST_PER_ADDRESS, Rhythm};
use crate::domain::search::{DEFAULT_RADIUS_KM, PAGE_NAMES, Query, RADII_KM};
use crate::views::components::card::capital;
use crate::views::components::contact::contact_list;
use crate::views::components::form::{
    Choice, Field, Form, Width, actions, coded, error_summary, form_title, hidden, post_form, post_form_bare, submit,
};
use crate::views::components::icon;
use crate::views::components::icon::icon_sideways;
use crate::views::components::link_button::secondary_link;
use crate::views::layout::{Frame, narrow_page};

/// The address of the page, with a search.
#[must_use]
pub fn saved_search_href(query: &Query) -> String {
    let encoded = serde_urlencoded::to_string(query.to_pairs()).unwrap_or_default();
    if encoded.is_empty() { "/werk/mail".to_owned() } else { format!("/werk/mail?{encoded}") }
}

/// `/werk/mail`: the search in words, the address, how often; or what is missing to the search.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedSearchPage {
    /// What is searched, as far as it can be read.
    pub query: Query,
    /// The search, when it is narrow enough for mail.
    pub criteria: Option<Criteria>,
    /// As it was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl SavedSearchPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = "Nieuw werk per mail";
        let body = html! {
            p class="terug" {
                a href=(super::search::address(&self.query, 0)) { (icon_sideways("arrow-left")) "Terug naar het werk" }
            }
            (error_summary(&self.errors))
            h1 { (title) }
            p { "Komt er nieuw werk bij? Dan krijg je een mail. Dat is gratis. Je hoeft geen account te maken." }
            @match &self.criteria {
                Some(criteria) => (self.ask(frame, criteria)),
                None => (self.complete()),
            }
        };
        narrow_page(frame, &form_title(&self.errors, title), &body)
    }

    fn ask(&self, frame: &Frame, criteria: &Criteria) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        html! {
            section class="blok blok--rustig" aria-labelledby="zoek" {
                h2 id="zoek" { "Dit zoek je" }
                (in_words(criteria))
                p { a href=(super::search::address(&self.query, 0)) { "Verander wat je zoekt" } }
            }
            (post_form(frame, "/werk/mail", &html! {
                @for (name, value) in criteria.to_pairs() { (hidden(name, &value)) }
                (form.text(&Field::new("email", "Je e-mailadres").hint("Bijvoorbeeld: naam@voorbeeld.nl").email().width(Width::Full)))
                (form.radios(&Field::new("ritme", "Hoe vaak wil je mail?"), &coded(Rhythm::label)))
                (actions(&submit("Mail mij nieuw werk")))
            }))
            p class="muted small" {
                "Je krijgt alleen mail als er nieuw werk is. Wij gebruiken je e-mailadres alleen hiervoor. Stop je? Dan wissen \
                 wij je adres meteen. " a href="/privacy" { "Lees wat wij bewaren" } "."
            }
        }
    }

    /// A place and one thing more: with less, most of the mail would be about work that does not fit.
    fn complete(&self) -> Markup {
        let names = &PAGE_NAMES;
        let form = Form::new(&self.fields, &self.errors);
        let (kinds, sectors) = (self.query.kinds.is_empty(), self.query.sectors.is_empty());
        let shown = |name: &str| {
            [names.text, names.place, names.radius, names.sort].contains(&name)
                || (name == names.kind && kinds)
                || (name == names.sector && sectors)
        };
        html! {
            div class="alertbox" {
                p { strong { "Vul eerst aan wat je zoekt." } }
                p { "Kies een plaats, en nog één ding. Zo krijg je alleen mail over werk dat bij je past." }
            }
            form class="formulier" method="get" action="/werk/mail" novalidate {
                (hidden("verder", "ja"))
                @for (name, value) in self.query.to_pairs() { @if !shown(name) { (hidden(name, &value)) } }
                (form.text(&Field::new(names.place, "Plaats of postcode")))
                (form.select(&Field::new(names.radius, "Hoe ver weg?"), None, &self.radii()))
                (form.text(&Field::new(names.text, "Welk werk?").hint("Bijvoorbeeld: tuin, schoonmaken of chauffeur").free()))
                @if kinds { (form.select(&Field::new(names.kind, "Soort werk").free(), Some("Alles"), &public_kinds())) }
                @if sectors { (form.select(&Field::new(names.sector, "Branche").free(), Some("Alles"), &coded(Sector::label))) }
                (actions(&submit("Ga verder")))
            }
        }
    }

    fn radii(&self) -> Vec<Choice> {
        let other = self.query.near.as_ref().map(|near| near.radius_km).filter(|km| !RADII_KM.contains(km));
        RADII_KM.iter().copied().chain(other).map(|km| Choice::new(km.to_string(), format!("{km} km"))).collect()
    }

    /// The page for what was asked in an address, before anything was sent in.
    #[must_use]
    pub fn of(query: Query, criteria: Option<Criteria>, mut fields: Fields, errors: FieldErrors) -> Self {
        if fields.get("ritme").is_empty() {
            fields.push("ritme", Rhythm::Daily.code());
        }
        if fields.get(PAGE_NAMES.radius).is_empty() {
            fields.push(PAGE_NAMES.radius, DEFAULT_RADIUS_KM.to_string());
        }
        Self { query, criteria, fields, errors }
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        let criteria = Criteria::sample();
        let query = criteria.newest_first();
        Self::of(query, Some(criteria), Fields::default(), FieldErrors::none())
    }

    /// For tests and snapshots: the address is wrong.
    #[must_use]
    pub fn sample_wrong() -> Self {
        let errors = FieldErrors::one("email", "Vul een e-mailadres in.");
        Self { errors, ..Self::sample() }
    }

    /// For tests and snapshots: a place and nothing more.
    #[must_use]
    pub fn sample_incomplete() -> Self {
        let fields = Fields::from_iter([(PAGE_NAMES.place, "Dalfsen"), ("verder", "ja")]);
        let (query, _) = Query::parse(&fields, &PAGE_NAMES);
        let errors = Criteria::parse(&fields).err().unwrap_or_default();
        Self::of(query, None, fields, errors)
    }
}

fn public_kinds() -> Vec<Choice> {
    let public = ListingKind::ALL.iter().filter(|kind| kind.rules().public && kind.rules().has_form);
    public.map(|kind| Choice::new(kind.code(), capital(kind.rules().label))).collect()
}

fn in_words(criteria: &Criteria) -> Markup {
    html! {
        dl class="overzicht" {
            @for (name, value) in criteria.in_words() { div { dt { (name) } dd { (value) } } }
        }
    }
}

/// `/werk/mail/verstuurd`: the same answer for every address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SavedSearchAskedPage;

impl SavedSearchAskedPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            div class="gelukt" {
                (icon("mail"))
                h1 { "Bijna klaar. Kijk in je mail" }
                p { "Je krijgt een mail van ons. Druk op de knop in die mail. Pas daarna krijg je nieuw werk per mail." }
            }
            p { "De knop werkt " (CONFIRM_DAYS) " dagen." }
            section class="blok blok--rustig" aria-labelledby="geen-mail" {
                h2 id="geen-mail" { "Geen mail gekregen?" }
                ul {
                    li { "Wacht een paar minuten." }
                    li { "Kijk bij ongewenste mail (spam)." }
                    li { "Klopt je e-mailadres niet? Vul het dan nog een keer in." }
                }
                p { "Lukt het niet? Wij helpen je:" }
                (contact_list(&frame.site))
            }
            div class="acties" { (secondary_link("/werk", "search", "Bekijk meer werk")) }
        };
        narrow_page(frame, "Kijk in je mail", &body)
    }
}

/// What the link of a mail opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Confirm?
    Confirm,
    /// It is confirmed.
    Confirmed,
    /// The address has as many searches as it can have.
    TooMany,
    /// Keep it for another year?
    Keep,
    /// It is kept.
    Kept,
    /// Stop?
    Stop,
    /// It is stopped.
    Stopped,
    /// The link works no more.
    Gone,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 8] =
        [Self::Confirm, Self::Confirmed, Self::TooMany, Self::Keep, Self::Kept, Self::Stop, Self::Stopped, Self::Gone];

    /// The heading.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Confirm => "Wil je nieuw werk per mail?",
            Self::Confirmed => "Gelukt. Je krijgt nieuw werk per mail",
            Self::TooMany => "Je krijgt al genoeg mails",
            Self::Keep => "Wil je deze mail houden?",
            Self::Kept => "Gelukt. Je houdt deze mail",
            Self::Stop => "Wil je stoppen met deze mail?",
            Self::Stopped => "Je krijgt deze mail niet meer",
            Self::Gone => "Deze link werkt niet meer",
        }
    }
}

/// `/mail/bevestigen/{token}`, `/mail/houden/{token}` and `/mail/afmelden/{token}`
#[derive(Debug, Clone, PartialEq)]
pub struct SavedSearchLinkPage {
    /// What it shows.
    pub step: Step,
    /// The address of the page itself, to which its button posts.
    pub action: String,
    /// What is searched, and how often it comes; `None` once it is gone.
    pub search: Option<(Criteria, Rhythm)>,
}

impl SavedSearchLinkPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { (self.step.heading()) }
            (self.said())
            @if let Some((criteria, rhythm)) = &self.search {
                section class="blok blok--rustig" aria-labelledby="zoek" {
                    h2 id="zoek" { "Dit zoek je" }
                    (in_words(criteria))
                    p { "Hoe vaak: " strong { (rhythm.label()) } }
                }
            }
            @if let Some(label) = self.button() { (post_form_bare(frame, &self.action, &submit(label))) }
            @else { div class="acties" { (secondary_link(&self.work(), "search", "Bekijk werk")) } }
        };
        narrow_page(frame, self.step.heading(), &body)
    }

    fn button(&self) -> Option<&'static str> {
        match self.step {
            Step::Confirm => Some("Ja, mail mij nieuw werk"),
            Step::Keep => Some("Ja, ik wil deze mail houden"),
            Step::Stop => Some("Ja, stop met deze mail"),
            _ => None,
        }
    }

    fn said(&self) -> Markup {
        html! {
            @match self.step {
                Step::Confirm => p { "Klopt dit? Druk dan op de knop." },
                Step::Confirmed => p {
                    "Komt er nieuw werk bij? Dan krijg je een mail, 's ochtends om 7 uur. Wil je niet meer? In elke mail staat \
                     een link om te stoppen."
                },
                Step::TooMany => p {
                    "Met één e-mailadres kun je " (MOST_PER_ADDRESS) " keer werk zoeken per mail. Stop eerst met een andere mail. \
                     Dat kan met de link in die mail. Druk daarna weer op de knop in de laatste mail."
                },
                Step::Keep => p { "Je krijgt nieuw werk per mail. Wil je dat nog een jaar? Druk dan op de knop." },
                Step::Kept => p { "Je blijft nieuw werk krijgen. Over een jaar vragen wij het weer." },
                Step::Stop => p { "Druk op de knop. Dan krijg je deze mail niet meer, en wissen wij je e-mailadres." },
                Step::Stopped => p { "Je e-mailadres is gewist. Wil je later weer mail? Zoek dan opnieuw, en vraag het aan." },
                Step::Gone => p {
                    "De link is te oud, of je bent al gestopt. Wil je werk per mail? Zoek dan opnieuw, en vraag het aan."
                },
            }
        }
    }

    fn work(&self) -> String {
        self.search.as_ref().map_or_else(|| "/werk".to_owned(), |(criteria, _)| criteria.address())
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample(step: Step) -> Self {
        let search = (!matches!(step, Step::Stopped | Step::Gone)).then(|| (Criteria::sample(), Rhythm::Weekly));
        Self { step, action: "/mail/bevestigen/dGVzdC10b2tlbi12b29yLWRlLXBhZ2luYS12YW4tbnU".to_owned(), search }
    }
}
