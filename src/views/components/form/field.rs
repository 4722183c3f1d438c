//! A field: its name, its words and how it is typed, apart from what was typed.
//! Never a value: that comes from the form.

/// How wide a control is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A postcode, a number, an amount, a date.
    Short,
    /// A name, a telephone number.
    Middle,
    /// A line of text.
    Wide,
    /// As wide as the form.
    Full,
}

impl Width {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Short => " veld--kort",
            Self::Middle => " veld--mid",
            Self::Wide => "",
            Self::Full => " vol",
        }
    }
}

/// A field of a form. The name is also the id of the control, so that the error summary can link to it.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) id: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: Option<&'a str>,
    pub(super) optional: bool,
    pub(super) free: bool,
    pub(super) kind: &'static str,
    pub(super) autocomplete: Option<&'static str>,
    pub(super) numeric: bool,
    pub(super) width: Width,
    pub(super) prefix: Option<&'a str>,
    pub(super) suffix: Option<&'a str>,
    pub(super) max: Option<usize>,
    pub(super) rows: u8,
    pub(super) head: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A field that must be filled in.
    #[must_use]
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self {
            name,
            id: name,
            label,
            hint: None,
            optional: false,
            free: false,
            kind: "text",
            autocomplete: None,
            numeric: false,
            width: Width::Wide,
            prefix: None,
            suffix: None,
            max: None,
            rows: 5,
            head: None,
        }
    }

    /// The label says "(niet verplicht)".
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// A sentence below the label.
    #[must_use]
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// A field that may be left open without saying so, such as a filter.
    #[must_use]
    pub fn free(self) -> Self {
        Self { free: true, ..self }
    }

    /// An id of its own, for a page on which the name occurs twice.
    #[must_use]
    pub fn id(self, id: &'a str) -> Self {
        Self { id, ..self }
    }

    /// A mail address of the person who types.
    #[must_use]
    pub fn email(self) -> Self {
        Self { kind: "email", autocomplete: Some("email"), ..self }
    }

    /// A telephone number of the person who types.
    #[must_use]
    pub fn phone(self) -> Self {
        Self { kind: "tel", autocomplete: Some("tel"), width: Width::Middle, ..self }
    }

    /// What the browser may fill in (the list of WCAG 1.3.5).
    #[must_use]
    pub fn autocomplete(self, what: &'static str) -> Self {
        Self { autocomplete: Some(what), ..self }
    }

    /// Digits: a telephone shows its number keys.
    #[must_use]
    pub fn numeric(self) -> Self {
        Self { numeric: true, width: Width::Short, ..self }
    }

    /// How wide the control is.
    #[must_use]
    pub fn width(self, width: Width) -> Self {
        Self { width, ..self }
    }

    /// Words before the control, such as "€".
    #[must_use]
    pub fn prefix(self, prefix: &'a str) -> Self {
        Self { prefix: Some(prefix), ..self }
    }

    /// Words behind the control, such as "uur per week".
    #[must_use]
    pub fn suffix(self, suffix: &'a str) -> Self {
        Self { suffix: Some(suffix), ..self }
    }

    /// The most characters; a text area counts them.
    #[must_use]
    pub fn max(self, max: usize) -> Self {
        Self { max: Some(max), ..self }
    }

    /// How many lines a text area shows.
    #[must_use]
    pub fn rows(self, rows: u8) -> Self {
        Self { rows, ..self }
    }

    /// In a table: the head of the row, which has this id, is the label, and radio buttons stand beside each other.
    #[must_use]
    pub fn in_row(self, head: &'a str) -> Self {
        Self { head: Some(head), ..self }
    }

    /// The words of the label.
    pub(super) fn label_text(&self) -> String {
        if self.optional { format!("{} (niet verplicht)", self.label) } else { self.label.to_owned() }
    }
}
