//! Step 3: the netwerker is told, sends back with a reason, the employer mends it, it goes online; and what happens after.

use baanin::domain::account::Account;
use baanin::domain::listing::ListingKind;

use crate::app::support::{Browser, Organisation, TestApp, link_in, texts};

struct Scene {
    netwerker: Account,
    organisation: Organisation,
    boss: Browser,
    fatima: Browser,
}

fn scene(app: &TestApp) -> Scene {
    let netwerker = app.netwerker();
    let fatima = app.log_in(&netwerker);
    let organisation = app.employer("De Groene Kracht");
    let boss = app.log_in(&organisation.account);
    app.forget_mails();
    Scene { netwerker, organisation, boss, fatima }
}

fn address(scene: &Scene) -> String {
    scene.organisation.account.email.as_str().to_owned()
}

on_both!(sent_back_with_a_reason_mended_and_approved, |app| {
    let mut scene = scene(app);
    let (id, _) = app.submitted(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    app.set_clock("2026-11-25T06:30:00Z");
    let digest = app.newest_mail("fatimaarslan@example.nl");
    let link = link_in(&digest, "/netwerk/aanbod/");
    scene.fatima = app.log_in(&scene.netwerker); // a session of the municipality lasts a working day
    let page = scene.fatima.open(&link);
    page.has_status(200).sees("Medewerker groen").sees("De Groene Kracht").sees("Ingestuurd door");
    scene.fatima.press("Stuur terug").has_status(422).has_error("toelichting", "Schrijf waarom");
    let page = scene.fatima.press_with("Stuur terug", &[("toelichting", "Noem de werktijden.\nEn het rijbewijs.")]);
    page.sees("Teruggestuurd. De werkgever krijgt een mail met je uitleg.").sees_not("Medewerker groen");

    let mail = app.newest_mail(&address(&scene));
    assert!(mail.text.contains("Noem de werktijden.") && mail.html.contains("En het rijbewijs."), "{}", mail.text);
    let page = scene.boss.open(&link_in(&mail, "/wijzig"));
    page.has_status(200);
    scene.boss.press_with("Bekijk en stuur in", &[("titel", "Hovenier"), ("rijbewijs", "B")]).has_status(200);
    scene.boss.press("Stuur in").has_status(200).sees("Ingestuurd");

    scene.fatima.open("/netwerk").sees("Hovenier");
    scene.fatima.click("Hovenier").sees("Noem de werktijden.");
    let page = scene.fatima.press_with("Zet online", &[("toelichting", "Nu is het duidelijk!")]);
    page.sees("Goedgekeurd. Het staat nu online.");
    let mail = app.newest_mail(&address(&scene));
    assert!(mail.text.contains("Nu is het duidelijk!"), "{}", mail.text);
    let public = link_in(&mail, "/werk/");
    app.anonymous().open(&public).has_status(200).sees("Hovenier");
    assert!(public.ends_with("/hovenier") && public.contains(&id.to_string()));
});

on_both!(two_netwerkers_have_the_same_page_open, |app| {
    let mut scene = scene(app);
    let mut henk = app.log_in(&app.person(baanin::domain::actor::Role::Netwerker, "Henk Tweede"));
    let (id, _) = app.submitted(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    let path = format!("/netwerk/aanbod/{id}");
    scene.fatima.open(&path);
    henk.open(&path);
    scene.fatima.press("Zet online").has_status(200);
    let page = henk.press_with("Stuur terug", &[("toelichting", "Dit kan niet.")]);
    page.has_status(409).sees("net iets eerder").sees("Dit kan niet.");
    app.anonymous().open(&app.path_of(id)).has_status(200);
    app.run_jobs();
});

on_both!(the_netwerker_approves_what_he_read_and_nothing_else, |app| {
    let mut scene = scene(app);
    let (id, _) = app.submitted(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    scene.fatima.open(&format!("/netwerk/aanbod/{id}"));
    scene.boss.open(&format!("/werkgever/aanbod/{id}/wijzig"));
    scene.boss.press_with("Bewaar, nog niet insturen", &[("titel", "Iets heel anders")]).has_status(200);
    scene.boss.press("Stuur in").has_status(200);
    scene.fatima.press("Zet online").has_status(409);
    app.anonymous().open(&app.path_of(id)).has_status(404);
    app.run_jobs();
});

on_both!(a_change_of_a_live_text_is_judged_beside_the_old_one, |app| {
    let mut scene = scene(app);
    let id = app.live(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    let public = app.path_of(id);
    scene.boss.open(&format!("/werkgever/aanbod/{id}"));
    scene.boss.click("Wijzig de tekst");
    let page = scene.boss.press_with("Bekijk en stuur in", &[("titel", "Hovenier"), ("uren_max", "36")]);
    page.sees("U hebt een wijziging die nog niet is ingestuurd");
    scene.boss.press("Stuur in").sees("Uw wijziging wacht op de netwerker");
    app.anonymous().open(&public).has_status(200).sees("Medewerker groen").sees_not("Hovenier");

    let page = scene.fatima.open(&format!("/netwerk/aanbod/{id}"));
    page.sees("Wat verandert er?").sees("Medewerker groen").sees("Hovenier").sees("Kan deze wijziging online?");
    scene.fatima.press("Zet online").has_status(200);
    app.run_jobs();
    let mut visitor = app.anonymous();
    let answer = visitor.get(&public);
    assert_eq!((answer.status, answer.location()), (301, format!("/werk/{id}/hovenier").as_str()));
    visitor.open(&public).has_status(200).sees("Hovenier").sees("36");
    visitor.open("/werk?q=hovenier").sees("1 resultaat");
});

on_both!(a_rejected_change_leaves_the_old_text_online, |app| {
    let mut scene = scene(app);
    let id = app.live(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    scene.boss.open(&format!("/werkgever/aanbod/{id}/wijzig"));
    scene.boss.press_with("Bekijk en stuur in", &[("titel", "Jonge hovenier")]);
    scene.boss.press("Stuur in");
    scene.fatima.open(&format!("/netwerk/aanbod/{id}"));
    scene.fatima.press_with("Stuur terug", &[("toelichting", "Vragen naar leeftijd mag niet.")]);
    let page = scene.boss.open(&format!("/werkgever/aanbod/{id}"));
    page.sees("Vragen naar leeftijd mag niet.").sees("Online");
    app.anonymous().open(&app.path_of(id)).sees("Medewerker groen");
    scene.boss.click("Pas de tekst aan");
    scene.boss.press_with("Bekijk en stuur in", &[("titel", "Hovenier")]);
    scene.boss.press("Stuur in").has_status(200);
    scene.fatima.open(&format!("/netwerk/aanbod/{id}"));
    scene.fatima.press("Zet online").has_status(200);
    app.anonymous().open(&app.path_of(id)).sees("Hovenier");
    app.run_jobs();
});

on_both!(pause_resume_extend_fill_and_post_again, |app| {
    let mut scene = scene(app);
    let id = app.live(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    let (own, public) = (format!("/werkgever/aanbod/{id}"), app.path_of(id));
    let boss = &mut scene.boss;
    let status = || app.anonymous().get(&public).status;
    boss.open(&own);
    boss.press("Pauzeer").sees("Gepauzeerd. Niemand ziet het nu op de website.");
    assert_eq!(status(), 410);
    boss.press("Zet weer online").sees("Het staat weer online.");
    assert_eq!(status(), 200);
    boss.press_with("Verleng", &[("sluit_op", "2026-11-01")]).has_status(422).has_error("sluit_op", "vanaf vandaag");
    boss.press_with("Verleng", &[("sluit_op", "2027-01-31")])
        .sees("De sluitingsdatum is veranderd.")
        .sees("31 januari 2027");
    app.anonymous().open(&public).sees("31 januari 2027");
    boss.press_with("Plek vervuld", &[("via", "ons")]).sees("1 van 2 vervuld");
    assert_eq!(status(), 200, "one place is left");
    boss.press("Plek vervuld").sees("2 van 2 vervuld").sees("Vervuld");
    app.anonymous().open(&public).has_status(410).sees("Er is al iemand gevonden");
    let page = boss.press("Plaats opnieuw");
    page.sees("Er is een kopie gemaakt.").sees("Medewerker groen");
    assert_ne!(page.path, own);
    boss.press("Stuur in").has_status(200).sees("Ingestuurd");
    app.run_jobs();
});

on_both!(an_expired_listing_asks_and_can_come_back, |app| {
    let mut scene = scene(app);
    let pairs = texts::with(texts::vacature(), &[("sluit_op", "2026-11-30")]);
    let id = app.live(&scene.organisation, ListingKind::Vacature, &pairs);
    let public = app.path_of(id);
    app.forget_mails();
    app.set_clock("2026-11-30T23:00:00Z");
    app.anonymous().open(&public).has_status(410).sees("De laatste dag om te reageren is voorbij.");
    let mail = app.newest_mail(&address(&scene));
    let manage = link_in(&mail, "/werkgever/aanbod/");
    scene.boss.open(&manage).sees("De laatste dag is voorbij. Hebt u iemand gevonden?");
    scene.boss.press_with("Verleng", &[("sluit_op", "2026-12-24")]).has_status(200);
    app.anonymous().open(&public).has_status(200).sees("24 december 2026");
    app.run_jobs();
    app.anonymous().open("/werk?q=groen").sees("1 resultaat");
});

on_both!(withdrawn_is_gone_at_once, |app| {
    let mut scene = scene(app);
    let id = app.live(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    app.run_jobs();
    let public = app.path_of(id);
    app.anonymous().open("/werk").sees("Medewerker groen");
    scene.boss.open(&format!("/werkgever/aanbod/{id}"));
    scene.boss.press("Ja, trek in").sees("Ingetrokken. Het staat niet meer online.");
    app.anonymous().open(&public).has_status(410).sees("Dit werk staat niet meer online");
    app.anonymous().open("/werk").sees_not("Medewerker groen"); // before any job has run
    app.run_jobs();
});

on_both!(an_earlier_last_day_in_a_change_is_not_lost, |app| {
    let mut scene = scene(app);
    let id = app.live(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    let edit = format!("/werkgever/aanbod/{id}/wijzig");
    scene.boss.open(&edit);
    scene.boss.press_with("Bewaar, nog niet insturen", &[("sluit_op", "2026-12-10")]).has_status(200);
    let kept = scene.boss.open(&edit).value_of("sluit_op");
    assert_eq!(kept.as_deref(), Some("2026-12-10"), "what was typed comes back");
    app.run_jobs();
});

on_both!(approving_a_change_does_not_take_back_an_extension, |app| {
    let mut scene = scene(app);
    let id = app.live(&scene.organisation, ListingKind::Vacature, &texts::vacature());
    scene.boss.open(&format!("/werkgever/aanbod/{id}/wijzig"));
    scene.boss.press_with("Bekijk en stuur in", &[("titel", "Hovenier")]);
    scene.boss.press("Stuur in").has_status(200);
    scene.boss.press_with("Verleng", &[("sluit_op", "2027-01-31")]).has_status(200);
    scene.fatima.open(&format!("/netwerk/aanbod/{id}"));
    scene.fatima.press("Zet online").has_status(200);
    scene.boss.open(&format!("/werkgever/aanbod/{id}")).sees("31 januari 2027");
    app.run_jobs();
});
