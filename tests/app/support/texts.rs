//! What people type: complete forms of listings, and how to change a field of one.
//! Never more than a form asks for.

pub type Pairs = Vec<(&'static str, &'static str)>;

/// A complete vacature.
pub fn vacature() -> Pairs {
    vec![
        ("titel", "Medewerker groen"),
        ("tekst", "Je maait gras.\n\n- Je knipt heggen"),
        ("branche", "groen"),
        ("plaats", "Dalfsen"),
        ("postcode", "7721AB"),
        ("uren_min", "24"),
        ("uren_max", "32"),
        ("dagen", "ma"),
        ("dagen", "di"),
        ("loon_min", "15,20"),
        ("loon_max", "16,10"),
        ("contract", "tijdelijk"),
        ("contract_maanden", "12"),
        ("opleiding", "none"),
        ("taal", "A2"),
        ("plekken", "2"),
        ("sluit_op", "2026-12-31"),
        ("reactie", "direct"),
    ]
}

/// A complete werkstage.
pub fn werkstage() -> Pairs {
    vec![
        ("titel", "Werkstage in de keuken"),
        ("tekst", "Je helpt de kok en de bediening."),
        ("leerdoel", "Je leert werken in een team en met een rooster."),
        ("branche", "horeca"),
        ("plaats", "Ommen"),
        ("uren_min", "16"),
        ("duur", "3"),
        ("opleiding", "none"),
        ("taal", "A1"),
        ("reactie", "via_municipality"),
    ]
}

/// A complete proefplaatsing.
pub fn proefplaatsing() -> Pairs {
    vec![
        ("titel", "Proefplaatsing magazijn"),
        ("tekst", "Je pakt orders en vult rekken."),
        ("branche", "logistiek"),
        ("plaats", "Nieuwleusen"),
        ("uren_min", "32"),
        ("duur", "2"),
        ("bedoeling", "6"),
        ("loon_daarna", "15,50"),
        ("opleiding", "none"),
        ("taal", "A2"),
    ]
}

/// The same with other values of some fields.
pub fn with(mut pairs: Pairs, changes: &[(&'static str, &'static str)]) -> Pairs {
    pairs.retain(|(name, _)| !changes.iter().any(|(each, _)| each == name));
    pairs.extend_from_slice(changes);
    pairs
}
