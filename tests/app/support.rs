//! What tests of the program need: a database of their own, the program over it, people with browsers.
//! Never a test.

mod browser;
pub mod candidates;
pub mod chance;
mod command;
mod database;
mod dice;
mod http;
#[expect(dead_code, reason = "the suite of faults needs more of it")]
pub mod installation;
mod page;
mod people;
#[expect(dead_code, reason = "the suite of faults needs more of it")]
pub mod postbox;
mod program;
mod rows;
pub mod settled;
pub mod smtp;
#[expect(dead_code, reason = "the suite of faults needs more of it")]
pub mod street;
pub mod texts;

pub use browser::Browser;
pub use candidates::File;
pub use database::{Kind, TestDatabase};
pub use http::Answer;
pub use page::Page;
pub use people::{Organisation, actor, address_of, content};
pub use program::{START, TestApp, instant, link_in};

/// Makes two tests of one body: on SQLite, and on PostgreSQL when there is one. The body gets a [`TestApp`].
macro_rules! on_both {
    ($(#[$meta:meta])* $name:ident, |$app:ident| $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(clippy::allow_attributes, unused_imports, reason = "not every body needs what its file imports")]
            use super::*;

            fn body($app: &$crate::app::support::TestApp) $body

            #[test]
            fn sqlite() {
                body(&$crate::app::support::TestApp::new($crate::app::support::Kind::Sqlite));
            }

            #[test]
            #[ignore = "needs PostgreSQL: set BAANIN_TEST_POSTGRES"]
            fn postgres() {
                body(&$crate::app::support::TestApp::new($crate::app::support::Kind::Postgres));
            }
        }
    };
}
