//! The side for employers: what the platform does for them, and how they register.
//! Never an amount or a promise about a person: which help fits is decided per person, by the municipality.

use maud::{Markup, html};

use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::ListingKind;
use crate::views::components::card::capital;
use crate::views::components::contact::contact_list;
use crate::views::components::form::{
    ALL_NEEDED, Field, Form, Width, actions, error_summary, form_title, post_form, submit,
};
use crate::views::components::icon;
use crate::views::components::icon::icon_sideways;
use crate::views::layout::{Frame, band_page, narrow_page};

/// `/werkgevers`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EmployersPage;

impl EmployersPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let site = &frame.site;
        let body = html! {
            div class="band" {
                div class="wrap stack" {
                    h1 { "Vind mensen uit uw eigen gemeente" }
                    p class="intro" {
                        (site.brand) " brengt werkgevers en werkzoekenden in " (site.municipality) " bij elkaar. Gratis en dichtbij."
                    }
                    div class="acties" {
                        a class="btn-zon" href="/werkgevers/aanmelden" { (icon("building-2")) "Meld uw organisatie aan" }
                    }
                }
            }
            div class="wrap pagina stack stack--ruim" {
                (kinds())
                (support())
                (steps())
                section class="blok blok--rustig" aria-labelledby="vragen" {
                    h2 id="vragen" { "Liever eerst even overleggen?" }
                    p { "De netwerker van de gemeente denkt met u mee. Ook als u nog niet precies weet wat u zoekt." }
                    (contact_list(site))
                }
                p { a href="/werkgevers/widget" { "Laat werk uit de buurt zien op uw eigen website" } }
                div class="acties" { (register_button()) }
            }
        };
        band_page(frame, "Voor werkgevers", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self
    }
}

fn register_button() -> Markup {
    html! {
        a class="utrecht-button-link utrecht-button-link--primary-action" href="/werkgevers/aanmelden" {
            "Meld uw organisatie aan"
        }
    }
}

fn kinds() -> Markup {
    let with_form = [ListingKind::Vacature, ListingKind::Werkstage, ListingKind::Proefplaatsing];
    html! {
        section class="stack" aria-labelledby="soorten" {
            h2 id="soorten" { "Drie soorten plekken" }
            div class="blokken" {
                @for kind in with_form {
                    @let rules = kind.rules();
                    section class="blok" {
                        h3 { (capital(rules.label)) }
                        p { (rules.explanation) }
                        p class="muted" { "Voor wie? " (rules.who) "." }
                    }
                }
            }
        }
    }
}

fn support() -> Markup {
    let help = [
        ("Een jobcoach", "De jobcoach helpt uw nieuwe medewerker op de werkvloer. En denkt met u mee."),
        ("No-riskpolis", "Wordt uw medewerker ziek? Soms betaalt het UWV dan het loon, of een deel ervan."),
        (
            "Loonkostensubsidie",
            "Werkt iemand door een beperking minder snel? Dan betaalt de gemeente soms mee aan het loon.",
        ),
        ("Eerst proberen", "Met een proefplaatsing ziet u samen of het werk past. Daarna volgt een contract."),
        ("Werk op maat", "Samen bekijken we welke taken iemand wel kan doen. Zo ontstaat een passende plek."),
    ];
    html! {
        section class="stack" aria-labelledby="hulp" {
            h2 id="hulp" { "Welke hulp is er?" }
            p { "Welke hulp mogelijk is, hangt af van de persoon. De gemeente regelt het met u en vertelt u wat er kan." }
            ul class="vinkjes" {
                @for (name, text) in help { li { (icon("check")) span { strong { (name) ". " } (text) } } }
            }
        }
    }
}

fn steps() -> Markup {
    let steps = [
        ("Meld uw organisatie aan.", "Dat kost 5 minuten. U hebt uw KVK-nummer nodig."),
        (
            "Plaats uw vacature, werkstage of proefplaatsing.",
            "U kunt tussendoor bewaren. Bellen mag ook: dan vullen wij het voor u in.",
        ),
        ("De netwerker kijkt mee.", "Is de tekst duidelijk en eerlijk? Dan staat hij snel online."),
        ("U krijgt reacties.", "Rechtstreeks, of via de gemeente. U kiest zelf."),
    ];
    html! {
        section class="stack" aria-labelledby="stappen" {
            h2 id="stappen" { "Zo werkt het" }
            ol class="stappen" { @for (what, how) in steps { li { span { strong { (what) } br; (how) } } } }
        }
    }
}

/// `/werkgevers/aanmelden`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmployerRegisterPage {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl EmployerRegisterPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let body = html! {
            p class="terug" { a href="/werkgevers" { (icon_sideways("arrow-left")) "Terug naar de uitleg" } }
            (error_summary(&self.errors))
            h1 { "Meld uw organisatie aan" }
            p { (ALL_NEEDED) }
            (post_form(frame, "/werkgevers/aanmelden", &html! {
                fieldset class="groep deel-form" { legend { h2 { "Uw organisatie" } } (organisation_fields(&form)) }
                fieldset class="groep deel-form" {
                    legend { h2 { "Uzelf" } }
                    (form.text(&Field::new("naam", "Uw naam").autocomplete("name")))
                    (form.text(&Field::new("email", "Uw e-mailadres").hint("Hier komt de link om in te loggen.").email()))
                    (form.text(&Field::new("telefoon", "Uw telefoonnummer").optional().phone()))
                }
                (actions(&submit("Meld aan")))
            }))
            p class="muted small" { "Wij gaan zorgvuldig om met uw gegevens. " a href="/privacy" { "Lees wat wij bewaren" } "." }
        };
        narrow_page(frame, &form_title(&self.errors, "Meld uw organisatie aan"), &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self::default()
    }

    /// For tests and snapshots: several things are wrong.
    #[must_use]
    pub fn sample_wrong() -> Self {
        let fields = Fields::from_iter([
            ("organisatie", "Bakkerij Brood & Zoët"),
            ("kvk", "1234567x"),
            ("plaats", "Ommen"),
            ("postcode", "77"),
            ("naam", "Zoë de Bäcker"),
            ("email", "zoe.example"),
        ]);
        let mut errors = FieldErrors::none();
        errors.extend(crate::domain::employer::EmployerProfile::parse(&fields).err().unwrap_or_default());
        errors.extend(crate::domain::account::ContactDetails::parse(&fields).err().unwrap_or_default());
        Self { fields, errors }
    }
}

/// The fields of an organisation's profile, as `EmployerProfile::parse` reads them; also for changing it later.
#[must_use]
pub fn organisation_fields(form: &Form<'_>) -> Markup {
    html! {
        (form.text(&Field::new("organisatie", "Naam van uw organisatie").autocomplete("organization")))
        (form.text(&Field::new("kvk", "KVK-nummer").hint("8 cijfers. Het staat op uw facturen.").numeric()))
        div class="naast" {
            (form.text(&Field::new("plaats", "Plaats").optional().autocomplete("address-level2").width(Width::Middle)))
            (form.text(
                &Field::new("postcode", "Postcode").optional().autocomplete("postal-code").width(Width::Short),
            ))
        }
        (form.text(&Field::new("website", "Website").optional().hint("Bijvoorbeeld: www.bedrijf.nl").autocomplete("url")))
        (form.textarea(
            &Field::new("over", "Over uw organisatie")
                .optional()
                .hint("Wat doet u, en met hoeveel mensen? Werkzoekenden lezen dit bij uw vacatures.")
                .max(2_000),
        ))
    }
}

/// What an employer sees after registering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerRegisteredPage {
    /// The address as it was typed.
    pub email: String,
}

impl EmployerRegisteredPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            div class="gelukt" {
                (icon("circle-check"))
                h1 { "Uw organisatie is aangemeld" }
                p { "Er gaat een mail naar " strong { (self.email) } "." }
            }
            h2 { "Wat gebeurt er nu?" }
            ol class="stappen" {
                li { span { strong { "Open de mail en log in met de link." } br; "Zo weten wij dat het adres van u is." } }
                li { span { strong { "Schrijf alvast uw vacature." } br; "U kunt hem ook al insturen." } }
                li {
                    span {
                        strong { "De netwerker controleert uw organisatie." } br;
                        "Daarna kan uw vacature online. U krijgt bericht."
                    }
                }
            }
            p { "Geen mail gekregen? Kijk bij ongewenste mail, of " a href="/inloggen" { "vraag een nieuwe link aan" } "." }
            (contact_list(&frame.site))
        };
        narrow_page(frame, "Uw organisatie is aangemeld", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self { email: "zoe@broodenzoet.example".to_owned() }
    }
}
