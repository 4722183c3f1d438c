//! DKIM (RFC 6376, RFC 8463): the key of this installation, and the signature that it puts on a mail.
//! Never the key in anything that is printed, and never the only thing that vouches for a mail: SPF does too.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use lettre::Message as Letter;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey, dkim_sign,
};
use lettre::message::header::HeaderName;
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPrivateKey};
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey, LineEnding, PrivateKeyInfo, SecretDocument};
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey};

use crate::config::DkimSettings;

/// What is signed: all that a reader sees, and what programs act on. A header that is not there is signed as absent. Content-Type
/// is not among them: lettre keeps it with the body and would sign it as absent, which no receiver would find to be so.
const SIGNED: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// The object identifier of Ed25519 (RFC 8410).
const ED25519: &str = "1.3.101.112";

/// Receivers do not look at signatures of shorter keys (RFC 8301).
const SHORTEST_RSA: usize = 1024;

/// The key that mails are signed with.
pub struct DkimKey {
    config: DkimConfig,
    /// The public part, as it must stand in DNS.
    pub(super) public: PublicKey,
    /// Where it must stand: `selector._domainkey.domain`.
    pub(super) record_name: String,
}

/// The public part of a key, as it stands in DNS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PublicKey {
    /// `rsa` or `ed25519`: the tag `k`.
    pub(super) kind: &'static str,
    /// The tag `p`, decoded.
    pub(super) bytes: Vec<u8>,
}

impl PublicKey {
    /// The record that must stand in DNS.
    pub(super) fn record(&self) -> String {
        format!("v=DKIM1; k={}; p={}", self.kind, STANDARD.encode(&self.bytes))
    }
}

impl DkimKey {
    /// Reads the key file; the domain is that of the sender.
    ///
    /// # Errors
    /// In a sentence, without anything of the file.
    pub(super) fn open(settings: &DkimSettings, domain: &str) -> Result<Self, String> {
        let pem = std::fs::read_to_string(&settings.key)
            .map_err(|error| format!("BAANIN_DKIM_KEY ({}) cannot be read: {error}", settings.key.display()))?;
        let (key, public) = read_key(&pem).map_err(|problem| format!("BAANIN_DKIM_KEY {problem}"))?;
        let relaxed = DkimCanonicalizationType::Relaxed;
        let config = DkimConfig::new(
            settings.selector.clone(),
            domain.to_owned(),
            key,
            SIGNED.map(HeaderName::new_from_ascii_str).to_vec(),
            DkimCanonicalization { header: relaxed, body: relaxed },
        );
        Ok(Self { config, public, record_name: format!("{}._domainkey.{domain}", settings.selector) })
    }

    /// Signs. The header tells when (`t=`): of a mail that is sent again only this header differs.
    pub(super) fn sign(&self, letter: &mut Letter) {
        dkim_sign(letter, &self.config);
    }
}

/// A private key in PEM: RSA (PKCS#1 or PKCS#8) or Ed25519 (PKCS#8).
fn read_key(pem: &str) -> Result<(DkimSigningKey, PublicKey), &'static str> {
    let not_ours = "holds no private key of RSA or Ed25519 in PEM (without a password)";
    if let Ok(key) = RsaPrivateKey::from_pkcs1_pem(pem).or_else(|_| RsaPrivateKey::from_pkcs8_pem(pem)) {
        if key.size() * 8 < SHORTEST_RSA {
            return Err("holds an RSA key that is too short: make one of 2048 bits");
        }
        let public = RsaPublicKey::from(&key).to_public_key_der().map_err(|_error| not_ours)?;
        let pem = key.to_pkcs1_pem(LineEnding::LF).map_err(|_error| not_ours)?;
        let signing = DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa).map_err(|_error| not_ours)?;
        return Ok((signing, PublicKey { kind: "rsa", bytes: public.into_vec() }));
    }
    let (_, document) = SecretDocument::from_pem(pem).map_err(|_error| not_ours)?;
    let info = PrivateKeyInfo::try_from(document.as_bytes()).map_err(|_error| not_ours)?;
    // RFC 8410: the key is an OCTET STRING of 32 bytes inside that of PKCS#8.
    let seed = match info.private_key {
        [4, 32, seed @ ..] if info.algorithm.oid.to_string() == ED25519 => {
            seed.try_into().map_err(|_error| not_ours)?
        }
        _ => return Err(not_ours),
    };
    let public = SigningKey::from_bytes(&seed).verifying_key().to_bytes().to_vec();
    let signing =
        DkimSigningKey::new(&STANDARD.encode(seed), DkimSigningAlgorithm::Ed25519).map_err(|_error| not_ours)?;
    Ok((signing, PublicKey { kind: "ed25519", bytes: public }))
}

#[cfg(test)]
mod tests {
    use crate::mail::Unsubscribe;
    use std::path::PathBuf;

    use rsa::Pkcs1v15Sign;
    use rsa::pkcs8::DecodePublicKey;
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::mail::message::tests::message;

    // Made for these tests, known to everybody, used nowhere.
    const RSA: &str = "-----BEGIN RSA PRIVATE KEY-----
MIICXwIBAAKBgQDStuLErChqqVoITCJZaZAchV2Pb6hsL/MfdWUH5TM1YcXGTFun
tKD6kZ5lEXl51tP5QvNTkQOJtuRFF66qvV+mygkG1Q8xlpQDzzvCGo8hWq+2Yke6
6GvzJmNwLaE/NsqyCYpkP+PsR+tyk9s643fd6NsdpQcHxaxMJXH2nVopTQIDAQAB
AoGBALSrGsSG2CCcFBYJMWp4mJfbwdy6YC5i7pKKlZWvb7jVnD3qOqwQs/Yj5SvD
T+SnzhhqzzdXnzD1H8QeCiVbOia5yN2hh7H6aaWZx11cOPmAEZqEBhpLHLpPHZAF
Ss1ZkNUZ7OxifD/pEs5NxkEVpAKJ4BZEJx5pMVDm8Py7CaIBAkEA6fY+W757qu4M
OwbarHI8wSYKv9HS9DRH/jwn1e3D3R0xpaUDVsgPL8/POcXC9iariQ37xIVnVBUR
pXvhI4nXbwJBAOaQDWIcbi8qxymT/y1IPPpJ/JfQvQO2L59MK5wZJ8uLd3LBxy6b
/58FOfIwzvraIBZ1g64Ti/WZ4Ssa83P0DQMCQQCfeNASeukSnoXJqiddidRtlz+W
djADcqtr2JcSk6mAywhvLuXyvhTT8yL97xWv8LXViqmEz6WZw26uzJyuO6OTAkEA
x8QCRIKbmTR4UXcQflx7sOSP/b33NxMQWfY2Rs6o4zwYp45sFN9G8LInjcdqXoDF
kpAJIrd+6bKFHMMCMvI+nwJBAIcIIeWgO9MpzVi6DMSzR0f7hJ9dUG7Nhu8JV4Ih
TSYopsTDzqzgTi4mMpJJZ1zTpw+6BazDOTLxJ45aQ+LOq0M=
-----END RSA PRIVATE KEY-----
";
    const RSA_PKCS8: &str = "-----BEGIN PRIVATE KEY-----
MIICeQIBADANBgkqhkiG9w0BAQEFAASCAmMwggJfAgEAAoGBANK24sSsKGqpWghM
IllpkByFXY9vqGwv8x91ZQflMzVhxcZMW6e0oPqRnmUReXnW0/lC81ORA4m25EUX
rqq9X6bKCQbVDzGWlAPPO8IajyFar7ZiR7roa/MmY3AtoT82yrIJimQ/4+xH63KT
2zrjd93o2x2lBwfFrEwlcfadWilNAgMBAAECgYEAtKsaxIbYIJwUFgkxaniYl9vB
3LpgLmLukoqVla9vuNWcPeo6rBCz9iPlK8NP5KfOGGrPN1efMPUfxB4KJVs6JrnI
3aGHsfpppZnHXVw4+YARmoQGGkscuk8dkAVKzVmQ1Rns7GJ8P+kSzk3GQRWkAong
FkQnHmkxUObw/LsJogECQQDp9j5bvnuq7gw7BtqscjzBJgq/0dL0NEf+PCfV7cPd
HTGlpQNWyA8vz885xcL2JquJDfvEhWdUFRGle+EjiddvAkEA5pANYhxuLyrHKZP/
LUg8+kn8l9C9A7Yvn0wrnBkny4t3csHHLpv/nwU58jDO+togFnWDrhOL9ZnhKxrz
c/QNAwJBAJ940BJ66RKehcmqJ12J1G2XP5Z2MANyq2vYlxKTqYDLCG8u5fK+FNPz
Iv3vFa/wtdWKqYTPpZnDbq7MnK47o5MCQQDHxAJEgpuZNHhRdxB+XHuw5I/9vfc3
ExBZ9jZGzqjjPBinjmwU30bwsieNx2pegMWSkAkit37psoUcwwIy8j6fAkEAhwgh
5aA70ynNWLoMxLNHR/uEn11Qbs2G7wlXgiFNJiimxMPOrOBOLiYykklnXNOnD7oF
rMM5MvEnjlpD4s6rQw==
-----END PRIVATE KEY-----
";
    const ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIH1dcYkcl1SYcBE6n41sIoaDvE5Kh1UCz33jhXux69wi
-----END PRIVATE KEY-----
";

    fn opened(name: &str, pem: &str) -> Result<DkimKey, String> {
        let key: PathBuf = std::env::temp_dir().join(format!("baanin-dkim-{}-{name}.pem", std::process::id()));
        std::fs::write(&key, pem).unwrap();
        let opened = DkimKey::open(&DkimSettings { key: key.clone(), selector: "s2026".to_owned() }, "bind.example.nl");
        std::fs::remove_file(key).unwrap();
        opened
    }

    /// "Relaxed" of RFC 6376 §3.4.2, written down once more: what lettre makes of it is what is tested.
    fn relaxed_header(header: &str) -> String {
        let (name, value) = header.split_once(':').unwrap();
        let words: Vec<&str> = value.split_whitespace().collect();
        format!("{}:{}", name.trim().to_lowercase(), words.join(" "))
    }

    /// §3.4.4.
    fn relaxed_body(body: &str) -> String {
        let squeeze = |line: &str| {
            let inner = line.trim_end_matches([' ', '\t']);
            let words: Vec<&str> = inner.split([' ', '\t']).collect();
            let squeezed = words.iter().enumerate().filter(|(at, word)| *at == 0 || !word.is_empty());
            squeezed.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
        };
        let lines: Vec<String> = body.split("\r\n").map(squeeze).collect();
        let text = lines.join("\r\n");
        format!("{}\r\n", text.trim_end_matches("\r\n"))
    }

    /// Checks a signed mail as a receiver does, with nothing but the public part.
    fn verifies(mail: &str, public: &PublicKey) -> bool {
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let named = |name: &str| {
            let is = |line: &&str| line.split(':').next().is_some_and(|each| each.eq_ignore_ascii_case(name));
            head.split("\r\n").filter(is).last()
        };
        let signature = named("DKIM-Signature").unwrap();
        let tags: std::collections::HashMap<String, String> = signature[signature.find(':').unwrap() + 1..]
            .split(';')
            .filter_map(|tag| tag.split_once('='))
            .map(|(name, value)| (name.trim().to_owned(), value.split_whitespace().collect()))
            .collect();
        assert_eq!((tags["d"].as_str(), tags["s"].as_str()), ("bind.example.nl", "s2026"));
        if STANDARD.encode(Sha256::digest(relaxed_body(body))) != tags["bh"] {
            return false;
        }
        let mut signed: String =
            tags["h"].split(':').filter_map(named).map(|header| relaxed_header(header) + "\r\n").collect();
        let value = relaxed_header(signature);
        // The signature itself counts as empty; it stands last.
        signed += &value[..value.rfind("b=").unwrap() + 2];
        let Ok(signature) = STANDARD.decode(&tags["b"]) else { return false };
        let hash = Sha256::digest(&signed);
        if public.kind == "rsa" {
            let key = RsaPublicKey::from_public_key_der(&public.bytes).unwrap();
            key.verify(Pkcs1v15Sign::new::<Sha256>(), &hash, &signature).is_ok()
        } else {
            let key = ed25519_dalek::VerifyingKey::from_bytes(public.bytes.as_slice().try_into().unwrap()).unwrap();
            key.verify_strict(&hash, &ed25519_dalek::Signature::from_slice(&signature).unwrap()).is_ok()
        }
    }

    #[test]
    fn a_receiver_can_check_the_signature() {
        for (name, pem) in [("rsa", RSA), ("rsa8", RSA_PKCS8), ("ed25519", ED25519)] {
            let key = opened(name, pem).unwrap();
            let mut letter = crate::mail::Message {
                text: "Goedemorgen,  \r\n\r\nUw  café is\tlang genoeg om te breken, ".repeat(9) + "\n\n\n",
                unsubscribe: Some(Unsubscribe::OneClick("https://bind.example.nl/mail/afmelden/x".to_owned())),
                ..message()
            }
            .letter()
            .unwrap();
            key.sign(&mut letter);
            let mail = String::from_utf8(letter.formatted()).unwrap();
            assert!(verifies(&mail, &key.public), "{name}:\n{mail}");
            for (from, to) in
                [("Uw=", "Uv="), ("instellingen", "uitstellingen"), ("Subject: ", "Subject: x"), ("Zo", "Zu")]
            {
                let changed = mail.replacen(from, to, 1);
                assert!(changed == mail || !verifies(&changed, &key.public), "{name}: {from} was changed");
            }
        }
    }

    #[test]
    fn only_the_signature_differs_when_it_is_sent_again() {
        let key = opened("again", ED25519).unwrap();
        let mut letter = message().letter().unwrap();
        key.sign(&mut letter);
        let signed = String::from_utf8(letter.formatted()).unwrap();
        let plain = String::from_utf8(message().to_bytes().unwrap()).unwrap();
        let at = signed.find("DKIM-Signature:").unwrap();
        // Its folded lines begin with a space or a tab.
        let goes_on = |(end, _): &(usize, &str)| !signed[at + end + 2..].starts_with([' ', '\t']);
        let end = at + signed[at..].match_indices("\r\n").find(goes_on).unwrap().0 + 2;
        assert_eq!(format!("{}{}", &signed[..at], &signed[end..]), plain);
    }

    #[test]
    fn both_files_of_one_key_are_one_key_and_rubbish_is_none() {
        assert_eq!(opened("one", RSA).unwrap().public, opened("other", RSA_PKCS8).unwrap().public);
        assert_eq!(opened("name", ED25519).unwrap().record_name, "s2026._domainkey.bind.example.nl");
        for (name, pem) in [("empty", ""), ("text", "geheim"), ("cut", &RSA[..300])] {
            let problem = opened(name, pem).err().unwrap();
            assert!(
                problem.starts_with("BAANIN_DKIM_KEY holds no private key") && !problem.contains("geheim"),
                "{problem}"
            );
        }
    }
}
