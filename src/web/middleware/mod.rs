//! What happens around every request: who it is, headers, a limit, the log, and errors as pages.
//! Never a decision of the field: handlers and actions decide.

mod actor;
mod errors;
mod headers;
mod keep;
mod limit;
mod log;
mod visitor;

pub use actor::{resolve_actor, session_cookie};
pub use errors::dress_errors;
pub use headers::{is_behind_a_link, security_headers};
pub use keep::{MayBeKept, keep_pages};
pub use limit::{Limit, limit_requests, wait_to_mail};
pub use log::log_request;
