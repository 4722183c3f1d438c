//! A PostgreSQL of our own, thrown away at the end. Never one that somebody uses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::support::installation::{files_in, free_address};

/// Where the programs of PostgreSQL are.
fn programs() -> Option<PathBuf> {
    let mut versions = files_in(Path::new("/usr/lib/postgresql"));
    versions.sort_unstable();
    versions.into_iter().rev().map(|version| version.join("bin")).find(|bin| bin.join("initdb").exists())
}

/// Why there can be none here.
pub fn lacks() -> Option<String> {
    programs().is_none().then(|| "PostgreSQL is not installed".to_owned())
}

pub struct Cluster {
    directory: PathBuf,
    port: u16,
}

impl Cluster {
    pub fn start() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let directory = std::env::temp_dir().join(format!("baanin-faults-{}-{number}", std::process::id()));
        fs::create_dir_all(&directory).expect("the temporary directory can be written");
        // The database refuses to run as root.
        drop(Command::new("chown").arg("postgres:").arg(&directory).status());
        let cluster = Self { directory, port: free_address().port() };
        cluster.must("initdb", &["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        cluster.must("pg_ctl", &["-w", "start", "-l", &cluster.path("log"), "-o", &cluster.options()]);
        cluster
    }

    fn options(&self) -> String {
        let sockets = self.directory.display();
        format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={sockets} -c max_connections=100",
            self.port
        )
    }

    fn path(&self, name: &str) -> String {
        self.directory.join(name).display().to_string()
    }

    /// Stops and starts it: "fast" ends what is open, "immediate" is as if it crashed.
    pub fn restart(&self, mode: &str) {
        self.must("pg_ctl", &["-w", "restart", "-m", mode, "-l", &self.path("log"), "-o", &self.options()]);
    }

    pub fn stop(&self) {
        self.must("pg_ctl", &["-w", "stop", "-m", "fast"]);
    }

    pub fn go_on(&self) {
        self.must("pg_ctl", &["-w", "start", "-l", &self.path("log"), "-o", &self.options()]);
    }

    /// A new database; gives its address.
    pub fn database(&self) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("town_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let url = |name: &str| format!("postgres://postgres@127.0.0.1:{}/{name}", self.port);
        let mut conn = PgConnection::establish(&url("postgres")).expect("PostgreSQL answers");
        conn.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database can be made");
        url(&name)
    }

    fn must(&self, program: &str, arguments: &[&str]) {
        let program = programs().expect("PostgreSQL is installed").join(program);
        let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
        let mut command = if is_root {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.args(["-D", &self.path("data")]).args(arguments).current_dir("/");
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
        assert!(status.is_ok_and(|status| status.success()), "{arguments:?}: see {}", self.path("log"));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stop = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            self.must("pg_ctl", &["-w", "stop", "-m", "immediate"]);
        }));
        // It may have been stopped already.
        drop(stop);
        drop(fs::remove_dir_all(&self.directory));
    }
}
