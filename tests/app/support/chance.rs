//! People made by chance: for tests of what must hold whatever comes.
//! Never the machine's own chance: what failed once must fail again.

use baanin::actions::candidate;
use baanin::domain::actor::Actor;
use baanin::domain::candidate::Candidate;
use baanin::domain::candidate::form::{PrivateForm, ProfileForm};
use baanin::domain::civil_day::CivilDay;
use baanin::domain::form::Fields;
use baanin::domain::ids::CandidateId;
use baanin::store::candidates;

use super::candidates::selam;
pub use super::dice::Dice;
use super::program::TestApp;
use super::texts::with;

/// Where somebody may live, or work may be; the last is nowhere.
pub const PLACES: [&str; 5] = ["Dalfsen", "Nieuwleusen", "Ommen", "Zwolle", "Nergenshuizen"];
const WORK: [&str; 5] = ["medewerker groen; 2 jaar", "kok", "hovenier; 5 jaar; met bomen", "", "chauffeur; 1"];

/// What is known of somebody, other words each time; all but the name.
pub fn somebody(dice: &mut Dice) -> Fields {
    let hours = dice.one_of(&[("8", "16"), ("16", "28"), ("32", "40"), ("", "")]);
    let mut pairs = with(
        selam(),
        &[
            ("email", ""),
            ("plaats", dice.one_of(&PLACES)),
            ("afstand", dice.one_of(&["", "5", "30"])),
            ("uren_min", hours.0),
            ("uren_max", hours.1),
            ("dagen", dice.one_of(&["ma", "di", "zo"])),
            ("ervaring", dice.one_of(&WORK)),
            ("soorten", dice.one_of(&["vacature", "vacature", "werkstage"])),
            ("grenzen", dice.one_of(&["geen_weekend", "geen_klantcontact", "niet_buiten"])),
            ("geboortedatum", dice.one_of(&["", "01-05-1990", "24-11-2008"])),
        ],
    );
    if dice.below(3) == 0 {
        pairs.retain(|(field, _)| *field != "grenzen" && *field != "soorten");
    }
    pairs.retain(|(field, _)| *field != "naam");
    pairs.into_iter().collect()
}

/// Both halves of the form.
pub fn forms(fields: &Fields, today: CivilDay) -> (ProfileForm, PrivateForm) {
    let wrong = |errors: baanin::domain::form::FieldErrors| -> ! { panic!("{errors}") };
    (
        ProfileForm::parse(fields).unwrap_or_else(|errors| wrong(errors)),
        PrivateForm::parse(fields, today).unwrap_or_else(|errors| wrong(errors)),
    )
}

impl TestApp {
    /// Adds a candidate by the action that the form calls.
    #[track_caller]
    pub fn adds(&self, begeleider: &Actor, name: &str, fields: &Fields) -> CandidateId {
        let (form, private) = forms(&fields.clone().with("naam", name), self.app.clock.today());
        self.act(|tx| candidate::create(tx, begeleider, self.app.municipality.id, (&form, &private)))
    }

    #[track_caller]
    pub fn candidate(&self, id: CandidateId) -> Candidate {
        self.look(|conn| candidates::find(conn, id)).expect("the candidate is there")
    }
}
