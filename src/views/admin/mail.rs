//! `/beheer/mail`: the mails in the outbox and what became of them. Never a text or a whole address: the recipient is
//! masked before it comes here.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::instant_in_words;
use crate::domain::code::Code;
use crate::domain::delivery::StatusCode;
use crate::domain::ids::OutboxId;
use crate::domain::outbox::MailState;
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::empty::nothing;
use crate::views::components::form::{post_form_bare, submit as submit_button, submit_danger};
use crate::views::components::mail_kind::mail_kind;
use crate::views::components::pagination::pagination;
use crate::views::components::tabs::{Tab, tabs};
use crate::views::components::undelivered::fault_in_words;
use crate::views::components::{badge, icon};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct MailPage {
    /// Which are shown, as in `?stand=`.
    pub shown: Shown,
    /// How many mails there are of each state.
    pub counts: Vec<(MailState, u64)>,
    /// The mails that stand still since a backup was put back.
    pub held: Option<Held>,
    /// How many of them came back.
    pub returned: u64,
    /// How many failed, and not because their address takes no mail.
    pub failed: usize,
    /// The mails of this page, newest first.
    pub rows: Vec<MailRow>,
    /// The page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
}

/// Mails that waited in a backup which was put back.
pub struct Held {
    /// When it was put back.
    pub since: DateTime<Utc>,
    /// How many mails.
    pub count: u64,
}

/// Which mails are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// All.
    All,
    /// Those in a state.
    State(MailState),
    /// Those that a mail server sent back.
    Returned,
}

impl Shown {
    /// What `?stand=` asks for; all when it asks for nothing that is known.
    #[must_use]
    pub fn of(code: &str) -> Self {
        if code == RETURNED { Self::Returned } else { MailState::from_code(code).map_or(Self::All, Self::State) }
    }

    fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::State(state) => state.code(),
            Self::Returned => RETURNED,
        }
    }
}

/// The code of [`Shown::Returned`]: no state, since such a mail is dead.
const RETURNED: &str = "returned";

/// A mail in the outbox.
pub struct MailRow {
    /// The row.
    pub id: OutboxId,
    /// The kind of notification, see `Notification::kind`.
    pub kind: String,
    /// The recipient, masked: `n…@bedrijf.nl`.
    pub recipient: String,
    /// Where it is.
    pub state: MailState,
    /// Whether a mail server sent it back.
    pub returned: bool,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it failed or was dropped, in English, as it is logged; the page says it in Dutch.
    pub last_error: Option<String>,
    /// When it came in the queue.
    pub created_at: DateTime<Utc>,
    /// When it is tried next, while it waits.
    pub next_at: Option<DateTime<Utc>>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

impl MailPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            div.stack { h1 { "Mail" } p { "Wat er verstuurd is, wat wacht en wat niet lukte. De tekst van een mail \
                staat hier niet." } }
            @if let Some(held) = &self.held { (held.panel(frame)) }
            div.stack {
                (tabs("Mails", &self.tabs()))
                @if self.failed > 0 && matches!(self.shown, Shown::All | Shown::State(MailState::Dead)) {
                    (self.retry_failed(frame))
                }
                @if self.rows.is_empty() { (nothing(self.when_empty())) } @else { (self.table(frame)) }
            }
            (pagination(self.page, self.pages, |number| format!("{}&pagina={}", self.address(), number + 1)))
        };
        page(frame, "Mail", &body)
    }

    fn tabs(&self) -> Vec<Tab> {
        let all = Tab {
            href: "/beheer/mail".to_owned(),
            label: "Alles".to_owned(),
            count: Some(self.counts.iter().map(|(_, count)| count).sum()),
            current: self.shown == Shown::All,
        };
        let count = |state| self.counts.iter().find(|(each, _)| *each == state).map_or(0, |(_, count)| *count);
        let order = [
            MailState::Held,
            MailState::Dead,
            MailState::Queued,
            MailState::Bundled,
            MailState::Leased,
            MailState::Sent,
            MailState::Dropped,
        ];
        let wanted = |state: &MailState| {
            count(*state) > 0
                || self.shown == Shown::State(*state)
                || matches!(state, MailState::Dead | MailState::Queued)
        };
        let of_state = order.into_iter().filter(wanted).map(|state| Tab {
            href: format!("/beheer/mail?stand={}", state.code()),
            label: state_label(state).to_owned(),
            count: Some(count(state)),
            current: self.shown == Shown::State(state),
        });
        let returned = Tab {
            href: format!("/beheer/mail?stand={RETURNED}"),
            label: "Kwam terug".to_owned(),
            count: Some(self.returned),
            current: self.shown == Shown::Returned,
        };
        let returned = (self.returned > 0 || self.shown == Shown::Returned).then_some(returned);
        std::iter::once(all).chain(of_state).chain(returned).collect()
    }

    /// The address of this list, to which more can be added.
    fn address(&self) -> String {
        format!("/beheer/mail?stand={}", self.shown.code())
    }

    fn when_empty(&self) -> &'static str {
        match self.shown {
            Shown::State(MailState::Dead) => "Alle mail is verstuurd.",
            Shown::State(MailState::Queued) => "Er wacht geen mail.",
            Shown::Returned => "Er kwam geen mail terug.",
            _ => "Geen mails in deze lijst.",
        }
    }

    /// Once more for all that failed; asked twice, since it may be a great deal of mail.
    fn retry_failed(&self, frame: &Frame) -> Markup {
        let mails = if self.failed == 1 { "1 mail".to_owned() } else { format!("{} mails", self.failed) };
        let inside = html! {
            button.utrecht-button.utrecht-button--secondary-action type="submit" {
                (icon("refresh-cw")) "Ja, probeer " (mails) " opnieuw"
            }
        };
        html! {
            details.meer {
                summary { "Alles opnieuw proberen (" (self.failed) ")" }
                div.stack {
                    p { "Kijk eerst of de mailserver weer werkt. Dan gaan de mails die niet lukten opnieuw weg. Mail aan een \
                        adres dat geen mail aanneemt, blijft staan." }
                    (post_form_bare(frame, "/beheer/mail/opnieuw", &inside))
                }
            }
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        html! {
            section.tabelvak aria-labelledby="mails" tabindex="0" {
                table.tabel.tabel--stapel {
                    caption #mails { "Mails, nieuwste eerst" }
                    thead { tr {
                        th scope="col" { "Soort" }
                        th scope="col" { "Aan" }
                        th scope="col" { "Stand" }
                        th scope="col" { "Wanneer" }
                        th.getal scope="col" { "Pogingen" }
                        th scope="col" { span.vh { "Actie" } }
                    } }
                    tbody { @for row in &self.rows { (row.line(frame)) } }
                }
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let row = |number, kind: &str, state, attempts, last_error: Option<&str>| MailRow {
            id: sample::id(number),
            kind: kind.to_owned(),
            recipient: "j…@groenekracht.example".to_owned(),
            state,
            returned: number == 4,
            attempts,
            last_error: last_error.map(str::to_owned),
            created_at: sample::at("2026-11-24T07:30:00Z"),
            next_at: (state == MailState::Queued).then(|| sample::at("2026-11-24T09:30:00Z")),
            sent_at: (state == MailState::Sent).then(|| sample::at("2026-11-24T07:31:00Z")),
        };
        Self {
            shown: Shown::All,
            returned: 1,
            failed: 1,
            held: Some(Held { since: sample::at("2026-11-24T07:00:00Z"), count: 3 }),
            counts: vec![(MailState::Held, 3), (MailState::Dead, 2), (MailState::Queued, 1), (MailState::Sent, 211)],
            rows: vec![
                row(4, "introduction_sent", MailState::Dead, 1, Some("it came back (5.1.1)")),
                row(1, "interest_received", MailState::Dead, 6, Some("the mail server refused the text (554 5.7.1)")),
                row(2, "listing_approved", MailState::Queued, 2, Some("connection timed out")),
                row(3, "daily_digest", MailState::Sent, 1, None),
            ],
            page: 0,
            pages: 3,
        }
    }
}

impl Held {
    fn panel(&self, frame: &Frame) -> Markup {
        let wait = if self.count == 1 { "1 mail wacht".to_owned() } else { format!("{} mails wachten", self.count) };
        let title = "De post van vóór het terugzetten staat stil";
        let body = html! {
            p {
                "Op " (instant_in_words(self.since)) " is een back-up teruggezet. " (wait) " op jouw besluit. Een deel \
                kan al verstuurd zijn. Nieuwe mail gaat gewoon weg."
            }
            div class="acties" {
                (post_form_bare(frame, "/beheer/mail/versturen", &submit_button("Alles versturen")))
                (post_form_bare(frame, "/beheer/mail/niet-versturen", &submit_danger("Niet versturen")))
            }
        };
        alert_with(Tone::Warning, Some(title), &body)
    }
}

impl MailRow {
    fn line(&self, frame: &Frame) -> Markup {
        html! {
            tr {
                th scope="row" data-k="Soort" { (mail_kind(&self.kind)) }
                td data-k="Aan" { (self.recipient) }
                td data-k="Stand" {
                    @if self.returned { (badge::badge(badge::Shade::Danger, "Kwam terug")) } @else { (badge::mail(self.state)) }
                    @if let Some(error) = &self.last_error {
                        br; span.small { (reason(self.state, error)) }
                    }
                }
                td data-k="Wanneer" { (self.when()) }
                td.getal data-k="Pogingen" { (self.attempts) }
                td { @if self.state == MailState::Dead { (self.retry(frame)) } }
            }
        }
    }

    fn when(&self) -> String {
        match (self.sent_at, self.next_at) {
            (Some(sent), _) => format!("Verstuurd op {}", instant_in_words(sent)),
            (None, Some(next)) => format!("Volgende poging op {}", instant_in_words(next)),
            (None, None) => format!("Gemaakt op {}", instant_in_words(self.created_at)),
        }
    }

    fn retry(&self, frame: &Frame) -> Markup {
        let action = format!("/beheer/mail/{}/opnieuw", self.id);
        post_form_bare(
            frame,
            &action,
            &html! {
                button.knop-licht type="submit" {
                    (icon("refresh-cw")) "Probeer opnieuw"
                    span.vh { ": " (mail_kind(&self.kind)) " aan " (self.recipient) }
                }
            },
        )
    }
}

/// The words on a tab.
fn state_label(state: MailState) -> &'static str {
    match state {
        MailState::Queued => "Wacht",
        MailState::Bundled => "In dagoverzicht",
        MailState::Leased => "Wordt verstuurd",
        MailState::Sent => "Verstuurd",
        MailState::Dropped => "Niet meer nodig",
        MailState::Dead => "Niet gelukt",
        MailState::Held => "Staat stil",
    }
}

/// Why a mail did not go out, for who does not read the log: never the words of the log, which are English.
fn reason(state: MailState, error: &str) -> &'static str {
    let known = |reasons: &[(&str, &'static str)]| {
        reasons.iter().find(|(part, _)| error.contains(part)).map(|(_, words)| *words)
    };
    if state == MailState::Dropped {
        return known(DROPPED).unwrap_or("Wat in de mail zou staan, klopt niet meer.");
    }
    let of_the_address = || StatusCode::find(error).map(|status| fault_in_words(status.fault()));
    known(FAILED).or_else(of_the_address).or_else(|| known(REFUSED)).unwrap_or("Het versturen lukte niet.")
}

/// What stands in the reason of a mail that was not needed any more, and what that is in Dutch.
const DROPPED: &[(&str, &str)] = &[
    ("in a backup", "Niet verstuurd na het terugzetten van een back-up."),
    ("link has been used", "De link is gebruikt of te oud."),
    ("not answered", "Er is nog niet geantwoord."),
    ("answered", "Er is al geantwoord."),
    ("judged", "Er is al over beslist."),
    ("confirmed", "Het is al bevestigd of ingetrokken."),
    ("refused no longer", "De weigering geldt niet meer."),
    ("no longer", "Wat in de mail zou staan, klopt niet meer."),
    ("taken back", "Het is ingetrokken."),
    ("tried again", "De mail is opnieuw geprobeerd."),
    ("blocked", "Het account is geblokkeerd."),
    ("refused", "De organisatie is geweigerd."),
    ("erased", "Het dossier is gewist."),
    ("address", "Deze persoon heeft geen mailadres meer."),
    ("gone", "Waar de mail over ging, is er niet meer."),
];

/// What stands in the reason of a mail that failed before a server said anything of its address.
const FAILED: &[(&str, &str)] = &[
    ("cannot be reached", "De mailserver is niet te bereiken."),
    ("in time", "De mailserver gaf niet op tijd antwoord."),
    ("broke off", "De mailserver brak af."),
    ("login", "De mailserver kent onze inlog niet."),
    ("TLS", "De beveiligde verbinding met de mailserver lukte niet."),
    ("refused the sender", "De mailserver neemt geen mail aan van ons adres."),
    ("letters beyond", "De mailserver kan niet overweg met de letters in dit adres."),
    ("mail directory", "De map voor mail kan niet worden beschreven."),
    ("version of the program", "Deze versie van het programma kan de mail niet lezen."),
    ("could not be made", "De mail kon niet worden gemaakt."),
];

/// What stands in the reason of a mail that a server refused without a code.
const REFUSED: &[(&str, &str)] =
    &[("refused", "De mailserver nam de mail niet aan."), ("takes no mail", "Het adres neemt geen mail aan.")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_log_reaches_the_page() {
        let page = MailPage::sample();
        let html = page.render(&Frame::sample()).into_string();
        for error in page.rows.iter().filter_map(|row| row.last_error.as_deref()) {
            assert!(!html.contains(error), "{error}");
        }
        assert!(html.contains("Het adres bestaat niet."));
    }

    #[test]
    fn every_reason_is_told_in_dutch() {
        let dead = |error| reason(MailState::Dead, error);
        assert_eq!(dead("the mail server refused the login (535 5.7.8)"), "De mailserver kent onze inlog niet.");
        assert_eq!(dead("it came back (5.2.2)"), "De mailbox is vol.");
        assert_eq!(dead("the mail server refused the text (554)"), "De mailserver nam de mail niet aan.");
        let dropped = |error| reason(MailState::Dropped, error);
        assert_eq!(dropped("it was not answered"), "Er is nog niet geantwoord.");
        assert_eq!(dropped("it has been answered"), "Er is al geantwoord.");
        assert_eq!(dropped("the link has been used or is too old"), "De link is gebruikt of te oud.");
        assert_eq!(dropped("the listing is gone"), "Waar de mail over ging, is er niet meer.");
    }
}
