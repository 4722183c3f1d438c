//! Transports: where the bytes of a message go.
//! Never decides whether to try again: it says whether a failure is for good.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::message::Message;

/// Where messages go.
#[derive(Debug, Clone)]
pub enum Transport {
    /// One `.eml` file per message; the same message again replaces its file.
    Files(PathBuf),
    /// A list, for tests.
    Memory(Arc<Mutex<Vec<Message>>>),
    /// Files and a list: the demo shows what would have gone out.
    Demo(PathBuf, Arc<Mutex<Vec<Message>>>),
}

/// Why a message was not handed over.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// It may work later.
    #[error("{0}")]
    Transient(String),
    /// It will never work.
    #[error("{0}")]
    Permanent(String),
}

impl Transport {
    /// Hands a message over. The error names no person: it is stored and logged.
    ///
    /// # Errors
    /// Whether it may work later or never.
    pub fn send(&self, message: &Message) -> Result<(), SendError> {
        let bytes = message.to_bytes().map_err(|error| SendError::Permanent(error.to_string()))?;
        if let Self::Files(directory) | Self::Demo(directory, _) = self {
            write_file(directory, message, &bytes)
                .map_err(|error| SendError::Transient(format!("the mail directory cannot be written: {error}")))?;
        }
        if let Self::Memory(messages) | Self::Demo(_, messages) = self {
            messages.lock().unwrap_or_else(PoisonError::into_inner).push(message.clone());
        }
        Ok(())
    }

    /// The messages that were kept, oldest first: those of a demo or a test.
    #[must_use]
    pub fn kept(&self) -> Vec<Message> {
        match self {
            Self::Files(_) => Vec::new(),
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
