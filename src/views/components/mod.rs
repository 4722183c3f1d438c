//! Components: the pieces that pages are made of, one piece a file, in the markup of the design system (`static/css`).
//! Never a whole page, and never a decision about what somebody may see.

pub mod age;
pub mod alert;
pub mod badge;
pub mod card;
pub mod conflict;
pub mod contact;
pub mod data_block;
pub mod empty;
pub mod facts;
pub mod form;
pub mod freshness;
pub mod icon;
pub mod link_button;
pub mod listing_changes;
pub mod listing_html;
pub mod listing_text;
pub mod mail_kind;
pub mod not_kept;
pub mod overview;
pub mod pagination;
pub mod person;
pub mod preview;
pub mod profile_fields;
pub mod revisions;
pub mod rich_text;
pub mod said;
pub mod shared_profile;
pub mod tabs;
pub mod undelivered;
pub mod work_queue;

pub use icon::icon;
