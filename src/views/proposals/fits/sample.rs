//! Samples of who fits work and which work fits somebody. Never used for a page that somebody works with.

use super::{FitRow, Fits, Of};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{Id, ListingId};
use crate::domain::listing::ListingKind;
use crate::domain::proposal::ProposalStatus;
use crate::views::proposals::reasons::Reasons;
use crate::views::sample::id;

impl Fits {
    /// A sample: the candidates for one listing.
    #[must_use]
    pub fn sample() -> Self {
        let row = |number, title: &str, about: &str| FitRow {
            candidate: id(number),
            listing: id(1),
            title: title.to_owned(),
            about: about.to_owned(),
            score: Some(82),
            reasons: Reasons::sample(true),
            proposal: None,
        };
        let selam = row(10, "Selam Tesfay-Gebremariam", "K7M2Q, Nieuwleusen, 16 tot 24 uur per week");
        let piet = row(11, "Piet de Boer", "H4KM7, Dalfsen, 32 uur per week");
        let anna = row(12, "Anna van der Meulen-Hoogeveen", "P9RT3, Lemelerveld, 24 uur per week");
        let yusuf = row(13, "Yusuf Kaya", "B2XQ8, Hoonhorst");
        let fallen = |number, title: &str, against: &str| FitRow {
            score: None,
            reasons: Reasons { knocked_out: vec![against.to_owned()], ..Reasons::default() },
            ..row(number, title, "C3WS5, Dalfsen")
        };
        let waits = |status| Some((id(20), status));
        Self {
            of: Of::Listing {
                id: id(1),
                title: "Medewerker groen en tuin".to_owned(),
                kind: ListingKind::Vacature,
                employer: "Coöperatie De Groene Kracht Vechtdal U.A.".to_owned(),
                open: 2,
            },
            proposed: vec![
                FitRow { proposal: waits(ProposalStatus::Proposed), ..selam },
                FitRow { proposal: waits(ProposalStatus::Lapsed), ..piet },
            ],
            fitting: vec![FitRow { score: Some(61), ..anna }],
            knocked_out: vec![
                FitRow { score: None, reasons: Reasons::sample(false), ..yusuf },
                fallen(14, "Els Bos", "De uren passen niet: het werk is 32 uur, de kandidaat kan hoogstens 20 uur."),
                fallen(15, "Wim Kok", "Te ver: ongeveer 31 kilometer."),
                fallen(16, "Sara Vos", "De uren passen niet: het werk is 32 uur, de kandidaat kan 24 uur."),
            ],
            page: (0, 8),
            left_out: 212,
            sought: String::new(),
            found: Vec::new(),
            refused: None,
            may_propose: true,
            fields: Fields::default(),
            errors: FieldErrors::none(),
        }
    }

    /// A sample: somebody was looked for and proposed over a knock-out, without a reason.
    #[must_use]
    pub fn sample_wrong() -> Self {
        let base = Self::sample();
        Self {
            sought: "yusuf".to_owned(),
            found: base.knocked_out.clone(),
            refused: base.knocked_out.first().map(FitRow::pair),
            errors: FieldErrors::one("reden", "Schrijf waarom je dit toch voorstelt."),
            ..base
        }
    }

    /// A sample: nobody fits work that is closed.
    #[must_use]
    pub fn sample_empty() -> Self {
        let nobody = || Vec::new();
        Self {
            proposed: nobody(),
            fitting: nobody(),
            knocked_out: nobody(),
            page: (0, 1),
            left_out: 0,
            sought: "jansen".to_owned(),
            may_propose: false,
            ..Self::sample()
        }
    }

    /// A sample: the work for one candidate.
    #[must_use]
    pub fn sample_work() -> Self {
        let work = |rows: Vec<FitRow>| -> Vec<FitRow> {
            let turned = |row: FitRow| FitRow {
                listing: ListingId::from_uuid(row.candidate.uuid()),
                candidate: id(10),
                title: "Hulp in de keuken van een café-restaurant met zaal en terras".to_owned(),
                about: "Coöperatie Buurtcafé 't Trefpunt U.A., Nieuwleusen, 16 tot 20 uur per week".to_owned(),
                ..row
            };
            rows.into_iter().map(turned).collect()
        };
        let base = Self::sample();
        let of = Of::Candidate { id: id(10), name: "Selam Tesfay-Gebremariam".to_owned(), code: "K7M2Q".to_owned() };
        let (proposed, fitting, knocked_out) = (work(base.proposed), work(base.fitting), work(base.knocked_out));
        Self { of, proposed, fitting, knocked_out, page: (1, 2), left_out: 0, ..Self::sample() }
    }
}
