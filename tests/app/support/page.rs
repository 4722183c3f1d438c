//! A page as a person sees it: its words, its links, its forms.
//! Never a tag or a class: those may change without anybody noticing.

use std::fmt::Write;

use scraper::{ElementRef, Html, Selector};

use super::http::Answer;

/// An answer, read.
pub struct Page {
    pub path: String,
    pub answer: Answer,
    html: Html,
}

/// A form as a browser would send it.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: String,
    pub method: String,
    /// What is sent now: values as they stand in the page, and the button that is pressed.
    pub pairs: Vec<(String, String)>,
    /// What can be filled in; with the possible values for what is chosen.
    controls: Vec<Control>,
}

#[derive(Debug, Clone)]
struct Control {
    name: String,
    /// The values to choose from; empty for what is typed.
    options: Vec<String>,
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The words inside, white space folded. What stands in two blocks are two words, as on the screen.
fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    add_words(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add_words(element: ElementRef<'_>, text: &mut String) {
    let block = is_block(element.value().name());
    text.push_str(if block { " " } else { "" });
    for child in element.children() {
        match (child.value().as_text(), ElementRef::wrap(child)) {
            (Some(piece), _) => text.push_str(piece),
            (_, Some(inner)) if !["script", "style", "template"].contains(&inner.value().name()) => {
                add_words(inner, text);
            }
            _ => {}
        }
    }
    text.push_str(if block { " " } else { "" });
}

fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr" | "b" | "em" | "i" | "mark" | "small" | "span" | "strong" | "svg" | "use" | "path" | "code"
    )
}

impl Page {
    pub fn new(path: &str, answer: Answer) -> Self {
        let html = Html::parse_document(&answer.body);
        Self { path: path.to_owned(), answer, html }
    }

    pub fn status(&self) -> u16 {
        self.answer.status
    }

    fn find(&self, what: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&selector(what)).collect()
    }

    /// What is read on the page between header and footer.
    pub fn text(&self) -> String {
        self.find("main").first().map_or_else(|| words(self.html.root_element()), |main| words(*main))
    }

    /// The words of everything that fits a selector, for counts and lists.
    pub fn texts(&self, what: &str) -> Vec<String> {
        self.find(what).into_iter().map(words).collect()
    }

    #[track_caller]
    pub fn sees(&self, expected: &str) -> &Self {
        assert!(self.text().contains(expected), "{expected:?} is not on the page:\n{}", self.describe());
        self
    }

    #[track_caller]
    pub fn sees_not(&self, unexpected: &str) -> &Self {
        assert!(!self.text().contains(unexpected), "{unexpected:?} is on the page:\n{}", self.describe());
        self
    }

    #[track_caller]
    pub fn has_status(&self, status: u16) -> &Self {
        assert_eq!(self.status(), status, "{}", self.describe());
        self
    }

    /// The error of a field: in the summary with a link to the field, and beside the field itself.
    #[track_caller]
    pub fn has_error(&self, field: &str, part: &str) -> &Self {
        let summary = self.texts(&format!("[role=alert] a[href='#{field}']"));
        assert!(summary.iter().any(|text| text.contains(part)), "{field}: {part:?}\n{}", self.describe());
        let beside = self.texts(&format!("[id='{field}-f']"));
        assert!(beside.iter().any(|text| text.contains(part)), "{field}: not beside the field\n{}", self.describe());
        assert!(!self.find(&format!("[id='{field}']")).is_empty(), "{field}: the summary links to nothing");
        self
    }

    /// The address behind the words of a link.
    #[track_caller]
    pub fn link(&self, label: &str) -> String {
        let links = self.find("a[href]");
        let exact = links.iter().find(|link| words(**link) == label);
        let found = exact.or_else(|| links.iter().find(|link| words(**link).contains(label)));
        let link = found.unwrap_or_else(|| panic!("no link {label:?}:\n{}", self.describe()));
        link.attr("href").unwrap_or_default().to_owned()
    }

    /// Every address that a link on the page leads to.
    pub fn links(&self) -> Vec<String> {
        self.find("a[href]").into_iter().filter_map(|link| link.attr("href")).map(str::to_owned).collect()
    }

    pub fn has_button(&self, label: &str) -> bool {
        self.buttons().iter().any(|button| words(*button) == label)
    }

    fn buttons(&self) -> Vec<ElementRef<'_>> {
        self.find("form button")
    }

    /// The value that a field would send, wherever it stands on the page.
    pub fn value_of(&self, name: &str) -> Option<String> {
        let forms = self.find("form");
        let sent = forms.into_iter().flat_map(|form| read_form(form).pairs);
        sent.into_iter().find(|(each, _)| each == name).map(|(_, value)| value)
    }

    /// The value of the radio button or checkbox of this field with these words.
    #[track_caller]
    pub fn choice(&self, name: &str, label: &str) -> String {
        for input in self.find(&format!("input[name='{name}']")) {
            let around = input.ancestors().filter_map(ElementRef::wrap).find(|parent| parent.value().name() == "label");
            let id = input.attr("id").unwrap_or_default();
            let beside = self.find(&format!("label[for='{id}']")).first().copied();
            if around.or(beside).is_some_and(|words_of| words(words_of) == label) {
                return input.attr("value").unwrap_or_default().to_owned();
            }
        }
        panic!("{name} has no choice {label:?}:\n{}", self.describe());
    }

    /// The form whose button has these words, as that button would send it.
    #[track_caller]
    pub fn form_with(&self, label: &str) -> Form {
        let buttons = self.buttons();
        let exact: Vec<_> = buttons.iter().filter(|button| words(**button) == label).collect();
        let found = match exact.as_slice() {
            [] => buttons.iter().find(|button| words(**button).starts_with(label)),
            [first, ..] => Some(*first),
        };
        let button = found.unwrap_or_else(|| panic!("no button {label:?}:\n{}", self.describe()));
        self.form_of(*button)
    }

    /// The form with this button in the row of a table or list that holds these words.
    #[track_caller]
    pub fn form_in(&self, row: &str, label: &str) -> Form {
        let rows = self.find("tr, li").into_iter().filter(|each| words(*each).contains(row));
        let buttons = rows.flat_map(|row| row.select(&selector("form button")).collect::<Vec<_>>());
        let button = buttons.into_iter().find(|button| words(*button).starts_with(label));
        self.form_of(button.unwrap_or_else(|| panic!("no button {label:?} beside {row:?}:\n{}", self.describe())))
    }

    fn form_of(&self, button: ElementRef<'_>) -> Form {
        let form = button.ancestors().filter_map(ElementRef::wrap).find(|parent| parent.value().name() == "form");
        let mut form = read_form(form.expect("a button stands in a form"));
        if let Some(name) = button.attr("name") {
            form.pairs.push((name.to_owned(), button.attr("value").unwrap_or_default().to_owned()));
        }
        if let Some(action) = button.attr("formaction") {
            action.clone_into(&mut form.action);
        }
        if form.action.is_empty() {
            form.action.clone_from(&self.path);
        }
        form
    }

    /// The page in words, for a test that fails.
    pub fn describe(&self) -> String {
        let mut text = format!("--- {} {}\n{}\n", self.status(), self.path, self.text());
        let buttons: Vec<String> = self.buttons().into_iter().map(words).collect();
        let links: Vec<String> = self.find("main a[href]").into_iter().map(words).collect();
        writeln!(text, "--- buttons: {buttons:?}\n--- links: {links:?}").unwrap();
        text
    }
}

fn read_form(form: ElementRef<'_>) -> Form {
    let mut read = Form {
        action: form.attr("action").unwrap_or_default().to_owned(),
        method: form.attr("method").unwrap_or("get").to_ascii_lowercase(),
        pairs: Vec::new(),
        controls: Vec::new(),
    };
    for control in form.select(&selector("input[name], select[name], textarea[name]")) {
        read_control(&mut read, control);
    }
    read
}

fn read_control(form: &mut Form, control: ElementRef<'_>) {
    let name = control.attr("name").unwrap_or_default().to_owned();
    let value = control.attr("value").unwrap_or_default().to_owned();
    let push = |form: &mut Form, value: String| form.pairs.push((name.clone(), value));
    match (control.value().name(), control.attr("type").unwrap_or("text")) {
        ("input", "radio" | "checkbox") => {
            if control.attr("checked").is_some() {
                push(form, value.clone());
            }
            form.control(&name).options.push(value);
        }
        ("select", _) => {
            let options: Vec<_> = control.select(&selector("option")).collect();
            let value_of = |option: &ElementRef<'_>| option.attr("value").map_or_else(|| words(*option), str::to_owned);
            let chosen = options.iter().find(|option| option.attr("selected").is_some()).or(options.first());
            if let Some(chosen) = chosen {
                push(form, value_of(chosen));
            }
            let values: Vec<_> = options.iter().map(value_of).collect();
            form.control(&name).options.extend(values);
        }
        ("textarea", _) => {
            // The parser keeps to HTML §13.1.2.5 and has dropped the line end right after the tag.
            push(form, control.text().collect());
            form.control(&name);
        }
        _ => {
            push(form, value);
            form.control(&name);
        }
    }
}

impl Form {
    fn control(&mut self, name: &str) -> &mut Control {
        let at = self.controls.iter().position(|control| control.name == name).unwrap_or_else(|| {
            self.controls.push(Control { name: name.to_owned(), options: Vec::new() });
            self.controls.len() - 1
        });
        &mut self.controls[at]
    }

    /// Fills in: the pairs of one name together replace what stood there. Only what the form has can be filled in.
    #[track_caller]
    pub fn fill(&mut self, pairs: &[(&str, &str)]) {
        for (name, value) in pairs {
            let Some(control) = self.controls.iter().find(|control| control.name == *name) else {
                let names: Vec<_> = self.controls.iter().map(|control| &control.name).collect();
                panic!("the form has no field {name:?}, only {names:?}");
            };
            let known =
                control.options.is_empty() || value.is_empty() || control.options.iter().any(|each| each == value);
            assert!(known, "{name} cannot be {value:?}, only {:?}", control.options);
        }
        self.pairs.retain(|(name, _)| !pairs.iter().any(|(each, _)| each == name));
        self.pairs.extend(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    }

    /// What is sent over the wire.
    pub fn body(&self) -> String {
        serde_urlencoded::to_string(&self.pairs).expect("pairs can be written")
    }
}
