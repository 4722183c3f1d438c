//! The parts that somebody can play in the demo: who it is, and three things to try.
//! Never a step to a page that the part may not open.

/// A part to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guide {
    /// Looks for work at home, without an account.
    Seeker,
    /// Has an account: the candidate herself.
    Candidate,
    /// An employer to whom somebody was introduced.
    Introduced,
    /// An employer to whom people reacted.
    Reacted,
    /// The netwerker.
    Netwerker,
    /// The netwerker's substitute.
    Substitute,
    /// The begeleider whom the netwerker asked something.
    Begeleider,
    /// Policy.
    Policy,
    /// The admin.
    Admin,
}

/// A thing to try: the sentence and the page.
pub type Step = (&'static str, &'static str);

impl Guide {
    /// All parts.
    pub const ALL: &'static [Self] = &[
        Self::Seeker,
        Self::Candidate,
        Self::Introduced,
        Self::Reacted,
        Self::Netwerker,
        Self::Substitute,
        Self::Begeleider,
        Self::Policy,
        Self::Admin,
    ];

    /// The heading.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Seeker => "Werkzoekende, thuis",
            Self::Candidate => "Werkzoekende met account",
            Self::Introduced => "Werkgever met een voordracht",
            Self::Reacted => "Werkgever met reacties",
            Self::Netwerker => "Netwerker",
            Self::Substitute => "Vervanger van de netwerker",
            Self::Begeleider => "Begeleider",
            Self::Policy => "Beleidsmedewerker",
            Self::Admin => "Beheerder",
        }
    }

    /// Who it is, in one sentence.
    #[must_use]
    pub fn who(self) -> &'static str {
        match self {
            Self::Seeker => "Zoekt werk op de telefoon. Inloggen is niet nodig.",
            Self::Candidate => "Ziet wat er met haar reacties gebeurt en beslist wat een werkgever van haar mag weten.",
            Self::Introduced => "De gemeente stelde iemand voor. Die wacht op antwoord.",
            Self::Reacted => "Plaatst zelf vacatures. Werkzoekenden reageerden.",
            Self::Netwerker => "Controleert vacatures, beoordeelt voorstellen en brengt mensen bij elkaar.",
            Self::Substitute => "Neemt over als de netwerker de werkgever of de kandidaat zelf kent.",
            Self::Begeleider => "Kent de kandidaten en houdt hun dossier bij.",
            Self::Policy => "Kijkt mee en ziet geen persoonsgegevens van kandidaten.",
            Self::Admin => "Beheert accounts en ziet welke mail niet aankwam.",
        }
    }

    /// What to try.
    #[must_use]
    pub fn steps(self) -> &'static [Step; 3] {
        match self {
            Self::Seeker => &[
                ("Zoek werk in de buurt van Nieuwleusen.", "/werk?plaats=Nieuwleusen&straal=10"),
                ("Zoek werk waar een beetje Nederlands genoeg is.", "/werk?taal=A1"),
                ("Weet je niet wat je zoekt? Laat je bellen.", "/ik-zoek-werk"),
            ],
            Self::Candidate => &[
                ("Beslis of een werkgever iets over je mag lezen.", "/mijn"),
                ("Zoek werk en reageer in één stap.", "/werk"),
                ("Kies hoe je mail krijgt.", "/instellingen"),
            ],
            Self::Introduced => &[
                ("Lees wie de gemeente voordraagt en geef antwoord.", "/werkgever/voordrachten"),
                ("Zet een nieuwe vacature op de website.", "/werkgever/aanbod/nieuw"),
                ("Kijk hoe uw aanbod ervoor staat.", "/werkgever"),
            ],
            Self::Reacted => &[
                ("Lees een reactie en geef antwoord.", "/werkgever/reacties"),
                ("Pauzeer een vacature, of meld dat u iemand vond.", "/werkgever"),
                ("Lees wat werkzoekenden over uw organisatie zien.", "/werkgever/organisatie"),
            ],
            Self::Netwerker => &[
                ("Bekijk wat er vandaag op je wacht.", "/netwerk"),
                ("Beoordeel een voorstel: past deze kandidaat bij dit werk?", "/netwerk/voorstellen"),
                ("Keur een vacature goed, of stuur die terug.", "/netwerk/aanbod?stand=submitted"),
            ],
            Self::Substitute => &[
                (
                    "Beoordeel het voorstel dat de netwerker zelf deed. Er staat ‘Handmatig’ bij.",
                    "/netwerk/voorstellen",
                ),
                ("Zie welke voordrachten op antwoord wachten.", "/netwerk/voordrachten"),
                ("Kies wie jou vervangt.", "/instellingen"),
            ],
            Self::Begeleider => &[
                ("Beantwoord de vraag van de netwerker.", "/netwerk"),
                ("Open een dossier en kijk welk werk past.", "/netwerk/kandidaten"),
                ("Zie wie begint, en bij wie het werk bijna stopt.", "/netwerk/plaatsingen"),
            ],
            Self::Policy => &[
                ("Bekijk al het aanbod van twee jaar.", "/netwerk/aanbod"),
                ("Bekijk welke werkgevers meedoen.", "/netwerk/werkgevers"),
                ("Zie wat er vandaag blijft liggen.", "/netwerk"),
            ],
            Self::Admin => &[
                ("Maak een account voor een nieuwe collega.", "/beheer/accounts"),
                ("Kijk welke mail niet aankwam, en waarom.", "/beheer/mail?stand=returned"),
                ("Bekijk hoe het met het systeem gaat.", "/beheer"),
            ],
        }
    }
}
