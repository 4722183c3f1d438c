//! Saved searches: what somebody wants to hear of by mail, how often, and until when.
//! Never an account: an address and a search, which end together.

use chrono::{DateTime, Duration, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{MunicipalityId, SavedSearchId};
use crate::domain::listing::terms::{Day, DutchLevel, Education, Sector, Shift, SupportKind};
use crate::domain::search::{PAGE_NAMES, Query, Sort};
use crate::domain::text::EmailAddress;

/// How long a search waits for its confirmation, in days; then it is deleted.
pub const CONFIRM_DAYS: i64 = 7;
/// After how many months it is asked whether the mail is still wanted.
pub const ASK_AGAIN_MONTHS: u32 = 12;
/// How many days there are to answer that; no answer is no.
pub const ANSWER_DAYS: i64 = 30;
/// How many searches one address can have.
pub const MOST_PER_ADDRESS: i64 = 5;
/// A search is at most so many bytes as a text: PostgreSQL keeps it in an index together with the address, and no row of one
/// may be longer than 2,704. With every choice there is, two hundred letters still fit.
const LONGEST: usize = 2_000;
/// How many listings stand in one mail.
pub const MOST_IN_MAIL: usize = 10;
/// When the mail goes, in the Netherlands: before people leave for work.
const SEND_TIME: (u32, u32) = (7, 0);

codes! {
    /// How often.
    pub enum Rhythm {
        /// Each day on which there is new work.
        Daily = "daily",
        /// Once a week, on the day of the week on which it was confirmed.
        Weekly = "weekly",
    }
}

impl Rhythm {
    /// The Dutch label of the choice.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Daily => "Elke dag",
            Self::Weekly => "Elke week",
        }
    }

    fn days(self) -> u32 {
        match self {
            Self::Daily => 1,
            Self::Weekly => 7,
        }
    }

    /// When it is looked at after `day`, later than `now`: days that were missed are one.
    #[must_use]
    pub fn next(self, day: CivilDay, now: DateTime<Utc>) -> DateTime<Utc> {
        let (hour, minute) = SEND_TIME;
        let behind = u32::try_from(CivilDay::of(now).days_since(day)).unwrap_or(0) / self.days();
        let next = day.plus_days(behind.max(1) * self.days());
        let at = next.at(hour, minute);
        if at > now { at } else { next.plus_days(self.days()).at(hour, minute) }
    }
}

codes! {
    /// Where a saved search is.
    pub enum SavedSearchState {
        /// Somebody typed the address; whoever reads its mail has not confirmed it.
        Asked = "asked",
        /// Confirmed: new work is mailed.
        Confirmed = "confirmed",
        /// Over. The address and the search are gone.
        Stopped = "stopped",
    }
}

codes! {
    /// Why a saved search ended.
    pub enum StopReason {
        /// Whoever reads the mail stopped it.
        Unsubscribed = "unsubscribed",
        /// Nobody said that the mail is still wanted.
        NoAnswer = "no_answer",
        /// The address takes no mail.
        Undeliverable = "undeliverable",
        /// The person was erased.
        Erased = "erased",
        /// It had ended, and came back with an older database.
        Restored = "restored",
    }
}

/// A search that is narrow enough for mail: a place, and at least one thing more.
#[derive(Debug, Clone, PartialEq)]
pub struct Criteria(Query);

impl Criteria {
    /// Reads the parameters of `/werk`.
    ///
    /// # Errors
    /// What is wrong or missing, in Dutch.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let (query, mut errors) = Query::parse(fields, &PAGE_NAMES);
        if query.near.is_none() {
            errors.add(PAGE_NAMES.place, "Vul een plaats of een postcode in.");
        }
        if !has_more_than_a_place(&query) {
            errors.add(PAGE_NAMES.text, "Kies er nog iets bij, bijvoorbeeld een woord of een branche.");
        }
        let criteria = Self(tidied(query));
        if criteria.to_text().len() > LONGEST {
            errors.add(PAGE_NAMES.text, "Dit is te lang om te bewaren. Gebruik minder woorden.");
        }
        errors.finish(Some(criteria))
    }

    /// The search behind a text of [`Criteria::to_text`]; `None` when it says less than it must, for one because a place is
    /// known no longer.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(text).ok()?;
        Self::parse(&pairs.into_iter().collect()).ok()
    }

    /// The parameters of `/werk` in a fixed order: the same search is the same text.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_urlencoded::to_string(self.0.to_pairs()).unwrap_or_default()
    }

    /// The search, the newest first.
    #[must_use]
    pub fn newest_first(&self) -> Query {
        Query { sort: Some(Sort::Newest), ..self.0.clone() }
    }

    /// The page with all that is found, the newest first.
    #[must_use]
    pub fn address(&self) -> String {
        let encoded = serde_urlencoded::to_string(self.newest_first().to_pairs()).unwrap_or_default();
        format!("/werk?{encoded}")
    }

    /// As fields, for a form that carries them.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        self.0.to_pairs()
    }

    /// The search in words, group by group.
    #[must_use]
    pub fn in_words(&self) -> Vec<(&'static str, String)> {
        let query = &self.0;
        let mut words = Vec::new();
        let mut say = |name, value: String| {
            if !value.is_empty() {
                words.push((name, value));
            }
        };
        say("Werk", query.text.clone());
        if let Some(near) = &query.near {
            say("Plaats", format!("{}, tot {} kilometer", near.place.name, near.radius_km));
        }
        say("Soort werk", joined(&query.kinds, |kind| kind.rules().label));
        say("Branche", joined(&query.sectors, Sector::label));
        say("Uren", hours(query));
        say("Nederlands", joined(&query.dutch, DutchLevel::label));
        say("Opleiding", joined(&query.educations, Education::label));
        say("Hulp op het werk", joined(&query.support, SupportKind::label));
        say("Dagen", joined(&query.days, Day::label));
        say("Tijden", joined(&query.shifts, Shift::label));
        words
    }

    /// A search to try pages and mails with.
    #[must_use]
    pub fn sample() -> Self {
        let typed = [("q", "tuin"), ("plaats", "Dalfsen"), ("straal", "25"), ("branche", "groen"), ("uren_max", "24")];
        let (query, _) = Query::parse(&typed.into_iter().collect(), &PAGE_NAMES);
        Self(tidied(query))
    }
}

/// Whether a search asks for anything besides a place.
fn has_more_than_a_place(query: &Query) -> bool {
    !Query { near: None, sort: None, page: 0, ..query.clone() }.is_empty()
}

/// The same for the same search: choices in the order of their lists, no order of results and no page.
fn tidied(query: Query) -> Query {
    Query {
        text: query.text.to_lowercase(),
        kinds: in_order(&query.kinds),
        sectors: in_order(&query.sectors),
        educations: in_order(&query.educations),
        dutch: in_order(&query.dutch),
        support: in_order(&query.support),
        days: in_order(&query.days),
        shifts: in_order(&query.shifts),
        sort: None,
        page: 0,
        ..query
    }
}

fn in_order<C: Code>(chosen: &[C]) -> Vec<C> {
    C::ALL.iter().copied().filter(|each| chosen.contains(each)).collect()
}

fn joined<C: Code>(chosen: &[C], label: impl Fn(C) -> &'static str) -> String {
    let mut labels: Vec<_> = chosen.iter().map(|each| label(*each)).collect();
    labels.dedup();
    labels.join(" of ")
}

fn hours(query: &Query) -> String {
    match (query.hours_min, query.hours_max) {
        (None, None) => String::new(),
        (Some(low), None) => format!("vanaf {low} uur per week"),
        (None, Some(high)) => format!("tot en met {high} uur per week"),
        (Some(low), Some(high)) => format!("{low} tot en met {high} uur per week"),
    }
}

/// A search that somebody gets by mail.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedSearch {
    /// Its identifier.
    pub id: SavedSearchId,
    /// The municipality whose work is searched.
    pub municipality: MunicipalityId,
    /// Where the mail goes; `None` once it is stopped.
    pub email: Option<EmailAddress>,
    /// What is searched; `None` once it is stopped, or when it can be read no longer.
    pub criteria: Option<Criteria>,
    /// How often.
    pub rhythm: Rhythm,
    /// Where it is.
    pub state: SavedSearchState,
    /// When it was asked for, the last time.
    pub asked_at: DateTime<Utc>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub stopped_at: Option<DateTime<Utc>>,
    /// What was published until then has been looked at, or stood before the eyes of who asked.
    pub mailed_through: DateTime<Utc>,
    /// When it is looked at again.
    pub due_at: Option<DateTime<Utc>>,
    /// When there was a mail.
    pub last_sent_at: Option<DateTime<Utc>>,
    /// When it is asked whether the mail is still wanted.
    pub ask_again_at: Option<DateTime<Utc>>,
    /// When that was asked, while nobody has answered.
    pub asked_again_at: Option<DateTime<Utc>>,
    /// Counts changes.
    pub version: i32,
}

impl SavedSearch {
    /// Somebody asks for it now.
    #[must_use]
    pub fn asked(
        id: SavedSearchId,
        municipality: MunicipalityId,
        (email, criteria, rhythm): (&EmailAddress, &Criteria, Rhythm),
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            municipality,
            email: Some(email.clone()),
            criteria: Some(criteria.clone()),
            rhythm,
            state: SavedSearchState::Asked,
            asked_at: now,
            confirmed_at: None,
            stopped_at: None,
            mailed_through: now,
            due_at: None,
            last_sent_at: None,
            ask_again_at: None,
            asked_again_at: None,
            version: 1,
        }
    }

    /// Whether the link that asks for a confirmation still works.
    #[must_use]
    pub fn can_be_confirmed(&self, now: DateTime<Utc>) -> bool {
        self.state != SavedSearchState::Stopped && now <= self.asked_at + Duration::days(CONFIRM_DAYS)
    }

    /// Whoever reads the mail confirmed it, with this rhythm.
    pub fn confirm(&mut self, rhythm: Rhythm, now: DateTime<Utc>) {
        if self.state == SavedSearchState::Asked {
            self.state = SavedSearchState::Confirmed;
            self.confirmed_at = Some(now);
            self.keep(now);
        }
        self.rhythm = rhythm;
        self.due_at = Some(rhythm.next(CivilDay::of(now), now));
    }

    /// It goes on for another year.
    pub fn keep(&mut self, now: DateTime<Utc>) {
        let (hour, minute) = SEND_TIME;
        self.ask_again_at = Some(CivilDay::of(now).plus_months(ASK_AGAIN_MONTHS).at(hour, minute));
        self.asked_again_at = None;
    }

    /// What was published until `until` has been looked at; the next time is after `now`.
    pub fn looked(&mut self, until: DateTime<Utc>, now: DateTime<Utc>) {
        // When the clock was ahead, the time it gave is no reason to wait until then.
        let day = CivilDay::of(self.due_at.unwrap_or(now).min(now));
        self.mailed_through = until;
        self.due_at = Some(self.rhythm.next(day, now));
    }

    /// It ends, and what was personal in it is gone.
    pub fn stop(&mut self, now: DateTime<Utc>) {
        self.state = SavedSearchState::Stopped;
        self.stopped_at = Some(now);
        (self.email, self.criteria) = (None, None);
        (self.due_at, self.ask_again_at, self.asked_again_at) = (None, None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::ListingKind;

    fn criteria(pairs: &[(&str, &str)]) -> Result<Criteria, FieldErrors> {
        Criteria::parse(&pairs.iter().copied().collect())
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_place_and_one_thing_more() {
        let missing = |pairs: &[(&str, &str)]| {
            let errors = criteria(pairs).unwrap_err();
            errors.iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(missing(&[]), ["plaats", "q"]);
        assert_eq!(missing(&[("q", "kok")]), ["plaats"]);
        assert_eq!(missing(&[("plaats", "Dalfsen"), ("straal", "25"), ("sorteer", "nieuw")]), ["q"]);
        // What is internal cannot be asked for, so it is no choice either.
        assert_eq!(missing(&[("plaats", "Dalfsen"), ("soort", "beschut_werk")]), ["q"]);
        for more in [("q", "kok"), ("soort", "vacature"), ("branche", "zorg"), ("uren_max", "24"), ("dagen", "za")] {
            assert!(criteria(&[("plaats", "7721"), more]).is_ok(), "{more:?}");
        }
    }

    #[test]
    fn a_search_that_the_database_cannot_keep_is_refused() {
        fn all<C: Code>() -> String {
            C::ALL.iter().map(|each| each.code()).collect::<Vec<_>>().join(",")
        }
        let choices = [
            ("soort", all::<ListingKind>()),
            ("branche", all::<Sector>()),
            ("opleiding", all::<Education>()),
            ("taal", all::<DutchLevel>()),
            ("hulp", all::<SupportKind>()),
            ("dagen", all::<Day>()),
            ("tijden", all::<Shift>()),
            ("plaats", "Dalfsen".to_owned()),
            ("letterlijk", "1".to_owned()),
            ("uren_min", "12,5".to_owned()),
            ("uren_max", "37,5".to_owned()),
        ];
        let with = |text: String| {
            let pairs = choices.iter().map(|(name, value)| (*name, value.as_str())).chain([("q", text.as_str())]);
            Criteria::parse(&pairs.collect())
        };
        let longest = with("ab cd ".repeat(40)).unwrap();
        assert_eq!(Criteria::from_text(&longest.to_text()), Some(longest));
        let refused = with("\u{1F468}".repeat(200)).unwrap_err();
        assert_eq!(refused.iter().map(|error| error.field).collect::<Vec<_>>(), ["q"]);
    }

    #[test]
    fn the_same_search_is_the_same_text() {
        let one = criteria(&[("q", "Kok "), ("plaats", "dalfsen"), ("branche", "zorg,horeca"), ("sorteer", "nieuw")]);
        let other = criteria(&[("branche", "horeca"), ("branche", "zorg"), ("q", " kok"), ("plaats", "Dalfsen")]);
        let text = one.unwrap().to_text();
        assert_eq!(text, other.unwrap().to_text());
        assert_eq!(text, "q=kok&plaats=Dalfsen&straal=15&branche=zorg&branche=horeca");
        assert_eq!(Criteria::from_text(&text).unwrap().to_text(), text);
        assert_eq!(Criteria::from_text("q=kok&plaats=Verweggistan"), None);
        assert_eq!(Criteria::from_text(""), None);
    }

    #[test]
    fn a_search_reads_as_people_say_it() {
        let words = Criteria::sample().in_words();
        let lines: Vec<_> = words.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let expected = [
            "Werk: tuin",
            "Plaats: Dalfsen, tot 25 kilometer",
            "Branche: Groen en boerderij",
            "Uren: tot en met 24 uur per week",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn days_that_were_missed_are_one() {
        let monday = CivilDay::of(at("2026-11-23T09:00:00Z"));
        let daily = |now: &str| Rhythm::Daily.next(monday, at(now));
        assert_eq!(daily("2026-11-23T05:00:00Z"), at("2026-11-24T06:00:00Z"));
        assert_eq!(daily("2026-11-24T06:00:00Z"), at("2026-11-25T06:00:00Z"));
        assert_eq!(daily("2026-11-30T05:59:59Z"), at("2026-11-30T06:00:00Z"));
        let weekly = |now: &str| Rhythm::Weekly.next(monday, at(now));
        assert_eq!(weekly("2026-11-23T05:00:00Z"), at("2026-11-30T06:00:00Z"));
        assert_eq!(weekly("2026-11-30T06:00:00Z"), at("2026-12-07T06:00:00Z"));
        // In summer it is seven o'clock as well.
        assert_eq!(weekly("2027-04-08T12:00:00Z"), at("2027-04-12T05:00:00Z"));
    }

    #[test]
    fn what_ends_holds_nothing_personal() {
        let address = EmailAddress::parse("jan@example.nl").unwrap();
        let now = at("2026-11-23T09:00:00Z");
        let id = crate::domain::ids::Id::from_uuid(uuid::Uuid::from_u128(1));
        let municipality = crate::domain::ids::Id::from_uuid(uuid::Uuid::from_u128(2));
        let mut search = SavedSearch::asked(id, municipality, (&address, &Criteria::sample(), Rhythm::Daily), now);
        assert!(search.can_be_confirmed(now + Duration::days(7)));
        assert!(!search.can_be_confirmed(now + Duration::days(7) + Duration::seconds(1)));
        search.confirm(Rhythm::Weekly, now);
        assert_eq!(search.due_at, Some(at("2026-11-30T06:00:00Z")));
        assert_eq!(search.ask_again_at, Some(at("2027-11-23T06:00:00Z")));
        search.stop(now);
        assert_eq!((search.email, search.criteria, search.due_at), (None, None, None));
    }
}
