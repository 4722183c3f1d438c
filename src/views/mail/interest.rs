//! Mails about a reaction of a job seeker. Never the message, the name or the number of the job seeker: mail is not a
//! safe place, and people write about their health; who must answer reads it on the page behind the link.

use super::letter::{Because, Letter, Tone};
use super::{MailSite, MailText};
use crate::domain::interest::Answer;
use crate::views::components::said::full_stop;

/// To the netwerker, and to the employer when the reaction is direct: somebody reacted.
///
/// Says only that there is a reaction, to which listing, and where to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestReceived {
    /// How the reader is spoken to: "u" for an employer, "je" for the netwerker.
    pub tone: Tone,
    /// The title of the listing; `None` for "ik zoek werk, bel mij".
    pub listing: Option<String>,
    /// Whether the employer has to answer (the netwerker then only sees it).
    pub employer_answers: bool,
    /// The page of the reaction.
    pub url: String,
}

impl InterestReceived {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let preheader = "Lees de reactie op de website.";
        let letter = match &self.listing {
            Some(title) => Letter::about(self.tone, Because::HasAccount, "Nieuwe reactie:", title, preheader),
            None => Letter::new(self.tone, Because::HasAccount, "Iemand zoekt werk en wil gebeld worden", preheader),
        };
        let (first, last) = match (self.tone, &self.listing, self.employer_answers) {
            (Tone::U, _, _) => (
                "Er is een reactie op uw aanbod. U leest de reactie en geeft antwoord op de website.",
                "Geef liefst binnen 3 dagen antwoord, ook als het niet past. Geen antwoord krijgen is voor mensen \
                    het moeilijkste.",
            ),
            (Tone::Je, None, _) => {
                ("Iemand zoekt werk en vraagt of je belt.", "De gegevens staan op de website en niet in deze mail.")
            }
            (Tone::Je, Some(_), true) => (
                "Er is een reactie. De werkgever geeft zelf antwoord; jij kunt meekijken.",
                "De gegevens staan op de website en niet in deze mail.",
            ),
            (Tone::Je, Some(_), false) => (
                "Er is een reactie die op jouw antwoord wacht.",
                "De gegevens staan op de website en niet in deze mail.",
            ),
        };
        letter
            .paragraph(first)
            .facts([("Werk", self.listing.clone())])
            .button("Lees de reactie", &self.url)
            .paragraph(last)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            tone: Tone::U,
            listing: Some("Medewerker groen en tuin".to_owned()),
            employer_answers: true,
            url: "https://bind.example.nl/werkgever/reacties/1".to_owned(),
        }
    }
}

/// To the job seeker: we have your reaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestConfirmed {
    /// The title of the listing; `None` for "ik zoek werk, bel mij".
    pub listing: Option<String>,
    /// The name of the organisation that answers; `None` when the municipality does.
    pub organisation: Option<String>,
    /// The page with work.
    pub work_url: String,
}

impl InterestConfirmed {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let preheader = "Wij hebben je bericht. Dit gebeurt er nu.";
        let letter = match &self.listing {
            Some(title) => Letter::about(Tone::Je, Because::Reacted, "Je reactie is binnen:", title, preheader),
            None => Letter::new(Tone::Je, Because::Reacted, "Je bericht is binnen", preheader),
        };
        let next = match (&self.listing, &self.organisation) {
            (_, Some(organisation)) => format!("{organisation} leest je reactie. Daarna krijg je antwoord."),
            (Some(_), None) => format!(
                "De netwerker van de gemeente {} leest je reactie. Daarna krijg je antwoord.",
                site.municipality
            ),
            (None, None) => format!("De netwerker van de gemeente {} belt of mailt je.", site.municipality),
        };
        letter
            .paragraph("Goed dat je reageert! Wij hebben je bericht.")
            .facts([("Werk", self.listing.clone()), ("Bij", self.organisation.clone())])
            .paragraph(next)
            .paragraph("Je hoeft nu niets te doen. Duurt het te lang? Neem dan contact met ons op. Wij helpen je.")
            .button("Bekijk ander werk", &self.work_url)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            listing: Some("Medewerker groen en tuin".to_owned()),
            organisation: Some("De Groene Kracht".to_owned()),
            work_url: "https://bind.example.nl/werk".to_owned(),
        }
    }
}

/// To the job seeker: the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestAnswered {
    /// The title of the listing; `None` for "ik zoek werk, bel mij".
    pub listing: Option<String>,
    /// Who answers: the organisation, or "de gemeente Dalfsen".
    pub answerer: String,
    /// What the answer is.
    pub answer: Answer,
    /// The words of the one who answered.
    pub words: Option<String>,
    /// The page with work.
    pub work_url: String,
}

impl InterestAnswered {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        let (first, last) = answer_in_words(self.answer, &self.answerer);
        let letter = match &self.listing {
            Some(title) => Letter::about(Tone::Je, Because::Reacted, "Antwoord op je reactie:", title, first.as_str()),
            None => Letter::new(Tone::Je, Because::Reacted, "Antwoord op je bericht", first.as_str()),
        };
        letter
            .facts([("Werk", self.listing.clone())])
            .paragraph(first)
            .paragraph_if(self.words.is_some(), format!("Dit schrijft {}:", self.answerer))
            .quote(self.words.as_deref())
            .paragraph(last)
            .button("Bekijk ander werk", &self.work_url)
            .seal(site)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            listing: Some("Medewerker groen en tuin".to_owned()),
            answerer: "De Groene Kracht".to_owned(),
            answer: Answer::NotSuitable,
            words: Some(
                "We zoeken iemand met rijbewijs B.\nHaal je het rijbewijs? Reageer dan gerust nog een keer.".to_owned(),
            ),
            work_url: "https://bind.example.nl/werk".to_owned(),
        }
    }
}

/// What the job seeker is told, in kind words: the answer, and what comes after it. The answer form shows the same.
#[must_use]
pub fn answer_in_words(answer: Answer, answerer: &str) -> (String, &'static str) {
    const NO: &str =
        "Geef niet op. Er is ander werk, en wij denken graag met je mee. Bel ons, of kom langs in het Werkcafé.";
    match answer {
        Answer::Contact => (
            format!("Goed nieuws: {answerer} neemt contact met je op."),
            "Zet je telefoon aan en kijk ook in je mail. Heb je na een week niets gehoord? Laat het ons weten.",
        ),
        Answer::Invited => (
            format!("Goed nieuws: {answerer} wil graag met je praten."),
            "Kun je niet? Laat dat dan meteen weten. Wil je het gesprek samen oefenen? Wij helpen je graag.",
        ),
        Answer::Phoned => (
            format!("Je hebt al gesproken met {answerer}{}", full_stop(answerer)),
            "Klopt dat niet, of heb je nog een vraag? Laat het ons weten.",
        ),
        Answer::Filled => {
            (format!("De plek is niet meer vrij: {answerer} heeft al iemand gevonden. Dat ligt niet aan jou."), NO)
        }
        Answer::NotSuitable => {
            let stop = full_stop(answerer);
            (format!("Dank je wel voor je reactie. Helaas past dit werk nu niet, zegt {answerer}{stop}"), NO)
        }
    }
}
