//! Finds every path that a file names, spelled out from its root. It never looks into another file: a name that another
//! module re-exports counts as that module's.

use super::source::{Source, Token, closing, reads};

/// One path that a file names. `own` paths begin at our crate's root, without the word `crate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub path: Vec<String>,
    pub own: bool,
    pub line: usize,
}

impl Named {
    pub fn spelled(&self) -> String {
        let path = self.path.join("::");
        if self.own { format!("crate::{path}") } else { path }
    }

    /// Whether `words` (such as `tokio::spawn`) stand beside each other somewhere in the path.
    pub fn contains(&self, words: &str) -> bool {
        let words: Vec<&str> = words.split("::").collect();
        !self.own && self.path.windows(words.len()).any(|part| part == words.as_slice())
    }
}

/// A name that a `use` brings into the file, and what it stands for.
struct Alias {
    name: String,
    target: Named,
}

/// Every path that production code names: in `use`, in expressions and in types, names brought in by `use` spelled out.
pub fn named_paths(source: &Source) -> Vec<Named> {
    let mut walk =
        Walk { tokens: &source.tokens, modules: Vec::new(), file: source.module(), found: vec![], aliases: vec![] };
    walk.all();
    let Walk { found, aliases, .. } = walk;
    found.into_iter().flat_map(|named| spelled_out(named, &aliases, 3)).collect()
}

fn spelled_out(named: Named, aliases: &[Alias], steps: usize) -> Vec<Named> {
    if named.own || steps == 0 {
        return vec![named];
    }
    let mut found: Vec<Named> = Vec::new();
    for alias in aliases.iter().filter(|alias| named.path.first() == Some(&alias.name)) {
        let mut path = alias.target.path.clone();
        path.extend(named.path[1..].iter().cloned());
        let longer = Named { path, own: alias.target.own, line: named.line };
        if longer != named {
            found.extend(spelled_out(longer, aliases, steps - 1));
        }
    }
    if found.is_empty() { vec![named] } else { found }
}

struct Walk<'a> {
    tokens: &'a [Token],
    /// The inline modules around the current token, each with the index of its closing brace.
    modules: Vec<(String, usize)>,
    file: Vec<String>,
    found: Vec<Named>,
    aliases: Vec<Alias>,
}

impl Walk<'_> {
    fn all(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            self.modules.retain(|(_, end)| *end > at);
            if self.tokens[at].test {
                at += 1;
            } else if self.word(at) == "mod" && self.word(at + 2) == "{" {
                self.modules.push((self.word(at + 1).to_owned(), closing(self.tokens, at + 2)));
                at += 3;
            } else if self.word(at) == "use" && self.word(at + 1) != "<" {
                at = self.tree(at + 1, &[]);
            } else if self.is_root(at) {
                let (segments, end) = self.segments(at);
                self.add(&segments, self.tokens[at].line, None);
                at = end;
            } else {
                at += 1;
            }
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn is_name(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c == '_' || c.is_alphabetic())
    }

    /// A path begins here: a name followed by `::` that is no later part of a path and no field.
    fn is_root(&self, at: usize) -> bool {
        let before = if at == 0 { "" } else { self.word(at - 1) };
        let leading = before == "::" && (at < 2 || !(self.is_name(at - 2) || self.word(at - 2) == ">"));
        self.is_name(at) && self.word(at + 1) == "::" && (leading || !matches!(before, "::" | "." | "'"))
    }

    /// The names of the path that begins at `at`, and the index behind them.
    fn segments(&self, mut at: usize) -> (Vec<String>, usize) {
        let mut found = vec![self.word(at).to_owned()];
        while self.word(at + 1) == "::" && self.is_name(at + 2) {
            at += 2;
            found.push(self.word(at).to_owned());
        }
        (found, at + 1)
    }

    /// One branch of a `use`, with nested braces; answers the index behind it.
    fn tree(&mut self, mut at: usize, prefix: &[String]) -> usize {
        let line = self.tokens.get(at).map_or(0, |token| token.line);
        let mut path = prefix.to_vec();
        loop {
            match self.word(at) {
                "::" => at += 1,
                "{" => return self.branches(at, &path),
                "*" => {
                    path.push("*".to_owned());
                    self.add(&path, line, None);
                    return at + 1;
                }
                _ if self.is_name(at) && self.word(at + 1) == "::" => {
                    path.push(self.word(at).to_owned());
                    at += 2;
                }
                _ if self.is_name(at) => return self.leaf(at, path),
                _ => return at + 1,
            }
        }
    }

    fn branches(&mut self, open: usize, path: &[String]) -> usize {
        let end = closing(self.tokens, open);
        let mut at = open + 1;
        while at < end {
            at = if self.word(at) == "," { at + 1 } else { self.tree(at, path) };
        }
        end + 1
    }

    fn leaf(&mut self, at: usize, mut path: Vec<String>) -> usize {
        if self.word(at) != "self" || path.is_empty() {
            path.push(self.word(at).to_owned());
        }
        let renamed = self.word(at + 1) == "as";
        let name = if renamed { self.word(at + 2).to_owned() } else { path.last().cloned().unwrap_or_default() };
        self.add(&path, self.tokens[at].line, Some(name));
        if renamed { at + 3 } else { at + 1 }
    }

    fn add(&mut self, segments: &[String], line: usize, alias: Option<String>) {
        let (path, own) = self.spelled_from_root(segments);
        let named = Named { path, own, line };
        if let Some(name) = alias {
            self.aliases.push(Alias { name, target: named.clone() });
        }
        self.found.push(named);
    }

    /// `crate`, `self` and chains of `super` are followed; any other path is left as it stands.
    fn spelled_from_root(&self, segments: &[String]) -> (Vec<String>, bool) {
        let rest = |from: usize| segments[from..].iter().cloned();
        match segments[0].as_str() {
            "crate" => (rest(1).collect(), true),
            "self" | "super" => {
                let ups = segments.iter().filter(|part| *part == "super").count();
                let from = segments.iter().take_while(|part| matches!(part.as_str(), "self" | "super")).count();
                let mut path = self.file.clone();
                path.extend(self.modules.iter().map(|(name, _)| name.clone()));
                path.truncate(path.len().saturating_sub(ups));
                path.extend(rest(from));
                (path, true)
            }
            _ => (segments.to_vec(), false),
        }
    }
}

/// Whether the tokens at `at` are a call of a method or function with this name.
pub fn is_call(tokens: &[Token], at: usize, name: &str) -> bool {
    reads(tokens, at, &[".", name, "("]) || reads(tokens, at, &["::", name, "("])
}
