//! The program's commands over the database of a test: the binary itself, in a directory of its own.
//! Never on the clock of the test: a command reads the machine's.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use super::program::TestApp;

/// Tests run side by side, each in directories of its own.
static NUMBER: AtomicU32 = AtomicU32::new(0);

impl TestApp {
    /// Runs `baanin import …` on a file with this name and text; gives the report that it prints.
    #[track_caller]
    pub fn imports(&self, what: &str, name: &str, text: &str) -> serde_json::Value {
        let database = self.database.url();
        let own = format!("import-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(own);
        fs::create_dir_all(&directory).expect("the target directory can be written");
        fs::write(directory.join(name), text).expect("the file can be written");
        let output = Command::new(env!("CARGO_BIN_EXE_baanin"))
            .args(["import", what, name, "--source", "suite"])
            .current_dir(&directory)
            .env_clear()
            .env("DATABASE_URL", database)
            .stdin(Stdio::null())
            .output()
            .expect("the program can be started");
        let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && !stderr.contains("panicked"), "{what}: {stdout}\n{stderr}");
        drop(fs::remove_dir_all(&directory));
        serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}"))
    }

    /// Runs a command with this on its standard input; gives its exit code and what it prints.
    #[track_caller]
    pub fn pipes(&self, arguments: &[&str], input: &[u8]) -> (Option<i32>, serde_json::Value) {
        let own = format!("pipe-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(own);
        fs::create_dir_all(&directory).expect("the target directory can be written");
        let mut program = Command::new(env!("CARGO_BIN_EXE_baanin"))
            .args(arguments)
            .current_dir(&directory)
            .env_clear()
            .env("DATABASE_URL", self.database.url())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        program.stdin.take().expect("it is piped").write_all(input).expect("it reads to the end");
        let output = program.wait_with_output().expect("the program ends");
        let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!stderr.contains("panicked"), "{arguments:?}: {stdout}\n{stderr}");
        drop(fs::remove_dir_all(&directory));
        // A command that refuses says why on stderr only.
        let said = if stdout.is_empty() { "null" } else { &*stdout };
        let said = serde_json::from_str(said).unwrap_or_else(|error| panic!("{error}: {stdout}\n{stderr}"));
        (output.status.code(), said)
    }
}
