//! The program that is measured, in a process of its own so that its memory can be read: the real server with its jobs, and
//! beside it a handler that says hello and does nothing else. Never longer than whoever started it listens.

use std::io::{BufRead, BufReader, Read, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use actix_web::{App as ActixApp, HttpServer, web};
use anyhow::Context;
use baanin::jobs;
use baanin::web::Server;

use super::fill;

/// Serves until the input ends.
pub fn serve(directory: &Path) -> anyhow::Result<()> {
    // Lines are made as in earnest, and thrown away.
    tracing_subscriber::fmt().with_writer(std::io::sink).init();
    let app = fill::open(directory)?;
    jobs::follow_changes::catch_up(&app)?;
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let any_port = SocketAddr::from(([127, 0, 0, 1], 0));
        let site = Server::build(app.clone(), any_port, workers)?;
        let hello = HttpServer::new(|| ActixApp::new().route("/", web::get().to(|| async { "hello" })));
        let hello = hello.workers(workers).bind(any_port)?;
        let hello_address = *hello.addrs().first().context("no address")?;
        writeln!(std::io::stdout(), "{} {hello_address}", site.address())?;
        let running = jobs::start(&app);
        let (site_handle, hello) = (site.handle(), hello.run());
        let hello_handle = hello.handle();
        std::thread::spawn(move || {
            // Whatever comes, also an error, is the end.
            drop(std::io::stdin().read_to_end(&mut Vec::new()));
            drop(site_handle.stop(false));
            drop(hello_handle.stop(false));
        });
        let (site, hello) = tokio::join!(site.run(), hello);
        running.stop(Duration::from_secs(5)).await;
        site.and(hello).map_err(anyhow::Error::from)
    })?;
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(())
}

/// The program as this one started it.
pub struct Program {
    child: Child,
    pub site: SocketAddr,
    pub hello: SocketAddr,
}

impl Program {
    /// Starts it over the installation in this directory.
    pub fn start(directory: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--serve")
            .arg(directory)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("while starting the program")?;
        let mut line = String::new();
        let output = child.stdout.take().context("no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let (site, hello) = line.trim().split_once(' ').context("the program did not start")?;
        Ok(Self { site: site.parse()?, hello: hello.parse()?, child })
    }

    /// How long it has used a processor, in milliseconds, to ten of them (proc(5), `utime` and `stime` of `stat`).
    pub fn processor(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields = stat.rsplit_once(')').context("no stat")?.1.split_whitespace();
        let ticks: Vec<f64> = fields.skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
        Ok(ticks.iter().sum::<f64>() * 10.0)
    }

    /// The memory that is its own (`RssAnon`), in megabytes.
    pub fn memory(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).context("no RssAnon")?;
        Ok(line.trim().trim_end_matches("kB").trim().parse::<f64>()? / 1_024.0)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        for _ in 0..100 {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
