//! `/toestemming/{token}`: may we share this with the employer? For a job seeker without a log-in: the link is the proof.
//! Never one answer made easier than the other: two buttons of one size that cannot be mistaken for each other; and never a field that the employer does not see.

use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::listing::{ListingContent, ListingKind};
use crate::domain::sharing::{ConsentState, SharedProfile};
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::card::capital;
use crate::views::components::contact::{contact_list, phone_link};
use crate::views::components::facts;
use crate::views::components::form::{hidden, post_form_bare};
use crate::views::components::icon;
use crate::views::components::link_button::secondary_link;
use crate::views::components::said::full_stop;
use crate::views::components::shared_profile::{self, Reader, shared_profile};
use crate::views::layout::{Frame, narrow_page};
use crate::views::sample;

/// The page.
pub struct ConsentPage {
    /// The token of the link.
    pub token: String,
    /// The version of the agreement, for the form.
    pub version: i32,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// The name of the organisation.
    pub employer: String,
    /// The text of the work.
    pub content: ListingContent,
    /// The public page of the work, while it is public.
    pub listing_url: Option<String>,
    /// What the employer will see.
    pub shown: SharedProfile,
    /// The last day to answer.
    pub deadline: CivilDay,
    /// Where the agreement is.
    pub state: ConsentState,
    /// Whether the candidate is asked again because something changed.
    pub changed: bool,
    /// Whether the employer has it already.
    pub sent: bool,
    /// The begeleider to call: name, and telephone number when there is one; `None` is the municipality.
    pub begeleider: Option<(String, Option<String>)>,
    /// Today.
    pub today: CivilDay,
}

impl ConsentPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let heading = self.heading();
        let body = match self.state {
            ConsentState::Asked => self.question(frame, heading),
            ConsentState::Agreed => self.agreed(frame, heading),
            ConsentState::Declined | ConsentState::Withdrawn | ConsentState::Silent | ConsentState::Void => {
                self.over(frame, heading)
            }
        };
        narrow_page(frame, heading, &body)
    }

    /// The heading, which is also the title.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        match self.state {
            ConsentState::Asked => "Mogen wij jouw gegevens delen?",
            ConsentState::Agreed => "Je zei ja",
            ConsentState::Declined => "Je zei nee",
            ConsentState::Withdrawn => "Je ja is teruggenomen",
            ConsentState::Silent => "Je kunt niet meer kiezen",
            ConsentState::Void => "Deze vraag geldt niet meer",
        }
    }

    fn question(&self, frame: &Frame, heading: &str) -> Markup {
        html! {
            @if self.changed {
                @let body = html! { p { "Kijk daarom nog een keer. Je oude antwoord geldt niet meer." } };
                (alert_with(Tone::Warning, Some("Er is iets veranderd"), &body))
            }
            h1 { (heading) }
            p { "Er is werk dat bij je past. Mogen wij je voorstellen aan de werkgever? Jij kiest." }
            p { a href="#kies" { "Naar je keuze" } }
            (self.work())
            (self.what_is_shown())
            (self.choice(frame))
            (self.help(frame, "Heb je een vraag?", "Wij helpen je graag. Je mag ook aan de telefoon kiezen."))
        }
    }

    fn work(&self) -> Markup {
        let (content, rules) = (&self.content, self.kind.rules());
        let fact = |name: &str, term: &str, words: Option<String>| {
            html! { @if let Some(words) = words { (facts::card_fact(name, term, &words, None)) } }
        };
        html! {
            section.blok aria-labelledby="werk" {
                h2 #werk { (content.title) }
                // The name of a kind that is not public says something of the person.
                p { @if rules.public { (capital(rules.label)) } @else { "Een plek" } " bij " strong { (self.employer) } }
                dl.feiten {
                    (fact("map-pin", "Plaats", content.place.clone()))
                    (fact("clock", "Uren", facts::hours(content.hours_min, content.hours_max)))
                    (fact("calendar", "Dagen", facts::days(&content.days)))
                    (fact("euro", "Loon", content.wage.map(|wage| wage.to_string())))
                }
                @if let Some(url) = &self.listing_url { p { a href=(url) { "Lees meer over dit werk" } } }
            }
        }
    }

    fn what_is_shown(&self) -> Markup {
        html! {
            section.stack aria-labelledby="deelt" {
                h2 #deelt { "Dit ziet de werkgever" }
                (shared_profile(&self.shown, Reader::Candidate))
                p {
                    strong { "Meer ziet de werkgever niet. " }
                    "Dus niet je uitkering, je gezondheid, je leeftijd of je adres."
                }
                p { "Klopt er iets niet? Bel ons voor je kiest." }
            }
        }
    }

    /// Two buttons of the same size that look different, below what each of them means.
    fn choice(&self, frame: &Frame) -> Markup {
        let employer = &self.employer;
        let buttons = html! {
            (hidden("versie", &self.version.to_string()))
            div.naast {
                button.utrecht-button.utrecht-button--primary-action.vol type="submit" name="antwoord" value="ja" {
                    (icon("check")) "Ja, deel dit"
                }
                button.utrecht-button.utrecht-button--secondary-action.vol type="submit" name="antwoord" value="nee" {
                    (icon("x")) "Nee, liever niet"
                }
            }
        };
        html! {
            section.besluit aria-labelledby="kies" {
                h2 #kies { "Wat kies je?" }
                p {
                    strong { "Ja: " } "wij sturen dit naar " (employer) (full_stop(employer))
                    " De werkgever kan je bellen of mailen. Je mag je ja later terugnemen."
                }
                p { strong { "Nee: " } "er gebeurt dan niets. Je uitkering verandert niet. Wij zoeken verder." }
                (post_form_bare(frame, &self.url(), &buttons))
                p {
                    "Kiezen kan tot en met " strong { (self.deadline.in_words()) } ". "
                    "Kies je niets? Dan delen wij niets."
                }
            }
        }
    }

    fn agreed(&self, frame: &Frame, heading: &str) -> Markup {
        let employer = &self.employer;
        html! {
            div.gelukt {
                (icon("circle-check"))
                h1 { (heading) }
                p { (self.content.title) " bij " (employer) }
            }
            h2 { "Wat gebeurt er nu?" }
            ol.stappen {
                li { span { @if self.sent { (employer) " heeft je gegevens gekregen." } @else { "Wij sturen je gegevens naar " (employer) (full_stop(employer)) } } }
                li { span { "De werkgever leest wie je bent en wat je kunt." } }
                li { span { "Wij laten je weten wat de werkgever zegt. Misschien belt of mailt de werkgever je zelf." } }
            }
            (self.what_is_shown_again())
            (self.take_back(frame))
            (self.help(frame, "Heb je een vraag?", "Wij helpen je graag."))
        }
    }

    fn what_is_shown_again(&self) -> Markup {
        html! {
            details.meer {
                summary { "Bekijk wat de werkgever ziet" }
                (shared_profile(&self.shown, Reader::Candidate))
            }
        }
    }

    /// To take a yes back is as easy as to give it.
    fn take_back(&self, frame: &Frame) -> Markup {
        let button = html! {
            (hidden("versie", &self.version.to_string()))
            button.utrecht-button.utrecht-button--secondary-action type="submit" name="antwoord" value="intrekken" {
                (icon("rotate-ccw")) "Ik wil het toch niet"
            }
        };
        html! {
            section.blok aria-labelledby="terug" {
                h2 #terug { "Wil je het toch niet?" }
                @if self.sent {
                    p { "Klik dan op de knop. De werkgever kan je gegevens dan niet meer openen. Wij laten de werkgever weten dat je niet meer meedoet." }
                } @else {
                    p { "Klik dan op de knop. Dan sturen wij niets." }
                }
                p { "Je uitkering verandert niet. Je hoeft niet te zeggen waarom." }
                (post_form_bare(frame, &self.url(), &button))
            }
        }
    }

    /// Nothing is left to choose.
    fn over(&self, frame: &Frame, heading: &str) -> Markup {
        // An agreement can end after the employer got it; then it would be untrue that nothing was shared.
        let shared =
            if self.sent { "De werkgever kan je gegevens niet meer openen." } else { "Wij hebben niets gedeeld." };
        let sentences = match self.state {
            ConsentState::Silent => {
                ["De laatste dag om te kiezen is voorbij.", shared, "Wil je dit werk toch? Bel of mail ons."]
            }
            ConsentState::Void => [
                "Het werk is weg, of je gegevens zijn veranderd.",
                shared,
                "Heb je een nieuwe mail van ons? Gebruik dan de link in die mail.",
            ],
            _ => [shared, "Je uitkering verandert niet.", "Wij zoeken verder naar werk voor je."],
        };
        html! {
            h1 { (heading) }
            p { "Dit ging over: " strong { (self.content.title) } " bij " (self.employer) (full_stop(&self.employer)) }
            @for sentence in sentences { p { (sentence) } }
            @if self.state == ConsentState::Declined {
                @let until = self.deadline.in_words();
                @let words = if self.deadline < self.today {
                    "Bel dan. Misschien is de plek er nog.".to_owned()
                } else {
                    format!("Dat kan tot en met {until}. Bel dan. Wij vragen het je daarna opnieuw.")
                };
                (self.help(frame, "Wil je het toch?", &words))
            } @else {
                (self.help(frame, "Heb je een vraag?", "Wij helpen je graag."))
            }
            div.acties { (secondary_link("/werk", "search", "Bekijk ander werk")) }
        }
    }

    /// Whom to call: the begeleider, or else the municipality.
    fn help(&self, frame: &Frame, heading: &str, words: &str) -> Markup {
        html! {
            aside.hulp aria-labelledby="vragen" {
                h2 #vragen { (icon("phone")) (heading) }
                p { (words) }
                @match &self.begeleider {
                    Some((name, phone)) => {
                        p { "Je begeleider is " strong { (name) } (full_stop(name)) }
                        @match phone {
                            Some(phone) => ul.plain.contact { li { (phone_link(phone)) } },
                            None => (contact_list(&frame.site)),
                        }
                    }
                    None => (contact_list(&frame.site)),
                }
            }
        }
    }

    fn url(&self) -> String {
        format!("/toestemming/{}", self.token)
    }

    /// A sample in this state.
    #[must_use]
    pub fn sample(state: ConsentState) -> Self {
        Self {
            token: "AbC-123".to_owned(),
            version: 1,
            kind: ListingKind::Vacature,
            employer: "Coöperatie De Groene Kracht Vechtdal U.A.".to_owned(),
            content: sample::listing(),
            listing_url: Some("/werk/1/medewerker-groen-en-tuin".to_owned()),
            shown: shared_profile::sample(),
            deadline: sample::day("2026-12-01"),
            state,
            changed: false,
            sent: matches!(state, ConsentState::Agreed | ConsentState::Withdrawn),
            begeleider: Some(("Ria de Boer".to_owned(), Some("0612345678".to_owned()))),
            today: sample::today(),
        }
    }
}
