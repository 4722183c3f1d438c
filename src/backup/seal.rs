//! Sealing a copy with age (age-encryption.org/v1): what is written here, other tools open too.
//! Never a key that is kept: keys come from files or the command line and go with the process.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::iter;
use std::path::Path;

use age::secrecy::SecretString;

/// What every sealed file begins with.
const SEALED: &[u8] = b"age-encryption.org/";
/// How hard a passphrase may be to try, as a power of two: at 22 it takes four gigabytes.
const HARDEST: u8 = 22;

/// Why a copy could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A file could not be read or written.
    #[error("{0}")]
    File(#[from] io::Error),
    /// A key is none.
    #[error("{0}")]
    Key(String),
    /// The file was not sealed for this key, or was damaged.
    #[error("{0}")]
    Closed(&'static str),
}

/// How a copy is sealed.
pub enum Seal {
    /// Not at all.
    Open,
    /// For whoever has the identity of one of these.
    Recipients(Vec<age::x25519::Recipient>),
    /// For whoever knows the passphrase.
    Passphrase(SecretString),
}

impl Seal {
    /// For these recipients, `age1…`, or with the passphrase in this file; neither is open.
    ///
    /// # Errors
    /// [`SealError`] in a sentence.
    pub fn of(recipients: &[String], passphrase: Option<&Path>) -> Result<Self, SealError> {
        match (recipients, passphrase) {
            ([], None) => Ok(Self::Open),
            ([], Some(file)) => Ok(Self::Passphrase(passphrase_in(file)?)),
            (recipients, _) => {
                recipients.iter().map(|text| recipient(text)).collect::<Result<_, _>>().map(Self::Recipients)
            }
        }
    }

    /// Writes a copy, sealed.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn write(&self, from: &mut impl Read, to: impl Write) -> Result<(), SealError> {
        let mut to = BufWriter::new(to);
        let sealing = match self {
            Self::Open => {
                io::copy(from, &mut to)?;
                return Ok(to.flush()?);
            }
            Self::Recipients(recipients) => {
                age::Encryptor::with_recipients(recipients.iter().map(|each| each as &dyn age::Recipient))
                    .map_err(|error| SealError::Key(error.to_string()))?
            }
            Self::Passphrase(passphrase) => age::Encryptor::with_user_passphrase(passphrase.clone()),
        };
        let mut sealed = sealing.wrap_output(&mut to)?;
        io::copy(from, &mut sealed)?;
        sealed.finish()?;
        Ok(to.flush()?)
    }
}

fn recipient(text: &str) -> Result<age::x25519::Recipient, SealError> {
    text.parse().map_err(|why| SealError::Key(format!("{text:?} is no recipient of age (age1…): {why}")))
}

/// The first line of a file.
fn passphrase_in(file: &Path) -> Result<SecretString, SealError> {
    let text = std::fs::read_to_string(file)?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(SecretString::from(line.to_owned())),
        _ => Err(SealError::Key(format!("{} holds no passphrase on its first line", file.display()))),
    }
}

/// Opens a copy, sealed or not, and writes what is inside.
///
/// # Errors
/// [`SealError`]: no key, another key, or a file that was cut off or damaged.
pub fn open(
    file: &Path,
    (identity, passphrase): (Option<&Path>, Option<&Path>),
    to: &mut impl Write,
) -> Result<(), SealError> {
    let mut from = BufReader::new(File::open(file)?);
    let mut begin = Vec::new();
    (&mut from).take(SEALED.len() as u64).read_to_end(&mut begin)?;
    let is_sealed = begin == SEALED;
    let from = io::Cursor::new(begin).chain(from);
    if !is_sealed {
        return copy_out(from, to);
    }
    let sealed = age::Decryptor::new(from).map_err(closed)?;
    let opened = match (identity, passphrase) {
        (Some(identity), _) => {
            let identities = age::IdentityFile::from_buffer(BufReader::new(File::open(identity)?))?;
            let identities = identities.into_identities().map_err(closed)?;
            sealed.decrypt(identities.iter().map(|each| &**each as &dyn age::Identity)).map_err(closed)?
        }
        (None, Some(file)) => {
            let mut identity = age::scrypt::Identity::new(passphrase_in(file)?);
            identity.set_max_work_factor(HARDEST);
            sealed.decrypt(iter::once(&identity as &dyn age::Identity)).map_err(closed)?
        }
        (None, None) => return Err(SealError::Closed("it is encrypted: give --identity or --passphrase-file")),
    };
    copy_out(opened, to)
}

fn copy_out(mut from: impl Read, to: &mut impl Write) -> Result<(), SealError> {
    match io::copy(&mut from, to) {
        Ok(_) => Ok(()),
        // What the seal says about a part that does not fit.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
            Err(SealError::Closed("it is damaged or was cut off"))
        }
        Err(error) => Err(error.into()),
    }
}

fn closed(error: age::DecryptError) -> SealError {
    use age::DecryptError as Why;
    match error {
        Why::NoMatchingKeys | Why::DecryptionFailed | Why::KeyDecryptionFailed => {
            SealError::Closed("this key or passphrase does not open it")
        }
        Why::ExcessiveWork { .. } => SealError::Closed("its passphrase asks for more work than this machine is given"),
        Why::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => SealError::File(error),
        _ => SealError::Closed("it is damaged or was cut off"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(name: &str, bytes: &[u8]) -> std::path::PathBuf {
        let path = std::env::temp_dir().join(format!("baanin-seal-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn sealed(seal: &Seal, text: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        seal.write(&mut &*text, &mut out).unwrap();
        out
    }

    #[test]
    fn one_of_the_identities_opens_and_others_do_not() {
        use age::secrecy::ExposeSecret;
        let keys = [(); 3].map(|()| age::x25519::Identity::generate());
        let recipients: Vec<String> = keys[..2].iter().map(|key| key.to_public().to_string()).collect();
        // More than one chunk of the format.
        let text = vec![b'x'; 200_000];
        let bytes = sealed(&Seal::of(&recipients, None).unwrap(), &text);
        let file = fresh("many", &bytes);
        for (number, key) in keys.iter().enumerate() {
            let identity = fresh(&format!("identity-{number}"), key.to_string().expose_secret().as_bytes());
            let mut out = Vec::new();
            let opened = open(&file, (Some(&identity), None), &mut out);
            if number < 2 {
                opened.unwrap();
                assert_eq!(out, text);
            } else {
                assert!(matches!(opened, Err(SealError::Closed(_))), "{opened:?}");
            }
            std::fs::remove_file(identity).unwrap();
        }
        assert!(matches!(open(&file, (None, None), &mut Vec::new()), Err(SealError::Closed(_))));
        let identity = fresh("identity", keys[0].to_string().expose_secret().as_bytes());
        for cut in [20, 150, bytes.len() - 100, bytes.len() - 1] {
            let cut = fresh("cut", &bytes[..cut]);
            let opened = open(&cut, (Some(&identity), None), &mut Vec::new());
            assert!(matches!(opened, Err(SealError::Closed(_))), "{opened:?}");
            std::fs::remove_file(cut).unwrap();
        }
        for file in [file, identity] {
            std::fs::remove_file(file).unwrap();
        }
    }

    #[test]
    fn no_recipient_is_said_at_once() {
        assert!(Seal::of(&["age1x".to_owned()], None).is_err());
        assert!(matches!(Seal::of(&[], None), Ok(Seal::Open)));
    }
}
