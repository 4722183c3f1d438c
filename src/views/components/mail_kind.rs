//! What a mail is about, in a few words for staff.
//! Never its text, and never to whom it went.

/// A kind of notification in words; one that this version does not know is shown as it is.
#[must_use]
pub fn mail_kind(kind: &str) -> &str {
    match kind {
        "login_link" => "Link om in te loggen",
        "employer_welcome" => "Welkom werkgever",
        "employer_registered" => "Nieuwe werkgever",
        "employer_verified" => "Werkgever gecontroleerd",
        "employer_refused" => "Werkgever geweigerd",
        "listing_submitted" => "Aanbod ingestuurd",
        "listing_prepared" => "Aanbod te bevestigen",
        "listing_approved" => "Aanbod online",
        "listing_rejected" => "Aanbod teruggestuurd",
        "listing_expired" => "Aanbod verlopen",
        "interest_received" => "Nieuwe reactie",
        "interest_confirmed" => "Reactie ontvangen",
        "interest_answered" => "Antwoord op reactie",
        "proposals_waiting" => "Voorstellen om te beoordelen",
        "proposal_asked" => "Vraag over een voorstel",
        "consent_asked" => "Vraag om toestemming",
        "consent_to_ask" => "Toestemming vragen",
        "consent_decided" => "Antwoord op vraag om toestemming",
        "introduction_sent" => "Voordracht",
        "introduction_confirmed" => "Voordracht verstuurd",
        "introduction_answered" => "Antwoord op voordracht",
        "introduction_outcome" => "Antwoord van de werkgever",
        "introduction_recalled" => "Voordracht ingetrokken",
        "introduction_stopped" => "Voordracht gestopt",
        "introduction_held" => "Voordracht niet verstuurd",
        "mail_returned" => "Mail kwam niet aan",
        "saved_search_asked" => "Werk per mail: bevestigen",
        "saved_search_found" => "Werk per mail: nieuw werk",
        "saved_search_still_wanted" => "Werk per mail: nog gewenst?",
        "daily_digest" => "Dagoverzicht",
        other => other,
    }
}
