//! Step 3, after a visit: the netwerker registers an employer and writes for him, the employer confirms by a link.

use crate::app::support::{TestApp, link_in, texts};

fn employer_link(app: &TestApp, address: &str) -> String {
    link_in(&app.newest_mail(address), "/werkgevers/bevestigen/")
}

on_both!(the_netwerker_writes_and_the_employer_confirms, |app| {
    let mut fatima = app.log_in(&app.netwerker());
    fatima.open("/netwerk/werkgevers");
    fatima.click("Nieuwe werkgever");
    fatima
        .press_with("Voeg toe", &[("organisatie", "Bakkerij Brood"), ("kvk", "12 34")])
        .has_status(422)
        .has_error("kvk", "8 cijfers");
    let contact = [("kvk", "22334455"), ("plaats", "Ommen"), ("naam", "Bea Brood"), ("email", "bea@brood.example")];
    fatima.press_with("Voeg toe", &contact).has_status(200).sees("Bakkerij Brood").sees("Gecontroleerd");
    let welcome = app.newest_mail("bea@brood.example");
    fatima.click("Plaats werk voor deze werkgever");
    let page = fatima.click("Kies werkstage");
    page.sees("Je schrijft dit voor Bakkerij Brood");
    assert_eq!(page.value_of("plaats").as_deref(), Some("Ommen"));
    let page = fatima.press_with("Bekijk en stuur naar de werkgever", &[("titel", "Bakken leren")]);
    page.has_status(422).has_error("leerdoel", "Vertel wat iemand leert.");
    let page = fatima.press_with("Bekijk en stuur naar de werkgever", &texts::werkstage());
    page.has_status(200).sees("De tekst staat klaar.").sees("Werkstage in de keuken");

    let link = employer_link(app, "bea@brood.example");
    let mut bea = app.anonymous();
    bea.open(&link).has_status(200).sees("Klopt deze werkstage?").sees("Fatima Arslan").sees("Je helpt de kok");
    app.anonymous().open("/werk").sees_not("Werkstage in de keuken"); // looking confirms nothing
    bea.press("Dit klopt, zet online").has_status(200).sees("Het staat online");
    bea.click("Bekijk het op de website").has_status(200).sees("Werkstage in de keuken");
    // The same link again shows that it is done, also for a second press of the same page.
    app.anonymous().open(&link).has_status(200).sees("Het staat online");
    // She can log in with the first mail too.
    bea.open(&link_in(&welcome, "/inloggen/"));
    bea.press("Log in").sees("Werkstage in de keuken");
    app.run_jobs();
});

on_both!(a_text_that_was_changed_cannot_be_confirmed_by_the_old_link, |app| {
    let employer = app.employer("Bakkerij Brood");
    let mut fatima = app.log_in(&app.netwerker());
    fatima.open(&format!("/netwerk/werkgevers/{}/aanbod/nieuw?soort=vacature", employer.id));
    fatima.press_with("Bekijk en stuur naar de werkgever", &texts::vacature()).has_status(200);
    let link = employer_link(app, employer.account.email.as_str());
    let mut boss = app.log_in(&employer.account);
    boss.open(&link);
    let form = boss.page().form_with("Dit klopt, zet online");
    boss.click("Ik wil iets wijzigen").has_status(200);
    boss.press_with("Bewaar, nog niet insturen", &[("titel", "Iets heel anders")]).has_status(200);
    let mut late = boss.copy();
    assert_ne!(late.submit(&form).status(), 200);
    app.anonymous().open(&link).has_status(404);
    app.anonymous().open("/werk").sees_not("Iets heel anders").sees_not("Medewerker groen");
    app.run_jobs();
});

on_both!(a_link_for_one_thing_opens_no_other, |app| {
    let employer = app.employer("Bakkerij Brood");
    let mut fatima = app.log_in(&app.netwerker());
    fatima.open(&format!("/netwerk/werkgevers/{}/aanbod/nieuw?soort=vacature", employer.id));
    fatima.press_with("Bekijk en stuur naar de werkgever", &texts::vacature());
    let link = employer_link(app, employer.account.email.as_str());
    let token = link.rsplit('/').next().unwrap_or_default();
    app.anonymous().open(&format!("/inloggen/{token}")).has_status(410);
    let mut changed = token.to_owned();
    changed.replace_range(5..6, if changed[5..6] == *"A" { "B" } else { "A" });
    app.anonymous().open(&format!("/werkgevers/bevestigen/{changed}")).has_status(404);
    app.run_jobs();
});
