//! Step 2: an employer posts a vacature, a werkstage and a proefplaatsing.

use baanin::domain::listing::ListingKind;

use crate::app::support::{Browser, TestApp, texts};

/// The form for a kind, from the employer's first page.
fn new_form<'a>(browser: &'a mut Browser, kind: &str) -> &'a crate::app::support::Page {
    browser.open("/werkgever");
    browser.click("Plaats werk");
    browser.click(&format!("Kies {kind}"))
}

fn employer(app: &TestApp) -> Browser {
    app.log_in(&app.employer("De Groene Kracht").account)
}

on_both!(a_vacature_with_errors_first_then_a_draft_then_sent_in, |app| {
    let mut boss = employer(app);
    new_form(&mut boss, "vacature").sees("Gewoon werk met loon en een contract");
    let wrong = texts::with(
        texts::vacature(),
        &[
            ("uren_min", "veel"),
            ("loon_min", "-5"),
            ("sluit_op", "2026-13-45"),
            ("plekken", "0"),
            ("tekst", "Je maait.\nEn snoeit."),
        ],
    );
    let page = boss.press_with("Bekijk en stuur in", &wrong);
    page.has_status(422).has_error("uren_min", "").has_error("loon_min", "").has_error("sluit_op", "");
    page.has_error("plekken", "van 1 tot 99");
    let form = page.form_with("Bekijk en stuur in");
    for (name, typed) in &wrong {
        let kept = form.pairs.iter().any(|(each, value)| each == name && value.trim() == *typed);
        assert!(kept, "{name}={typed} was lost");
    }
    // Only what was wrong is typed again.
    let right = [("uren_min", "24"), ("loon_min", "15,20"), ("sluit_op", "2026-12-31"), ("plekken", "2")];
    let page = boss.press_with("Bekijk en stuur in", &right);
    page.has_status(200).sees("Medewerker groen").sees("nog niet ingestuurd").sees("Alles is ingevuld");
    let page = boss.press("Stuur in");
    page.has_status(200).sees("Ingestuurd. De netwerker van de gemeente kijkt ernaar.").sees("Ingestuurd");
    assert!(!page.has_button("Stuur in"));
    let path = page.path.clone();
    boss.open("/werkgever").sees("Medewerker groen").sees("Ingestuurd");
    boss.open(&path).sees_not("Ingestuurd. De netwerker van de gemeente kijkt ernaar."); // said once
    app.run_jobs();
});

on_both!(a_draft_may_lack_everything_and_says_what, |app| {
    let mut boss = employer(app);
    new_form(&mut boss, "vacature");
    boss.press("Bewaar als concept").has_status(422).has_error("titel", "naam van het werk");
    let page = boss.press_with("Bewaar als concept", &[("titel", "Kok")]);
    page.has_status(200).sees("Dit mist nog").sees("Vertel wat iemand gaat doen.").sees("Kies de branche.");
    assert!(!page.has_button("Stuur in"), "it is not complete");
    boss.click("Wijzig de tekst").sees("Vul het loon in.");
    boss.press_with("Bekijk en stuur in", &texts::vacature()).has_status(200).sees_not("Dit mist nog");
    boss.press("Stuur in").has_status(200);
    app.run_jobs();
});

on_both!(a_werkstage_has_a_learning_goal_and_no_wage, |app| {
    let mut boss = employer(app);
    let page = new_form(&mut boss, "werkstage");
    page.sees("Wat leert iemand?").sees("hoort geen loon").sees_not("Bruto loon");
    boss.press_with("Bewaar als concept", &texts::with(texts::werkstage(), &[("leerdoel", "")]));
    boss.page().has_status(200).sees("Vertel wat iemand leert.");
    boss.click("Wijzig de tekst");
    let page = boss.press_with("Bekijk en stuur in", &texts::with(texts::werkstage(), &[("duur", "7")]));
    page.has_status(422).has_error("duur", "hoogstens 6 maanden");
    boss.press_with("Bekijk en stuur in", &texts::werkstage()).has_status(200);
    boss.press("Stuur in").has_status(200).sees("Ingestuurd");
    app.run_jobs();
});

on_both!(a_proefplaatsing_says_what_comes_after, |app| {
    let mut boss = employer(app);
    new_form(&mut boss, "proefplaatsing").sees("hoogstens 2 maanden");
    let short = texts::with(texts::proefplaatsing(), &[("duur", "3"), ("bedoeling", "3")]);
    let page = boss.press_with("Bekijk en stuur in", &short);
    page.has_status(422).has_error("duur", "hoogstens 2 maanden").has_error("bedoeling", "minstens 6 maanden");
    boss.press_with("Bekijk en stuur in", &[("duur", "2"), ("bedoeling", "6")]).has_status(200);
    boss.press("Stuur in").has_status(200).sees("Ingestuurd");
    app.run_jobs();
});

on_both!(two_tabs_change_the_same_text_and_both_texts_are_shown, |app| {
    let organisation = app.employer("De Groene Kracht");
    let (id, _) = app.submitted(&organisation, ListingKind::Vacature, &texts::vacature());
    let mut boss = app.log_in(&organisation.account);
    let mut other = boss.copy();
    let path = format!("/werkgever/aanbod/{id}/wijzig");
    boss.open(&path);
    other.open(&path);
    boss.press_with("Bewaar, nog niet insturen", &[("titel", "Hovenier")]).has_status(200).sees("Hovenier");
    let page = other.press_with("Bewaar, nog niet insturen", &[("titel", "Tuinman"), ("uren_min", "16")]);
    page.has_status(409).sees("Tuinman").sees("Hovenier").sees("16");
    // Nothing is lost: one press keeps the own text over the other.
    other.press("Bewaar mijn tekst").has_status(200).sees("Tuinman").sees_not("Hovenier");
    other.click("Wijzig de tekst");
    assert_eq!(other.page().value_of("uren_min").as_deref(), Some("16"));
    assert_eq!(other.page().value_of("loon_max").as_deref(), Some("16,10"));
    app.run_jobs();
});

on_both!(a_double_click_posts_once, |app| {
    let mut boss = employer(app);
    new_form(&mut boss, "vacature");
    let mut form = boss.page().form_with("Bewaar als concept");
    form.fill(&texts::vacature());
    let locations = boss.submit_twice(&form).map(|answer| answer.location().to_owned());
    assert_eq!(locations[0], locations[1]);
    boss.open("/werkgever");
    boss.page().sees("Concept 1");
    app.run_jobs();
});

on_both!(a_form_that_stood_open_over_a_log_out_shows_what_was_typed, |app| {
    let mut boss = employer(app);
    new_form(&mut boss, "vacature");
    let mut form = boss.page().form_with("Bewaar als concept");
    form.fill(&texts::vacature());
    boss.press("Uitloggen");
    let page = boss.submit(&form);
    page.has_status(401).sees("U bent niet meer ingelogd").sees("Medewerker groen").sees("Je maait gras.");
    let mut again = employer_again(app);
    let page = again.submit(&form);
    page.has_status(400).sees("Het formulier stond te lang open").sees("Medewerker groen").sees("Je maait gras.");
    app.run_jobs();
});

/// The same employer, logged in anew.
fn employer_again(app: &TestApp) -> Browser {
    let email = crate::app::support::address_of("De Groene Kracht");
    let account = app.look(|conn| baanin::store::accounts::by_email(conn, &email)).expect("there is an account");
    app.log_in(&account)
}
