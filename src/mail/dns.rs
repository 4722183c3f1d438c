//! What DNS says about mail in our name: SPF (RFC 7208), DMARC (RFC 7489) and the record of the DKIM key (RFC 6376).
//! Never part of sending: a person asks, with `baanin check`. That DNS does not answer is no fault of the mail.

use std::time::Duration;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hickory_resolver::TokioResolver;
use hickory_resolver::net::NetError;
use hickory_resolver::proto::rr::RData;

use super::dkim::PublicKey;
use super::smtp::Smtp;

/// How long the name server may take for one question.
const PATIENCE: Duration = Duration::from_secs(3);

/// How a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// In order.
    Good,
    /// Mail goes out, but arrives less surely; or nobody can tell.
    Doubtful,
    /// Mail will be refused or distrusted.
    Wrong,
}

/// What was found about one kind of record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// `SPF`, `DMARC` or `DKIM`.
    pub what: &'static str,
    /// How it stands.
    pub verdict: Verdict,
    /// In words for whoever keeps the installation.
    pub words: String,
}

type Judged = (Verdict, String);

/// Asks DNS about the domains that mail is sent in the name of: SPF is about the one that mail comes back to, DMARC and DKIM
/// about that of the sender.
#[must_use]
pub fn ask(server: &Smtp) -> Vec<Found> {
    let (domain, returns_to) = (server.domain(), server.returns_to());
    let names = match Names::open() {
        Ok(names) => names,
        Err(words) => return vec![Found { what: "DNS", verdict: Verdict::Doubtful, words }],
    };
    let dkim = match server.dkim() {
        Some(key) => names.texts(&key.record_name).map(|records| judge_dkim(&key.record_name, &key.public, &records)),
        None => {
            Ok((Verdict::Good, "not signed here (BAANIN_DKIM_KEY is not set); the mail server may sign".to_owned()))
        }
    };
    let spf = names.texts(returns_to).map(|records| judge_spf(returns_to, &records));
    [("SPF", spf), ("DMARC", names.dmarc(domain)), ("DKIM", dkim)]
        .map(|(what, judged)| {
            let (verdict, words) = judged.unwrap_or_else(|words| (Verdict::Doubtful, words));
            Found { what, verdict, words }
        })
        .to_vec()
}

/// The name server of this machine.
struct Names {
    runtime: tokio::runtime::Runtime,
    resolver: TokioResolver,
}

impl Names {
    fn open() -> Result<Self, String> {
        let not_set_up = |error: &dyn std::fmt::Display| format!("this machine has no name server to ask: {error}");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| not_set_up(&error))?;
        let mut builder = TokioResolver::builder_tokio().map_err(|error| not_set_up(&error))?;
        builder.options_mut().timeout = PATIENCE / 2;
        builder.options_mut().attempts = 1;
        let resolver = builder.build().map_err(|error| not_set_up(&error))?;
        Ok(Self { runtime, resolver })
    }

    /// The TXT records of a name; none when there are none. The error says that there was no answer.
    fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        // Complete names: no search domain of the machine is tried.
        let question = async { tokio::time::timeout(PATIENCE, self.resolver.txt_lookup(format!("{name}."))).await };
        let silent = |why: &dyn std::fmt::Display| format!("DNS does not answer about {name}: {why}");
        match self.runtime.block_on(question) {
            Ok(Ok(lookup)) => Ok(lookup.answers().iter().filter_map(|record| text_of(&record.data)).collect()),
            Ok(Err(error)) if NetError::is_no_records_found(&error) => Ok(Vec::new()),
            Ok(Err(error)) => Err(silent(&error)),
            Err(late) => Err(silent(&late)),
        }
    }

    /// The policy of the domain, or of the nearest domain above it that has one.
    fn dmarc(&self, domain: &str) -> Result<Judged, String> {
        let mut at = domain;
        loop {
            let records = self.texts(&format!("_dmarc.{at}"))?;
            if let Some(judged) = judge_dmarc(at, &records) {
                return Ok(judged);
            }
            match at.split_once('.') {
                Some((_, above)) if above.contains('.') => at = above,
                _ => break,
            }
        }
        Ok((
            Verdict::Doubtful,
            format!("{domain} has no DMARC record: receivers cannot tell our mail from forged mail"),
        ))
    }
}

/// A long record comes in parts of 255 bytes.
fn text_of(data: &RData) -> Option<String> {
    match data {
        RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
        _ => None,
    }
}

fn judge_spf(domain: &str, records: &[String]) -> Judged {
    let is_spf = |record: &&String| record.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("v=spf1"));
    let found: Vec<&String> = records.iter().filter(is_spf).collect();
    let [record] = found.as_slice() else {
        return if found.is_empty() {
            (Verdict::Doubtful, format!("{domain} has no SPF record: receivers cannot tell who may send in its name"))
        } else {
            (Verdict::Wrong, format!("{domain} has {} SPF records: receivers then use none of them", found.len()))
        };
    };
    let words: Vec<String> = record.split_whitespace().map(str::to_ascii_lowercase).collect();
    let has = |word: &str| words.iter().any(|each| each == word);
    if has("all") || has("+all") {
        return (Verdict::Wrong, format!("{domain} lets everybody send in its name ({record})"));
    }
    if has("?all") || !(has("-all") || has("~all") || words.iter().any(|word| word.starts_with("redirect="))) {
        return (Verdict::Doubtful, format!("{domain} does not say that others may not send in its name ({record})"));
    }
    let look = "whether it names the mail server, its keeper knows";
    (Verdict::Good, format!("{domain} has one ({record}); {look}"))
}

/// `None` when there is no DMARC record here.
fn judge_dmarc(domain: &str, records: &[String]) -> Option<Judged> {
    let found: Vec<&String> = records.iter().filter(|record| tag(record, "v").is_some_and(|v| v == "DMARC1")).collect();
    let record = match found.as_slice() {
        [] => return None,
        [record] => *record,
        more => {
            let words = format!("{domain} has {} DMARC records: receivers then use none of them", more.len());
            return Some((Verdict::Wrong, words));
        }
    };
    Some(match tag(record, "p").as_deref() {
        Some("reject" | "quarantine") => (Verdict::Good, format!("{domain} has one ({record})")),
        Some("none") => (Verdict::Good, format!("{domain} has one that only watches ({record})")),
        _ => (Verdict::Doubtful, format!("{domain} has one without a policy ({record})")),
    })
}

fn judge_dkim(name: &str, key: &PublicKey, records: &[String]) -> Judged {
    let expected = key.record();
    // Spaces may stand in a key that was pasted in parts.
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let base64 = GeneralPurpose::new(&STANDARD, lenient);
    let keys: Vec<(String, String)> = records
        .iter()
        .filter(|record| tag(record, "v").is_none_or(|version| version == "DKIM1"))
        .filter_map(|record| Some((tag(record, "k").unwrap_or_else(|| "rsa".to_owned()), tag(record, "p")?)))
        .collect();
    let same =
        |(kind, p): &(String, String)| kind == key.kind && base64.decode(p).is_ok_and(|bytes| bytes == key.bytes);
    match keys.as_slice() {
        [] => (
            Verdict::Doubtful,
            format!("{name} has no record, so nobody can check the signature; it must be {expected}"),
        ),
        [one] if same(one) => (Verdict::Good, format!("{name} holds the public part of the key")),
        [(_, p)] if p.is_empty() => {
            (Verdict::Wrong, format!("{name} says that the key is withdrawn; it must be {expected}"))
        }
        [_] => (Verdict::Wrong, format!("{name} holds another key; it must be {expected}")),
        more => (Verdict::Wrong, format!("{name} holds {} keys; it must hold one: {expected}", more.len())),
    }
}

/// The value of a tag of a list like `v=DKIM1; k=rsa; p=…`, without white space.
fn tag(record: &str, name: &str) -> Option<String> {
    let pairs = record.split(';').filter_map(|pair| pair.split_once('='));
    let value = |(key, value): (&str, &str)| (key.trim() == name).then(|| value.split_whitespace().collect());
    pairs.into_iter().find_map(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn spf_is_one_record_that_shuts_others_out() {
        let cases: [(&[&str], Verdict); 9] = [
            (&["v=spf1 include:spf.example.nl -all"], Verdict::Good),
            (&["google-site-verification=x", "v=spf1 mx ~all"], Verdict::Good),
            (&["V=SPF1 redirect=_spf.example.nl"], Verdict::Good),
            (&[], Verdict::Doubtful),
            (&["v=spf10 -all"], Verdict::Doubtful),
            (&["v=spf1 mx"], Verdict::Doubtful),
            (&["v=spf1 mx ?all"], Verdict::Doubtful),
            (&["v=spf1 +all"], Verdict::Wrong),
            (&["v=spf1 -all", "v=spf1 mx -all"], Verdict::Wrong),
        ];
        for (texts, verdict) in cases {
            assert_eq!(judge_spf("bind.example.nl", &records(texts)).0, verdict, "{texts:?}");
        }
    }

    #[test]
    fn dmarc_is_one_record_with_a_policy() {
        let cases: [(&[&str], Option<Verdict>); 6] = [
            (&["v=DMARC1; p=reject; rua=mailto:x@example.nl"], Some(Verdict::Good)),
            (&["v=DMARC1;p=none"], Some(Verdict::Good)),
            (&["v=DMARC1"], Some(Verdict::Doubtful)),
            (&["v=DMARC1; p=none", "v=DMARC1; p=reject"], Some(Verdict::Wrong)),
            (&[], None),
            (&["v=spf1 -all"], None),
        ];
        for (texts, verdict) in cases {
            assert_eq!(judge_dmarc("bind.example.nl", &records(texts)).map(|judged| judged.0), verdict, "{texts:?}");
        }
    }

    #[test]
    fn the_record_holds_the_public_part_of_the_key() {
        let key = PublicKey { kind: "ed25519", bytes: vec![7; 32] };
        let right = key.record();
        let unpadded = right.trim_end_matches('=').replace("p=BwcH", "p=Bw cH");
        let other = PublicKey { bytes: vec![8; 32], ..key.clone() }.record();
        let cases: [(&[&str], Verdict); 6] = [
            (&[&right], Verdict::Good),
            (&[&unpadded], Verdict::Good),
            (&[&other], Verdict::Wrong),
            (&["v=DKIM1; p="], Verdict::Wrong),
            (&[&right, &other], Verdict::Wrong),
            (&[], Verdict::Doubtful),
        ];
        for (texts, verdict) in cases {
            let (found, words) = judge_dkim("s._domainkey.bind.example.nl", &key, &records(texts));
            assert_eq!(found, verdict, "{texts:?}");
            assert!(found == Verdict::Good || words.contains(&right), "{words}");
        }
        let as_rsa = right.replace("k=ed25519", "k=rsa");
        assert_eq!(judge_dkim("s", &key, &[as_rsa]).0, Verdict::Wrong, "the kind counts");
    }
}
