//! The personas of domain rules §5B and what must hold for everybody.

use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::domain::candidate::{Fact, FactKind};
use crate::domain::code::Code;

const DAY: &str = "2026-11-24";

fn facts(noted: &[(FactKey, &str)]) -> Facts {
    let mut facts = Facts::default();
    for (key, value) in noted {
        let value = key.parse(value).unwrap();
        facts.note(*key, Fact { value, by: None, at: DateTime::from_timestamp_nanos(0) });
    }
    facts
}

fn day(text: &str) -> CivilDay {
    CivilDay::parse(text).unwrap()
}

/// "`mogelijk loonwaarde_bp`", "`nee wsw`", … of somebody of this age.
fn of(age: Option<i32>, noted: &[(FactKey, &str)]) -> impl Fn(Instrument) -> String {
    let facts = facts(noted);
    let birth = age.map(|age| birthday(day(DAY), -age));
    move |instrument| in_short(&Situation::new(&facts, birth, day(DAY)).entitlement(instrument))
}

fn in_short(entitlement: &Entitlement) -> String {
    let detail = match entitlement {
        Entitlement::Granted { since } => since.map(|day| day.to_string()).unwrap_or_default(),
        Entitlement::Likely => String::new(),
        Entitlement::Possible { missing } => missing
            .iter()
            .map(|missing| match missing {
                Missing::BirthDate => "geboortedatum",
                Missing::Fact(key) => key.code(),
            })
            .collect::<Vec<_>>()
            .join(" "),
        Entitlement::No(reason) => reason.code().to_owned(),
        Entitlement::Refer(body) => body.code().to_owned(),
    };
    format!("{} {detail}", entitlement.code()).trim_end().to_owned()
}

use FactKey as K;
use Instrument as I;

#[test]
fn a1_bijstand_werkfit_and_little_else_known() {
    let a1 = of(
        Some(34),
        &[
            (K::Bijstand, "ja"),
            (K::Categorie, "werkfit"),
            (K::LksDoelgroepBesluit, "nee"),
            (K::UwvUitkering, "geen"),
            (K::WajongOoit, "nee"),
        ],
    );
    assert_eq!(a1(I::Lks), "mogelijk loonwaarde_bp");
    assert_eq!(a1(I::Jobcoach), "mogelijk steun_nodig_voor_taken");
    assert_eq!(a1(I::Proefplaats), "ja_mits_besluit");
    assert_eq!(a1(I::Werkstage), "ja_mits_besluit");
}

#[test]
fn a2_school_leaver_without_a_benefit() {
    let a2 = of(Some(22), &[(K::SchoolLaatste6mnd, "vso"), (K::Bijstand, "nee")]);
    assert_eq!(a2(I::Lks), "ja_mits_besluit");
    assert_eq!(a2(I::Jobcoach), "ja_mits_besluit");
    assert_eq!(a2(I::Proefplaats), "nee geen_bijstand");
    assert_eq!(a2(I::Participatieplaats), "nee jonger_dan_27");
}

#[test]
fn a3_and_a13_the_group_for_loonkostensubsidie() {
    let a3 = of(Some(41), &[(K::LksDoelgroepBesluit, "ja"), (K::LoonwaardeBp, "6000"), (K::InRegister, "ja")]);
    assert_eq!(a3(I::Lks), "ja_mits_besluit");
    assert_eq!(a3(I::Jobcoach), "ja_mits_besluit");
    assert_eq!(a3(I::Proefplaats), "mogelijk bijstand");
    let a13 = of(None, &[(K::LksDoelgroepBesluit, "ja"), (K::ForfaitAfgesproken, "ja")]);
    assert_eq!(a13(I::Lks), "ja_mits_besluit");
    let unmeasured = of(None, &[(K::LksDoelgroepBesluit, "ja"), (K::ForfaitAfgesproken, "nee")]);
    assert_eq!(unmeasured(I::Lks), "mogelijk loonwaarde_bp");
    let dated = [(K::LksDoelgroepBesluit, "ja"), (K::LksDoelgroepDatum, "2026-03-01"), (K::LoonwaardeBp, "6000")];
    assert_eq!(of(None, &dated)(I::Lks), "toegekend 2026-03-01");
    let full = of(None, &[(K::LksDoelgroepBesluit, "ja"), (K::LoonwaardeBp, "10000")]);
    assert_eq!(full(I::Lks), "nee loonwaarde_100");
}

#[test]
fn a4_to_a6_clients_of_uwv_and_people_without_a_benefit() {
    let a4 = of(Some(29), &[(K::UwvUitkering, "WAJONG")]);
    assert_eq!(a4(I::Lks), "nee loondispensatie");
    for instrument in [I::Jobcoach, I::Proefplaats, I::Werkstage] {
        assert_eq!(a4(instrument), "verwijs uwv");
    }
    let a5 = of(Some(50), &[(K::UwvUitkering, "WIA")]);
    assert_eq!(a5(I::Lks), "nee uwv_uitkering");
    assert_eq!(a5(I::Jobcoach), "verwijs uwv");
    let a6 = of(Some(25), &[(K::Nug, "ja")]);
    assert_eq!(a6(I::Proefplaats), "nee geen_bijstand");
    assert_eq!(a6(I::Werkstage), "mogelijk");
    assert_eq!(a6(I::Lks), "mogelijk");
    assert_eq!(a6(I::Jobcoach), "verwijs externe_jobcoach");
}

#[test]
fn pp6_ww_goes_through_uwv_unless_there_is_bijstand_too() {
    let ww = of(None, &[(K::UwvUitkering, "WW")]);
    assert_eq!(ww(I::Proefplaats), "verwijs uwv");
    assert_eq!(ww(I::Lks), "mogelijk bijstand");
    let both = of(None, &[(K::UwvUitkering, "WW"), (K::Bijstand, "ja")]);
    assert_eq!(both(I::Proefplaats), "ja_mits_besluit");
    let neither = of(Some(40), &[(K::UwvUitkering, "WW"), (K::Bijstand, "nee")]);
    assert_eq!(neither(I::Lks), "nee uwv_uitkering");
}

#[test]
fn a7_and_a8_meedoen_and_ioaw() {
    let a7 = of(Some(37), &[(K::Statushouder, "ja"), (K::Categorie, "meedoen")]);
    assert_eq!(a7(I::Taalstage), "ja_mits_besluit");
    assert_eq!(a7(I::Werkstage), "ja_mits_besluit");
    assert_eq!(a7(I::Proefplaats), "mogelijk bijstand");
    let a8 = of(Some(58), &[(K::Ioaw, "ja"), (K::Categorie, "werkfit")]);
    assert_eq!(a8(I::Proefplaats), "mogelijk");
    assert_eq!(a8(I::Werkstage), "ja_mits_besluit");
}

#[test]
fn a9_and_a10_beschut_and_wsw() {
    let a9 = of(Some(45), &[(K::BeschutBesluit, "ja")]);
    assert_eq!(a9(I::Lks), "ja_mits_besluit");
    assert_eq!(a9(I::BeschutWerk), "toegekend");
    let a10 = of(Some(55), &[(K::WswArt2, "ja")]);
    for instrument in [I::Lks, I::Proefplaats, I::Werkstage, I::Participatieplaats, I::BeschutWerk, I::Taalstage] {
        assert_eq!(a10(instrument), "nee wsw");
    }
    assert_eq!(a10(I::Jobcoach), "verwijs wsw_werkgever");
}

#[test]
fn a11_and_a12_a_participatieplaats_is_from_27_on() {
    let asked = |age| of(Some(age), &[(K::Bijstand, "ja")])(I::Participatieplaats);
    assert_eq!(asked(26), "nee jonger_dan_27");
    assert_eq!(asked(27), "ja_mits_besluit");
    assert_eq!(of(None, &[(K::Bijstand, "ja")])(I::Participatieplaats), "mogelijk geboortedatum");
}

#[test]
fn a14_nothing_known_is_perhaps_everywhere_with_what_to_find_out() {
    for noted in [&[][..], &[(K::UwvUitkering, "onbekend"), (K::Bijstand, "onbekend")]] {
        for instrument in Instrument::ALL {
            match Situation::new(&facts(noted), None, day(DAY)).entitlement(*instrument) {
                Entitlement::Possible { missing } => assert!(!missing.is_empty(), "{instrument:?}"),
                other => panic!("{instrument:?}: {other:?}"),
            }
        }
    }
}

#[test]
fn zorg_denies_no_statutory_application_but_no_place_now() {
    let zorg = of(None, &[(K::Bijstand, "ja"), (K::Categorie, "zorg")]);
    assert_eq!(zorg(I::Lks), "mogelijk");
    assert_eq!(zorg(I::Proefplaats), "nee nu_niet");
    assert_eq!(zorg(I::Werkstage), "nee nu_niet");
}

#[test]
fn nothing_is_given_from_the_aow_age_on() {
    let old = of(Some(67), &[(K::Bijstand, "ja"), (K::Categorie, "werkfit")]);
    for instrument in Instrument::ALL {
        assert_eq!(old(*instrument), "nee aow");
    }
    assert_eq!(of(Some(66), &[(K::Bijstand, "ja")])(I::Proefplaats), "ja_mits_besluit");
}

#[test]
fn who_was_born_on_29_february_grows_older_on_1_march() {
    assert_eq!(birthday(day("2000-02-29"), 27).to_string(), "2027-03-01");
    assert_eq!(birthday(day("2000-02-29"), 28).to_string(), "2028-02-29");
    let facts = facts(&[(K::Bijstand, "ja")]);
    let on = |text| Situation::new(&facts, Some(day("2000-02-29")), day(text)).entitlement(I::Participatieplaats);
    assert_eq!(on("2027-02-28"), Entitlement::No(NoReason::Under27));
    assert_eq!(on("2027-03-01"), Entitlement::Likely);
}

/// Any facts at all: each fact is left out, or one of its values.
fn any_facts() -> impl Strategy<Value = Facts> {
    let values = |key: &FactKey| -> Vec<&'static str> {
        match key.kind() {
            FactKind::Tri => vec!["ja", "nee", "onbekend"],
            FactKind::Number(..) if *key == K::LoonwaardeBp => vec!["6000", "10000"],
            FactKind::Number(..) => vec!["1", "4"],
            FactKind::Hours => vec!["16"],
            FactKind::Date => vec!["2026-01-01", "2027-01-01"],
            FactKind::Choice(choices) => choices.iter().map(|(code, _)| *code).collect(),
        }
    };
    let keys: Vec<_> = FactKey::ALL.iter().map(|key| (*key, values(key))).collect();
    let chosen: Vec<_> = keys
        .into_iter()
        .map(|(key, values)| prop::option::of(prop::sample::select(values)).prop_map(move |value| (key, value)))
        .collect();
    chosen.prop_map(|chosen| {
        let noted: Vec<_> = chosen.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        facts(&noted)
    })
}

/// Gives some facts the values that they have elsewhere.
fn take_over(facts: &mut Facts, from: &Facts, keys: &[FactKey]) {
    for key in keys {
        match from.get(*key) {
            Some(fact) => facts.note(*key, fact.clone()),
            None => facts.forget(*key),
        }
    }
}

proptest! {
    #[test]
    fn between_turning_days_age_changes_nothing(noted in any_facts(), days in 0_u32..30_000) {
        let birth = day("1960-02-29");
        let on = birth.plus_days(days);
        let turning = Situation::turning_days(birth);
        // The day of a decision matters too; it is not the age.
        let mut noted = noted;
        noted.forget(K::LksDoelgroepDatum);
        let since = turning.iter().rev().find(|day| **day <= on).copied().unwrap_or(birth);
        for instrument in Instrument::ALL {
            let of = |day| Situation::new(&noted, Some(birth), day).entitlement(*instrument);
            prop_assert_eq!(of(on), of(since));
        }
    }

    #[test]
    fn of_what_is_not_given_here_a_netwerker_reads_no_benefit_of_uwv(noted in any_facts(), other in any_facts()) {
        let mut changed = noted.clone();
        take_over(&mut changed, &other, &[K::UwvUitkering]);
        for instrument in Instrument::ALL {
            let of = |facts| Situation::new(facts, None, day(DAY)).entitlement(*instrument);
            let (one, two) = (of(&noted), of(&changed));
            if one.is_excluded() && two.is_excluded() {
                prop_assert_eq!(one.label(), two.label());
            }
        }
    }

    #[test]
    fn who_integrates_matters_to_the_taalstage_alone(noted in any_facts(), other in any_facts()) {
        let mut changed = noted.clone();
        take_over(&mut changed, &other, &[K::Statushouder, K::Inburgeringsplichtig]);
        for instrument in Instrument::ALL.iter().filter(|instrument| !instrument.tells_a_fact()) {
            let of = |facts| Situation::new(facts, None, day(DAY)).entitlement(*instrument);
            prop_assert_eq!(of(&noted), of(&changed));
        }
    }

    #[test]
    fn every_no_rests_on_what_somebody_noted(noted in any_facts(), age in prop::option::of(18_i32..70)) {
        let birth = age.map(|age| birthday(day(DAY), -age));
        let known_no = |keys: &[K]| keys.iter().all(|key| noted.tri(*key) == Tri::Nee);
        let uwv = |benefits: &[&str]| noted.choice(K::UwvUitkering).is_some_and(|benefit| benefits.contains(&benefit));
        for instrument in Instrument::ALL {
            let Entitlement::No(reason) = Situation::new(&noted, birth, day(DAY)).entitlement(*instrument) else { continue };
            let known = match reason {
                NoReason::AowAge => age.is_some_and(|age| age >= 67),
                NoReason::Under27 => age.is_some_and(|age| age < 27),
                NoReason::Wsw => noted.is(K::WswArt2),
                NoReason::NoBijstand => noted.is(K::Nug) || known_no(&[K::Bijstand]),
                NoReason::NotInGroup => known_no(&[K::Bijstand, K::Anw, K::Nug]),
                NoReason::FullLoonwaarde => noted.number(K::LoonwaardeBp) == Some(10_000),
                NoReason::Loondispensatie => uwv(&["WAJONG"]),
                NoReason::UwvBenefit => uwv(&["WIA"]) || (uwv(&["WW", "ZW", "WAO", "WAZ"]) && known_no(&[K::Bijstand])),
                NoReason::NoSupportNeeded => known_no(&[K::SteunNodigVoorTaken]),
                NoReason::NoBeschutDecision => known_no(&[K::BeschutBesluit]),
                NoReason::NotNow => noted.choice(K::Categorie) == Some("zorg"),
                NoReason::NotIntegrating => known_no(&[K::Statushouder, K::Inburgeringsplichtig]),
            };
            prop_assert!(known, "{:?}: {:?}", instrument, reason);
        }
    }
}
