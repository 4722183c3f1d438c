//! Mails to somebody who gets a search by mail: please confirm, new work, is it still wanted? Never a name: only an
//! address is known; and never without the link that stops it.

use super::letter::{Because, Letter, LinkLine, SUBJECT_MAX, Tone, shortened};
use super::{MailSite, MailText};
use crate::domain::listing::terms::Hours;
use crate::domain::saved_search::{ANSWER_DAYS, CONFIRM_DAYS, Criteria, MOST_IN_MAIL, Rhythm};
use crate::views::components::facts;

/// The words of the link that stops the mail.
const STOP: &str = "Stop met deze mail";

/// The search, as the facts of a letter.
fn in_facts(words: &[(&'static str, String)], rhythm: Rhythm) -> Vec<(&'static str, Option<String>)> {
    let how_often = ("Hoe vaak", Some(rhythm.label().to_owned()));
    words.iter().map(|(name, value)| (*name, Some(value.clone()))).chain([how_often]).collect()
}

/// To whoever reads the address: please confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearchAsked {
    /// The search in words.
    pub words: Vec<(&'static str, String)>,
    /// How often it was asked for.
    pub rhythm: Rhythm,
    /// The page with the button.
    pub confirm_url: String,
    /// The page that stops it.
    pub stop_url: String,
}

impl SavedSearchAsked {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let preheader = "Druk op de knop. Dan krijg je nieuw werk per mail.";
        // Whoever asks chooses the address: nothing that was typed freely goes to it before it is confirmed.
        let chosen: Vec<_> = self.words.iter().filter(|(name, _)| *name != "Werk").cloned().collect();
        Letter::new(Tone::Je, Because::Subscribed, "Wil je nieuw werk per mail? Druk op de knop", preheader)
            .paragraph("Je wilt nieuw werk per mail krijgen. Klopt dat? Druk dan op de knop.")
            .facts(in_facts(&chosen, self.rhythm))
            .button("Ja, mail mij nieuw werk", &self.confirm_url)
            .paragraph(format!(
                "De knop werkt {CONFIRM_DAYS} dagen. Heb jij dit niet gevraagd? Dan hoef je niets te doen. Je krijgt dan \
                 geen mail meer."
            ))
            .link(STOP, &self.stop_url)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            words: Criteria::sample().in_words(),
            rhythm: Rhythm::Daily,
            confirm_url: "https://bind.example.nl/mail/bevestigen/token".to_owned(),
            stop_url: "https://bind.example.nl/mail/afmelden/token".to_owned(),
        }
    }
}

/// One listing in a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWork {
    /// The title.
    pub title: String,
    /// The name of the organisation.
    pub employer: String,
    /// The village or town.
    pub place: Option<String>,
    /// Hours a week, at least and at most.
    pub hours: (Option<Hours>, Option<Hours>),
    /// The word for one of its kind, and for more.
    pub kind: (&'static str, &'static str),
    /// Its page.
    pub url: String,
}

impl NewWork {
    fn line(&self) -> LinkLine {
        let hours = facts::hours(self.hours.0, self.hours.1);
        let note = [Some(self.employer.clone()), self.place.clone(), hours];
        LinkLine {
            label: self.title.clone(),
            note: note.into_iter().flatten().collect::<Vec<_>>().join(", "),
            url: self.url.clone(),
        }
    }
}

/// There is new work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearchFound {
    /// All that is new, the newest first; the mail shows the first ones.
    pub work: Vec<NewWork>,
    /// The search in words.
    pub words: Vec<(&'static str, String)>,
    /// How often it comes.
    pub rhythm: Rhythm,
    /// All that is found, new or not.
    pub all_url: String,
    /// The page that stops it.
    pub stop_url: String,
}

impl SavedSearchFound {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let count = self.work.len();
        let first = match count {
            1 => "Er is nieuw werk dat past bij wat je zoekt.".to_owned(),
            _ => format!("Er zijn {count} nieuwe plekken die passen bij wat je zoekt."),
        };
        let more = count.saturating_sub(MOST_IN_MAIL);
        let shown = self.work.iter().take(MOST_IN_MAIL).map(NewWork::line).collect();
        Letter::new(Tone::Je, Because::Subscribed, self.subject(), first.as_str())
            .paragraph(first)
            .links(shown)
            .paragraph_if(more > 0, format!("Er zijn er nog {more}. Die staan op de website."))
            .button("Bekijk al het werk", &self.all_url)
            .heading("Dit zoek je")
            .facts(in_facts(&self.words, self.rhythm))
            .link(STOP, &self.stop_url)
            .seal(site)
    }

    /// "De Groene Kracht zoekt: Hovenier, en nog 3 vacatures": who and what come first, since a telephone cuts the end.
    fn subject(&self) -> String {
        let Some(newest) = self.work.first() else { return "Nieuw werk".to_owned() };
        let others = &self.work[1..];
        let end = match others {
            [] => String::new(),
            [one] => format!(", en nog 1 {}", one.kind.0),
            [one, rest @ ..] if rest.iter().all(|each| each.kind == one.kind) => {
                format!(", en nog {} {}", others.len(), one.kind.1)
            }
            _ => format!(", en nog {} plekken", others.len()),
        };
        let room = SUBJECT_MAX.saturating_sub(" zoekt: ".chars().count() + end.chars().count());
        // The longer of both gives way first.
        let employer = shortened(&newest.employer, room.saturating_sub(newest.title.chars().count()).max(room / 2));
        let title = shortened(&newest.title, room.saturating_sub(employer.chars().count()));
        format!("{employer} zoekt: {title}{end}")
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let work = |number: u8, title: &str, employer: &str, place: &str, hours: &str| NewWork {
            title: title.to_owned(),
            employer: employer.to_owned(),
            place: Some(place.to_owned()),
            hours: (Hours::parse(hours).ok(), Hours::parse(hours).ok()),
            kind: ("vacature", "vacatures"),
            url: format!("https://bind.example.nl/werk/{number}/werk"),
        };
        Self {
            work: vec![
                work(1, "Hovenier", "De Groene Kracht", "Dalfsen", "24"),
                work(2, "Medewerker tuincentrum", "Tuincentrum Vechtdal", "Ommen", "20"),
                work(3, "Hulp in de kas", "Kwekerij De Linde", "Nieuwleusen", ""),
            ],
            words: Criteria::sample().in_words(),
            rhythm: Rhythm::Daily,
            all_url: "https://bind.example.nl/werk?q=tuin&plaats=Dalfsen&straal=25".to_owned(),
            stop_url: "https://bind.example.nl/mail/afmelden/token".to_owned(),
        }
    }
}

/// After a year: is it still wanted?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearchStillWanted {
    /// The search in words.
    pub words: Vec<(&'static str, String)>,
    /// How often it comes.
    pub rhythm: Rhythm,
    /// The page with the button that keeps it.
    pub keep_url: String,
    /// The page that stops it.
    pub stop_url: String,
}

impl SavedSearchStillWanted {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let preheader = "Druk op de knop als je deze mail wilt houden.";
        Letter::new(Tone::Je, Because::Subscribed, "Wil je nog nieuw werk per mail?", preheader)
            .paragraph("Je krijgt al een jaar nieuw werk per mail. Wil je dat nog? Druk dan op de knop.")
            .facts(in_facts(&self.words, self.rhythm))
            .button("Ja, ik wil deze mail houden", &self.keep_url)
            .paragraph(format!(
                "Wil je de mail niet meer? Dan hoef je niets te doen. Na {ANSWER_DAYS} dagen stoppen wij. Wij wissen dan \
                 je e-mailadres."
            ))
            .link(STOP, &self.stop_url)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            words: Criteria::sample().in_words(),
            rhythm: Rhythm::Weekly,
            keep_url: "https://bind.example.nl/mail/houden/token".to_owned(),
            stop_url: "https://bind.example.nl/mail/afmelden/token".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(title: &str, employer: &str, kind: (&'static str, &'static str)) -> NewWork {
        NewWork {
            title: title.to_owned(),
            employer: employer.to_owned(),
            kind,
            ..SavedSearchFound::sample().work[0].clone()
        }
    }

    const JOB: (&str, &str) = ("vacature", "vacatures");

    fn subject(work: Vec<NewWork>) -> String {
        SavedSearchFound { work, ..SavedSearchFound::sample() }.render(&MailSite::sample()).subject
    }

    #[test]
    fn a_subject_names_employer_and_job() {
        let hovenier = || work("Hovenier", "De Groene Kracht", JOB);
        let stage = || work("Helpen in de kas", "Kwekerij De Linde", ("werkstage", "werkstages"));
        assert_eq!(subject(vec![hovenier()]), "De Groene Kracht zoekt: Hovenier");
        assert_eq!(subject(vec![hovenier(), stage()]), "De Groene Kracht zoekt: Hovenier, en nog 1 werkstage");
        let four = vec![hovenier(), hovenier(), hovenier(), hovenier()];
        assert_eq!(subject(four), "De Groene Kracht zoekt: Hovenier, en nog 3 vacatures");
        let mixed = vec![hovenier(), hovenier(), stage()];
        assert_eq!(subject(mixed), "De Groene Kracht zoekt: Hovenier, en nog 2 plekken");
    }

    #[test]
    fn long_names_leave_room_for_both() {
        let long = "Medewerker groenvoorziening en onderhoud van begraafplaatsen";
        let name = "Coöperatie De Groene Kracht Vechtdal en Omstreken U.A.";
        for count in [1, 2, 99] {
            for (title, employer) in [(long, name), (long, "Bol"), ("Kok", name)] {
                let subject = subject(vec![work(title, employer, JOB); count]);
                assert!(subject.chars().count() <= SUBJECT_MAX, "{subject}");
                assert!(subject.contains(" zoekt: ") && subject.starts_with(&employer[..2]), "{subject}");
                assert!(subject.contains(&title[..3]), "{subject}");
            }
        }
    }

    #[test]
    fn ten_stand_in_the_mail_and_the_others_on_the_site() {
        let mail = SavedSearchFound { work: vec![work("Kok", "Herberg", JOB); 13], ..SavedSearchFound::sample() };
        let text = mail.render(&MailSite::sample()).text;
        assert_eq!(text.matches("- Kok (Herberg").count(), 10, "{text}");
        assert!(text.contains("Er zijn er nog 3."), "{text}");
    }
}
