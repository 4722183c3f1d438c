//! What other programs read: the job in the page, feeds, the site map, the file for Indeed, the widget, the API.
//! Never a listing or a fact that the pages for anyone do not show.

use baanin::domain::actor::Role;
use baanin::domain::listing::ListingKind;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::app::support::{Answer, Browser, Kind, Organisation, TestApp, texts};

const FEEDS: [&str; 2] = ["/feed.xml", "/rss.xml"];

/// The JSON-LD of a page.
fn data_of(answer: &Answer) -> Option<Value> {
    let selector = Selector::parse("script[type='application/ld+json']").unwrap();
    let document = Html::parse_document(&answer.body);
    let found = document.select(&selector).next().map(|block| block.text().collect::<String>());
    found.map(|json| serde_json::from_str(&json).unwrap())
}

fn some_work(app: &TestApp) -> Organisation {
    let green = app.employer("De Groene Kracht");
    app.live(&green, ListingKind::Vacature, &texts::vacature());
    app.live(&green, ListingKind::Proefplaatsing, &texts::proefplaatsing());
    app.live(&green, ListingKind::Werkstage, &texts::werkstage());
    app.run_jobs();
    green
}

/// Well-formed XML, read by a parser that is not the writer's.
fn text_of_xml(answer: &Answer, element: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(&answer.body);
    let (mut texts, mut inside) = (Vec::new(), false);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                inside = start.name().as_ref() == element;
                if inside {
                    texts.push(String::new());
                }
            }
            Event::Text(text) if inside => texts.last_mut().unwrap().push_str(&text),
            Event::CData(text) if inside => texts.last_mut().unwrap().push_str(&text),
            Event::End(_) => inside = false,
            Event::Eof => return texts,
            _ => {}
        }
    }
}

fn has_nothing_internal(answer: &Answer, employer: &Organisation) {
    for inside in ["trede", "ladder", employer.account.email.as_str(), "municipality", "<script>"] {
        assert!(!answer.body.contains(inside), "{inside}: {}", answer.body);
    }
}

on_both!(a_paid_job_is_told_to_search_engines_unless_its_employer_says_no, |app| {
    let employer = app.employer("De Groene Kracht");
    let nasty =
        texts::with(texts::vacature(), &[("titel", "Kok </script><script>alert(1)</script> & <!-- x"), ("trede", "4")]);
    let paid = app.live(&employer, ListingKind::Vacature, &nasty);
    let unpaid = app.live(&employer, ListingKind::Werkstage, &texts::werkstage());
    let quiet = texts::with(texts::vacature(), &[("titel", "Stille vacature"), ("bereik", "gekozen")]);
    let quiet = app.live(&employer, ListingKind::Vacature, &quiet);
    let mut program = app.anonymous();
    let answer = program.get(&app.path_of(paid));
    let job = data_of(&answer).expect("the page tells of the job");
    assert_eq!((&job["@context"], &job["@type"]), (&"https://schema.org".into(), &"JobPosting".into()));
    assert_eq!(job["title"], "Kok </script><script>alert(1)</script> & <!-- x");
    assert_eq!(job["hiringOrganization"]["name"], "De Groene Kracht");
    assert_eq!(job["jobLocation"]["address"]["addressCountry"], "NL");
    assert_eq!(job["baseSalary"]["currency"], "EUR");
    assert_eq!(job["directApply"], true);
    for there in ["description", "datePosted", "employmentType", "identifier", "url", "workHours"] {
        assert!(!job[there].is_null(), "{there}: {job}");
    }
    assert!(job["url"].as_str().unwrap().ends_with(&app.path_of(paid)));
    assert!(!job.to_string().contains("trede") && !job.to_string().contains("ladder"));
    for without in [unpaid, quiet] {
        assert_eq!(data_of(&program.get(&app.path_of(without))), None);
    }
    // What is gone is not offered.
    let path = app.path_of(paid);
    let mut boss = app.log_in(&employer.account);
    boss.open(&format!("/werkgever/aanbod/{paid}"));
    boss.press("Ja, trek in");
    let gone = program.get(&path);
    assert_eq!((gone.status, data_of(&gone)), (410, None));
    app.run_jobs();
});

on_both!(feeds_follow_the_choices_of_the_search, |app| {
    let employer = some_work(app);
    let mut reader = app.anonymous();
    let page = reader.get("/werk?soort=werkstage&sorteer=nieuw");
    for feed in FEEDS {
        assert!(page.body.contains(&format!("href=\"{feed}?soort=werkstage\"")), "{feed}");
        let all = reader.get(feed);
        assert_eq!(all.status, 200, "{feed}");
        let item = if feed == "/feed.xml" { "published" } else { "pubDate" };
        assert_eq!(text_of_xml(&all, item).len(), 3, "{feed}");
        let some = reader.get(&format!("{feed}?soort=werkstage"));
        assert_eq!(text_of_xml(&some, item).len(), 1, "{feed}");
        assert!(some.body.contains("Werkstage in de keuken") && !some.body.contains("Medewerker groen"));
        has_nothing_internal(&all, &employer);
        // A title that changes leaves the identity.
        let id = if feed == "/feed.xml" { "id" } else { "guid" };
        assert!(text_of_xml(&some, id).last().unwrap().starts_with("urn:uuid:"), "{feed}");
        // Asked again, nothing is sent.
        let tag = all.header("etag").unwrap().to_owned();
        let again = reader.directly(feed, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{feed}");
        // A date says nothing of what went away since.
        let date = all.header("last-modified").unwrap().to_owned();
        assert_eq!(reader.directly(feed, &[("If-Modified-Since", &date)]).status, 200, "{feed}");
        let wrong = reader.get(&format!("{feed}?plaats=Verweggistan"));
        assert_eq!(wrong.status, 400);
        assert!(wrong.body.starts_with("plaats: "), "{}", wrong.body);
    }
});

on_both!(the_site_map_names_every_public_page_and_no_other, |app| {
    let employer = some_work(app);
    let (waiting, _) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    let mut robot = app.anonymous();
    let robots = robot.get("/robots.txt");
    assert!(robots.header("content-type").unwrap().starts_with("text/plain"));
    let map = robots.body.lines().find_map(|line| line.strip_prefix("Sitemap: ")).expect("it names the site map");
    assert!(map.ends_with("/sitemap.xml"));
    let answer = robot.get("/sitemap.xml");
    let addresses = text_of_xml(&answer, "loc");
    assert_eq!(text_of_xml(&answer, "lastmod").len(), 3);
    assert!(!answer.body.contains(&waiting.to_string()));
    // Every address answers, and none is closed to robots.
    let closed: Vec<&str> = robots.body.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect();
    for address in &addresses {
        let path = address.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap();
        assert_eq!(robot.get(&path).status, 200, "{address}");
        assert!(closed.iter().all(|start| !path.starts_with(start)), "{address}");
    }
    let unique: std::collections::HashSet<_> = addresses.iter().collect();
    assert_eq!(unique.len(), addresses.len());
    app.run_jobs();
    assert_eq!(robot.get("/sitemap/1.xml").status, 200);
    for beyond in ["/sitemap/0.xml", "/sitemap/2.xml", "/sitemap/x.xml", "/sitemap/18446744073709551615.xml"] {
        assert_eq!(robot.get(beyond).status, 404, "{beyond}");
    }
});

on_both!(indeed_gets_what_municipality_and_employer_both_want, |app| {
    let employer = app.employer("De Groene Kracht");
    app.live(&employer, ListingKind::Vacature, &texts::vacature());
    let also = [("titel", "Kok & co ]]> hier"), ("bereik", "gekozen"), ("indeed", "ja")];
    app.live(&employer, ListingKind::Vacature, &texts::with(texts::vacature(), &also));
    app.live(&employer, ListingKind::Werkstage, &texts::with(texts::werkstage(), &also));
    let mut indeed = app.anonymous();
    assert_eq!(indeed.get("/indeed.xml").status, 404);
    let mut admin = app.browser_of(Role::Admin);
    admin.open("/beheer").sees("Er gaat niets naar Indeed");
    admin.press("Laat vacatures naar Indeed gaan").has_status(200).sees("Stop met Indeed");
    let answer = indeed.get("/indeed.xml");
    assert_eq!(answer.status, 200);
    assert_eq!(text_of_xml(&answer, "title"), ["Kok & co ]]> hier"]);
    assert_eq!(text_of_xml(&answer, "country"), ["NL"]);
    has_nothing_internal(&answer, &employer);
    admin.open("/beheer");
    admin.press("Stop met Indeed").sees("Er gaat niets naar Indeed");
    assert_eq!(indeed.get("/indeed.xml").status, 404);
    app.run_jobs();
});

on_both!(a_long_file_for_indeed_comes_in_pieces_and_whole, |app| {
    let employer = app.employer("De Groene Kracht");
    app.database.execute("UPDATE municipalities SET indeed = true");
    let mut expected = Vec::new();
    for number in 0..101 {
        // Fifty are read at a time: of the second fifty none goes there.
        let (title, ticked) = (format!("Kok {number}").leak(), if (50..100).contains(&number) { "nee" } else { "ja" });
        let more = [("titel", &*title), ("bereik", "gekozen"), ("indeed", ticked)];
        app.live(&employer, ListingKind::Vacature, &texts::with(texts::vacature(), &more));
        expected.extend((ticked == "ja" && number != 7).then(|| title.to_owned()));
    }
    // A text that cannot be read takes no other along.
    app.database.execute(
        "UPDATE listing_revisions SET content = '{}' WHERE id = (SELECT live_revision_id FROM listings WHERE title = 'Kok 7')",
    );
    let answer = app.anonymous().get("/indeed.xml");
    assert_eq!((answer.status, answer.header("transfer-encoding")), (200, Some("chunked")));
    let mut found = text_of_xml(&answer, "title");
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(text_of_xml(&answer, "lastBuildDate").len(), 1);
    app.run_jobs();
});

on_both!(the_boxes_of_the_form_are_kept, |app| {
    let employer = app.employer("De Groene Kracht");
    let mut boss = app.log_in(&employer.account);
    boss.open("/werkgever/aanbod/nieuw?soort=vacature");
    boss.press_with("Bewaar als concept", &[("titel", "Kok"), ("indeed", "ja")]).sees("Google for Jobs").sees("Indeed");
    boss.open("/werkgever/aanbod/nieuw?soort=vacature");
    boss.press_with("Bewaar als concept", &[("titel", "Kok"), ("google", "")]).sees_not("Google for Jobs");
    boss.open("/werkgever/aanbod/nieuw?soort=werkstage").sees_not("Google for Jobs");
    app.run_jobs();
});

on_both!(the_list_of_work_stands_on_any_site_and_nothing_else_does, |app| {
    some_work(app);
    let mut site = app.anonymous();
    let answer = site.get("/widget?soort=werkstage&aantal=1");
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors *"));
    assert_eq!(answer.header("set-cookie"), None);
    assert!(answer.body.contains("Werkstage in de keuken") && !answer.body.contains("Medewerker groen"));
    let document = Html::parse_document(&answer.body);
    let links: Vec<_> = document.select(&Selector::parse("a").unwrap()).map(|link| link.value().clone()).collect();
    assert!(!links.is_empty());
    for link in links {
        assert_eq!((link.attr("target"), link.attr("rel")), (Some("_blank"), Some("noopener")));
        assert!(link.attr("href").unwrap().starts_with("http"));
    }
    assert_eq!(site.get("/widget?aantal=1000").status, 400);
    let script = site.get("/widget.js");
    assert_eq!(script.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert!(script.header("content-type").unwrap().contains("javascript"));
    site.open("/werkgevers").sees("op uw eigen website");
    site.click("Laat werk uit de buurt zien op uw eigen website").has_status(200).sees("/widget.js");
    for other in ["/", "/werk", "/inloggen", "/werkgevers/widget", "/feed.xml", "/api/v1/listings"] {
        let policy = site.get(other).header("content-security-policy").unwrap().to_owned();
        assert!(policy.contains("frame-ancestors 'none'"), "{other}");
    }
});

/// An error of the API: its status, and that it is a problem document that says the same.
#[track_caller]
fn problem(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{}", answer.body);
    let problem: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(problem["status"], answer.status);
    assert!(problem["title"].is_string() && problem["type"].is_string(), "{problem}");
    problem
}

on_both!(the_api_answers_whole_and_says_what_is_wrong, |app| {
    some_work(app);
    let mut program = app.anonymous();
    let answer = program.get("/api/v1/listings?days=ma,di&sort=newest&per_page=1");
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    let json: Value = serde_json::from_str(&answer.body).unwrap();
    for key in ["total", "more", "page", "per_page", "items", "facets", "wider", "radius_km", "next", "suggestion"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    for group in ["kind", "sector", "education", "language", "support", "days", "shifts"] {
        assert!(json["facets"][group].is_array(), "{group}");
    }
    let tag = answer.header("etag").unwrap().to_owned();
    let again = program.directly("/api/v1/listings?days=ma,di&sort=newest&per_page=1", &[("If-None-Match", &tag)]);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(program.ask("HEAD", "/api/v1/listings", "").status, 200);
    let wrong = problem(&program.get("/api/v1/listings?days=xx&per_page=101&sort=onzin"));
    let named: Vec<_> = wrong["invalid_params"].as_array().unwrap().iter().map(|each| &each["name"]).collect();
    assert_eq!(named, ["days", "sort", "per_page"]);
    for path in ["/api/v1/nergens", "/api/nergens", "/api/v1/listings/onzin"] {
        assert_eq!(problem(&program.get(path))["status"], 404, "{path}");
    }
    let refused = program.ask("DELETE", "/api/v1/listings", "");
    assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD")));
    problem(&refused);
    let description: Value = serde_json::from_str(&program.get("/api/v1/openapi.json").body).unwrap();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1."));
});

#[test]
fn suggestions_wait_for_their_turn_as_searches_do() {
    let app = TestApp::new(Kind::Sqlite);
    some_work(&app);
    let (index, cores) = (&app.app.index, std::thread::available_parallelism().unwrap().get());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let turns: Vec<_> = (0..cores).map(|_| runtime.block_on(index.turn()).unwrap()).collect();
    let ask = || app.anonymous().directly("/api/v1/suggest?q=mede", &[]);
    std::thread::scope(|scope| {
        let asked = scope.spawn(ask);
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(!asked.is_finished());
        // When very many wait, nobody waits longer.
        for _ in 0..1_000 {
            let index = index.clone();
            runtime.spawn(async move { index.turn().await });
        }
        runtime.block_on(async {
            for _ in 0..1_000 {
                tokio::task::yield_now().await;
            }
        });
        let refused = ask();
        assert_eq!((refused.status, problem(&refused)["title"].as_str()), (503, Some("Out of use for now")));
        drop((turns, runtime));
        let answer = asked.join().unwrap();
        assert!(answer.status == 200 && answer.body.contains("Medewerker groen"), "{}", answer.body);
    });
}

#[test]
fn who_asks_too_often_is_told_when_to_come_back() {
    let app = TestApp::new(Kind::Sqlite);
    let mut program: Browser = app.anonymous();
    let refused = (0..3_000).map(|_| program.get("/api/v1/openapi.json")).find(|answer| answer.status != 200);
    let refused = refused.expect("there is an end");
    assert_eq!((refused.status, problem(&refused)["status"].as_u64()), (429, Some(429)));
    assert!(refused.header("retry-after").unwrap().parse::<u64>().unwrap() >= 1);
    // However the address is spelled, and what stands on other sites too.
    for path in ["/%61pi/v1/openapi.json", "/api/%761/openapi.json", "//api/v1/openapi.json", "/%77idget", "/widget"] {
        let refused = (0..500).map(|_| program.get(path)).find(|answer| answer.status != 200);
        assert_eq!(refused.map(|answer| answer.status), Some(429), "{path}");
    }
    problem(&program.get("/%61pi/nergens"));
    // People who read pages are not counted.
    assert_eq!(program.get("/werk").status, 200);
}
