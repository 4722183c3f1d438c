//! The address of a visitor: of the connection, or what a proxy that is trusted says.
//! Never what a visitor says himself: what stands left of the first stranger is his own word.

use std::net::{IpAddr, SocketAddr};

use actix_web::http::header::HeaderMap;

use crate::config::Network;

/// The address behind a connection. `X-Forwarded-For` is read from the right, since every proxy adds to its end: past
/// those that are trusted, to the first that is not.
pub fn visitor_address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut visitor = peer.to_canonical();
    // Bytes that are no text become a word that is no address: such a line is not passed over.
    let lines = headers.get_all("x-forwarded-for").map(|line| String::from_utf8_lossy(line.as_bytes()));
    let lines: Vec<_> = lines.collect();
    for word in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        if !is_trusted(visitor) {
            break;
        }
        // Something that is no address comes from no proxy of ours: who passed it on is the last that is known.
        let Some(address) = address(word.trim()) else { break };
        visitor = address.to_canonical();
    }
    visitor
}

/// An address as proxies write it: alone, or with a port.
fn address(word: &str) -> Option<IpAddr> {
    let alone = word.trim_start_matches('[').trim_end_matches(']').parse().ok();
    alone.or_else(|| word.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn seen(peer: &str, lines: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(HeaderName::from_static("x-forwarded-for"), HeaderValue::from_str(line).unwrap());
        }
        let trusted: Vec<Network> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        visitor_address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", &["127.0.0.1"], &["127.0.0.1"]), "203.0.113.9");
    }

    #[test]
    fn a_proxy_is_believed_and_its_visitor_is_not() {
        let here = &["127.0.0.1"];
        assert_eq!(seen("127.0.0.1", &["203.0.113.9"], here), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", &["10.9.9.9, 203.0.113.9"], here), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", &["127.0.0.1, 203.0.113.9"], here), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", &["10.9.9.9", "203.0.113.9"], here), "203.0.113.9");
    }

    #[test]
    fn a_row_of_proxies_is_gone_through_from_the_right() {
        let ours = &["127.0.0.1", "10.0.0.0/8"];
        assert_eq!(seen("127.0.0.1", &["6.6.6.6, 203.0.113.9, 10.0.0.7"], ours), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", &["6.6.6.6, 203.0.113.9", "10.0.0.7, 10.0.0.8"], ours), "203.0.113.9");
        // All of ours: somebody inside.
        assert_eq!(seen("127.0.0.1", &["10.0.0.7"], ours), "10.0.0.7");
    }

    #[test]
    fn nonsense_ends_the_row() {
        let here = &["127.0.0.1"];
        for line in ["", "unknown", "_hidden", "203.0.113.9, x", "203.0.113.9,"] {
            assert_eq!(seen("127.0.0.1", &[line], here), "127.0.0.1", "{line}");
        }
        assert_eq!(seen("127.0.0.1", &[], here), "127.0.0.1");
    }

    #[test]
    fn bytes_that_are_no_text_end_the_row_too() {
        let mut headers = HeaderMap::new();
        for line in [b"6.6.6.6".as_slice(), b"6.6.6.7, \xe9"] {
            let line = HeaderValue::from_bytes(line).unwrap();
            headers.append(HeaderName::from_static("x-forwarded-for"), line);
        }
        let (proxy, trusted) = ("127.0.0.1".parse().unwrap(), ["127.0.0.1".parse().unwrap()]);
        assert_eq!(visitor_address(proxy, &headers, &trusted).to_string(), "127.0.0.1");
        let appended = HeaderValue::from_bytes(b"6.6.6.8 \xe9, 203.0.113.9").unwrap();
        headers.append(HeaderName::from_static("x-forwarded-for"), appended);
        assert_eq!(visitor_address(proxy, &headers, &trusted).to_string(), "203.0.113.9");
    }

    #[test]
    fn ports_and_other_spellings_are_read() {
        let here = &["127.0.0.1"];
        assert_eq!(seen("127.0.0.1", &["203.0.113.9:4711"], here), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", &["[2001:db8::1]:4711"], here), "2001:db8::1");
        assert_eq!(seen("127.0.0.1", &["[2001:db8::1]"], here), "2001:db8::1");
        assert_eq!(seen("::ffff:127.0.0.1", &["::ffff:203.0.113.9"], here), "203.0.113.9");
    }
}
