//! A client that asks one address after another over connections that stay open: no more HTTP than that takes.
//! Never a measurement of its own machine alone: what it costs is in every number, also in that of the bare handler.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
    request: String,
}

impl Client {
    pub async fn to(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.context("while connecting")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(1 << 17), request: String::new() })
    }

    /// Asks for a path; gives the status and the length of the body, which is in [`Client::body`].
    pub async fn get(&mut self, path: &str, headers: &str) -> anyhow::Result<u16> {
        self.request.clear();
        self.request.push_str("GET ");
        self.request.push_str(path);
        self.request.push_str(" HTTP/1.1\r\nHost: load.test\r\n");
        self.request.push_str(headers);
        self.request.push_str("\r\n");
        self.stream.write_all(self.request.as_bytes()).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(at) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the server closed the connection");
        };
        let text = std::str::from_utf8(&self.buffer[..head])?.to_ascii_lowercase();
        let status = text.get(9..12).context("no status")?.parse()?;
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
        match length {
            Some(length) => {
                let end = head + length.trim().parse::<usize>()?;
                while self.buffer.len() < end {
                    ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the server closed the connection");
                }
            }
            None => {
                while !self.buffer.ends_with(b"0\r\n\r\n") {
                    ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the server closed the connection");
                }
            }
        }
        Ok(status)
    }

    /// The last answer, with its head.
    pub fn answer(&self) -> &[u8] {
        &self.buffer
    }
}

/// How many answers a second so many connections get that ask again as soon as they are answered.
pub async fn throughput(
    address: SocketAddr,
    (connections, lasting): (u64, Duration),
    headers: &'static str,
    path: impl Fn(u64) -> String + Send + Sync + 'static,
) -> anyhow::Result<f64> {
    let (path, next) = (Arc::new(path), Arc::new(AtomicU64::new(0)));
    let started = Instant::now();
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let (path, next) = (Arc::clone(&path), Arc::clone(&next));
        asking.spawn(async move {
            let mut client = Client::to(address).await?;
            let mut answered = 0_u32;
            while started.elapsed() < lasting {
                let path = path(next.fetch_add(1, Ordering::Relaxed));
                let status = client.get(&path, headers).await?;
                ensure!(status == 200, "{path} is answered with {status}");
                answered += 1;
            }
            anyhow::Ok(answered)
        });
    }
    let mut answered = 0_u32;
    while let Some(result) = asking.join_next().await {
        answered += result??;
    }
    Ok(f64::from(answered) / started.elapsed().as_secs_f64())
}

/// How long a single caller waits, in milliseconds: half of the answers come sooner, and ninety-nine in a hundred.
pub async fn waiting(address: SocketAddr, paths: impl Iterator<Item = String>) -> anyhow::Result<(f64, f64)> {
    let mut client = Client::to(address).await?;
    let mut waited = Vec::new();
    for path in paths {
        let started = Instant::now();
        let status = client.get(&path, "").await?;
        waited.push(started.elapsed().as_secs_f64() * 1_000.0);
        ensure!(status == 200, "{path} is answered with {status}");
    }
    waited.sort_by(f64::total_cmp);
    let at = |hundredths: usize| waited.get(waited.len() * hundredths / 100).copied().unwrap_or_default();
    Ok((at(50), at(99)))
}
