//! The mails that came out of the program: what each is, byte for byte, and the links that people find in them.
//! Never a mail twice as something else: the same identity is the same bytes, however often it comes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use mail_parser::MessageParser;

use super::installation::{ends_with, files_in};
use super::smtp::SmtpServer;

/// Where the program hands its mail over.
#[derive(Clone)]
pub enum Source {
    /// A directory of files.
    Files(PathBuf),
    /// A mail server.
    Server(Arc<SmtpServer>),
}

impl Source {
    /// All mails so far, each with what tells one coming from another.
    fn mails(&self, known: impl Fn(&str) -> bool) -> Vec<(String, Vec<u8>)> {
        match self {
            Self::Files(directory) => {
                let files = files_in(directory).into_iter().filter(|path| ends_with(path, "eml"));
                let named = files.map(|path| (path.display().to_string(), path));
                let read = |path| fs::read(path).expect("a mail can be read");
                named.filter(|(name, _)| !known(name)).map(|(name, path)| (name, read(path))).collect()
            }
            Self::Server(server) => {
                let taken = server.taken().into_iter().enumerate();
                let named = taken.map(|(number, mail)| (number.to_string(), mail.bytes));
                named.filter(|(name, _)| !known(name)).collect()
            }
        }
    }
}

/// All mails by identity, and how often each came.
pub struct Postbox {
    source: Source,
    mails: BTreeMap<String, Vec<u8>>,
    /// How often a mail came that had come before, as the same bytes.
    pub doubled: usize,
}

impl Postbox {
    pub fn new(source: Source) -> Self {
        Self { source, mails: BTreeMap::new(), doubled: 0 }
    }

    /// The rows of the outbox that the mails come from.
    pub fn ids(&self) -> BTreeSet<String> {
        let local = |id: &String| id.trim_start_matches('<').split('@').next().unwrap_or_default().to_owned();
        self.mails.keys().map(local).collect()
    }

    /// The paths of the links so far that hold this.
    pub fn links(&self, part: &str) -> BTreeSet<String> {
        let mails = self.source.mails(|_| false);
        mails.iter().flat_map(|(_, bytes)| words(bytes)).filter_map(|word| path_with(part, &word)).collect()
    }

    pub fn len(&self) -> usize {
        self.mails.len()
    }

    /// Reads the mails. One that was there stays as it was, and one that comes again is the same.
    pub fn read(&mut self) {
        let mut seen = BTreeMap::new();
        self.doubled = 0;
        for (place, bytes) in self.source.mails(|_| false) {
            let text = String::from_utf8_lossy(&bytes);
            let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("a mail has an identity");
            match seen.get(id) {
                None => drop(seen.insert(id.to_owned(), bytes)),
                Some(first) if *first == bytes && matches!(self.source, Source::Server(_)) => self.doubled += 1,
                Some(_) => panic!("{id} came twice, the second time as {place}"),
            }
        }
        for (id, mail) in &self.mails {
            assert!(seen.get(id) == Some(mail), "{id} has changed or is gone");
        }
        self.mails = seen;
    }
}

/// What people have not read yet.
pub struct Inbox {
    source: Source,
    known: BTreeSet<String>,
    links: VecDeque<String>,
}

impl Inbox {
    pub fn new(source: Source) -> Self {
        Self { source, known: BTreeSet::new(), links: VecDeque::new() }
    }

    /// The path of the next link that asks for an answer.
    pub fn next(&mut self) -> Option<String> {
        if self.links.is_empty() {
            for (place, bytes) in self.source.mails(|place| self.known.contains(place)) {
                let path =
                    |word: String| path_with("/toestemming/", &word).or_else(|| path_with("/voordracht/", &word));
                self.links.extend(words(&bytes).into_iter().filter_map(path));
                self.known.insert(place);
            }
        }
        self.links.pop_front()
    }

    /// It could not be opened now.
    pub fn later(&mut self, path: &str) {
        self.links.push_back(path.to_owned());
    }
}

/// The words of the plain text of a mail.
fn words(bytes: &[u8]) -> Vec<String> {
    let mail = MessageParser::default().parse(bytes).expect("it is a mail");
    let text = mail.body_text(0).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

fn path_with(part: &str, word: &str) -> Option<String> {
    let start = word.find(part)?;
    word.starts_with("http").then(|| word[start..].to_owned())
}
