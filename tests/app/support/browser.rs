//! A browser: keeps cookies, follows redirects, fills in forms and presses their buttons by the words on them.
//! Never knows the address of a form or the name of a button: those stand in the page.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};

use baanin::clock::Clock;

use super::http::{Answer, send};
use super::page::{Form, Page};
use super::program::{BASE_URL, tick};

/// A browser of one person.
pub struct Browser {
    address: SocketAddr,
    clock: Clock,
    cookies: BTreeMap<String, String>,
    /// Every browser has an address of its own, since what one address may send in is limited.
    visitor: String,
    page: Option<Page>,
    received: Vec<(String, Answer)>,
}

/// A request that can be sent from any thread.
struct Request {
    address: SocketAddr,
    method: String,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Request {
    fn send(&self) -> Answer {
        let headers: Vec<(&str, &str)> = self.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = send(self.address, &self.method, &self.path, &headers, &self.body);
        let ours = answer.status >= 500 && !self.path.starts_with("/health");
        assert!(!ours, "{} {}: {}\n{}", self.method, self.path, answer.status, answer.body);
        answer
    }
}

/// Sends two requests, each on a thread of its own.
fn at_the_same_time(requests: [Request; 2]) -> [Answer; 2] {
    std::thread::scope(|scope| {
        let threads = requests.each_ref().map(|request| scope.spawn(|| request.send()));
        threads.map(|thread| thread.join().expect("no panic"))
    })
}

impl Browser {
    pub fn new(address: SocketAddr, clock: Clock) -> Self {
        static VISITORS: AtomicU32 = AtomicU32::new(1);
        let [_, a, b, c] = VISITORS.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        Self {
            address,
            clock,
            cookies: BTreeMap::new(),
            visitor: format!("10.{a}.{b}.{c}"),
            page: None,
            received: Vec::new(),
        }
    }

    /// The page that is open.
    #[track_caller]
    pub fn page(&self) -> &Page {
        self.page.as_ref().expect("a page is open")
    }

    /// Opens a page, and goes along with redirects.
    pub fn open(&mut self, path: &str) -> &Page {
        let answer = self.get(path);
        self.follow(path, answer)
    }

    /// Clicks on a link by its words.
    #[track_caller]
    pub fn click(&mut self, label: &str) -> &Page {
        let path = self.page().link(label);
        self.open(&path)
    }

    /// Presses a button of a form that is filled in already, or needs nothing.
    #[track_caller]
    pub fn press(&mut self, label: &str) -> &Page {
        self.press_with(label, &[])
    }

    /// Fills in fields of the form with this button, and presses it.
    #[track_caller]
    pub fn press_with(&mut self, label: &str, pairs: &[(&str, &str)]) -> &Page {
        let mut form = self.page().form_with(label);
        form.fill(pairs);
        self.submit(&form)
    }

    /// Presses a button in the row of a table or list that holds these words.
    #[track_caller]
    pub fn press_in(&mut self, row: &str, label: &str) -> &Page {
        let form = self.page().form_in(row, label);
        self.submit(&form)
    }

    /// Sends a form in, and goes along with redirects.
    pub fn submit(&mut self, form: &Form) -> &Page {
        let answer = self.submit_raw(form);
        let path = form.action.clone();
        self.follow(&path, answer)
    }

    /// Sends a form in; gives the bare answer.
    pub fn submit_raw(&mut self, form: &Form) -> Answer {
        let body = form.body();
        if form.method == "post" {
            self.post(&form.action, &body)
        } else {
            let path = form.action.split(['?', '#']).next().unwrap_or_default();
            self.get(&format!("{path}?{body}"))
        }
    }

    /// Asks for a page; follows nothing.
    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Sends a body in as a browser would; follows nothing.
    pub fn post(&mut self, path: &str, body: &str) -> Answer {
        self.ask("POST", path, body)
    }

    fn follow(&mut self, path: &str, mut answer: Answer) -> &Page {
        let mut path = path.to_owned();
        for _ in 0..5 {
            if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
                break;
            }
            path = answer.location().to_owned();
            answer = self.get(&path);
        }
        self.page.insert(Page::new(&path, answer))
    }

    /// A form that another site made this browser send.
    pub fn post_from_another_site(&mut self, path: &str, body: &str) -> Answer {
        self.ask_from("cross-site", "POST", path, body)
    }

    /// One request with the headers that browsers send.
    pub fn ask(&mut self, method: &str, path: &str, body: &str) -> Answer {
        self.ask_from("same-origin", method, path, body)
    }

    /// Presses a button twice at the same time.
    pub fn submit_twice(&mut self, form: &Form) -> [Answer; 2] {
        let request = || self.request("same-origin", "POST", &form.action, &form.body());
        let answers = at_the_same_time([request(), request()]);
        for answer in &answers {
            self.keep(&form.action, answer);
        }
        answers
    }

    /// Two people press at the same time.
    pub fn submit_together(people: [(&mut Self, &Form); 2]) -> [Answer; 2] {
        let request =
            |(browser, form): &(&mut Self, &Form)| browser.request("same-origin", "POST", &form.action, &form.body());
        let answers = at_the_same_time(people.each_ref().map(request));
        for ((browser, form), answer) in people.into_iter().zip(&answers) {
            browser.keep(&form.action, answer);
        }
        answers
    }

    fn ask_from(&mut self, site: &str, method: &str, path: &str, body: &str) -> Answer {
        let answer = self.request(site, method, path, body).send();
        self.keep(path, &answer);
        answer
    }

    fn request(&self, site: &str, method: &str, path: &str, body: &str) -> Request {
        tick(&self.clock);
        let path = path.strip_prefix(BASE_URL).unwrap_or(path);
        let path = path.split('#').next().unwrap_or_default().to_owned();
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = vec![
            ("host", BASE_URL.split("://").nth(1).unwrap_or_default().to_owned()),
            ("x-forwarded-for", self.visitor.clone()),
            ("referer", format!("{BASE_URL}{}", self.page.as_ref().map_or("/", |page| page.path.as_str()))),
            ("sec-fetch-site", site.to_owned()),
        ];
        if !cookies.is_empty() {
            headers.push(("cookie", cookies.join("; ")));
        }
        if method != "GET" {
            let origin = if site == "same-origin" { BASE_URL } else { "https://elders.example" };
            headers.push(("origin", origin.to_owned()));
            headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
        }
        Request { address: self.address, method: method.to_owned(), path, headers, body: body.to_owned() }
    }

    fn keep(&mut self, path: &str, answer: &Answer) {
        self.received.push((path.to_owned(), answer.clone()));
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            if attributes.to_ascii_lowercase().contains("max-age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Everything that came to this browser: what was asked for, and the answer.
    pub fn received(&self) -> &[(String, Answer)] {
        &self.received
    }

    /// Follows every link on this site from a page on, each once; gives how many pages that were.
    pub fn visits_everything(&mut self, start: &str) -> usize {
        let (mut waiting, mut seen) = (vec![start.to_owned()], std::collections::BTreeSet::new());
        while let Some(path) = waiting.pop() {
            let path = path.strip_prefix(BASE_URL).unwrap_or(&path).split('#').next().unwrap_or_default().to_owned();
            if !path.starts_with('/') || path.starts_with("/static/") || !seen.insert(path.clone()) {
                continue;
            }
            assert!(seen.len() < 500, "links without end: {path}");
            waiting.extend(self.open(&path).links());
        }
        seen.len()
    }

    /// A question of a program beside the server: with these headers and no others.
    pub fn directly(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        send(self.address, "GET", path, &[&[("host", "localhost")], headers].concat(), "")
    }

    /// What a mail program sends in when the reader presses its own button: no cookie, no Origin, nothing of a browser.
    pub fn posted_by_a_mail_program(&self, path: &str, body: &str) -> Answer {
        let headers = [("host", "localhost"), ("content-type", "application/x-www-form-urlencoded")];
        send(self.address, "POST", path, &headers, body)
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// A second tab or a copied cookie: the same cookies in another browser.
    pub fn copy(&self) -> Self {
        Self { cookies: self.cookies.clone(), ..Self::new(self.address, self.clock.clone()) }
    }
}
