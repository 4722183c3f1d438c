//! Proofs of the form components: typed values stay, errors stand in two places, every POST form has its token.
//! Never a page.

use super::*;

fn typed() -> (Fields, FieldErrors) {
    let fields = Fields::from_iter([("naam", "Zoë \"van\" <Dijk>"), ("taal", "A2"), ("dagen", "ma"), ("dagen", "vr")]);
    (fields, FieldErrors::one("naam", "Vul je naam in."))
}

#[test]
fn what_was_typed_is_shown_again_and_escaped() {
    let (fields, errors) = typed();
    let html =
        Form::new(&fields, &errors).text(&Field::new("naam", "Je naam").hint("Voor- en achternaam")).into_string();
    assert!(html.contains("value=\"Zoë &quot;van&quot; &lt;Dijk&gt;\""), "{html}");
    assert!(html.contains("aria-describedby=\"naam-h naam-f\""), "{html}");
    assert!(html.contains("aria-invalid=\"true\""));
}

#[test]
fn the_error_summary_links_to_the_first_option_of_a_group() {
    let fields = Fields::from_iter([("taal", "A2")]);
    let errors = FieldErrors::one("taal", "Kies een taal.");
    let group =
        Form::new(&fields, &errors).radios(&Field::new("taal", "Taal"), &choices(&[("A1", "Beetje"), ("A2", "Meer")]));
    let html = html! { (error_summary(&errors)) (group) }.into_string();
    assert!(html.contains("href=\"#taal\"") && html.contains("id=\"taal\" name=\"taal\" value=\"A1\""), "{html}");
    assert!(html.contains("value=\"A2\" checked"), "{html}");
}

#[test]
fn every_post_form_carries_the_token_and_leads_to_the_errors() {
    let html = post_form(&Frame::sample(), "/inloggen", &html! {}).into_string();
    assert!(
        html.contains("name=\"_form\" value=\"voorbeeld-token\"") && html.contains("action=\"/inloggen#fouten\""),
        "{html}"
    );
}

#[test]
fn an_optional_field_says_so() {
    let (fields, errors) = (Fields::default(), FieldErrors::none());
    let html =
        Form::new(&fields, &errors).textarea(&Field::new("bericht", "Bericht").optional().max(500)).into_string();
    assert!(
        html.contains("Bericht (niet verplicht)")
            && html.contains("data-max=\"500\"")
            && !html.contains("aria-required")
    );
}
