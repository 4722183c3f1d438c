//! The disk that holds database, index and mails is full, and has room again. Never a disk that somebody uses.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::support::dice::Dice;
use crate::support::installation::{Installation, Visitor};
use crate::support::street::Street;
use crate::town::{Town, time_until};
use crate::{Options, Row};

/// A disk in memory that goes when it is dropped.
struct Disk(PathBuf);

impl Disk {
    fn mount(name: &str, megabytes: u32) -> std::io::Result<Self> {
        let path = std::env::temp_dir().join(format!("baanin-disk-{name}-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&path).output()?;
        let disk = Self(path);
        if mounted.status.success() { Ok(disk) } else { Err(std::io::ErrorKind::PermissionDenied.into()) }
    }

    /// Writes until nothing fits any more.
    fn fill(&self) {
        let mut file = File::options().create(true).append(true).open(self.filler()).expect("there is room for a name");
        for size in [65_536, 4_096, 512, 1] {
            while file.write_all(&vec![0x2a; size]).is_ok() {}
        }
    }

    fn free(&self) {
        fs::remove_file(self.filler()).expect("it was filled");
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
        drop(fs::remove_dir(&self.0));
    }
}

/// Why there can be none here.
pub fn lacks() -> Option<String> {
    Disk::mount("probe", 1).is_err().then(|| "a disk in memory cannot be mounted (root may)".to_owned())
}

/// What lies on the disk that becomes full.
type Layout = (&'static str, fn(Installation, &Path) -> Installation);

const LAYOUTS: &[Layout] = &[
    ("disk full: database, index and mails", |home, disk| on(on(on(home, disk, 0), disk, 1), disk, 2)),
    ("disk full: index only", |home, disk| on(home, disk, 1)),
    ("disk full: mails only", |home, disk| on(home, disk, 2)),
];

fn on(home: Installation, disk: &Path, what: usize) -> Installation {
    let disk = disk.display();
    match what {
        0 => home.with("DATABASE_URL", format!("sqlite://{disk}/baanin.sqlite3")),
        1 => home.with("BAANIN_SEARCH_DIR", format!("{disk}/search")),
        _ => home.with("BAANIN_MAIL", format!("file:{disk}/mail")),
    }
}

pub fn run(options: &Options) -> Vec<Row> {
    let mut dice = Dice(options.seed + 0xf1);
    LAYOUTS.iter().map(|layout| becomes_full(layout, options.kills, &mut dice)).collect()
}

fn becomes_full((fault, lay): &Layout, kills: usize, dice: &mut Dice) -> Row {
    let disk = Disk::mount("full", 48).expect("a disk can be mounted");
    let mut town = Town::new(lay(Installation::new("disk"), &disk.0));
    let times = if kills >= 100 { 5 } else { 1 };
    let visitor = Visitor::new(town.home.address);
    for time in 0..times {
        town.works(Duration::from_millis(500));
        let serving = town.suffers(Street::EVERYTHING, || {
            disk.fill();
            std::thread::sleep(Duration::from_secs(4));
            // What is there can be read while nothing can be written.
            assert_eq!(visitor.get("/werk").expect("the server answers").status, 200);
            if time % 2 == 1 {
                // The index is lost while there is no room for another one.
                drop(fs::remove_dir_all(town.home.index()));
                disk.fill();
                std::thread::sleep(Duration::from_secs(2));
            }
            disk.free();
            let whole = || visitor.get("/health/ready").is_ok_and(|answer| answer.status == 200);
            let kept = |before: usize| town.street.ledger().numbers(|_| true).len() > before + 5;
            let before = town.street.ledger().sent.len();
            time_until("people work again", Duration::from_secs(20), || whole() && kept(before))
        });
        town.figures.faults += 1;
        town.figures.serving.push(serving);
        town.settles(dice);
        let unused = fs::read_dir(town.home.index()).expect("there is an index").count();
        assert!(unused <= 3, "{unused} entries in the directory of the index");
    }
    town.closes(fault, "pages were read throughout")
}
