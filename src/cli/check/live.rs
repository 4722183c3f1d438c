//! Asks the program that serves on this machine how it does: for `baanin check --live` and for the state of its jobs.
//! Never over the network: it asks the address that the settings say the program listens on.

use std::io::{Error, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// An answer: status and body.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
}

/// Asks for a page.
pub(super) fn ask(address: SocketAddr, path: &str) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&reachable(address), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.0\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let status = text.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| Error::other("what listens there does not speak HTTP"))?;
    let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body).to_owned();
    Ok(Answer { status, body })
}

/// The address at which this machine reaches what listens on all its addresses.
fn reachable(address: SocketAddr) -> SocketAddr {
    let here = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(here, address.port())
}

/// The jobs that `/metrics` says fail: name, and how often in a row.
pub(super) fn failing_jobs(metrics: &str) -> Vec<(String, u32)> {
    let rows = metrics.lines().filter_map(|line| line.strip_prefix("baanin_job_failures_in_a_row{job=\""));
    let rows = rows.filter_map(|row| row.split_once("\"} ")).filter_map(|(job, count)| {
        let count = count.trim().parse::<u32>().ok()?;
        (count > 0).then(|| (job.to_owned(), count))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_that_fail_are_read_from_the_figures() {
        let text = "# TYPE baanin_job_failures_in_a_row gauge\nbaanin_job_failures_in_a_row{job=\"propose\"} 0\n\
                    baanin_job_failures_in_a_row{job=\"deliver_outbox\"} 12\n# EOF\n";
        assert_eq!(failing_jobs(text), [("deliver_outbox".to_owned(), 12)]);
    }

    #[test]
    fn what_listens_everywhere_is_asked_here() {
        assert_eq!(reachable("0.0.0.0:8080".parse().unwrap()), "127.0.0.1:8080".parse().unwrap());
        assert_eq!(reachable("[::]:8080".parse().unwrap()), "[::1]:8080".parse().unwrap());
        assert_eq!(reachable("10.0.0.5:80".parse().unwrap()), "10.0.0.5:80".parse().unwrap());
    }
}
