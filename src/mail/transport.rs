//! Transports: where the bytes of a message go.
//! Never decides whether to try again: it says whether a failure is for good.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::message::Message;
use super::smtp::Smtp;

/// How many messages are shown at most.
const MOST_SHOWN: usize = 5_000;

/// Where messages go.
#[derive(Debug, Clone)]
pub enum Transport {
    /// One `.eml` file per message; the same message again replaces its file.
    Files(PathBuf),
    /// To a mail server.
    Smtp(Arc<Smtp>),
    /// A list, for tests.
    Memory(Arc<Mutex<Vec<Message>>>),
    /// Files and a list: a demo, or an installation for practice, shows what would have gone out.
    Demo(PathBuf, Arc<Mutex<Vec<Message>>>),
}

/// Why a message was not handed over. The words name no person: they are stored and logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may work later.
    #[error("{0}")]
    Transient(String),
    /// It will never work.
    #[error("{0}")]
    Permanent(String),
    /// It will never work, since there is no such address.
    #[error("the address takes no mail ({status})")]
    NoSuchAddress {
        /// The enhanced status (RFC 3463) that says so.
        status: String,
    },
    /// The server cannot be reached, offers no TLS, or refuses the login or the sender: a fault of the installation or the server
    /// that says nothing about this message.
    #[error("{0}")]
    Unavailable(String),
}

impl Transport {
    /// Hands a message over.
    ///
    /// # Errors
    /// Whether it may work later or never.
    pub fn send(&self, message: &Message) -> Result<(), SendError> {
        if let Self::Smtp(server) = self {
            return server.send(message);
        }
        let bytes = message.to_bytes().map_err(|error| SendError::Permanent(error.to_string()))?;
        if let Self::Files(directory) | Self::Demo(directory, _) = self {
            write_file(directory, message, &bytes)
                .map_err(|error| SendError::Transient(format!("the mail directory cannot be written: {error}")))?;
        }
        if let Self::Memory(messages) | Self::Demo(_, messages) = self {
            let mut messages = messages.lock().unwrap_or_else(PoisonError::into_inner);
            // An installation for practice runs for months; a test wants them all.
            if matches!(self, Self::Demo(..)) && messages.len() == MOST_SHOWN {
                messages.remove(0);
            }
            messages.push(message.clone());
        }
        Ok(())
    }

    /// How many messages may be handed over side by side: several to a server, which takes its time (none while too many
    /// conversations do not end); one after the other to a directory or a list, so that they keep their order.
    #[must_use]
    pub fn lanes(&self) -> usize {
        match self {
            Self::Smtp(server) => server.lanes(),
            Self::Files(_) | Self::Memory(_) | Self::Demo(..) => 1,
        }
    }

    /// How long handing over is waited for: below the lease of a mail, so that nobody takes over what is still waited for.
    #[must_use]
    pub fn at_most(&self) -> Duration {
        match self {
            Self::Smtp(server) => server.at_most(),
            Self::Files(_) | Self::Memory(_) | Self::Demo(..) => Duration::from_mins(4),
        }
    }

    /// There is nothing to send for now: lets go of connections.
    pub fn rest(&self) {
        if let Self::Smtp(server) = self {
            server.rest();
        }
    }

    /// The messages that were kept, oldest first: those of a demo or a test.
    #[must_use]
    pub fn kept(&self) -> Vec<Message> {
        match self {
            Self::Files(_) | Self::Smtp(_) => Vec::new(),
            Self::Memory(messages) | Self::Demo(_, messages) => {
                messages.lock().unwrap_or_else(PoisonError::into_inner).clone()
            }
        }
    }
}

/// Writes beside and renames, so that a reader never sees half a mail.
fn write_file(directory: &PathBuf, message: &Message, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    let name = format!("{}-{}", message.date.format("%Y%m%d-%H%M%S"), message.id.simple());
    let beside = directory.join(format!("{name}.part"));
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, directory.join(format!("{name}.eml")))
}
