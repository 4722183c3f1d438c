//! Kinds of listing and the one table of their rules (mission M2, domain rules §5.1 and §5.2).
//! Never a rule elsewhere: forms, checks and pages read this table.

use crate::domain::code::codes;
use crate::domain::listing::terms::Reaction;

codes! {
    /// What kind of work a listing offers.
    pub enum ListingKind {
        /// A paid job with a contract (BW 7).
        Vacature = "vacature",
        /// A place to learn, without wage, with a learning goal (Pw art. 7 and 8a).
        Werkstage = "werkstage",
        /// A trial of at most two months with the benefit kept (Pw art. 6(h) and 8a(2)(d)).
        Proefplaatsing = "proefplaatsing",
        /// A job beside a vocational education (BBL).
        Leerbaan = "leerbaan",
        /// A place to gain experience, without wage.
        Werkervaringsplaats = "werkervaringsplaats",
        /// Additional work for people of 27 and older (Pw art. 10a); internal.
        Participatieplaats = "participatieplaats",
        /// A place to practise Dutch at work.
        Taalstage = "taalstage",
        /// Unpaid work of one's own choice.
        Vrijwilligerswerk = "vrijwilligerswerk",
        /// Sheltered work after advice of UWV (Pw art. 10b); internal.
        BeschutWerk = "beschut_werk",
        /// Activities for people who cannot work now (Wmo 2015); internal.
        Dagbesteding = "dagbesteding",
    }
}

/// Whether something belongs to a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be said.
    Required,
    /// It may be said.
    Optional,
    /// It does not belong here.
    Forbidden,
}

/// The rules of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindRules {
    /// Singular: "vacature".
    pub label: &'static str,
    /// Plural: "vacatures".
    pub plural: &'static str,
    /// One sentence for the employer: what it is.
    pub explanation: &'static str,
    /// One sentence for the job seeker: what it means.
    pub for_seeker: &'static str,
    /// Wage during the work.
    pub wage: Need,
    /// Contract of employment during the work.
    pub contract: Need,
    /// The longest it may last, in months; `None` without a legal or local term.
    pub longest_months: Option<u8>,
    /// Whether anyone may see it. Internal: only the municipality and the employer.
    pub public: bool,
    /// Who may fill it.
    pub who: &'static str,
    /// Whether the learning goal must be said.
    pub learning_goal: Need,
    /// The intended contract afterwards, in months at least; `None` when no intention is asked.
    pub intention_months: Option<u8>,
    /// Whether wage and hours of the job afterwards must be named.
    pub afterwards: Need,
    /// Who gets the reactions unless the employer chooses otherwise.
    pub reaction: Reaction,
    /// Whether there is a form for it now.
    pub has_form: bool,
}

impl ListingKind {
    /// Whether it is a job with a wage: the only kinds that other sites are told of.
    #[must_use]
    pub fn is_paid(self) -> bool {
        self.rules().wage == Need::Required
    }

    /// The rules of this kind. Terms are defaults of the law or of practice; a municipality's verordening may be stricter.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one table, read from top to bottom")]
    pub fn rules(self) -> KindRules {
        use Need::{Forbidden, Optional, Required};
        let unpaid = KindRules {
            label: "",
            plural: "",
            explanation: "",
            for_seeker: "",
            wage: Forbidden,
            contract: Forbidden,
            longest_months: None,
            public: true,
            who: "",
            learning_goal: Optional,
            intention_months: None,
            afterwards: Forbidden,
            reaction: Reaction::ViaMunicipality,
            has_form: false,
        };
        match self {
            Self::Vacature => KindRules {
                label: "vacature",
                plural: "vacatures",
                explanation: "Gewoon werk met loon en een contract.",
                for_seeker: "Je krijgt loon en een contract.",
                wage: Required,
                contract: Required,
                learning_goal: Forbidden,
                who: "Iedereen",
                reaction: Reaction::Direct,
                has_form: true,
                ..unpaid
            },
            Self::Werkstage => KindRules {
                label: "werkstage",
                plural: "werkstages",
                explanation: "Een plek om te leren, zonder loon. Het leren staat voorop. De plek vervangt geen betaald werk.",
                for_seeker: "Je leert werken. Je krijgt geen loon. Je uitkering loopt door.",
                longest_months: Some(6),
                who: "Mensen met een uitkering van de gemeente",
                learning_goal: Required,
                has_form: true,
                ..unpaid
            },
            Self::Proefplaatsing => KindRules {
                label: "proefplaatsing",
                plural: "proefplaatsingen",
                explanation: "Samen proberen of het past, hoogstens 2 maanden zonder loonkosten. Gaat het goed? Dan volgt een contract van minstens 6 maanden.",
                for_seeker: "Je probeert het werk hoogstens 2 maanden. Je uitkering loopt door. Gaat het goed? Dan krijg je een contract.",
                longest_months: Some(2),
                who: "Mensen met een bijstandsuitkering, met toestemming van de gemeente",
                intention_months: Some(6),
                afterwards: Required,
                has_form: true,
                ..unpaid
            },
            Self::Leerbaan => KindRules {
                label: "leerbaan",
                plural: "leerbanen",
                explanation: "Werk met loon, samen met een opleiding (BBL).",
                for_seeker: "Je werkt en leert. Je krijgt loon.",
                wage: Required,
                contract: Required,
                who: "Iedereen die de opleiding kan volgen",
                reaction: Reaction::Direct,
                ..unpaid
            },
            Self::Werkervaringsplaats => KindRules {
                label: "werkervaringsplaats",
                plural: "werkervaringsplaatsen",
                explanation: "Een plek om ervaring op te doen, zonder loon.",
                for_seeker: "Je doet ervaring op. Je uitkering loopt door.",
                longest_months: Some(6),
                who: "Mensen met een uitkering van de gemeente",
                learning_goal: Required,
                ..unpaid
            },
            Self::Participatieplaats => KindRules {
                label: "participatieplaats",
                plural: "participatieplaatsen",
                explanation: "Extra werk voor mensen met weinig kans op een baan, hoogstens 2 jaar met verlenging tot 4 jaar.",
                for_seeker: "Je doet extra werk en krijgt elke 6 maanden een premie.",
                longest_months: Some(48),
                public: false,
                who: "Mensen van 27 jaar en ouder met bijstand",
                ..unpaid
            },
            Self::Taalstage => KindRules {
                label: "taalstage",
                plural: "taalstages",
                explanation: "Een plek om Nederlands te oefenen tijdens het werk.",
                for_seeker: "Je oefent Nederlands op het werk.",
                longest_months: Some(6),
                who: "Mensen die inburgeren",
                learning_goal: Required,
                ..unpaid
            },
            Self::Vrijwilligerswerk => KindRules {
                label: "vrijwilligerswerk",
                plural: "vrijwilligerswerk",
                explanation: "Werk zonder loon, uit eigen keuze.",
                for_seeker: "Je helpt mee. Je krijgt geen loon.",
                who: "Iedereen",
                reaction: Reaction::Direct,
                ..unpaid
            },
            Self::BeschutWerk => KindRules {
                label: "beschut werk",
                plural: "beschut werk",
                explanation: "Werk met veel begeleiding en aanpassing, na advies van het UWV.",
                for_seeker: "Je werkt met veel begeleiding. Je krijgt loon.",
                wage: Required,
                contract: Required,
                public: false,
                who: "Mensen met een indicatie beschut werk",
                ..unpaid
            },
            Self::Dagbesteding => KindRules {
                label: "dagbesteding",
                plural: "dagbesteding",
                explanation: "Een zinvolle dag voor mensen die nu niet kunnen werken.",
                for_seeker: "Je hebt een zinvolle dag.",
                public: false,
                who: "Mensen met een indicatie voor dagbesteding",
                ..unpaid
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Code;

    #[test]
    fn what_reveals_a_disability_is_internal() {
        let internal: Vec<_> = ListingKind::ALL.iter().filter(|kind| !kind.rules().public).collect();
        assert_eq!(internal, [&ListingKind::Participatieplaats, &ListingKind::BeschutWerk, &ListingKind::Dagbesteding]);
    }

    #[test]
    fn every_kind_has_its_words_and_a_trial_asks_for_an_intention() {
        for kind in ListingKind::ALL {
            let rules = kind.rules();
            assert!(
                [rules.label, rules.plural, rules.explanation, rules.for_seeker, rules.who]
                    .iter()
                    .all(|text| !text.is_empty()),
                "{kind:?}"
            );
            assert_eq!(rules.wage == Need::Required, rules.contract == Need::Required, "{kind:?}");
        }
        assert_eq!(ListingKind::Proefplaatsing.rules().intention_months, Some(6));
    }
}
