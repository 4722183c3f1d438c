//! Reads Rust source as a flat list of tokens with line numbers. It never understands types or macros: comments and the
//! insides of strings are dropped, and what is left is enough to see who names whom.

use std::fs;
use std::path::Path;

/// One token. `text` is the identifier, `::`, one punctuation mark, `'` for a lifetime, or `"` for any literal text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
    /// Inside an item under `#[cfg(test)]`, or in a file that only holds tests.
    pub test: bool,
}

/// One source file: its path from the root of the package (`src/web/routes.rs`), its text and its tokens.
#[derive(Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
    pub tokens: Vec<Token>,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let mut tokens = tokens(text);
        let only_tests = path.ends_with("/tests.rs") || path.contains("/tests/");
        mark_tests(&mut tokens, only_tests);
        Self { path: path.to_owned(), text: text.to_owned(), tokens }
    }

    /// The path of the module that the file is: `src/web/public/listings.rs` is `["web", "public", "listings"]`.
    pub fn module(&self) -> Vec<String> {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let inner = inner.strip_suffix(".rs").unwrap_or(inner);
        let mut parts: Vec<String> = inner.split('/').map(str::to_owned).collect();
        if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            parts.pop();
        }
        parts
    }

    /// `lib.rs` and `main.rs` belong to no room: they only say which rooms there are.
    pub fn is_root(&self) -> bool {
        self.path == "src/lib.rs" || self.path == "src/main.rs"
    }

    pub fn is_only_tests(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}

/// Every `.rs` file under `root/src`, in a fixed order.
pub fn all_sources(root: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    collect(root, &root.join("src"), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a source file is UTF-8");
            let name = path.strip_prefix(root).expect("the file lies under the root");
            found.push(Source::new(&name.to_string_lossy().replace('\\', "/"), &text));
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let start_line = line;
        let (word, end) = next(&chars, at);
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
        if let Some(text) = word {
            found.push(Token { text, line: start_line, test: false });
        }
    }
    found
}

/// The token that begins at `at` (none for white space and comments) and where it ends.
fn next(chars: &[char], at: usize) -> (Option<String>, usize) {
    let peek = |ahead: usize| chars.get(at + ahead).copied().unwrap_or('\0');
    match chars[at] {
        c if c.is_whitespace() => (None, at + 1),
        '/' if peek(1) == '/' => (None, line_end(chars, at)),
        '/' if peek(1) == '*' => (None, block_comment_end(chars, at)),
        '"' => (Some("\"".to_owned()), quoted_end(chars, at + 1)),
        '\'' => quote(chars, at),
        ':' if peek(1) == ':' => (Some("::".to_owned()), at + 2),
        c if is_word(c) => word(chars, at),
        c => (Some(c.to_string()), at + 1),
    }
}

fn word(chars: &[char], at: usize) -> (Option<String>, usize) {
    let end = (at..chars.len()).find(|i| !is_word(chars[*i])).unwrap_or(chars.len());
    let text: String = chars[at..end].iter().collect();
    let next = chars.get(end).copied().unwrap_or('\0');
    let literal = Some("\"".to_owned());
    match (text.as_str(), next) {
        ("b" | "c", '"') => (literal, quoted_end(chars, end + 1)),
        ("b", '\'') => (literal, quote(chars, end).1),
        ("r" | "br" | "cr", '"' | '#') => match raw_end(chars, end) {
            Some(end) => (literal, end),
            None => word(chars, end + 1), // r#ident: the identifier without its mark
        },
        _ => (Some(text), end),
    }
}

/// The end of a raw string whose `#`s or quote begin at `at`; none when this is a raw identifier.
fn raw_end(chars: &[char], at: usize) -> Option<usize> {
    let marks = chars[at..].iter().take_while(|c| **c == '#').count();
    if chars.get(at + marks) != Some(&'"') {
        return None;
    }
    let body = at + marks + 1;
    let closes = |i: usize| chars[i] == '"' && chars[i + 1..].iter().take_while(|c| **c == '#').count() >= marks;
    Some((body..chars.len()).find(|i| closes(*i)).map_or(chars.len(), |i| i + 1 + marks))
}

/// A character literal or a lifetime.
fn quote(chars: &[char], at: usize) -> (Option<String>, usize) {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let end = (at + 3..chars.len()).find(|i| chars[*i] == '\'').map_or(chars.len(), |i| i + 1);
            (Some("\"".to_owned()), end)
        }
        (Some(_), Some('\'')) => (Some("\"".to_owned()), at + 3),
        _ => (Some("'".to_owned()), at + 1),
    }
}

fn quoted_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

fn line_end(chars: &[char], at: usize) -> usize {
    (at..chars.len()).find(|i| chars[*i] == '\n').unwrap_or(chars.len())
}

fn block_comment_end(chars: &[char], at: usize) -> usize {
    let (mut depth, mut i) = (0_usize, at);
    while i + 1 < chars.len() {
        match (chars[i], chars[i + 1]) {
            ('/', '*') => (depth, i) = (depth + 1, i + 2),
            ('*', '/') => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    chars.len()
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Whether the tokens at `at` read exactly as `words`.
pub fn reads(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(i, word)| tokens.get(at + i).is_some_and(|token| token.text == *word))
}

/// The index of the token that closes the bracket at `open`, or the last token.
pub fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len().saturating_sub(1)
}

/// The index of the last token of the item that begins at `at`: its `;`, or the `}` of its body.
pub fn item_end(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" => return at,
            "{" => return closing(tokens, at),
            "(" | "[" => at = closing(tokens, at) + 1,
            _ => at += 1,
        }
    }
    tokens.len().saturating_sub(1)
}

const CFG_TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];

fn mark_tests(tokens: &mut [Token], only_tests: bool) {
    if only_tests {
        mark(tokens);
        return;
    }
    let mut at = 0;
    while at < tokens.len() {
        if reads(tokens, at, &CFG_TEST) {
            let end = item_end(tokens, after_attributes(tokens, at));
            mark(&mut tokens[at..=end]);
            at = end;
        }
        at += 1;
    }
}

fn mark(tokens: &mut [Token]) {
    for token in tokens {
        token.test = true;
    }
}

fn after_attributes(tokens: &[Token], mut at: usize) -> usize {
    while reads(tokens, at, &["#", "["]) {
        at = closing(tokens, at + 1) + 1;
    }
    at
}

/// The line of an inline `#[cfg(test)] mod …`, where a file's production lines end.
pub fn test_module_line(tokens: &[Token]) -> Option<usize> {
    (0..tokens.len()).find_map(|at| {
        let item = after_attributes(tokens, at);
        let inline = reads(tokens, item, &["mod"]) && reads(tokens, item + 2, &["{"]);
        (reads(tokens, at, &CFG_TEST) && inline).then(|| tokens[at].line)
    })
}
