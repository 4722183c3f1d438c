//! What people, browsers and scripts send that no form would: answered in Dutch, never with an error of ours.

use baanin::domain::actor::Role;
use baanin::domain::listing::ListingKind;

use crate::app::support::{Browser, TestApp, texts};

fn boss(app: &TestApp) -> Browser {
    app.log_in(&app.employer("De Groene Kracht").account)
}

on_both!(a_title_of_ten_thousand_letters_and_a_date_in_the_past, |app| {
    let mut boss = boss(app);
    boss.open("/werkgever/aanbod/nieuw?soort=vacature");
    let long = "x".repeat(10_000);
    let mut pairs: Vec<(&str, &str)> = texts::vacature();
    pairs.retain(|(name, _)| *name != "titel");
    pairs.push(("titel", &long));
    let page = boss.press_with("Bekijk en stuur in", &pairs);
    page.has_status(422).has_error("titel", "hoogstens 150 tekens");
    assert_eq!(page.value_of("titel").map(|typed| typed.len()), Some(10_000), "also this is not lost");
    let page = boss.press_with("Bekijk en stuur in", &[("titel", "Hovenier"), ("sluit_op", "2026-11-23")]);
    page.sees("23 november 2026 is al voorbij");
    assert!(!page.has_button("Stuur in"));
    app.run_jobs();
});

on_both!(html_in_a_text_is_a_text, |app| {
    let employer = app.employer("De Groene Kracht");
    let attack = "<script>alert(1)</script>\n\n<b onclick=\"x()\">Vet</b> <img src=x onerror=alert(2)> [klik](javascript:alert(3))";
    let pairs = texts::with(
        texts::vacature(),
        &[("tekst", attack), ("titel", "Kok \"<i>m/v</i>\" & co"), ("taken", "<u>afwassen</u>")],
    );
    let id = app.live(&employer, ListingKind::Vacature, &pairs);
    app.run_jobs();
    let mut visitor = app.anonymous();
    let own = ["/static/app.js"];
    for path in [format!("/werk/{id}"), "/werk".to_owned(), "/werk?q=kok".to_owned(), "/".to_owned()] {
        let page = visitor.open(&path);
        page.has_status(200).sees("Kok \"<i>m/v</i>\" & co");
        for made in
            ["[onclick]", "[onerror]", "main img", "main script:not([type='application/ld+json'])", "main b", "main u"]
        {
            assert_eq!(page.texts(made), Vec::<String>::new(), "{path}: {made}");
        }
        // What search engines read is data and not a script, and nothing in it ends it.
        let data = page.answer.body.matches("<script type=\"application/ld+json\">").count();
        let scripts = page.answer.body.matches("<script").count() - data;
        assert_eq!((scripts, page.answer.body.matches("</script").count()), (own.len(), own.len() + data), "{path}");
        assert!(!page.answer.body.contains("href=\"javascript:"), "{path}");
    }
    let mut boss = app.log_in(&employer.account);
    boss.open(&format!("/werkgever/aanbod/{id}/wijzig"));
    assert_eq!(boss.page().value_of("titel").as_deref(), Some("Kok \"<i>m/v</i>\" & co"));
    for mail in app.mails() {
        assert!(!mail.html.contains("<script") && !mail.html.contains("<i>m/v"), "{}", mail.html);
    }
});

on_both!(a_search_that_nobody_could_type_is_still_a_page, |app| {
    let mut visitor = app.anonymous();
    for query in [
        "straal=-5",
        "straal=99999999999999999999",
        "plaats=%00%01",
        "q=%FF%FE",
        "q=%22%28%29%3A%2A%5B%5D%7E%5E%2B-%5C",
        "pagina=0",
        "pagina=99999999999",
        "pagina=100000",
        "soort=beschut_werk",
        "soort=&soort=&branche=,,,",
        "uren_min=NaN&uren_max=-1",
        "uren_min=40&uren_max=8",
        "sorteer=willekeurig",
        "onbekend=ja&=&%",
        "q=a&q=b&q=c",
    ] {
        let page = visitor.open(&format!("/werk?{query}"));
        assert!(matches!(page.status(), 200 | 404 | 422), "{query}: {}", page.describe());
        assert!(!page.text().is_empty(), "{query}");
    }
    visitor.open("/werk?straal=-5").sees("Vul een afstand in van 1 tot 300 kilometer.");
    visitor.open(&format!("/werk?q={}", "x".repeat(5_000))).has_status(200);
});

on_both!(forms_with_missing_strange_or_too_many_fields, |app| {
    let employer = app.employer("De Groene Kracht");
    let id = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    app.run_jobs();
    let mut boss = app.log_in(&employer.account);
    let token = |boss: &mut Browser| boss.open("/instellingen").value_of("_form").unwrap();
    for (path, body, status) in [
        ("/werkgever/aanbod".to_owned(), "soort=beschut_werk&titel=Kok", 400),
        ("/werkgever/aanbod".to_owned(), "titel=Kok", 400),
        (format!("/werkgever/aanbod/{id}/wijzig"), "titel=Kok", 400),
        (format!("/werkgever/aanbod/{id}/wijzig"), "titel=Kok&versie=veel", 400),
        (format!("/werkgever/aanbod/{id}/wijzig"), "titel=&versie=1", 422),
        (format!("/werkgever/aanbod/{id}/verlengen"), "sluit_op=31-02-2027", 422),
        (format!("/werkgever/aanbod/{id}/hervatten"), "", 409),
        ("/werkgever/aanbod/onzin/intrekken".to_owned(), "", 404),
    ] {
        let body = format!("{body}&_form={}", token(&mut boss));
        assert_eq!(boss.post(&path, &body).status, status, "{path} {body}");
    }
    let body = format!("tekst={}&_form={}", "x".repeat(400_000), token(&mut boss));
    assert_eq!(boss.post("/werkgever/aanbod", &body).status, 413);
    app.anonymous().open(&app.path_of(id)).has_status(200).sees("Medewerker groen");
    app.run_jobs();
});

on_both!(names_and_numbers_as_people_write_them, |app| {
    let mut fatima = app.browser_of(Role::Netwerker);
    let mut visitor = app.anonymous();
    visitor.open("/ik-zoek-werk");
    let odd = "Zoë\u{202E} O'Neill-Öztürk 👩‍🌾";
    let page = visitor
        .press_with("Bel mij", &[("naam", odd), ("telefoon", "+31 (0)6-12 34 56 78"), ("bericht", "a\u{0}b\r\n\r\nc")]);
    page.has_status(200);
    app.run_jobs();
    fatima.open("/netwerk/reacties").sees("Zoë O'Neill-Öztürk");
    // Somebody who sends in without end is told to wait, and only he.
    visitor.open("/inloggen");
    let form = visitor.page().form_with("Stuur mij een link");
    assert!((0..500).any(|_| visitor.submit_raw(&form).status == 429), "nobody was told to wait");
    let mut other = app.anonymous();
    other.open("/inloggen");
    assert_ne!(other.press_with("Stuur mij een link", &[("email", "x@example.nl")]).status(), 429);
});
