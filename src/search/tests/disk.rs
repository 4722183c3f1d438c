//! What must hold of an index on disk: damage, other processes, sudden death. Never production code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::{ask, at, id, listing, listings, words};
use crate::search::{Index, Opened, SearchError};

/// A directory that is removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = Self(std::env::temp_dir().join(format!("baanin-search-{}-{number}", std::process::id())));
        let _ = fs::remove_dir_all(&folder.0);
        folder
    }

    fn built() -> Self {
        let folder = Self::new();
        folder.open(&Opened::Missing).rebuild(listings(), at(12)).unwrap();
        folder
    }

    fn open(&self, expected: &Opened) -> Index {
        let (index, opened) = Index::open(&self.0).unwrap();
        assert_eq!(&opened, expected);
        index
    }

    fn open_damaged(&self) -> Index {
        let (index, opened) = Index::open(&self.0).unwrap();
        assert!(matches!(opened, Opened::Damaged(_)), "{opened:?}");
        assert_eq!((index.position(), index.document_count()), (None, 0));
        index
    }

    fn generations(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name.starts_with("gen-")).collect();
        names.sort();
        names
    }

    fn files(&self) -> Vec<PathBuf> {
        let generation = self.0.join(&self.generations()[0]);
        let files = fs::read_dir(generation).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|ending| ending != "lock" && ending != "json")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_directory_without_index_is_missing_one() {
    let folder = Folder::new();
    let index = folder.open(&Opened::Missing);
    assert_eq!((index.position(), index.document_count()), (None, 0));
    assert!(matches!(index.apply(&[], at(5)), Err(SearchError::NotBuilt)));
    assert_eq!(ask(&index, &words("kok")).total, 0);
    index.rebuild(listings(), at(12)).unwrap();
    assert_eq!(ask(&index, &words("kok")).total, 2);
}

#[test]
fn the_position_survives_and_changes_go_on_from_there() {
    let folder = Folder::built();
    let index = folder.open(&Opened::Current);
    assert_eq!(index.position(), Some(at(12)));
    index.apply(&[(id(3), None)], at(13)).unwrap();
    index.apply(&[], at(14)).unwrap();
    drop(index);
    let index = folder.open(&Opened::Current);
    assert_eq!((index.position(), index.document_count()), (Some(at(14)), 11));
}

#[test]
fn a_damaged_file_is_noticed_and_a_rebuild_heals() {
    let folder = Folder::built();
    let ending = |path: &PathBuf| path.extension().unwrap_or_default().to_owned();
    let endings: BTreeSet<_> = folder.files().iter().map(ending).collect();
    assert!(endings.len() >= 5, "{endings:?}");
    for (number, wanted) in endings.iter().enumerate() {
        for damage in [cut_short, remove, flip] {
            damage(folder.files().iter().find(|path| ending(path) == *wanted).unwrap());
            let index = folder.open_damaged();
            let position = at(i64::try_from(number).unwrap());
            index.rebuild(listings(), position).unwrap();
            drop(index);
            let index = folder.open(&Opened::Current);
            assert_eq!((index.position(), ask(&index, &words("kok")).total), (Some(position), 2));
            assert_eq!(folder.generations().len(), 1);
        }
    }
}

fn cut_short(path: &Path) {
    let length = fs::metadata(path).unwrap().len();
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(length / 2).unwrap();
}

fn remove(path: &Path) {
    fs::remove_file(path).unwrap();
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes[0] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn damaged_administration_is_noticed() {
    for (file, content) in [
        ("CURRENT", &b""[..]),
        ("CURRENT", b"\xff\x00"),
        ("CURRENT", b"../..\n"),
        ("gen-1/meta.json", b"{"),
        ("gen-1/meta.json", b""),
    ] {
        let folder = Folder::built();
        let path = folder.0.join(file);
        fs::write(path, content).unwrap();
        folder.open_damaged().rebuild(listings(), at(13)).unwrap();
        assert_eq!(folder.open(&Opened::Current).document_count(), 12);
    }
    let folder = Folder::built();
    fs::remove_dir_all(folder.0.join("gen-1")).unwrap();
    folder.open_damaged();
}

#[test]
fn another_fingerprint_asks_for_a_rebuild_and_leaves_the_other_in_use() {
    let folder = Folder::built();
    let current = folder.0.join("CURRENT");
    fs::write(&current, "gen-1\n0123456789abcdef\n").unwrap();
    let index = folder.open(&Opened::OtherFingerprint);
    assert_eq!((index.position(), index.document_count()), (None, 0));
    assert_eq!(fs::read_to_string(&current).unwrap(), "gen-1\n0123456789abcdef\n");
    index.rebuild(listings(), at(12)).unwrap();
    folder.open(&Opened::Current);
}

#[test]
fn a_rebuild_by_another_process_is_noticed() {
    let folder = Folder::built();
    let serving = folder.open(&Opened::Current);
    serving.apply(&[(id(1), None)], at(20)).unwrap();
    let before = serving.generation();
    // Another process builds anew while this one holds the writer.
    let tool = folder.open(&Opened::Current);
    assert!(matches!(tool.apply(&[], at(21)), Err(SearchError::Busy)));
    tool.rebuild(listings().into_iter().take(5), at(18)).unwrap();
    assert_eq!(serving.document_count(), 11);
    drop(tool);
    assert_eq!((serving.position(), serving.document_count()), (Some(at(18)), 5));
    assert!(serving.generation() > before);
    serving.apply(&[(id(1), None)], at(21)).unwrap();
    assert_eq!(folder.open(&Opened::Current).document_count(), 4);
    serving.rebuild(listings(), at(22)).unwrap();
    assert_eq!(folder.generations(), ["gen-3"]);
}

#[test]
fn a_change_goes_to_the_index_that_another_process_built() {
    let folder = Folder::built();
    let serving = folder.open(&Opened::Current);
    serving.apply(&[], at(20)).unwrap();
    folder.open(&Opened::Current).rebuild(listings(), at(20)).unwrap();
    serving.apply(&[(id(1), None)], at(21)).unwrap();
    let reading = folder.open(&Opened::Current);
    assert_eq!((reading.position(), reading.document_count()), (Some(at(21)), 11));
    // And who only reads sees what the other writes.
    serving.apply(&[(id(2), None)], at(22)).unwrap();
    assert_eq!((reading.position(), reading.document_count()), (Some(at(22)), 10));
}

#[test]
fn an_index_that_is_taken_away_is_built_again() {
    for taken in ["", "CURRENT", "gen-1"] {
        let folder = Folder::built();
        let index = folder.open(&Opened::Current);
        index.apply(&[], at(13)).unwrap();
        let path = folder.0.join(taken);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        assert_eq!(index.position(), None, "{taken}");
        assert_eq!(ask(&index, &words("kok")).total, 2);
        assert!(index.apply(&[], at(14)).is_err());
        index.rebuild(listings(), at(15)).unwrap();
        assert_eq!(folder.open(&Opened::Current).position(), Some(at(15)));
        assert_eq!(index.position(), Some(at(15)));
    }
}

#[test]
fn an_unfinished_rebuild_changes_nothing() {
    let folder = Folder::built();
    let index = folder.open(&Opened::Current);
    let rebuild = index.begin_rebuild().unwrap();
    rebuild.add(&listing(50, "Kok")).unwrap();
    assert_eq!(index.building(), Some(1));
    // While it goes on, another one does not sweep it away.
    index.rebuild(listings(), at(14)).unwrap();
    assert_eq!(folder.generations(), ["gen-2", "gen-3"]);
    drop(rebuild);
    assert_eq!(index.building(), None);
    assert_eq!((index.position(), index.document_count()), (Some(at(14)), 12));
    index.rebuild(listings(), at(15)).unwrap();
    assert_eq!(folder.generations(), ["gen-4"]);
}

#[test]
fn what_is_not_ours_is_not_removed() {
    let folder = Folder::built();
    fs::create_dir(folder.0.join("gen-0")).unwrap();
    fs::write(folder.0.join("gen-0/holiday.jpg"), "x").unwrap();
    folder.open(&Opened::Current).rebuild(listings(), at(13)).unwrap();
    assert!(folder.0.join("gen-0/holiday.jpg").exists());
}

#[test]
fn a_directory_that_cannot_be_used_is_an_error() {
    let folder = Folder::new();
    fs::write(&folder.0, "a file").unwrap();
    assert!(matches!(Index::open(&folder.0.join("index")), Err(SearchError::Directory { .. })));
    fs::remove_file(&folder.0).unwrap();
}

#[test]
fn searching_goes_on_while_others_write_and_rebuild() {
    let folder = Folder::built();
    let index = folder.open(&Opened::Current);
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    assert_eq!(ask(&index, &words("kok")).total, 2);
                    assert!(index.position().is_some());
                }
            });
        }
        for seq in 0..3 {
            index.apply(&[(id(50), Some(listing(50, "Lasser")))], at(seq)).unwrap();
            index.rebuild(listings(), at(seq)).unwrap();
        }
        stop.store(true, Ordering::Relaxed);
    });
}

/// Where the child of a process writes. The parent makes the directory; without it, nobody asked.
fn folder_of(parent: u32) -> PathBuf {
    std::env::temp_dir().join(format!("baanin-search-killed-{parent}"))
}

/// Position n comes with document n, so that half a change would show.
#[test]
#[cfg(unix)]
#[ignore = "needs the test below, which starts and kills it"]
fn writes_until_it_is_killed() {
    let folder = folder_of(std::os::unix::process::parent_id());
    if !folder.is_dir() {
        return;
    }
    let (index, _) = Index::open(&folder).unwrap();
    let from = index.position().unwrap().seq;
    for seq in from + 1..from + 1_000 {
        let number = u32::try_from(seq).unwrap();
        let (gone, left) = (listing(number - 1, "Kok"), listing(number, "Kok"));
        index.apply(&[(left.id, Some(left)), (gone.id, None), (gone.id, Some(gone))], at(seq)).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn a_process_that_is_killed_leaves_the_last_commit() {
    let folder = Folder(folder_of(std::process::id()));
    folder.open(&Opened::Missing).rebuild([listing(1, "Kok")], at(1)).unwrap();
    for round in 1..=4 {
        let watching = folder.open(&Opened::Current);
        let before = watching.position().unwrap().seq;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "search::tests::disk::writes_until_it_is_killed", "--ignored"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // A minute at most, on a machine that does much else.
        for _ in 0..6_000 {
            if watching.position().unwrap().seq > before + 1 {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        std::thread::sleep(Duration::from_millis(17 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let index = folder.open(&Opened::Current);
        let seq = index.position().unwrap().seq;
        assert!(seq > before);
        assert_eq!(index.document_count(), seq.unsigned_abs());
        assert_eq!(ask(&index, &words("kok")).total, seq.unsigned_abs());
    }
}
