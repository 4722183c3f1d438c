//! What the program writes down while people use it, and how it ends: never a name, an address, a link or a search word.
//! Never a log of the library in a test: the lines are those of the program itself, at the level that says most.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::app::support::installation::{Installation, Visitor};
use crate::app::support::settled::posting;

/// Words that people typed, or that open a door; each stands nowhere else.
const SECRETS: [&str; 9] = [
    "Zwanenburgh",
    "zwanenburgh",
    "0612345678",
    "06 12345678",
    "rugklachten",
    "zoekwoordgeheim",
    "padgeheim",
    "cookiegeheim",
    "antwoord.example",
];

/// Reads, reacts, registers, asks for a link, logs in, sends nonsense.
fn use_everything(home: &Installation, link: &str) {
    let mut visitor = Visitor::new(home.address);
    visitor.get("/werk?q=kok&plaats=zoekwoordgeheim").expect("it answers");
    let work = visitor.open("/werk").expect("it answers");
    let listing = work.links().into_iter().find(|link| link.starts_with("/werk/") && link.len() > 12);
    let listing = listing.expect("there is work");
    let listing = listing.split(['?', '#']).next().unwrap_or_default().to_owned();
    let mut form = visitor.open(&format!("{listing}/reageren")).expect("it answers").form_with("Verstuur");
    form.fill(&[
        ("naam", "Ada Zwanenburgh"),
        ("telefoon", "06 12345678"),
        ("email", "ada@zwanenburgh.antwoord.example"),
        ("bericht", "Ik heb rugklachten"),
    ]);
    assert_eq!(visitor.post(&form.action, &form.body()).expect("it answers").status, 303);
    let mut form = visitor.open("/inloggen").expect("it answers").form_with("Stuur");
    form.fill(&[("email", "ada@zwanenburgh.antwoord.example")]);
    visitor.post(&form.action, &form.body()).expect("it answers");
    for path in ["/inloggen/padgeheim", "/werk/padgeheim/x", "/padgeheim?q=zoekwoordgeheim", "/toestemming/padgeheim"] {
        visitor.get(path).expect("it answers");
        visitor.post(path, "_form=padgeheim&naam=Zwanenburgh").expect("it answers");
    }
    visitor.get("/api/v1/listings?q=zoekwoordgeheim&per_page=zwanenburgh").expect("it answers");
    visitor = Visitor::logged_in(home.address, link);
    visitor.get("/netwerk").expect("it answers");
    visitor.get("/netwerk/kandidaten?q=Zwanenburgh").expect("it answers");
    let mut stranger = TcpStream::connect(home.address).expect("it listens");
    let nonsense = "GET /padgeheim HTTP/1.1\r\nhost: Zwanenburgh\r\ncookie: baanin_sessie=cookiegeheim\r\n\
                    x-forwarded-for: cookiegeheim\r\nuser-agent: zoekwoordgeheim\r\nconnection: close\r\n\r\n";
    stranger.write_all(nonsense.as_bytes()).expect("it can be sent");
}

#[test]
fn the_log_tells_what_happened_and_never_who() {
    let home = Installation::new("quiet");
    std::fs::write(home.directory.join("baanin.toml"), "BAANIN_LOG = \"debug\"\n").expect("the directory is ours");
    home.import((0..3).map(posting));
    home.account("admin", &[]);
    let link = home.account("netwerker", &[]);
    let mut server = home.start();
    server.wait_until_ready();
    use_everything(&home, &link);
    // The mails go out.
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(server.stop(), Some(0));
    let log = home.logs();
    let token = link.rsplit('/').next().expect("a link ends in a token");
    for secret in SECRETS.iter().copied().chain([token]) {
        let line = log.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret} stands in the log: {line:?}");
    }
    let lines: Vec<serde_json::Value> = log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let with = |field: &str, value: &str| lines.iter().filter(|line| line["fields"][field] == value).count();
    for route in ["/werk", "/werk/{id}/{slug}/reageren", "/inloggen/{token}", "(no route)"] {
        assert!(with("route", route) > 0, "{route} is not in the log:\n{log}");
    }
    assert_eq!((with("message", "started"), with("message", "stopped")), (1, 1), "{log}");
    let request = lines.iter().find(|line| line["fields"]["message"] == "request").expect("there are requests");
    for field in ["request", "method", "route", "status", "milliseconds"] {
        assert!(!request["fields"][field].is_null(), "{field} is missing: {request}");
    }
    let started = lines.iter().find(|line| line["fields"]["message"] == "started").expect("it started");
    assert_eq!(started["fields"]["database"], "sqlite");
    assert_eq!(started["fields"]["version"], env!("CARGO_PKG_VERSION"));
}

/// How long a stop may take; systemd waits 90 seconds, people less.
const STOPS_WITHIN: Duration = Duration::from_secs(20);

#[test]
fn a_stop_finishes_what_is_open_and_leaves_no_lease() {
    let home = Installation::new("stop");
    let [_, netwerker] = home.furnish(20);
    let mut server = home.start();
    server.wait_until_ready();
    // Somebody who sends the head of a form and then nothing, and somebody who keeps a connection open.
    let mut slow = TcpStream::connect(home.address).expect("it listens");
    slow.write_all(b"POST /inloggen HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n_form=").expect("it is sent");
    let idle = TcpStream::connect(home.address).expect("it listens");
    let visitor = Visitor::logged_in(home.address, &netwerker);
    let (address, asked) = (home.address, Instant::now());
    let reading =
        std::thread::spawn(move || (0..50).map(|_| visitor.get("/netwerk/aanbod").is_ok()).collect::<Vec<_>>());
    std::thread::sleep(Duration::from_millis(100));
    let stopping = Instant::now();
    assert_eq!(server.stop(), Some(0));
    let took = stopping.elapsed();
    assert!(took < STOPS_WITHIN, "{took:?}");
    assert!(TcpStream::connect(address).is_err(), "it still listens");
    let answers = reading.join().expect("no panic");
    // What began before the stop was answered whole; what came after found nobody.
    let last = answers.iter().rposition(|answered| *answered).expect("some were answered");
    assert!(answers[..=last].iter().all(|answered| *answered), "{answers:?} in {:?}", asked.elapsed());
    assert_eq!(home.count("outbox WHERE state = 'leased'"), 0);
    drop(idle);
}
