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

/// What is signed: all that a reader sees, and what programs act on. A header that is not there is signed as absent.
const SIGNED: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Auto-Submitted",
    "List-Unsubscribe",
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
