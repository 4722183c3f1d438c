//! The form of a listing: new, changed, or written by a netwerker for an employer. Never loses what was typed: it is
//! made from the fields as they came in.

use maud::{Markup, html};

use super::listing_fields::listing_fields;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::ListingKind;
use crate::views::components::form::{ALL_NEEDED, Form, error_summary, form_title, hidden, post_form, submit_other};
use crate::views::components::icon::icon_sideways;
use crate::views::components::said::full_stop;
use crate::views::layout::{Frame, narrow_page};

/// The page.
pub struct ListingFormPage {
    /// What kind of work it is; fixed while the text is written.
    pub kind: ListingKind,
    /// The heading: "Vacature plaatsen".
    pub heading: String,
    /// Where the form goes.
    pub action: String,
    /// The page before this one.
    pub back_url: String,
    /// The organisation for which a netwerker writes; `None` when it writes for itself.
    pub for_employer: Option<String>,
    /// What was typed, or the text that is kept.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The version of the listing that the text was made from; `None` for a new one.
    pub version: Option<i32>,
}

impl ListingFormPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let inside = html! {
            @if let Some(version) = self.version { (hidden("versie", &version.to_string())) }
            (hidden("soort", self.kind.code()))
            (listing_fields(&form, self.kind, self.for_employer.is_some()))
            div.acties {
                button.utrecht-button.utrecht-button--primary-action type="submit" name="actie" value="bekijk" {
                    @if self.for_employer.is_some() {
                        "Bekijk en stuur naar de werkgever"
                    } @else {
                        "Bekijk en stuur in"
                    }
                }
                // What is kept already may be online: then it is no concept.
                @let keep = if self.version.is_some() { "Bewaar, nog niet insturen" } else { "Bewaar als concept" };
                (submit_other(keep, "actie", "bewaar"))
            }
        };
        let body = html! {
            p.terug { a href=(self.back_url) { (icon_sideways("arrow-left")) "Terug" } }
            (error_summary(&self.errors))
            h1 { (self.heading) }
            @match &self.for_employer {
                Some(employer) => p { "Je schrijft dit voor " strong { (employer) } (full_stop(employer)) " De werkgever krijgt een \
                    mail om de tekst te bevestigen. Daarna staat het online." },
                None => p { (self.kind.rules().explanation) },
            }
            p { (ALL_NEEDED) " Een concept hoeft nog niet af te zijn." }
            (post_form(frame, &self.action, &inside))
        };
        narrow_page(frame, &form_title(&self.errors, &self.heading), &body)
    }

    /// A sample of a kind, with something typed that is wrong.
    #[must_use]
    pub fn sample(kind: ListingKind) -> Self {
        let fields = Fields::default()
            .with("titel", "Medewerker groen en tuin")
            .with("tekst", "Je maait gras en je knipt heggen.")
            .with("uren_min", "veel")
            .with("jobcoach", "yes")
            .with("reactie", kind.rules().reaction.code())
            .with("plekken", "1");
        Self {
            kind,
            heading: format!("Een {} plaatsen", kind.rules().label),
            action: "/werkgever/aanbod".to_owned(),
            back_url: "/werkgever".to_owned(),
            for_employer: None,
            fields,
            errors: FieldErrors::one("uren_min", "Vul een aantal uren per week in, van 1 tot 60. Een voorbeeld: 24."),
            version: Some(3),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the form of any kind may hold; `soort`, `versie` and `actie` are the page's own.
    const READ: [&str; 36] = [
        "titel",
        "tekst",
        "leerdoel",
        "taken",
        "branche",
        "plaats",
        "postcode",
        "uren_min",
        "uren_max",
        "dagen",
        "tijden",
        "loon_min",
        "loon_max",
        "loon_per",
        "contract",
        "contract_maanden",
        "duur",
        "bedoeling",
        "loon_daarna",
        "loon_daarna_max",
        "loon_daarna_per",
        "opleiding",
        "taal",
        "rijbewijs",
        "certificaten",
        "vaardigheden",
        "belasting",
        "jobcoach",
        "loonkostensubsidie",
        "proef_eerst",
        "taken_op_maat",
        "begeleiding_uren",
        "maatje",
        "reactie",
        "plekken",
        "begint_op",
    ];
    const ALSO_READ: [&str; 9] =
        ["bereik", "google", "indeed", "sluit_op", "formele_werkgever", "trede", "soort", "versie", "actie"];

    #[test]
    fn the_form_has_only_fields_that_are_read_and_those_that_a_kind_needs() {
        for kind in ListingKind::ALL.iter().filter(|kind| kind.rules().has_form) {
            let html = ListingFormPage::sample(*kind).render(&Frame::sample()).into_string();
            for name in html.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let known = READ.contains(&name) || ALSO_READ.contains(&name);
                assert!(known || ["viewport", "_form"].contains(&name), "{kind:?}: {name}");
            }
            let content = crate::domain::listing::ListingContent::titled(
                crate::domain::text::Title::parse("Kok").unwrap(),
                *kind,
            );
            for error in content.missing(*kind, crate::views::sample::today()).iter() {
                assert!(html.contains(&format!("id=\"{}\"", error.field)), "{kind:?}: {}", error.field);
            }
        }
    }

    #[test]
    fn what_was_typed_stays() {
        let html = ListingFormPage::sample(ListingKind::Vacature).render(&Frame::sample()).into_string();
        assert!(html.contains("value=\"veel\"") && html.contains("Fout: Een vacature plaatsen"));
        assert!(html.contains("id=\"jobcoach\" name=\"jobcoach\" value=\"yes\" checked"));
    }
}
