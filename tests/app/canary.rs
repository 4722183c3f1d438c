//! Nothing private of a candidate reaches an employer or the public. Every fact, limit, date and free word of one person is
//! a canary; the person goes the whole way, and everything that comes out for others is searched for every one of them.
//! What is searched for in vain proves nothing by itself: the other tests let a canary out and see that it is found.

use baanin::domain::account::Account;
use baanin::domain::actor::Role;
use baanin::domain::candidate::{Fact, FactKey, FactKind};
use baanin::domain::code::Code;
use baanin::domain::ids::{CandidateId, ListingId};
use baanin::domain::listing::ListingKind;
use baanin::matching::explain;
use baanin::store::{candidates, introductions, listings, proposals};

use crate::app::support::candidates::{fitting_work, selam};
use crate::app::support::texts::{Pairs, with};
use crate::app::support::{Answer, Browser, File, TestApp, link_in};

const SELAM: &str = "selam@example.nl";
const BOSS: &str = "degroenekracht@example.nl";
const OTHER: &str = "hoveniersdalfsen@example.nl";

/// Words that stand in one place only, and what they were written as.
const WORDS: &[(&str, &str)] = &[
    ("the text of an experience", "knrervaring"),
    ("the wish in own words", "knrwens"),
    ("a limit in own words", "knrgrens"),
    ("a language", "knrtaal"),
    ("the question to the begeleider", "knrvraag"),
    ("the answer of the begeleider", "knrantwoord"),
    ("why a proposal was rejected", "knrafwijzing"),
    ("why a knock-out was overridden", "knrtoch"),
    ("the birth date", "1987-09-23"),
    ("the birth date", "23-09-1987"),
    ("the birth date", "23 september 1987"),
    ("the age", "39 jaar"),
    ("the postcode", "7722zx"),
    ("the postcode", "7722 zx"),
    ("since when there is a benefit", "2017-08-09"),
    ("since when there is a benefit", "9 augustus 2017"),
    ("what happens to the benefit", "voor een deel uit de uitkering"),
    ("a limit", "tillen_15kg"),
    ("a limit", "tillen tot 15 kilo"),
    ("a limit", "geen_nachtdienst"),
    ("a limit", "geen nachtdienst"),
];

/// The person with all of it.
fn marked() -> Pairs {
    with(
        selam(),
        &[
            ("postcode", "7722 ZX"),
            ("ervaring", "medewerker groen; 3 jaar; knrervaring"),
            ("talen", "Knrtaal"),
            ("wens_tekst", "Knrwens"),
            ("geboortedatum", "23-09-1987"),
            ("grenzen", "tillen_15kg"),
            ("grenzen", "geen_nachtdienst"),
            ("grenzen_anders", "Knrgrens"),
        ],
    )
}

/// A value for every fact; a date and a number of its own for each.
fn value_of(key: FactKey) -> String {
    let number = FactKey::ALL.iter().position(|each| *each == key).unwrap_or(0);
    match key.kind() {
        FactKind::Tri => "ja".to_owned(),
        FactKind::Choice(choices) => choices[choices.len() / 2].0.to_owned(),
        FactKind::Number(..) if key == FactKey::LoonwaardeBp => "6137".to_owned(),
        FactKind::Number(..) => "4".to_owned(),
        FactKind::Hours => format!("{number}.75"),
        FactKind::Date => format!("2019-03-{number:02}"),
    }
}

/// A word to search for, in lower case, and what it gives away.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Canary {
    what: String,
    word: String,
}

/// All of them: the words above; of every fact the label, the field, the code and the value in words.
fn canaries() -> Vec<Canary> {
    let mut all: Vec<Canary> =
        WORDS.iter().map(|(what, word)| Canary { what: (*what).to_owned(), word: (*word).to_owned() }).collect();
    for key in FactKey::ALL {
        let fact = Fact { value: value_of(*key), by: None, at: chrono::DateTime::from_timestamp_nanos(0) };
        for word in [key.label(), key.field(), key.code(), &fact.value, &fact.in_words(*key)] {
            // A short word stands anywhere; the label of the fact betrays it then.
            if word.chars().count() >= 6 {
                all.push(Canary { what: format!("the fact {}", key.code()), word: word.to_lowercase() });
            }
        }
    }
    all
}

/// What somebody at the municipality reads about a pair, and the employer does not.
fn sentences(app: &TestApp, candidate: CandidateId, listing: ListingId) -> Vec<Canary> {
    let today = app.app.clock.today();
    let person = app.look(|conn| candidates::find(conn, candidate)).expect("the person is there");
    let open = app.look(|conn| listings::open_by_ids(conn, &[listing], today)).pop().expect("the work is open");
    let explanation = explain::explain(&person, &open.listing, &open.content, today);
    let shared = explain::for_employer(&explanation.open);
    let mut all = Vec::new();
    for told in [explain::for_netwerker(&explanation), explain::for_begeleider(&explanation)] {
        for line in [told.fits, told.attention, told.knocked_out, told.find_out].concat() {
            if !shared.contains(&line) {
                all.push(Canary { what: "a reason for staff".to_owned(), word: line.to_lowercase() });
            }
        }
    }
    assert!(!all.is_empty(), "there is something that only staff reads");
    all
}

/// A text as it may be written: as it stands, with the characters that HTML and addresses write otherwise.
fn readings(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut plain = lower.clone();
    for (written, read) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        plain = plain.replace(written, read);
    }
    let address =
        plain.replace('+', " ").replace("%20", " ").replace("%5f", "_").replace("%2c", ",").replace("%3b", ";");
    let bare = strip_tags(&plain);
    vec![lower, plain, address, bare]
}

/// The words without tags: "Geen <b>nacht</b>dienst" too.
fn strip_tags(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => bare.push(letter),
            _ => {}
        }
    }
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which canaries stand in a text.
fn found_in<'a>(canaries: &'a [Canary], text: &str) -> Vec<&'a Canary> {
    let readings = readings(text);
    canaries.iter().filter(|canary| readings.iter().any(|reading| reading.contains(&canary.word))).collect()
}

/// Something that went out: what it was, and every byte of it as text.
struct Out {
    what: String,
    text: String,
}

fn answers(browser: &Browser) -> Vec<Out> {
    let whole = |(path, answer): &(String, Answer)| {
        let headers: Vec<String> = answer.headers.iter().map(|(name, value)| [name, ": ", value].concat()).collect();
        let text = [path.as_str(), &headers.join("\n"), &answer.body].join("\n");
        Out { what: format!("{} {path}", answer.status), text }
    };
    browser.received().iter().map(whole).collect()
}

/// What everybody outside the municipality got to see of one person's way.
struct Watched {
    outside: Vec<Out>,
    mails: Vec<Out>,
    /// The pages of the begeleider, to show that the search finds what is there.
    begeleider: Vec<Out>,
    canaries: Vec<Canary>,
}

impl Watched {
    fn leaks(&self) -> Vec<String> {
        let mut found = Vec::new();
        for out in self.outside.iter().chain(&self.mails) {
            for canary in found_in(&self.canaries, &out.text) {
                found.push(format!("{}: {} ({:?})", out.what, canary.what, canary.word));
            }
        }
        found
    }
}

/// Everybody outside who could see something, with all that came to their screens.
struct Street {
    boss: Browser,
    other: Browser,
    visitor: Browser,
    /// The person, by the links in the mails.
    person: Browser,
    /// The contact persons, by the links in the mails.
    by_link: Browser,
    listings: [ListingId; 3],
}

impl Street {
    /// Each follows every link that there is for him, and asks the machine's interface.
    fn looks_around(&mut self) {
        let seen = self.boss.visits_everything("/werkgever").min(self.other.visits_everything("/werkgever"));
        assert!(seen > 8, "the employers are logged in: {seen}");
        self.visitor.visits_everything("/");
        for listing in self.listings {
            assert_eq!(self.visitor.get(&format!("/api/v1/listings/{listing}")).status, 200);
        }
        for browser in [&mut self.boss, &mut self.other, &mut self.visitor] {
            assert_eq!(browser.get("/api/v1/listings").status, 200);
        }
    }

    fn everything(&self) -> Vec<Out> {
        let all = [&self.boss, &self.other, &self.visitor, &self.person, &self.by_link];
        all.into_iter().flat_map(answers).collect()
    }
}

/// The way of one person past three listings: turned down, introduced and placed, introduced and taken back.
struct Way<'a> {
    app: &'a TestApp,
    street: Street,
    fatima: Browser,
    bea: Browser,
    begeleider: Account,
    file: File,
    canaries: Vec<Canary>,
}

impl<'a> Way<'a> {
    /// The town before the person comes: what its pages say of anybody is no canary.
    fn new(app: &'a TestApp, candidate: &Pairs) -> Self {
        let (netwerker, begeleider) = (app.netwerker(), app.person(Role::Begeleider, "Bea Knrbegeleider"));
        let (organisation, second) = (app.employer("De Groene Kracht"), app.employer("Hoveniers Dalfsen"));
        let heavy = with(fitting_work(), &[("belasting", "tillen_25kg\nbuiten")]);
        let heavy = app.live(&organisation, ListingKind::Vacature, &heavy);
        let listings = [heavy, app.fitting_listing(&organisation), app.fitting_listing(&second)];
        app.run_jobs();
        let mut street = Street {
            boss: app.log_in(&organisation.account),
            other: app.log_in(&second.account),
            visitor: app.anonymous(),
            person: app.anonymous(),
            by_link: app.anonymous(),
            listings,
        };
        street.looks_around();
        let canaries = not_said_of_anybody(&street.everything());
        let (fatima, mut bea) = (app.log_in(&netwerker), app.log_in(&begeleider));
        let file = bea.adds_candidate(candidate);
        let mut way = Self { app, street, fatima, bea, begeleider, file, canaries };
        way.writes_everything_down();
        way
    }

    fn writes_everything_down(&mut self) {
        let facts: Vec<(&str, String)> = FactKey::ALL.iter().map(|key| (key.field(), value_of(*key))).collect();
        let facts: Vec<(&str, &str)> = facts.iter().map(|(field, value)| (*field, value.as_str())).collect();
        self.bea.notes_facts(&self.file, &facts);
        self.app.run_jobs();
        for listing in self.street.listings {
            self.canaries.extend(sentences(self.app, self.file.id, listing));
        }
        self.bea.open(&format!("{}/wijzigen", self.file.path()));
    }

    #[track_caller]
    fn proposal(&self, listing: ListingId) -> String {
        let found =
            self.app.look(|conn| proposals::of_pair(conn, self.file.id, listing)).expect("the pair is proposed");
        format!("/netwerk/voorstellen/{}", found.id)
    }

    fn is_turned_down(&mut self) {
        let path = self.proposal(self.street.listings[1]);
        self.fatima.open(&path);
        let no = [("reden", "moment"), ("toelichting", "Knrafwijzing")];
        self.fatima.press_with("Wijs af", &no).has_status(200);
    }

    /// Proposed over what knocks out, asked about, agreed to.
    fn is_introduced_against_the_odds(&mut self) {
        let heavy = self.street.listings[0];
        self.fatima.open(&format!("/netwerk/aanbod/{heavy}/kandidaten?zoek={}", self.file.code));
        self.fatima.press_with("Stel toch voor", &[("reden", "Knrtoch")]).has_status(200);
        let path = self.proposal(heavy);
        self.fatima.open(&path);
        self.fatima.press_with("Stel de vraag", &[("vraag", "Knrvraag")]).has_status(200);
        self.bea.open(&path);
        self.bea.press_with("Geef antwoord", &[("antwoord", "Knrantwoord")]).has_status(200);
        self.fatima.open(&path);
        self.fatima.press("Goedkeuren").has_status(200);
        self.street.looks_around();
        self.says_yes();
    }

    fn says_yes(&mut self) {
        let link = link_in(&self.app.newest_mail(SELAM), "/toestemming/");
        self.street.person.open(&link).has_status(200);
        self.street.person.press("Ja, deel dit").has_status(200);
        self.street.person.open(&link).has_status(200);
    }

    /// The employer invites; a placement comes of it, and ends.
    fn is_placed(&mut self) {
        let door = link_in(&self.app.newest_mail(BOSS), "/voordracht/");
        let by_link = &mut self.street.by_link;
        by_link.open(&door).has_status(200);
        by_link.press("Verstuur uw antwoord").has_status(422);
        let invite = [("antwoord", "uitnodigen"), ("tekst", "Kom maandag.")];
        by_link.press_with("Verstuur uw antwoord", &invite).has_status(200);
        self.street.looks_around();
        self.fatima.open("/netwerk/voordrachten");
        self.fatima.click("Selam Tesfay");
        self.fatima.click("Plaatsing vastleggen");
        let terms = [
            ("soort", "proefplaatsing"),
            ("begint_op", "2026-11-23"),
            ("eindigt_op", "2027-01-31"),
            ("uitstroom", "part"),
            ("uitkering_sinds", "2017-08-09"),
        ];
        self.fatima.press_with("Leg vast", &terms).has_status(200);
        let end = [("einde", "circumstances"), ("laatste_dag", "2026-11-24")];
        self.fatima.press_with("Leg het einde vast", &end).has_status(200);
        self.street.by_link.open(&door).has_status(410);
        self.street.looks_around();
    }

    fn is_taken_back(&mut self) {
        let work = self.street.listings[2];
        let path = self.proposal(work);
        self.fatima.open(&path);
        self.fatima.press("Goedkeuren").has_status(200);
        self.says_yes();
        let door = link_in(&self.app.newest_mail(OTHER), "/voordracht/");
        self.street.by_link.open(&door).has_status(200);
        self.street.looks_around();
        let scope = introductions::Scope::Listing(work);
        let listed = self.app.look(|conn| introductions::list(conn, scope, &[])).pop().expect("it is introduced");
        self.fatima.open(&format!("/netwerk/voordrachten/{}", listed.introduction.id));
        self.fatima.press_with("Trek in", &[("waarom", "too_much_shared")]).has_status(200);
        self.street.by_link.open(&door).has_status(410);
    }

    /// Waits for the digests of the next days, and gathers what everybody got.
    fn ends(mut self) -> Watched {
        for day in ["2026-11-25T06:30:00Z", "2026-11-26T06:30:00Z"] {
            self.app.set_clock(day);
            self.app.run_jobs();
        }
        self.street.looks_around();
        let mut bea = self.app.log_in(&self.begeleider);
        bea.open(&self.file.opened()).has_status(200);
        bea.open(&self.proposal(self.street.listings[0])).has_status(200);
        Watched {
            outside: self.street.everything(),
            mails: mails(self.app),
            begeleider: answers(&bea),
            canaries: self.canaries,
        }
    }
}

/// All canaries but those that the pages say of anybody: words of the law on forms.
fn not_said_of_anybody(before: &[Out]) -> Vec<Canary> {
    let before: Vec<String> = before.iter().flat_map(|out| readings(&out.text)).collect();
    let is_said = |canary: &Canary| before.iter().any(|text| text.contains(&canary.word));
    let (said, canaries): (Vec<Canary>, Vec<Canary>) = canaries().into_iter().partition(is_said);
    assert!(said.iter().all(|canary| canary.what.starts_with("the fact ")), "{said:?}");
    assert!(said.len() < 12, "too much is said of everybody for the search to mean something: {said:?}");
    canaries
}

/// The whole way of one person.
fn whole_way(app: &TestApp, candidate: &Pairs) -> Watched {
    let mut way = Way::new(app, candidate);
    way.is_turned_down();
    way.is_introduced_against_the_odds();
    way.is_placed();
    way.is_taken_back();
    way.ends()
}

/// Every mail of the way, whoever it went to: a mail lies open on a screen, and staff are sent codes.
fn mails(app: &TestApp) -> Vec<Out> {
    let whole = |mail: &baanin::mail::Message| Out {
        what: format!("mail to {}: {}", mail.to_address, mail.subject),
        text: format!("{} {}\n{}\n{}\n{}", mail.to_name, mail.to_address, mail.subject, mail.text, mail.html),
    };
    app.mails().iter().filter(|mail| !mail.to_name.contains("Knrbegeleider")).map(whole).collect()
}

on_both!(no_canary_sings_outside, |app| {
    let watched = whole_way(app, &marked());
    assert!(
        watched.outside.len() > 100 && watched.mails.len() > 8,
        "{} {}",
        watched.outside.len(),
        watched.mails.len()
    );
    let of_selam = |outs: &[Out]| outs.iter().filter(|out| out.text.contains("Selam Tesfay")).count();
    assert!(of_selam(&watched.outside) > 5 && of_selam(&watched.mails) > 2, "the employer does read of the person");
    let leaks = watched.leaks();
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    // The search does find what is there: the begeleider reads nearly all of it.
    let read: Vec<&Canary> = watched
        .canaries
        .iter()
        .filter(|canary| {
            watched.begeleider.iter().any(|out| found_in(std::slice::from_ref(canary), &out.text).len() == 1)
        })
        .collect();
    for word in [
        "knrervaring",
        "knrwens",
        "knrgrens",
        "knrvraag",
        "knrantwoord",
        "knrtoch",
        "23 september 1987",
        "tillen tot 15 kilo",
    ] {
        assert!(read.iter().any(|canary| canary.word == word), "{word} is not on the begeleider's pages");
    }
    for key in FactKey::ALL {
        let what = format!("the fact {}", key.code());
        let known = watched.canaries.iter().any(|canary| canary.what == what);
        assert!(!known || read.iter().any(|canary| canary.what == what), "{what} is not on the begeleider's pages");
    }
    // Nobody finds the person by searching either.
    let mut visitor = app.anonymous();
    for (_, word) in WORDS.iter().chain([&("the name", "Selam"), &("the name", "Tesfay")]) {
        let page = visitor.open(&format!("/werk?q={}", word.replace(' ', "+")));
        let is_listing = |link: &String| link.contains("/werk/") && !link.starts_with("/werk/mail");
        let hits = page.links().into_iter().filter(is_listing).count();
        assert!(hits == 0 || !word.contains("knr"), "{word}: {}", page.describe());
        assert!(!page.text().contains("Selam Tesfay"), "{word}");
    }
    app.run_jobs();
});

on_both!(a_limit_typed_among_the_skills_is_found_wherever_it_goes, |app| {
    // What no type can hold back: a colleague writes a limit where the employer reads.
    let leaky = with(marked(), &[("vaardigheden", "gras maaien\nKnrgrens & <b>meer</b>")]);
    let watched = whole_way(app, &leaky);
    let leaks = watched.leaks();
    for place in [
        "200 /toestemming/",
        "200 /voordracht/",
        "200 /werkgever/voordrachten/",
        "422 /voordracht/",
        "mail to degroenekracht@example.nl",
    ] {
        assert!(leaks.iter().any(|leak| leak.starts_with(place) && leak.contains("knrgrens")), "{place}: {leaks:#?}");
    }
    assert!(leaks.iter().all(|leak| leak.contains("knrgrens")), "only what was let out: {leaks:#?}");
});

#[test]
fn the_search_finds_every_canary_however_it_is_written() {
    let canaries = canaries();
    assert!(canaries.len() > 80, "{}", canaries.len());
    for canary in &canaries {
        let word = &canary.word;
        let half = word.char_indices().nth(word.chars().count() / 2).map_or(0, |(at, _)| at);
        for text in [
            format!("<p>Ook {word}.</p>"),
            format!("<p>{}</p>", word.to_uppercase()),
            format!("location: /ergens?bericht={}", word.replace(' ', "+")),
            format!("/ergens/{}", word.replace(' ', "%20").replace('_', "%5F").replace(',', "%2C").replace(';', "%3B")),
            format!("<p>{}<em>{}</em></p>", &word[..half], &word[half..]),
        ] {
            assert!(found_in(&canaries, &text).contains(&canary), "{word:?} is not found in {text:?}");
        }
    }
    assert!(
        found_in(&canaries, "<p>Selam Tesfay kan gras maaien en heeft 3 jaar in het groen gewerkt.</p>").is_empty()
    );
}
