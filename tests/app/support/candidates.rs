//! Candidates as a begeleider adds them, and what must fit for the ranking to find one: by the forms of the pages.
//! Never a row that a page would not make.

use baanin::domain::ids::{CandidateId, ListingId};
use baanin::domain::listing::ListingKind;

use super::browser::Browser;
use super::people::Organisation;
use super::program::TestApp;
use super::texts::{Pairs, vacature, with};

/// A file, as its page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub id: CandidateId,
    pub code: String,
}

impl File {
    /// Its page, which asks what for.
    pub fn path(&self) -> String {
        format!("/netwerk/kandidaten/{}", self.id)
    }

    /// Its page, opened to guide the person.
    pub fn opened(&self) -> String {
        format!("{}?doel=begeleiding", self.path())
    }
}

/// Somebody for whom "Medewerker groen" is right: experience, branch, hours, days, distance. With a mail address.
pub fn selam() -> Pairs {
    vec![
        ("naam", "Selam Tesfay"),
        ("email", "selam@example.nl"),
        ("telefoon", "06 98 76 54 32"),
        ("plaats", "Dalfsen"),
        ("afstand", "15"),
        ("vervoer", "fiets"),
        ("uren_min", "16"),
        ("uren_max", "28"),
        ("dagen", "ma"),
        ("dagen", "di"),
        ("beroepen", "hovenier"),
        ("ervaring", "medewerker groen; 3 jaar; bij een kwekerij"),
        ("vaardigheden", "gras maaien\nheggen knippen"),
        ("opleiding", "vmbo"),
        ("taal", "B1"),
        ("rijbewijs_bekend", "geen"),
        ("soorten", "vacature"),
        ("wens_branche", "groen"),
    ]
}

/// The same fit, and no mail address: asked by telephone or at the desk.
pub fn piet() -> Pairs {
    with(selam(), &[("naam", "Piet de Boer"), ("email", ""), ("telefoon", "0529 48 83 88")])
}

/// The listing that fits them.
pub fn fitting_work() -> Pairs {
    with(vacature(), &[("taken", "gras maaien\nheggen knippen"), ("belasting", "buiten")])
}

/// The code that a file shows.
#[track_caller]
pub fn code_on(text: &str) -> String {
    let behind = text.split("Code ").nth(1).expect("the file shows its code");
    behind.chars().take_while(char::is_ascii_alphanumeric).collect()
}

impl Browser {
    /// Adds a candidate by the form, as the begeleider who is logged in.
    #[track_caller]
    pub fn adds_candidate(&mut self, pairs: &Pairs) -> File {
        self.open("/netwerk/kandidaten/nieuw").has_status(200);
        let page = self.press_with("Voeg toe", pairs);
        page.has_status(200).sees("De kandidaat is toegevoegd.");
        let id = page.path.split(['/', '?']).nth(3).and_then(|id| id.parse().ok());
        let text = page.text();
        let code = code_on(&text);
        File { id: id.expect("the address names the file"), code }
    }

    /// Notes facts by the form.
    #[track_caller]
    pub fn notes_facts(&mut self, of: &File, facts: &[(&str, &str)]) {
        self.open(&format!("{}/feiten", of.path())).has_status(200);
        self.press_with("Bewaar de feiten", facts).has_status(200).sees("De feiten zijn bewaard.");
    }

    /// Changes some fields of a candidate by the form.
    #[track_caller]
    pub fn changes_candidate(&mut self, of: &File, pairs: &[(&str, &str)]) {
        self.open(&format!("{}/wijzigen", of.path())).has_status(200);
        self.press_with("Bewaar", pairs).has_status(200).sees("De gegevens zijn bewaard.");
    }
}

impl TestApp {
    /// A live listing for which [`selam`] and [`piet`] score well.
    pub fn fitting_listing(&self, organisation: &Organisation) -> ListingId {
        self.live(organisation, ListingKind::Vacature, &fitting_work())
    }
}
