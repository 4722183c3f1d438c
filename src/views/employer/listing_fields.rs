//! The fields of a listing in sections, with the rules of its kind. Never a field that `ListingContent::parse` does
//! not read, and never a check: what is wrong comes with the errors.

use maud::{Markup, html};

use crate::domain::code::Code;
use crate::domain::listing::ListingKind;
use crate::domain::listing::kind::{KindRules, Need};
use crate::domain::listing::terms::{
    Certificate, Day, DrivingLicence, DutchLevel, Education, Openness, Reaction, Sector, Shift, WageUnit,
};
use crate::views::components::form::{Choice, Field, Form, Width, choices, coded, hidden};

/// All sections, in the order in which somebody thinks of them.
#[must_use]
pub fn listing_fields(form: &Form<'_>, kind: ListingKind, for_staff: bool) -> Markup {
    let rules = kind.rules();
    let (who_heading, support_heading) = if for_staff {
        ("Wie zoekt de werkgever?", "Wat biedt de werkgever?")
    } else {
        ("Wie zoekt u?", "Wat biedt u?")
    };
    let pay_heading = if rules.wage == Need::Forbidden { "Duur en wat daarna komt" } else { "Loon en contract" };
    html! {
        (section("Het werk", &the_work(form, &rules, for_staff)))
        (section("Waar en wanneer", &where_and_when(form, &rules)))
        (section(pay_heading, &pay(form, &rules)))
        (section(who_heading, &html! { (who(form, for_staff)) (more(form, &rules)) }))
        (section(support_heading, &support(form, kind, for_staff)))
        (section("Reageren", &reactions(form, for_staff)))
        @if kind.is_paid() { (section("Op andere websites", &reach(form, for_staff))) }
    }
}

fn section(heading: &str, fields: &Markup) -> Markup {
    html! { fieldset.groep.deel-form { legend { h2 { (heading) } } (fields) } }
}

/// "u" for the employer, "je" for the netwerker who writes for him.
fn say<'a>(for_staff: bool, employer: &'a str, staff: &'a str) -> &'a str {
    if for_staff { staff } else { employer }
}

fn the_work(form: &Form<'_>, rules: &KindRules, for_staff: bool) -> Markup {
    let text_hint = say(
        for_staff,
        "Schrijf zoals u het zou vertellen. Een regel die begint met een streepje (-) wordt een lijstje.",
        "Schrijf zoals je het zou vertellen. Een regel die begint met een streepje (-) wordt een lijstje.",
    );
    html! {
        (form.text(&Field::new("titel", "Naam van het werk").hint("Bijvoorbeeld: medewerker groen. Zonder 'jong' of \
            'm/v'.").max(150)))
        (form.textarea(&Field::new("tekst", "Wat gaat iemand doen?").hint(text_hint).rows(8)))
        (form.textarea(&Field::new("taken", "Taken").optional().hint("Eén taak per regel, zoals: gras maaien.").rows(4)))
        @if rules.learning_goal != Need::Forbidden {
            @let field = Field::new("leerdoel", "Wat leert iemand?").hint("Bijvoorbeeld: op tijd komen, samenwerken, \
                een heggenschaar gebruiken.").rows(4);
            (form.textarea(&if rules.learning_goal == Need::Required { field } else { field.optional() }))
        }
        (form.select(&Field::new("branche", "Branche"), Some("Kies een branche"), &coded(Sector::label)))
    }
}

fn where_and_when(form: &Form<'_>, rules: &KindRules) -> Markup {
    html! {
        div.naast {
            (form.text(&Field::new("plaats", "Plaats van het werk").width(Width::Middle)))
            (form.text(&Field::new("postcode", "Postcode van het werk").optional().width(Width::Short)))
        }
        div.naast {
            (form.text(&Field::new("uren_min", "Uren per week, minstens").numeric()))
            (form.text(&Field::new("uren_max", "Uren per week, hoogstens").optional().numeric()))
        }
        (form.checkboxes(&Field::new("dagen", "Op welke dagen?").optional(), &coded(Day::label)))
        (form.checkboxes(&Field::new("tijden", "Op welke tijden?").optional(), &coded(Shift::label)))
        @if let Some(months) = rules.longest_months {
            @let hint = format!("Hoogstens {months} maanden.");
            (form.text(&Field::new("duur", "Hoe lang duurt de plek?").hint(&hint).numeric().suffix("maanden")))
        }
        (form.date(&Field::new("begint_op", "Wanneer begint het werk?").optional()))
    }
}

fn pay(form: &Form<'_>, rules: &KindRules) -> Markup {
    html! {
        @if rules.wage == Need::Forbidden {
            p { "Bij een " (rules.label) " hoort geen loon. De uitkering loopt door." }
        } @else {
            (wage(form, ["loon_min", "loon_max", "loon_per"], "Bruto loon"))
        }
        @if rules.contract != Need::Forbidden {
            (contract(form))
        }
        @if let Some(months) = rules.intention_months {
            @let hint = format!("Gaat het goed? Dan volgt een contract van minstens {months} maanden.");
            @let field = Field::new("bedoeling", "Hoe lang is het contract daarna?").hint(&hint);
            (form.text(&field.numeric().suffix("maanden")))
        }
        @if rules.afterwards != Need::Forbidden {
            (wage(form, ["loon_daarna", "loon_daarna_max", "loon_daarna_per"], "Bruto loon daarna"))
        }
    }
}

fn contract(form: &Form<'_>) -> Markup {
    let lengths = choices(&[("vast", "Vast contract"), ("tijdelijk", "Tijdelijk contract")]);
    let months = Field::new("contract_maanden", "Tijdelijk: hoeveel maanden?").free().numeric().suffix("maanden");
    html! {
        (form.radios(&Field::new("contract", "Wat voor contract?"), &lengths))
        (form.text(&months.hint("Alleen bij een tijdelijk contract.")))
    }
}

/// A wage from … to … per …
fn wage(form: &Form<'_>, [min, max, per]: [&str; 3], label: &str) -> Markup {
    let (at_least, at_most) = (format!("{label}, minstens"), format!("{label}, hoogstens"));
    html! {
        div.naast {
            (form.money(&Field::new(min, &at_least)))
            (form.money(&Field::new(max, &at_most).optional()))
        }
        (form.select(&Field::new(per, "Per uur, maand of jaar?").width(Width::Short), None, &coded(WageUnit::label)))
    }
}

fn who(form: &Form<'_>, for_staff: bool) -> Markup {
    let levels: Vec<Choice> = DutchLevel::ALL
        .iter()
        .filter(|level| **level != DutchLevel::C2)
        .map(|level| Choice::new(level.code(), level.label()).note(level.explanation()))
        .collect();
    html! {
        p { "Vraag alleen wat echt nodig is. Dan reageren er meer mensen." }
        (form.radios(&Field::new("opleiding", "Welke opleiding is nodig?"), &coded(Education::label)))
        (form.radios(&Field::new("taal", "Hoe goed moet iemand Nederlands kunnen?"), &levels))
        @let skills = Field::new("vaardigheden", "Wat moet iemand kunnen?").optional();
        (form.textarea(&skills.hint("Eén ding per regel.").rows(4)))
        @if for_staff {
            (form.text(&Field::new("trede", "Laagste trede die past").optional().hint("Alleen voor de gemeente. De \
                werkgever ziet dit niet.").numeric()))
        }
    }
}

/// What few listings need: folded away until one of them is filled or wrong.
fn more(form: &Form<'_>, rules: &KindRules) -> Markup {
    let licences: Vec<Choice> =
        DrivingLicence::ALL.iter().map(|licence| Choice::new(licence.code(), licence.code())).collect();
    let names = ["rijbewijs", "certificaten", "belasting", "formele_werkgever"];
    html! {
        details.meer open[names.iter().any(|name| form.is_touched(name))] {
            summary { "Meer eisen en bijzonderheden" }
            (form.checkboxes(&Field::new("rijbewijs", "Welk rijbewijs is nodig?").optional(), &licences))
            @let certificates = Field::new("certificaten", "Welke certificaten zijn nodig?").optional();
            (form.checkboxes(&certificates, &coded(Certificate::label)))
            (form.textarea(&Field::new("belasting", "Wat is zwaar aan het werk?").optional().hint("Eén ding per \
                regel. Bijvoorbeeld: tillen tot 15 kg.").rows(3)))
            @if rules.contract != Need::Forbidden {
                @let other = Field::new("formele_werkgever", "Tekent een andere organisatie het contract?").optional();
                (form.text(&other.hint("Bijvoorbeeld bij detachering. Vul de naam in.")))
            }
        }
    }
}

fn support(form: &Form<'_>, kind: ListingKind, for_staff: bool) -> Markup {
    let openness = |name, label| {
        let mut options = coded(Openness::label);
        options.push(Choice::new("", "Zeg ik nu nog niet"));
        form.radios(&Field::new(name, label).optional(), &options)
    };
    html! {
        p {
            (say(
                for_staff,
                "Met een beetje hulp kunnen meer mensen uw werk doen. U zit nergens aan vast. Wat u niet invult, \
                staat er niet.",
                "Met een beetje hulp kunnen meer mensen dit werk doen. De werkgever zit nergens aan vast. Wat je \
                niet invult, staat er niet.",
            ))
        }
        (openness("jobcoach", "Mag er een jobcoach op de werkvloer komen?"))
        // Without wage there is nothing to subsidise.
        @if kind.rules().wage != Need::Forbidden {
            (openness("loonkostensubsidie", say(for_staff, "Staat u open voor loonkostensubsidie?", "Staat de \
                werkgever open voor loonkostensubsidie?")))
        }
        // A trial is a trial already.
        @if kind != ListingKind::Proefplaatsing { (openness("proef_eerst", "Mag iemand eerst op proef werken?")) }
        (openness("taken_op_maat", say(for_staff, "Kunt u taken aanpassen aan iemand?", "Kan de werkgever taken \
            aanpassen aan iemand?")))
        @let hours = say(for_staff, "Hoeveel uur begeleiding kunt u geven?", "Hoeveel uur begeleiding kan de werkgever geven?");
        @let guidance = Field::new("begeleiding_uren", hours).optional();
        (form.text(&guidance.numeric().suffix("uur per week")))
        (form.checkbox(&Field::new("maatje", "Iemand krijgt een vaste collega als maatje.").optional(), "ja"))
    }
}

fn reactions(form: &Form<'_>, for_staff: bool) -> Markup {
    let label = |reaction| match reaction {
        Reaction::Direct if for_staff => "Rechtstreeks bij de werkgever",
        _ => Reaction::label(reaction),
    };
    let many = say(for_staff, "Hoeveel mensen zoekt u?", "Hoeveel mensen zoekt de werkgever?");
    let open_end = say(
        for_staff,
        "Zonder datum blijft het online tot u het weghaalt.",
        "Zonder datum blijft het online tot de werkgever het weghaalt.",
    );
    html! {
        (form.radios(&Field::new("reactie", "Waar komen reacties binnen?"), &coded(label)))
        (form.text(&Field::new("plekken", many).numeric()))
        @let closes = Field::new("sluit_op", "Tot en met welke dag kan iemand reageren?").optional();
        (form.date(&closes.hint(open_end)))
    }
}

/// A box that is not ticked sends nothing: the hidden field says that the boxes were there.
fn reach(form: &Form<'_>, for_staff: bool) -> Markup {
    let hint = say(
        for_staff,
        "Mensen die in Google naar werk zoeken, vinden dan ook uw vacature.",
        "Mensen die in Google naar werk zoeken, vinden dan ook deze vacature.",
    );
    let indeed = "Dit gebeurt alleen als de gemeente met Indeed werkt.";
    html! {
        (hidden("bereik", "gekozen"))
        (form.checkbox(&Field::new("google", "Laat Google for Jobs deze vacature tonen.").optional().hint(hint), "ja"))
        (form.checkbox(&Field::new("indeed", "Laat deze vacature ook op Indeed zien.").optional().hint(indeed), "ja"))
    }
}
