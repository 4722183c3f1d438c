//! `/netwerk/werkgevers/{id}`: one organisation: what it says of itself, its people, its listings, and the decision
//! whether it is real. Never a reaction of a job seeker.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::account::AccountState;
use crate::domain::civil_day::CivilDay;
use crate::domain::employer::{EmployerProfile, Verification};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, EmployerId, ListingId};
use crate::domain::listing::{ListingKind, Status};
use crate::views::components::age::age;
use crate::views::components::badge;
use crate::views::components::contact::{mail_link, phone_link};
use crate::views::components::empty::nothing;
use crate::views::components::form::{
    Field, Form, error_summary, form_title, hidden, post_form, post_form_bare, submit_danger,
};
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::components::link_button::secondary_link;
use crate::views::components::listing_changes::lines;
use crate::views::components::said::said;
use crate::views::components::undelivered::AddressProblem;
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct EmployerDetail {
    /// The organisation.
    pub id: EmployerId,
    /// What it says of itself.
    pub profile: EmployerProfile,
    /// Whether the netwerker knows it to be real.
    pub verification: Verification,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
    /// The version, for the forms.
    pub version: i32,
    /// Its people.
    pub contacts: Vec<ContactPerson>,
    /// Its listings, newest first.
    pub listings: Vec<EmployerListingRow>,
    /// Whether the reader may verify, refuse and post for it.
    pub may_manage: bool,
    /// The contact person whose address was typed; else it is the reason to refuse.
    pub correcting: Option<AccountId>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Today.
    pub today: CivilDay,
}

/// A person of the organisation.
pub struct ContactPerson {
    /// The account.
    pub id: AccountId,
    /// Its version, for the form.
    pub version: i32,
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The telephone number.
    pub phone: Option<String>,
    /// Whether the account can be used.
    pub state: AccountState,
    /// What is wrong with the address, when mail does not arrive there.
    pub problem: Option<AddressProblem>,
}

/// A listing of the organisation.
pub struct EmployerListingRow {
    /// The listing.
    pub id: ListingId,
    /// Its title.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// Where it is in its life.
    pub status: Status,
    /// How many people are still asked for.
    pub open_positions: i32,
}

impl EmployerDetail {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let name = self.profile.name.as_str();
        let body = html! {
            div.stack {
                p.terug { a href="/netwerk/werkgevers" { (icon_sideways("arrow-left")) "Terug naar werkgevers" } }
                (error_summary(&self.errors))
                div.rkop { h1 { (name) } (badge::verification(self.verification)) }
            }
            div.cols.cols--besluit {
                div { (self.about()) (self.people(frame)) (self.listings()) }
                @if self.may_manage { aside.zij aria-label="Besluit" { (self.decision(frame)) (self.post_for()) } }
            }
        };
        page(frame, &form_title(&self.errors, name), &body)
    }

    fn about(&self) -> Markup {
        let profile = &self.profile;
        let website = |url: &String| html! { a href=(url) rel="noopener noreferrer" { (url) } };
        html! {
            section.deel aria-labelledby="gegevens" {
                h2 #gegevens { "Gegevens" }
                dl.overzicht {
                    div { dt { "KVK-nummer" } dd { (said(profile.kvk.as_ref().map(ToString::to_string))) } }
                    div { dt { "Plaats" } dd { (said(profile.place.as_ref())) } }
                    div { dt { "Postcode" } dd { (said(profile.postcode.as_ref().map(ToString::to_string))) } }
                    div { dt { "Website" } dd { (said(profile.website.as_ref().map(website))) } }
                    div { dt { "Over" } dd { (said(profile.about.as_deref().map(lines))) } }
                    div { dt { "Aangemeld" } dd { (CivilDay::of(self.created_at).in_words()) } }
                }
            }
        }
    }

    fn people(&self, frame: &Frame) -> Markup {
        html! {
            section.deel aria-labelledby="mensen" {
                h2 #mensen { "Contactpersonen" }
                @if self.contacts.is_empty() { (nothing("Nog geen contactpersoon.")) }
                ul.plain.regels { @for person in &self.contacts { (self.person(person, frame)) } }
            }
        }
    }

    /// What was typed in the form of this contact person, or in the one to refuse, and what is wrong with it.
    fn sent(&self, form: Option<AccountId>) -> (Fields, FieldErrors) {
        if self.correcting == form {
            (self.fields.clone(), self.errors.clone())
        } else {
            (Fields::default(), FieldErrors::none())
        }
    }

    fn person(&self, person: &ContactPerson, frame: &Frame) -> Markup {
        html! {
            li.regel {
                div {
                    h3 { (person.name) }
                    ul.plain.contact {
                        @if let Some(phone) = &person.phone { li { (phone_link(phone)) } }
                        li { (mail_link(&person.email)) }
                    }
                    @if let Some(problem) = &person.problem { (problem.warning(frame)) }
                    @if self.may_manage { (self.correct(person, frame)) }
                }
                (badge::account(person.state))
            }
        }
    }

    /// Another mail address: beside the warning in sight, otherwise folded away.
    fn correct(&self, person: &ContactPerson, frame: &Frame) -> Markup {
        let (fields, errors) = self.sent(Some(person.id));
        let own_id = format!("email-{}", person.id);
        let id = if errors.is_empty() { own_id.as_str() } else { "email" };
        let label = format!("Nieuw e-mailadres van {}", person.name);
        let field = Field::new("email", &label)
            .id(id)
            .email()
            .autocomplete("off")
            .hint("Wat niet aankwam, gaat naar dit adres. Inloggen met het oude adres kan niet meer.");
        let inside = html! {
            (hidden("versie", &person.version.to_string()))
            (Form::new(&fields, &errors).text(&field))
            button.utrecht-button.utrecht-button--secondary-action type="submit" { "Verander het adres" }
        };
        let action = format!("/netwerk/werkgevers/{}/contact/{}", self.id, person.id);
        html! {
            details.meer open[person.problem.is_some() || !errors.is_empty()] {
                summary { "Verander het e-mailadres" span.vh { " van " (person.name) } }
                (post_form(frame, &action, &inside))
            }
        }
    }

    fn listings(&self) -> Markup {
        html! {
            section.deel aria-labelledby="aanbod" {
                h2 #aanbod { "Aanbod" }
                @if self.listings.is_empty() { (nothing("Nog geen aanbod.")) }
                ul.plain.regels {
                    @for listing in &self.listings {
                        li.regel {
                            div {
                                h3 { a href={ "/netwerk/aanbod/" (listing.id) } { (listing.title) } }
                                p { (listing.kind.rules().label) ", " (listing.open_positions) " open" }
                            }
                            (badge::status(listing.status))
                        }
                    }
                }
            }
        }
    }

    /// Verify with one click, or refuse with a reason. What was decided can be decided again.
    fn decision(&self, frame: &Frame) -> Markup {
        let url = format!("/netwerk/werkgevers/{}", self.id);
        let verify = html! {
            (hidden("versie", &self.version.to_string()))
            button.utrecht-button.utrecht-button--primary-action type="submit" { (icon("check")) "Ja, dit klopt" }
        };
        html! {
            section.besluit aria-labelledby="besluit" {
                h2 #besluit { "Klopt deze organisatie?" }
                @if self.verification == Verification::Waiting { p { (age(self.created_at, self.today)) } }
                @if let Some(reason) = &self.refusal { p { strong { "Geweigerd: " } (lines(reason)) } }
                @if self.verification == Verification::Verified {
                    p { (icon("circle-check")) " Gecontroleerd. Aanbod van deze werkgever kan online." }
                } @else {
                    p { "Kijk of naam, KVK-nummer en plaats bij elkaar horen. Bel bij twijfel." }
                    (post_form_bare(frame, &format!("{url}/controleren"), &verify))
                }
                @if self.verification != Verification::Refused { (self.refuse(frame, &url)) }
            }
        }
    }

    fn refuse(&self, frame: &Frame, url: &str) -> Markup {
        let (fields, errors) = self.sent(None);
        let form = Form::new(&fields, &errors);
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            (form.textarea(&Field::new("reden", "Reden").hint("De werkgever leest dit.").max(1_000).rows(4)))
            (submit_danger("Weiger"))
        };
        html! {
            details.meer open[!errors.is_empty()] {
                summary { "Weiger" }
                (post_form(frame, &format!("{url}/weigeren"), &inside))
            }
        }
    }

    fn post_for(&self) -> Markup {
        html! {
            section.blok {
                h2 { "Na een bezoek" }
                p { "Schrijf zelf een vacature voor deze werkgever. De werkgever bevestigt met een link in de mail." }
                (secondary_link(&format!("/netwerk/werkgevers/{}/aanbod/nieuw", self.id), "plus", "Plaats werk voor deze werkgever"))
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample(verification: Verification) -> Self {
        let profile = EmployerProfile {
            name: "De Groene Kracht".to_owned(),
            kvk: crate::domain::text::KvkNumber::parse("12345678").ok(),
            place: Some("Lemelerveld".to_owned()),
            postcode: None,
            website: Some("https://www.groenekracht.example".to_owned()),
            about: Some("Wij onderhouden groen in het Vechtdal.".to_owned()),
        };
        let contact = ContactPerson {
            id: sample::id(2),
            version: 1,
            name: "Jan de Vries".to_owned(),
            email: "jan@groenekracht.example".to_owned(),
            phone: Some("0612345678".to_owned()),
            state: AccountState::Active,
            problem: (verification == Verification::Verified).then(AddressProblem::sample),
        };
        let listing = EmployerListingRow {
            id: sample::id(1),
            title: "Medewerker groen en tuin".to_owned(),
            kind: ListingKind::Vacature,
            status: Status::Submitted,
            open_positions: 2,
        };
        Self {
            id: sample::id(1),
            profile,
            verification,
            refusal: (verification == Verification::Refused)
                .then(|| "Het KVK-nummer hoort bij een andere organisatie.".to_owned()),
            created_at: sample::at("2026-11-19T08:00:00Z"),
            version: 1,
            contacts: vec![contact],
            listings: vec![listing],
            may_manage: true,
            correcting: None,
            fields: Fields::default(),
            errors: FieldErrors::none(),
            today: sample::today(),
        }
    }

    /// A sample of an address that is somebody else's.
    #[must_use]
    pub fn sample_wrong() -> Self {
        Self {
            correcting: Some(sample::id(2)),
            fields: Fields::from_iter([("email", "piet@groenekracht.example")]),
            errors: FieldErrors::one("email", "Er is al een account met dit e-mailadres. Gebruik een ander adres."),
            ..Self::sample(Verification::Verified)
        }
    }
}
