//! What an employer can do with a listing, as buttons: only what its status allows. Never a rule: the table of states
//! says what is allowed, and the action checks it again.

use maud::{Markup, html};

use super::listing::EmployerListing;
use crate::domain::listing::{Event, Status};
use crate::views::components::form::{Field, Form, choices, hidden, post_form, post_form_bare, submit, submit_danger};
use crate::views::components::icon;
use crate::views::components::link_button::secondary_link;
use crate::views::layout::Frame;

/// All that can be done now, the most likely first.
pub(super) fn actions(listing: &EmployerListing, frame: &Frame) -> Markup {
    let allows = |event| listing.status.allows(event);
    let over = matches!(listing.status, Status::Expired | Status::Filled | Status::Withdrawn | Status::Archived);
    html! {
        section.besluit aria-labelledby="acties" {
            h2 #acties { "Wat wilt u doen?" }
            @if listing.may_still_be_sent() { (submit_in(listing, frame)) }
            @if can_edit(listing) {
                (secondary_link(&format!("{}/wijzig", address(listing)), "pencil", "Wijzig de tekst"))
            }
            @if allows(Event::FillOne) || allows(Event::FillLast) { (fill(listing, frame)) }
            @if allows(Event::Extend) { (extend(listing, frame)) }
            @if allows(Event::Pause) {
                (button(listing, frame, "pauzeren", ("pause", "Pauzeer"), "Het is dan even niet te zien."))
            }
            @if allows(Event::Resume) {
                (button(listing, frame, "hervatten", ("play", "Zet weer online"), "Iedereen kan het dan weer zien."))
            }
            @if over {
                (button(listing, frame, "opnieuw", ("copy", "Plaats opnieuw"), "U krijgt een concept met dezelfde tekst."))
            }
            @if allows(Event::Withdraw) { (withdraw(listing, frame)) }
        }
    }
}

/// A draft, what was sent in or sent back, and a live one (which gets a revision).
fn can_edit(listing: &EmployerListing) -> bool {
    listing.status.allows(Event::Edit) || matches!(listing.status, Status::Live | Status::Paused)
}

fn address(listing: &EmployerListing) -> String {
    format!("/werkgever/aanbod/{}", listing.id)
}

fn version(listing: &EmployerListing) -> Markup {
    hidden("versie", &listing.version.to_string())
}

fn submit_in(listing: &EmployerListing, frame: &Frame) -> Markup {
    let inside = html! { (version(listing)) (submit("Stuur in")) };
    html! {
        @if listing.missing.is_empty() {
            p { "Alles is ingevuld. De netwerker leest de tekst en zet die online." }
            (post_form_bare(frame, &format!("{}/insturen", address(listing)), &inside))
        } @else {
            p { "Vul eerst in wat nog mist. Daarna kunt u het insturen." }
        }
    }
}

/// A button with a few words below it.
fn button(listing: &EmployerListing, frame: &Frame, verb: &str, (picture, label): (&str, &str), note: &str) -> Markup {
    let inside = html! {
        (version(listing))
        button.knop-licht type="submit" { (icon(picture)) (label) }
        p.muted.small { (note) }
    };
    post_form_bare(frame, &format!("{}/{verb}", address(listing)), &inside)
}

fn extend(listing: &EmployerListing, frame: &Frame) -> Markup {
    let form = Form::new(&listing.fields, &listing.errors);
    let inside =
        html! { (version(listing)) (form.date(&Field::new("sluit_op", "Nieuwe laatste dag"))) (submit("Verleng")) };
    html! {
        details.meer open[listing.status == Status::Expired || !listing.errors.is_empty()] {
            summary { "Verleng" }
            (post_form(frame, &format!("{}/verlengen", address(listing)), &inside))
        }
    }
}

/// One place is taken; the last one closes the listing.
fn fill(listing: &EmployerListing, frame: &Frame) -> Markup {
    let left = (listing.positions - listing.filled).max(1);
    let form = Form::new(&listing.fields, &listing.errors);
    let how = Field::new("via", "Hebt u iemand gevonden via ons?").optional();
    let ways = choices(&[("ons", "Ja, via deze website of de gemeente"), ("anders", "Nee, op een andere manier")]);
    let inside = html! { (version(listing)) (form.radios(&how, &ways)) (submit("Plek vervuld")) };
    html! {
        details.meer open[listing.status == Status::Expired] {
            summary { "Plek vervuld" }
            @if left > 1 { p { "Er zijn nog " (left) " plekken. Met deze knop meldt u er 1 als vervuld." } }
            @else { p { "Dit is de laatste plek. Daarna gaat het werk van de website." } }
            (post_form(frame, &format!("{}/vervuld", address(listing)), &inside))
        }
    }
}

fn withdraw(listing: &EmployerListing, frame: &Frame) -> Markup {
    let draft = listing.status == Status::Draft;
    let (label, sure) = if draft { ("Gooi dit concept weg", "Ja, gooi weg") } else { ("Trek in", "Ja, trek in") };
    let inside = html! { (version(listing)) (submit_danger(sure)) };
    html! {
        details.meer {
            summary { (label) }
            @if matches!(listing.status, Status::Live | Status::Paused) {
                p { "Het werk gaat meteen van de website. U kunt het daarna wel opnieuw plaatsen." }
            } @else {
                p { "Het werk komt dan niet online. U kunt de tekst later opnieuw gebruiken." }
            }
            @match listing.interests.1 {
                0 => {},
                1 => p { strong { "Let op: " } "1 reactie heeft nog geen antwoord." },
                open => p { strong { "Let op: " } (open) " reacties hebben nog geen antwoord." },
            }
            (post_form_bare(frame, &format!("{}/intrekken", address(listing)), &inside))
        }
    }
}
