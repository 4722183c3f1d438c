//! What was found about the installation, in the words of the admin's page: what it is about, how it is, what to do.
//! Never a judgement: whether something is well is in the finding.

use crate::domain::health::{About, Disk, Finding, Holds, Level};

/// A finding in words.
pub(super) struct InWords {
    /// What it is about: "Mail die nog weg moet".
    pub(super) label: String,
    /// How it is.
    pub(super) value: String,
    /// What to do, when it is not well.
    pub(super) advice: Option<&'static str>,
    /// The page with more about it.
    pub(super) url: Option<&'static str>,
}

pub(super) fn in_words(finding: &Finding) -> InWords {
    let (label, value) = label_and_value(finding.about);
    let (advice, url) = advice_and_url(finding.about);
    InWords { label, value, advice: (finding.level > Level::Ok).then_some(advice), url }
}

fn label_and_value(about: About) -> (String, String) {
    let (label, value) = match about {
        About::Database => ("Database", "Geeft antwoord".to_owned()),
        About::Index { behind: None, .. } => ("Zoekindex", "Wordt gebouwd".to_owned()),
        About::Index { behind: Some((0, _)), documents } => ("Zoekindex", format!("Is bij, {documents} vacatures")),
        About::Index { behind: Some(behind), .. } => ("Zoekindex", is_behind(behind)),
        About::Pool(None) => ("Gegevens om te matchen", "Worden geladen".to_owned()),
        About::Pool(Some((0, _))) => ("Gegevens om te matchen", "Zijn bij".to_owned()),
        About::Pool(Some(behind)) => ("Gegevens om te matchen", is_behind(behind)),
        About::MailWaiting { count, minutes: 0 } => ("Mail die nog weg moet", count.to_string()),
        About::MailWaiting { count, minutes } => {
            ("Mail die nog weg moet", format!("{count}, de oudste wacht {}", minutes_in_words(minutes)))
        }
        About::MailDead(count) => ("Mail die niet aankwam", format!("{count} in de laatste zeven dagen")),
        About::MailHeld(count) => ("Post die stilstaat", format!("{count}, sinds het terugzetten van een back-up")),
        About::Proposals { count, days: 0 } => ("Voorstellen die wachten", count.to_string()),
        About::Proposals { count, days } => {
            ("Voorstellen die wachten", format!("{count}, het oudste {}", plural(days, "dag", "dagen")))
        }
        About::Backup(None) => ("Laatste back-up", "Nog nooit".to_owned()),
        About::Backup(Some(hours)) => ("Laatste back-up", format!("{hours} uur geleden")),
        About::Disk(disk) => (disk_label(disk), format!("{} vrij van {}", gigabytes(disk.free), gigabytes(disk.size))),
        About::Jobs(count) => ("Taken op de achtergrond", format!("Alle {count} werken")),
        About::Job { name, failures: 0, minutes } => {
            return (task(name), format!("Al {} bezig", minutes_in_words(minutes)));
        }
        About::Job { name, failures, .. } => return (task(name), format!("{failures} keer achter elkaar mislukt")),
        About::Clock(0) => ("Klok", "Gelijk met de database".to_owned()),
        About::Clock(seconds) => {
            let way = if seconds > 0 { "voor" } else { "achter" };
            ("Klok", format!("Loopt {} {way} op de database", plural(seconds.abs(), "seconde", "seconden")))
        }
        About::Https(https) => ("Adres van de website", if https { "Met https" } else { "Zonder https" }.to_owned()),
        About::OpenWithoutProxy(false) => {
            ("Toegang tot het programma", "Alleen via deze server of de proxy".to_owned())
        }
        About::OpenWithoutProxy(true) => ("Toegang tot het programma", "Ook van buiten, zonder proxy".to_owned()),
        About::SecretIsReadable(false) => ("Geheime sleutel", "Alleen leesbaar voor het programma".to_owned()),
        About::SecretIsReadable(true) => ("Geheime sleutel", "Leesbaar voor anderen op de server".to_owned()),
    };
    (label.to_owned(), value)
}

fn advice_and_url(about: About) -> (&'static str, Option<&'static str>) {
    match about {
        About::Database => ("Kijk of de database werkt.", None),
        About::Index { behind: None, .. } => ("Wacht een minuut en laad deze pagina opnieuw.", None),
        About::Index { .. } => ("Zoek in het logboek naar follow_changes.", None),
        About::Pool(_) => ("Zoek in het logboek naar follow_pool.", None),
        About::MailWaiting { .. } => ("Kijk of de mailserver werkt.", Some("/beheer/mail?stand=queued")),
        About::MailDead(_) => ("Kijk waarom en probeer het opnieuw.", Some("/beheer/mail?stand=dead")),
        About::MailHeld(_) => ("Beslis of deze mail nog weg moet.", Some("/beheer/mail?stand=held")),
        About::Proposals { .. } => ("Vraag de netwerker of de vervanger ernaar te kijken.", None),
        About::Backup(_) => ("Maak elke nacht een back-up, en kijk of dat lukt.", None),
        About::Disk(_) => ("Maak ruimte op deze schijf.", None),
        About::Jobs(_) | About::Job { .. } => ("Zoek in het logboek naar de naam van deze taak.", None),
        About::Clock(_) => ("Zet de klok van de server gelijk.", None),
        About::Https(_) => ("Zet https voor de website en pas BAANIN_BASE_URL aan.", None),
        About::OpenWithoutProxy(_) => ("Zet er een proxy voor en noem die in BAANIN_TRUSTED_PROXY.", None),
        About::SecretIsReadable(_) => ("Geef het bestand van BAANIN_SECRET_FILE de rechten 0600.", None),
    }
}

fn task(name: &str) -> String {
    format!("Taak {name}")
}

fn disk_label(disk: Disk) -> &'static str {
    match disk.holds {
        Holds::Database => "Schijf met de database",
        Holds::Index => "Schijf met de zoekindex",
    }
}

fn is_behind((changes, seconds): (i64, i64)) -> String {
    let changes = plural(changes, "wijziging", "wijzigingen");
    format!(
        "Loopt {changes} achter, al {}",
        if seconds < 60 { plural(seconds, "seconde", "seconden") } else { minutes_in_words(seconds / 60) }
    )
}

fn minutes_in_words(minutes: i64) -> String {
    if minutes < 120 { plural(minutes, "minuut", "minuten") } else { format!("{} uur", minutes / 60) }
}

fn plural(count: i64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// "12,3 GB"
fn gigabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000_000;
    format!("{},{} GB", tenths / 10, tenths % 10)
}
