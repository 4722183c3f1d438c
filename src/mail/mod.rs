//! Mail: a finished message becomes the bytes of RFC 5322, is signed, and is handed over.
//! Never knows what a mail is about, and never the database.

pub mod bounce;
mod dkim;
pub mod dns;
mod message;
mod reply;
mod return_address;
mod smtp;
mod transport;

pub use message::{Message, MessageError, Unsubscribe};
pub use return_address::{id_in_return_address, return_address};
pub use smtp::Smtp;
pub use transport::{SendError, Transport};
