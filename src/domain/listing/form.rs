//! The form of a listing: from typed fields to [`ListingContent`] and back, with the rules of its kind.
//! Never decides what is complete enough to send in: that is [`ListingContent::missing`].

use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields, Reader};
use crate::domain::listing::content::ListingContent;
use crate::domain::listing::kind::{ListingKind, Need};
use crate::domain::listing::terms::{Contract, Openness, Reach, Support, Wage, WageUnit, euros, parse_cents};
use crate::domain::rich_text::RichText;
use crate::domain::text::{Postcode, Title};

impl ListingContent {
    /// Reads the form. Only the title must be there; everything else may be missing but not wrong.
    ///
    /// # Errors
    /// All that is wrong, by field, in Dutch.
    pub fn parse(fields: &Fields, kind: ListingKind) -> Result<Self, FieldErrors> {
        let mut reader = Reader::new(fields);
        let title = reader.take("titel", Title::parse);
        let (wage, wage_after) = (reader.wage(kind), reader.wage_after(kind));
        let (least, most) = reader.hours();
        // A wrong title stops nothing: all that is wrong is said at once.
        let content = Self {
            title: title.clone().unwrap_or_else(Title::placeholder),
            description: reader.rich("tekst", "de tekst").unwrap_or_default(),
            learning_goal: reader.rich("leerdoel", "het leerdoel"),
            tasks: reader.list("taken", "de taken"),
            sector: reader.code("branche"),
            place: reader.optional("plaats", "de plaats", 80),
            postcode: reader.take_if_typed("postcode", Postcode::parse),
            hours_min: least.or(most),
            hours_max: most.or(least),
            days: reader.codes("dagen"),
            shifts: reader.codes("tijden"),
            wage,
            contract: reader.contract(kind),
            duration_months: reader.duration(kind),
            intention_months: reader.intention(kind),
            wage_after,
            education: reader.code("opleiding"),
            dutch: reader.code("taal"),
            driving_licences: reader.codes("rijbewijs"),
            certificates: reader.codes("certificaten"),
            skills: reader.list("vaardigheden", "de vaardigheden"),
            load: reader.list("belasting", "wat zwaar is"),
            support: reader.support(),
            reaction: reader.code("reactie").unwrap_or(kind.rules().reaction),
            reach: reader.reach(),
            positions: reader.number("plekken", 1, 99, "Vul in hoeveel mensen u zoekt, van 1 tot 99.").unwrap_or(1),
            starts_on: reader.day("begint_op"),
            closes_on: reader.day("sluit_op"),
            formal_employer: reader.optional("formele_werkgever", "de formele werkgever", 120),
            ladder_step_min: reader.number("trede", 1, 6, "Vul een trede in van 1 tot 6."),
        };
        reader.errors.finish(title.map(|_| content))
    }

    /// The content as the fields of the form.
    #[must_use]
    pub fn to_fields(&self) -> Fields {
        let mut fields = Fields::default().with("titel", self.title.as_str()).with("tekst", self.description.as_str());
        fields.push_some("leerdoel", self.learning_goal.as_ref().map(RichText::as_str));
        for (name, lines) in [("taken", &self.tasks), ("vaardigheden", &self.skills), ("belasting", &self.load)] {
            fields.push_lines(name, lines);
        }
        fields.push_code("branche", self.sector);
        fields.push_some("plaats", self.place.as_ref());
        fields.push_some("postcode", self.postcode.as_ref());
        fields.push_some("uren_min", self.hours_min);
        fields.push_some("uren_max", self.hours_max);
        fields.push_codes("dagen", &self.days);
        fields.push_codes("tijden", &self.shifts);
        fields.push_codes("rijbewijs", &self.driving_licences);
        fields.push_codes("certificaten", &self.certificates);
        push_wage(&mut fields, ["loon_min", "loon_max", "loon_per"], self.wage);
        push_wage(&mut fields, ["loon_daarna", "loon_daarna_max", "loon_daarna_per"], self.wage_after);
        match self.contract {
            Some(Contract::Permanent) => fields.push("contract", "vast"),
            Some(Contract::Months(months)) => {
                fields.push("contract", "tijdelijk");
                fields.push("contract_maanden", months.to_string());
            }
            None => {}
        }
        fields.push_some("duur", self.duration_months);
        fields.push_some("bedoeling", self.intention_months);
        fields.push_code("opleiding", self.education);
        fields.push_code("taal", self.dutch);
        fields.push_code("jobcoach", self.support.jobcoach);
        fields.push_code("loonkostensubsidie", self.support.wage_subsidy);
        fields.push_code("proef_eerst", self.support.trial);
        fields.push_code("taken_op_maat", self.support.adapted_tasks);
        fields.push_some("begeleiding_uren", self.support.guidance_hours);
        fields.push_some("maatje", self.support.buddy.then_some("ja"));
        fields.push_code("reactie", Some(self.reaction));
        fields.push("bereik", "gekozen");
        fields.push_some("google", self.reach.search_engines.then_some("ja"));
        fields.push_some("indeed", self.reach.indeed.then_some("ja"));
        fields.push("plekken", self.positions.to_string());
        fields.push_some("begint_op", self.starts_on);
        fields.push_some("sluit_op", self.closes_on);
        fields.push_some("formele_werkgever", self.formal_employer.as_ref());
        fields.push_some("trede", self.ladder_step_min);
        fields
    }
}

fn push_wage(fields: &mut Fields, [min, max, per]: [&str; 3], wage: Option<Wage>) {
    let Some(wage) = wage else { return };
    let plain = |cents: i64| euros(cents).trim_start_matches("€ ").to_owned();
    fields.push(min, plain(wage.min_ct));
    if wage.max_ct != wage.min_ct {
        fields.push(max, plain(wage.max_ct));
    }
    fields.push(per, wage.unit.code());
}

impl Reader<'_> {
    fn rich(&mut self, field: &'static str, what: &str) -> Option<RichText> {
        self.take(field, |typed| RichText::parse(typed, what)).flatten()
    }

    fn wage(&mut self, kind: ListingKind) -> Option<Wage> {
        let wage = self.amounts(["loon_min", "loon_max", "loon_per"]);
        if wage.is_some() && kind.rules().wage == Need::Forbidden {
            self.errors.add(
                "loon_min",
                format!("Bij een {} hoort geen loon. Krijgt iemand loon? Kies dan een vacature.", kind.rules().label),
            );
        }
        wage
    }

    fn wage_after(&mut self, kind: ListingKind) -> Option<Wage> {
        let wage = self.amounts(["loon_daarna", "loon_daarna_max", "loon_daarna_per"]);
        wage.filter(|_| kind.rules().afterwards != Need::Forbidden)
    }

    fn amounts(&mut self, [min, max, per]: [&'static str; 3]) -> Option<Wage> {
        let low = self.take_if_typed(min, parse_cents);
        let high = self.take_if_typed(max, parse_cents);
        let unit = self.code(per).unwrap_or(WageUnit::Hour);
        if let (Some(low), Some(high)) = (low, high)
            && high < low
        {
            self.errors.add(max, "Het hoogste bedrag is kleiner dan het laagste.");
        }
        let (min_ct, max_ct) = (low.or(high)?, high.or(low)?);
        Some(Wage { min_ct, max_ct, unit })
    }

    fn contract(&mut self, kind: ListingKind) -> Option<Contract> {
        const MONTHS: &str = "Vul in hoeveel maanden het contract duurt, van 1 tot 60.";
        let contract = match self.fields.get("contract") {
            "vast" => Some(Contract::Permanent),
            "tijdelijk" => {
                if let Some(months) = self.number("contract_maanden", 1, 60, MONTHS) {
                    Some(Contract::Months(months))
                } else {
                    self.errors.add("contract_maanden", MONTHS);
                    None
                }
            }
            "" => None,
            _ => {
                self.errors.add("contract", "Kies wat voor contract iemand krijgt.");
                None
            }
        };
        contract.filter(|_| kind.rules().contract != Need::Forbidden)
    }

    fn duration(&mut self, kind: ListingKind) -> Option<u8> {
        let longest = kind.rules().longest_months?;
        self.number("duur", 1, longest, &format!("Een {} duurt hoogstens {longest} maanden.", kind.rules().label))
    }

    fn intention(&mut self, kind: ListingKind) -> Option<u8> {
        let least = kind.rules().intention_months?;
        self.number(
            "bedoeling",
            least,
            60,
            &format!("Het contract na een {} is minstens {least} maanden.", kind.rules().label),
        )
    }

    /// A box that is not ticked sends nothing: `bereik` says that the form had the boxes at all.
    fn reach(&self) -> Reach {
        if self.fields.get("bereik").is_empty() {
            return Reach::default();
        }
        Reach { search_engines: self.fields.has("google", "ja"), indeed: self.fields.has("indeed", "ja") }
    }

    fn support(&mut self) -> Support {
        let openness = |reader: &mut Self, field| reader.code::<Openness>(field);
        Support {
            jobcoach: openness(self, "jobcoach"),
            wage_subsidy: openness(self, "loonkostensubsidie"),
            trial: openness(self, "proef_eerst"),
            adapted_tasks: openness(self, "taken_op_maat"),
            guidance_hours: self.number(
                "begeleiding_uren",
                1,
                40,
                "Vul het aantal uren begeleiding per week in, van 1 tot 40.",
            ),
            buddy: self.fields.has("maatje", "ja"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::civil_day::CivilDay;

    fn vacature() -> Fields {
        Fields::from_iter([
            ("titel", "Medewerker groen"),
            ("tekst", "Je maait gras.\n\n- Je knipt heggen"),
            ("branche", "groen"),
            ("plaats", "Dalfsen"),
            ("postcode", "7721ab"),
            ("uren_min", "24"),
            ("uren_max", "32"),
            ("dagen", "ma"),
            ("dagen", "di"),
            ("loon_min", "15,20"),
            ("loon_max", "16,10"),
            ("loon_per", "HOUR"),
            ("contract", "tijdelijk"),
            ("contract_maanden", "12"),
            ("opleiding", "none"),
            ("taal", "A2"),
            ("rijbewijs", "B"),
            ("taken", "maaien\nsnoeien"),
            ("jobcoach", "yes"),
            ("maatje", "ja"),
            ("plekken", "2"),
            ("sluit_op", "31-12-2026"),
            ("reactie", "direct"),
        ])
    }

    fn today() -> CivilDay {
        CivilDay::parse("2026-11-22").unwrap()
    }

    #[test]
    fn a_full_form_is_complete_and_survives_the_way_there_and_back() {
        let content = ListingContent::parse(&vacature(), ListingKind::Vacature).unwrap();
        assert!(content.missing(ListingKind::Vacature, today()).is_empty());
        assert_eq!(ListingContent::parse(&content.to_fields(), ListingKind::Vacature).unwrap(), content);
    }

    #[test]
    fn a_box_that_is_not_ticked_is_a_no_and_a_form_without_the_box_is_none() {
        let reach = |fields: &Fields| ListingContent::parse(fields, ListingKind::Vacature).unwrap().reach;
        assert_eq!(reach(&vacature()), Reach { search_engines: true, indeed: false });
        let ticked = vacature().with("bereik", "gekozen").with("indeed", "ja");
        assert_eq!(reach(&ticked), Reach { search_engines: false, indeed: true });
    }

    #[test]
    fn a_title_alone_is_a_draft_that_knows_what_it_lacks() {
        let content = ListingContent::parse(&Fields::default().with("titel", "Kok"), ListingKind::Vacature).unwrap();
        let missing: Vec<_> = content.missing(ListingKind::Vacature, today()).iter().map(|error| error.field).collect();
        assert_eq!(missing, ["tekst", "branche", "plaats", "uren_min", "loon_min", "contract", "opleiding", "taal"]);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let fields = Fields::from_iter([
            ("titel", "x".repeat(10_000)),
            ("uren_min", "veel".into()),
            ("loon_min", "-5".into()),
            ("sluit_op", "2026-02-30".into()),
            ("taal", "Z9".into()),
            ("postcode", "77".into()),
            ("plekken", "0".into()),
        ]);
        let errors = ListingContent::parse(&fields, ListingKind::Vacature).unwrap_err();
        assert!(errors.of("titel").unwrap().contains("hoogstens 150 tekens"));
        for field in ["uren_min", "loon_min", "sluit_op", "taal", "postcode", "plekken"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_trial_has_no_wage_but_names_what_follows() {
        let fields = vacature().with("duur", "3").with("bedoeling", "3");
        let errors = ListingContent::parse(&fields, ListingKind::Proefplaatsing).unwrap_err();
        assert!(errors.of("loon_min").unwrap().contains("geen loon"));
        assert!(errors.of("duur").unwrap().contains("hoogstens 2 maanden"));
        assert!(errors.of("bedoeling").unwrap().contains("minstens 6 maanden"));
    }

    #[test]
    fn a_closing_day_in_the_past_is_named() {
        let content = ListingContent::parse(&vacature(), ListingKind::Vacature).unwrap();
        let later = CivilDay::parse("2027-01-01").unwrap();
        assert!(
            content
                .missing(ListingKind::Vacature, later)
                .of("sluit_op")
                .unwrap()
                .contains("31 december 2026 is al voorbij")
        );
    }
}
