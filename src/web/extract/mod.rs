//! Extractors: what handlers take, in the order that matters: the right to be here first.
//! Never a rule of the field: only how a request becomes values.

mod access;
mod form;
mod page;

pub use access::{Access, Allowed, Anyone, needs};
pub use form::{QueryFields, SentForm, UnboundForm, Unsubscribing, parse as parse_form};
pub use page::{FLASH_COOKIE, ForAnyone, Page, Visitor};
