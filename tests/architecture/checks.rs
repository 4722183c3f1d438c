//! The checks, as functions from sources and tables to findings. They never read a file themselves, so that each can be
//! shown to fail on a small made-up source (`proofs.rs`).

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{Named, is_call, named_paths};
use super::source::{Source, closing, reads, test_module_line};

/// A top-level module: what of ours it may import, and what it never may although a wider word above allows it.
#[derive(Debug)]
pub struct Room {
    pub name: &'static str,
    pub may: &'static [&'static str],
    pub never: &'static [&'static str],
}

/// Something from outside, and the modules that own it.
#[derive(Debug)]
pub struct Outside {
    pub name: &'static str,
    pub place: Place,
    pub instead: &'static str,
}

#[derive(Debug)]
pub enum Place {
    OnlyIn(&'static [&'static str]),
    NeverIn(&'static [&'static str]),
}

/// Whether `module` is `prefix` (written with `::`) or lies inside it.
fn inside(module: &[String], prefix: &str) -> bool {
    let prefix: Vec<&str> = prefix.split("::").collect();
    module.len() >= prefix.len() && module.iter().zip(prefix).all(|(a, b)| a == b)
}

fn among(module: &[String], prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| inside(module, prefix))
}

pub fn imports(source: &Source, rooms: &[Room]) -> Vec<String> {
    let module = source.module();
    if source.is_root() || source.is_only_tests() {
        return Vec::new();
    }
    let Some(room) = rooms.iter().find(|room| room.name == module[0]) else {
        return vec![format!("{}: `{}` is no room of the house: give it a row in ROOMS", source.at(1), module[0])];
    };
    let paths = named_paths(source);
    let mut found = BTreeSet::new();
    for named in paths.iter().filter(|named| named.own && !named.path.is_empty()) {
        if let Some(problem) = import_problem(named, room, rooms) {
            found.insert(format!("{}: {problem}", source.at(named.line)));
        }
    }
    found.into_iter().collect()
}

fn import_problem(named: &Named, room: &Room, rooms: &[Room]) -> Option<String> {
    let target = named.path[0].as_str();
    if target == room.name {
        return None;
    }
    if !rooms.iter().any(|other| other.name == target) {
        return Some(format!("`{}` names nothing in a room: import it from the room that owns it", named.spelled()));
    }
    let glob = named.path.last().is_some_and(|last| last == "*");
    let within = named.path[..named.path.len() - usize::from(glob)].join("::");
    let hides = |never: &&'static str| glob && never.starts_with(&format!("{within}::"));
    if among(&named.path, room.never) || room.never.iter().any(hides) {
        return Some(format!("`{}` never imports `{}` (ROOMS)", room.name, named.spelled()));
    }
    let allowed = among(&named.path, room.may);
    (!allowed).then(|| {
        let may = if room.may.is_empty() { "nothing of ours".to_owned() } else { room.may.join(", ") };
        format!(
            "`{}` imports `{}`, but may import only {may}: hand the value in, or move the code",
            room.name,
            named.spelled()
        )
    })
}

pub fn owners(source: &Source, owners: &[Outside]) -> Vec<String> {
    if source.is_root() || source.is_only_tests() {
        return Vec::new();
    }
    let module = source.module();
    let mut found = BTreeSet::new();
    for named in named_paths(source) {
        for outside in owners.iter().filter(|outside| named.contains(outside.name)) {
            let problem = match outside.place {
                Place::OnlyIn([]) => "is used nowhere".to_owned(),
                Place::OnlyIn(places) if !among(&module, places) => format!("belongs to {}", places.join(", ")),
                Place::NeverIn(places) if among(&module, places) => format!("is never used in {}", places.join(", ")),
                _ => continue,
            };
            found.insert(format!("{}: `{}` {problem}: {}", source.at(named.line), outside.name, outside.instead));
        }
    }
    found.into_iter().collect()
}

pub fn module_doc(source: &Source) -> Vec<String> {
    if source.is_only_tests() {
        return Vec::new();
    }
    let doc: Vec<&str> = source.text.lines().map_while(|line| line.trim_start().strip_prefix("//!")).collect();
    if doc.is_empty() {
        return vec![format!("{}: begin the file with `//!`: what it is, and what it never does", source.at(1))];
    }
    let first = doc.iter().map(|line| line.trim()).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    if sentences(&first) < 2 {
        found.push(format!(
            "{}: the first paragraph of the module doc needs two sentences: what it is, what it never does",
            source.at(1)
        ));
    }
    let words = doc.join(" ").to_lowercase();
    if !words.split(|c: char| !c.is_alphabetic()).any(|word| word == "never") {
        found.push(format!("{}: the module doc must say what the module never does", source.at(1)));
    }
    found
}

/// Sentences end with a full stop, a question or an exclamation mark, before white space or the end.
fn sentences(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| !matches!(*word, "e.g." | "i.e." | "cf." | "art."))
        .filter(|word| word.trim_end_matches([')', '"', '*', '_', '`']).ends_with(['.', '!', '?']))
        .count()
}

/// A file that may be longer than the budget, how long, and why.
#[derive(Debug)]
pub struct Longer {
    pub path: &'static str,
    pub lines: usize,
    pub reason: &'static str,
}

pub fn file_length(source: &Source, budget: usize, longer: &[Longer]) -> Vec<String> {
    if source.is_only_tests() {
        return Vec::new();
    }
    let lines = production_lines(source);
    let budget = longer.iter().find(|file| file.path == source.path).map_or(budget, |file| file.lines);
    let problem = || {
        format!("{}: {lines} production lines, the budget is {budget}: split the file by noun", source.at(budget + 1))
    };
    if lines > budget { vec![problem()] } else { Vec::new() }
}

pub fn production_lines(source: &Source) -> usize {
    let all = source.text.trim_end().lines().count();
    test_module_line(&source.tokens).map_or(all, |line| line - 1)
}

/// Rows of `longer` that are no longer needed.
pub fn stale_longer(sources: &[Source], budget: usize, longer: &[Longer]) -> Vec<String> {
    let needed = |file: &Longer| sources.iter().any(|s| s.path == file.path && production_lines(s) > budget);
    let stale = longer.iter().filter(|file| file.lines < usize::MAX && !needed(file));
    stale.map(|file| format!("{} ({}): within the budget or gone: remove its row", file.path, file.reason)).collect()
}

/// `async fn` in `src/web`, except in the modules that are not handlers.
pub fn handler_length(source: &Source, budget: usize, not_handlers: &[&str]) -> Vec<String> {
    let module = source.module();
    if module.first().is_none_or(|room| room != "web") || among(&module, not_handlers) {
        return Vec::new();
    }
    let tokens = &source.tokens;
    let mut found = Vec::new();
    for at in (0..tokens.len()).filter(|at| !tokens[*at].test && reads(tokens, *at, &["async", "fn"])) {
        let end = super::source::item_end(tokens, at);
        let lines = tokens[end].line - tokens[at].line + 1;
        if lines > budget {
            let name = &tokens[at + 2].text;
            found.push(format!("{}: handler `{name}` has {lines} lines, the budget is {budget}: move the work into an action or a view", source.at(tokens[at].line)));
        }
    }
    found
}

/// The call sites of `expose`, against a table of file and count.
pub fn exposures(sources: &[Source], table: &[(&str, usize)]) -> Vec<String> {
    let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for source in sources {
        let tokens = &source.tokens;
        let calls = (0..tokens.len()).filter(|at| !tokens[*at].test && is_call(tokens, *at, "expose"));
        lines.insert(&source.path, calls.map(|at| tokens[at].line).collect());
    }
    let allowed: BTreeMap<&str, usize> = table.iter().copied().collect();
    let mut found = Vec::new();
    for (path, lines) in &lines {
        let allowed = allowed.get(path).copied().unwrap_or(0);
        if lines.len() > allowed {
            let at = lines.iter().map(|line| format!("{path}:{line}")).collect::<Vec<_>>().join(", ");
            found.push(format!("{at}: {} calls of `expose`, the table EXPOSES says {allowed}: show only what the reader may see, or enter the call and its reason", lines.len()));
        }
    }
    for (path, allowed) in allowed {
        let have = lines.get(path).map_or(0, Vec::len);
        if have < allowed {
            found.push(format!("{path}: EXPOSES says {allowed} calls of `expose`, there are {have}: lower the count"));
        }
    }
    found
}

pub fn panics(source: &Source) -> Vec<String> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    for at in (0..tokens.len()).filter(|at| !tokens[*at].test) {
        for name in ["unwrap", "expect"] {
            if is_call(tokens, at, name) {
                found.push(format!(
                    "{}: `{name}` can panic: return the error with `?`, or make the case impossible by type",
                    source.at(tokens[at].line)
                ));
            }
        }
    }
    found
}

pub fn allows(source: &Source) -> Vec<String> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if reads(tokens, at, &["#", "[", "allow", "("]) || reads(tokens, at, &["#", "!", "[", "allow", "("]) {
            found.push(format!(
                "{}: write `#[expect(…, reason = \"…\")]` instead of `#[allow(…)]`",
                source.at(tokens[at].line)
            ));
        }
        let open = if reads(tokens, at, &["#", "!", "[", "expect", "("]) { 4 } else { 3 };
        if reads(tokens, at, &["#", "[", "expect", "("]) || open == 4 {
            let end = closing(tokens, at + open);
            if !tokens[at..=end].iter().any(|token| token.text == "reason") {
                found.push(format!("{}: `#[expect(…)]` needs a `reason`", source.at(tokens[at].line)));
            }
        }
    }
    found
}

pub fn module_names(source: &Source, drawers: &[&str]) -> Vec<String> {
    let advice = "is a drawer, not a noun: put the code with the noun that it is about";
    let parts = source.module();
    let mut found: Vec<String> = Vec::new();
    for part in parts.iter().filter(|part| drawers.contains(&part.as_str())) {
        found.push(format!("{}: `{part}` {advice}", source.at(1)));
    }
    let tokens = &source.tokens;
    for at in (0..tokens.len()).filter(|at| reads(tokens, *at, &["mod"])) {
        if let Some(name) = tokens.get(at + 1).filter(|name| drawers.contains(&name.text.as_str())) {
            found.push(format!("{}: `{}` {advice}", source.at(name.line), name.text));
        }
    }
    found
}

/// What one folder of migrations holds: name of the migration → names of its files that are not blank.
pub type Migrations = BTreeMap<String, BTreeSet<String>>;

pub fn twins(sqlite: &Migrations, postgres: &Migrations) -> Vec<String> {
    let mut found = Vec::new();
    for (ours, here, theirs, there) in
        [("sqlite", sqlite, "postgres", postgres), ("postgres", postgres, "sqlite", sqlite)]
    {
        for (name, files) in here {
            if !there.contains_key(name) {
                found.push(format!(
                    "migrations/{ours}/{name}: has no twin in migrations/{theirs}: the names must be equal"
                ));
            }
            for file in ["up.sql", "down.sql"].iter().filter(|file| !files.contains(**file)) {
                found.push(format!("migrations/{ours}/{name}/{file}: is missing or blank"));
            }
        }
    }
    found
}
