//! What was found about the installation, in the words of `baanin check`.
//! Never a judgement: whether something is well is in the finding, and the page of the admin shows the same.

use crate::domain::health::{About, Disk, Finding, Holds};

/// What a finding is about, and how it is.
pub(super) fn in_words(finding: &Finding) -> (String, String) {
    let (what, words) = match finding.about {
        About::Database => ("database", "answers, and is up to date".to_owned()),
        About::Index { behind: None, .. } => ("index", "is not built yet".to_owned()),
        About::Index { behind: Some(behind), documents } => {
            ("index", format!("{documents} listings, {}", is_behind(behind)))
        }
        About::Pool(None) => ("pool", "is not loaded yet".to_owned()),
        About::Pool(Some(behind)) => ("pool", is_behind(behind)),
        About::MailWaiting { count, minutes } => {
            ("mail waiting", format!("{count}, the oldest is due for {minutes} minutes"))
        }
        About::MailDead(count) => {
            ("mail given up", format!("{count} in seven days (see `baanin mail list --state dead`)"))
        }
        About::MailHeld(count) => ("mail held", format!("{count} since a restore, until somebody decides")),
        About::Proposals { count, days } => ("proposals", format!("{count} wait, the oldest for {days} days")),
        About::Backup(None) => ("backup", "was never made".to_owned()),
        About::Backup(Some(hours)) => ("backup", format!("made {hours} hours ago")),
        About::Disk(disk) => {
            return (disk_name(disk), format!("{} free of {}", megabytes(disk.free), megabytes(disk.size)));
        }
        About::Jobs(count) => ("jobs", format!("all {count} turn")),
        About::Job { name, failures, minutes } => {
            return (
                format!("job {name}"),
                format!("failed {failures} times in a row; last turn {minutes} minutes ago"),
            );
        }
        About::Clock(seconds) => ("database clock", format!("{seconds} seconds from the clock here")),
        About::Https(true) => ("base URL", "https".to_owned()),
        About::Https(false) => {
            ("base URL", "no https: set BAANIN_BASE_URL to the address that visitors use".to_owned())
        }
        About::OpenWithoutProxy(false) => ("address", "behind a proxy or on this machine only".to_owned()),
        About::OpenWithoutProxy(true) => {
            ("address", "open to other machines, and BAANIN_TRUSTED_PROXY names no proxy".to_owned())
        }
        About::SecretIsReadable(false) => ("secret", "readable for the program only".to_owned()),
        About::SecretIsReadable(true) => ("secret", "others can read it: chmod 600 BAANIN_SECRET_FILE".to_owned()),
    };
    (what.to_owned(), words)
}

fn is_behind((changes, seconds): (i64, i64)) -> String {
    match changes {
        0 => "up to date".to_owned(),
        _ => format!("{changes} changes behind, for {seconds} seconds"),
    }
}

fn disk_name(disk: Disk) -> String {
    let what = match disk.holds {
        Holds::Database => "database",
        Holds::Index => "index",
    };
    format!("disk of the {what}")
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}
