//! Statements: privacy, accessibility, and the licences of what others made.
//! Never a promise that the program does not keep (`docs/retention.md`).

use maud::{Markup, html};

use crate::views::components::contact::contact_list;
use crate::views::layout::{Frame, narrow_page};

/// `/privacy`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PrivacyPage;

impl PrivacyPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "Privacy" }
            div class="tekst" {
                p { (frame.site.brand) " is van de gemeente " (frame.site.municipality) ". Wij gaan netjes om met jouw gegevens." }
                h2 { "Wat bewaren wij?" }
                h3 { "Zoek je alleen werk?" }
                p { "Dan bewaren wij niets over jou. Ook niet wat je zoekt." }
                h3 { "Reageer je op werk, of vraag je ons te bellen?" }
                p { "Dan bewaren wij je naam, je telefoonnummer of e-mailadres, en je bericht." }
                h3 { "Wil je nieuw werk per mail?" }
                p { "Dan bewaren wij je e-mailadres en wat je zoekt. Stop je? Dan wissen wij dat meteen." }
                h3 { "Bent u werkgever?" }
                p {
                    "Dan bewaren wij de gegevens van uw organisatie en uw vacatures. Van u bewaren wij uw naam, "
                    "e-mailadres en telefoonnummer, en wanneer u iets deed op deze website."
                }
                h2 { "Waarom bewaren wij dit?" }
                p { "Om mensen aan werk te helpen. Dat is een taak van de gemeente. Het staat in de Participatiewet." }
                h2 { "Wie ziet het?" }
                ul {
                    li { "De mensen van de gemeente die je helpen." }
                    li { "De werkgever, als je op zijn werk reageert en dat erbij staat." }
                    li { "Niemand anders. Wij verkopen niets en geven niets door." }
                }
                p { "Wij vragen niet naar je uitkering, je gezondheid of je BSN. Schrijf dat ook niet in je bericht." }
                h2 { "Hoe lang bewaren wij het?" }
                ul {
                    li { "Je reactie: tot 4 weken na ons antwoord, en hoogstens 1 jaar. Daarna halen wij je naam en je bericht weg." }
                    li { "Je e-mailadres voor werk per mail: tot je stopt. Elk jaar vragen wij of je de mail nog wilt." }
                    li { "Een link om in te loggen: die werkt 15 tot 60 minuten." }
                    li { "Een vacature: de tekst mag blijven voor onze cijfers. Zonder namen van mensen." }
                }
                h2 { "Cookies" }
                p { "Wij gebruiken geen cookies om je te volgen. Alleen wie inlogt, krijgt een cookie. Die weet dat je bent ingelogd." }
                h2 { "Wat zijn jouw rechten?" }
                p { "Je mag vragen wat wij van je hebben. Je mag het laten verbeteren of weghalen. Bel of mail ons." }
                p {
                    "Ben je niet tevreden? Dan kun je klagen bij de "
                    a href="https://www.autoriteitpersoonsgegevens.nl" rel="noopener" { "Autoriteit Persoonsgegevens" } "."
                }
            }
            (contact_list(&frame.site))
        };
        narrow_page(frame, "Privacy", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self
    }
}

/// `/toegankelijkheid`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccessibilityPage;

impl AccessibilityPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "Toegankelijkheid" }
            div class="tekst" {
                p { "Iedereen moet deze website kunnen gebruiken. Ook met een beperking." }
                h2 { "Wat doen wij daarvoor?" }
                ul {
                    li { "Wij bouwen voor toetsenbord en schermlezer." }
                    li { "Je kunt de letters groter maken." }
                    li { "Wij gebruiken naast kleur ook woorden." }
                    li { "Wij schrijven korte zinnen." }
                    li { "JavaScript is niet nodig." }
                }
                h2 { "Welke regels volgen wij?" }
                p { "Wij bouwen volgens WCAG 2.2, niveau AA. De wet vraagt WCAG 2.1, niveau AA (EN 301 549)." }
                p { "Een programma controleert onze openbare pagina's. Dat vindt niet alles." }
                p { "Wij testten nog niet met mensen die een schermlezer gebruiken. Een onafhankelijk onderzoek is er ook nog niet." }
                h2 { "Lukt iets niet?" }
                p { "Vertel het ons. Dan helpen wij je meteen, en maken wij het beter." }
                p {
                    "Ben je niet tevreden met ons antwoord? Dan kun je naar de "
                    a href="https://www.nationaleombudsman.nl" rel="noopener" { "Nationale ombudsman" } "."
                }
            }
            (contact_list(&frame.site))
        };
        narrow_page(frame, "Toegankelijkheid", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self
    }
}

/// `/over/licenties`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LicencesPage;

/// Whose work is used: what, from whom, under which licence, where it comes from (`THIRD_PARTY.md`).
const THIRD_PARTY: [(&str, &str, &str, &str); 4] = [
    (
        "Onderdelen van de vormgeving",
        "NL Design System, © Frameless B.V. en Gemeente Utrecht",
        "EUPL-1.2",
        "https://github.com/nl-design-system/utrecht",
    ),
    ("Maten en kleuren", "NL Design System, voorbeeldthema", "EUPL-1.2", "https://github.com/nl-design-system/themes"),
    ("Pictogrammen", "Lucide Icons and Contributors; deels Feather, © Cole Bemis", "ISC en MIT", "https://lucide.dev"),
    (
        "Lettertype Source Sans 3",
        "© Adobe, met de gereserveerde naam ‘Source’",
        "OFL-1.1",
        "https://github.com/adobe-fonts/source-sans",
    ),
];

impl LicencesPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "Licenties" }
            p { "Deze website draait op het programma baanin. Iedereen mag het gebruiken en verbeteren, onder de EUPL-1.2." }
            p { "De website gebruikt ook werk van anderen. Een deel daarvan is aangepast." }
            section class="tabelvak" aria-labelledby="werk-van-anderen" tabindex="0" {
                table class="tabel tabel--stapel" {
                    caption id="werk-van-anderen" { "Werk van anderen" }
                    thead { tr { th scope="col" { "Wat" } th scope="col" { "Van wie" } th scope="col" { "Licentie" } } }
                    tbody {
                        @for (what, whose, licence, from) in THIRD_PARTY {
                            tr {
                                th scope="row" data-k="Wat" { a href=(from) rel="noopener" { (what) } }
                                td data-k="Van wie" { (whose) }
                                td data-k="Licentie" { (licence) }
                            }
                        }
                    }
                }
            }
        };
        narrow_page(frame, "Licenties", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self
    }
}
