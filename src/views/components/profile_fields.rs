//! The fields of an organisation and of a person to reach, for every form in which they stand. Never a field that
//! `EmployerProfile::parse` and `ContactDetails::parse` do not read.

use maud::{Markup, html};

use crate::views::components::form::{Field, Form, Width};

/// The organisation.
#[must_use]
pub fn profile_fields(form: &Form<'_>) -> Markup {
    html! {
        (form.text(&Field::new("organisatie", "Naam van de organisatie").autocomplete("organization")))
        (form.text(&Field::new("kvk", "KVK-nummer").hint("8 cijfers").numeric()))
        div.naast {
            (form.text(&Field::new("plaats", "Plaats").optional().width(Width::Middle)))
            (form.text(&Field::new("postcode", "Postcode").optional().width(Width::Short)))
        }
        (form.text(&Field::new("website", "Website").optional().hint("Bijvoorbeeld: www.bedrijf.nl")))
        @let about = Field::new("over", "Over de organisatie").optional().max(2_000).rows(5);
        (form.textarea(&about.hint("Een paar zinnen. Iedereen kan dit lezen.")))
    }
}

/// The person to reach, in the words of somebody else.
#[must_use]
pub fn contact_fields(form: &Form<'_>) -> Markup {
    html! {
        (form.text(&Field::new("naam", "Naam van de contactpersoon").width(Width::Middle)))
        (form.text(&Field::new("email", "E-mailadres van de contactpersoon").hint("Hier komt de mail met de link om in te loggen.")))
        (form.text(&Field::new("telefoon", "Telefoonnummer van de contactpersoon").optional().width(Width::Middle)))
    }
}
