//! Links in mails: tokens that say which row they open and for what, signed with the installation's secret.
//! Never a stored token: it is computed from the row (HMAC-SHA-256, RFC 2104), so a mail that is sent again holds the same link.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::domain::delivery::AddressMark;
use crate::domain::text::EmailAddress;

/// What a link is for. The purpose is part of the signature: a token for one cannot be used for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Log in.
    LogIn,
    /// Confirm a listing that the netwerker prepared.
    ConfirmListing,
    /// Make the first admin of an installation.
    FirstAdmin,
    /// Answer whether we may share a candidate's profile.
    Consent,
    /// See an introduction as the contact person to whom a mail went, and answer it.
    Introduction,
    /// Confirm a saved search, bound to how often it comes.
    ConfirmSavedSearch,
    /// Keep a saved search for another year.
    KeepSavedSearch,
    /// Stop a saved search.
    StopSavedSearch,
    /// A form on a page, bound to the visitor (see [`Signer::form_token`]).
    Form,
    /// No link: the fingerprint of the secret itself.
    Fingerprint,
}

impl LinkPurpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::LogIn => b"log-in",
            Self::ConfirmListing => b"confirm-listing",
            Self::FirstAdmin => b"first-admin",
            Self::Consent => b"consent",
            Self::Introduction => b"introduction",
            Self::ConfirmSavedSearch => b"confirm-saved-search",
            Self::KeepSavedSearch => b"keep-saved-search",
            Self::StopSavedSearch => b"stop-saved-search",
            Self::Form => b"form",
            Self::Fingerprint => b"fingerprint",
        }
    }
}

/// Signs and checks tokens with the installation's secret.
#[derive(Clone)]
pub struct Signer {
    key: [u8; 32],
}

impl Signer {
    /// A signer with this secret.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// The token for a row and a purpose: 16 bytes of identifier and 16 of signature, as 43 characters of base64url.
    #[must_use]
    pub fn token(&self, id: Uuid, purpose: LinkPurpose) -> String {
        self.sign(id, purpose, b"")
    }

    /// The row that a token opens, when the signature is right.
    #[must_use]
    pub fn open(&self, token: &str, purpose: LinkPurpose) -> Option<Uuid> {
        self.check(token, purpose, b"")
    }

    /// The token for a row that works as long as the row still belongs to `holder` (a mail address: a link that went to
    /// the wrong one is dead once it is corrected).
    #[must_use]
    pub fn token_of(&self, id: Uuid, purpose: LinkPurpose, holder: &str) -> String {
        self.sign(id, purpose, holder.as_bytes())
    }

    /// The row that a token of [`Signer::token_of`] claims to open; nothing is checked yet.
    #[must_use]
    pub fn claimed(token: &str) -> Option<Uuid> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == 32)?;
        Uuid::from_slice(&bytes[..16]).ok()
    }

    /// Whether a token was made for this holder of the row that it claims.
    #[must_use]
    pub fn belongs_to(&self, token: &str, purpose: LinkPurpose, holder: &str) -> bool {
        self.check(token, purpose, holder.as_bytes()).is_some()
    }

    /// The token of one rendered form, bound to the visitor's session (empty without one).
    #[must_use]
    pub fn form_token(&self, form: Uuid, visitor: &[u8]) -> String {
        self.sign(form, LinkPurpose::Form, visitor)
    }

    /// The form that a token belongs to, when it was made for this visitor.
    #[must_use]
    pub fn open_form(&self, token: &str, visitor: &[u8]) -> Option<Uuid> {
        self.check(token, LinkPurpose::Form, visitor)
    }

    /// Tells one secret from another without telling the secret: links that were made under one fingerprint do not work
    /// under another.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let digest = self.mac(Uuid::nil(), LinkPurpose::Fingerprint, b"").finalize().into_bytes();
        format!("{:08x}", u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
    }

    /// The mark of a mail address: the same for the same address, and nothing to read without the secret.
    #[must_use]
    pub fn address_mark(&self, address: &EmailAddress) -> AddressMark {
        AddressMark::new(self.keyed(&[b"mail-address", address.as_str().as_bytes()]).finalize().into_bytes().into())
    }

    fn sign(&self, id: Uuid, purpose: LinkPurpose, bound_to: &[u8]) -> String {
        let mut bytes = [0_u8; 32];
        bytes[..16].copy_from_slice(id.as_bytes());
        bytes[16..].copy_from_slice(&self.mac(id, purpose, bound_to).finalize().into_bytes()[..16]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn check(&self, token: &str, purpose: LinkPurpose, bound_to: &[u8]) -> Option<Uuid> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == 32)?;
        let id = Uuid::from_slice(&bytes[..16]).ok()?;
        // Compared in constant time.
        self.mac(id, purpose, bound_to).verify_truncated_left(&bytes[16..]).ok()?;
        Some(id)
    }

    fn mac(&self, id: Uuid, purpose: LinkPurpose, bound_to: &[u8]) -> Hmac<Sha256> {
        self.keyed(&[purpose.label(), id.as_bytes().as_slice(), bound_to])
    }

    fn keyed(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut key = [0_u8; 64];
        key[..32].copy_from_slice(&self.key);
        let mut mac = Hmac::<Sha256>::new(&key.into());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        Signer::new([1; 32])
    }

    #[test]
    fn a_token_opens_its_own_row_for_its_own_purpose_only() {
        let id = Uuid::from_u128(42);
        let token = signer().token(id, LinkPurpose::LogIn);
        assert_eq!(token.len(), 43);
        assert_eq!(signer().open(&token, LinkPurpose::LogIn), Some(id));
        assert_eq!(signer().open(&token, LinkPurpose::ConfirmListing), None);
        assert_eq!(Signer::new([2; 32]).open(&token, LinkPurpose::LogIn), None);
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let token = signer().token(Uuid::from_u128(42), LinkPurpose::LogIn);
        for at in 0..token.len() - 1 {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(signer().open(&changed, LinkPurpose::LogIn), None, "{at}");
        }
        for wrong in ["", "é", "AAAA"] {
            assert_eq!(signer().open(wrong, LinkPurpose::LogIn), None);
        }
    }

    #[test]
    fn an_address_has_one_mark_per_installation() {
        let address = |text: &str| EmailAddress::parse(text).unwrap();
        let mark = signer().address_mark(&address("Jan@Example.nl"));
        assert_eq!(mark, signer().address_mark(&address("jan@example.nl")));
        assert_ne!(mark, signer().address_mark(&address("jan@example.com")));
        assert_ne!(mark, Signer::new([2; 32]).address_mark(&address("jan@example.nl")));
    }

    #[test]
    fn a_form_belongs_to_its_visitor() {
        let token = signer().form_token(Uuid::from_u128(7), b"session-1");
        assert_eq!(signer().open_form(&token, b"session-1"), Some(Uuid::from_u128(7)));
        assert_eq!(signer().open_form(&token, b"session-2"), None);
    }
}
