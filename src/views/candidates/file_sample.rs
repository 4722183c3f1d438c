//! A candidate's file for tests and to look at. Never a person who exists.

use super::facts::{sample_names, sample_private};
use super::{AskedRow, CandidateFile, Guide, Insight, MatchRow, PrivatePart};
use crate::domain::candidate::{
    AccessPurpose, CandidateContact, CandidateState, Experience, HeldCertificate, Profile, Transport, Wishes,
};
use crate::domain::introduction::IntroductionStatus;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Certificate, Day, DrivingLicence, DutchLevel, Hours, Sector};
use crate::domain::placement::PlacementStatus;
use crate::domain::proposal::ProposalStatus;
use crate::domain::sensitive::Sensitive;
use crate::domain::text::PhoneNumber;
use crate::views::components::undelivered::AddressProblem;
use crate::views::sample::{self, day};

pub(super) fn file(for_begeleider: bool) -> CandidateFile {
    let insight = if for_begeleider {
        let private = Sensitive::new(sample_private());
        Insight::Begeleider(PrivatePart { private, names: sample_names() })
    } else {
        Insight::Netwerker { category: Some("Werkfit".to_owned()) }
    };
    let results = [
        ("Loonkostensubsidie", "Mogelijk: eerst de loonwaarde meten"),
        ("Jobcoach", "Ja, na een besluit"),
        ("Proefplaatsing", "Ja, na een besluit"),
    ];
    CandidateFile {
        id: sample::id(1),
        code: "K7M2Q".to_owned(),
        state: CandidateState::Active,
        contact: CandidateContact {
            name: "Selam Tesfay".to_owned(),
            email: None,
            phone: PhoneNumber::parse("0612345678").ok(),
        },
        problem: for_begeleider.then(AddressProblem::sample),
        profile: profile(),
        guide: if for_begeleider {
            Guide::Gone("Ria de Boer".to_owned())
        } else {
            Guide::Colleague("Ria de Boer".to_owned())
        },
        purpose: if for_begeleider { AccessPurpose::Cover } else { AccessPurpose::Review },
        insight,
        results: results.map(|(instrument, result)| (instrument.to_owned(), result.to_owned())).into(),
        asked: vec![AskedRow {
            listing: "Medewerker groen en tuin".to_owned(),
            employer: "De Groene Kracht".to_owned(),
            deadline: day("2026-11-30"),
            href: "/netwerk/voorstellen/1".to_owned(),
        }],
        proposals: vec![
            row(
                "Medewerker groen en tuin",
                "De Groene Kracht",
                ProposalStatus::Approved,
                "2026-11-23",
                "voorstellen/1",
            ),
            row("Hulp in de kwekerij", "Kwekerij Vechtdal", ProposalStatus::Proposed, "2026-11-20", "voorstellen/2"),
        ],
        introductions: vec![row(
            "Medewerker buitendienst van het sportpark en de begraafplaatsen",
            "Coöperatie Groenbeheer Nieuwleusen en Omstreken U.A.",
            IntroductionStatus::Inviting,
            "2026-11-12",
            "voordrachten/1",
        )],
        placements: vec![row("Werkstage", "De Groene Kracht", PlacementStatus::Ended, "2026-03-02", "plaatsingen/1")],
        updated_at: sample::at("2026-11-12T09:00:00Z"),
        version: 4,
        today: sample::today(),
    }
}

fn row<S>(title: &str, employer: &str, status: S, on: &str, page: &str) -> MatchRow<S> {
    MatchRow {
        title: title.to_owned(),
        employer: employer.to_owned(),
        status,
        on: day(on),
        href: format!("/netwerk/{page}"),
    }
}

fn profile() -> Profile {
    let work = |title: &str, years, text: Option<&str>| Experience {
        title: title.to_owned(),
        years,
        text: text.map(str::to_owned),
    };
    Profile {
        place: Some("Lemelerveld".to_owned()),
        max_distance_km: Some(15),
        transport: vec![Transport::Fiets, Transport::Ov],
        hours_min: Hours::parse("24").ok(),
        hours_max: Hours::parse("32").ok(),
        available_from: Some(day("2026-12-07")),
        days: vec![Day::Ma, Day::Di, Day::Wo],
        occupations: vec!["hovenier".to_owned(), "medewerker groen".to_owned()],
        experience: vec![
            work("medewerker groen", Some(3), Some("Bij een kwekerij in Eritrea.")),
            work("schoonmaker", None, None),
        ],
        skills: vec!["snoeien".to_owned(), "heggen knippen".to_owned(), "tractor rijden".to_owned()],
        certificates: Some(vec![
            HeldCertificate { code: Certificate::VcaBasis, valid_until: Some(day("2030-01-01")) },
            HeldCertificate { code: Certificate::Heftruck, valid_until: Some(day("2025-06-01")) },
        ]),
        driving_licences: Some(vec![DrivingLicence::B, DrivingLicence::T]),
        dutch: Some(DutchLevel::A2),
        languages: vec!["Tigrinya".to_owned()],
        wishes: Wishes { sectors: vec![Sector::Groen], text: Some("Graag buiten, met een vaste collega.".to_owned()) },
        kinds: vec![ListingKind::Vacature, ListingKind::Proefplaatsing],
        ..Profile::default()
    }
}
