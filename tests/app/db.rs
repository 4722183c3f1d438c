//! The database: transactions, the change log, migrations.

mod change_log;
mod migrations;
mod transactions;
mod versions;
