//! `baanin user add`: an account and its one-time log-in link.
//! Never a password.

use clap::Subcommand;

use super::{Done, say};
use crate::actions::account::{self, NewAccount};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::code::Code;
use crate::domain::form::Fields;
use crate::domain::ids::Id;
use crate::domain::link::LinkPurpose;
use crate::store::municipalities;

/// Commands about accounts.
#[derive(Subcommand)]
pub(super) enum UserCommand {
    /// Make an account and print a one-time log-in link.
    Add {
        /// employer, candidate, netwerker, begeleider, policy, auditor or admin.
        #[arg(long, value_parser = role)]
        role: Role,
        /// The mail address.
        #[arg(long)]
        email: String,
        /// The name.
        #[arg(long)]
        name: String,
        /// For an employer: the KVK number of the organisation.
        #[arg(long)]
        organisation: Option<String>,
        /// The municipality; the first one when it is not said.
        #[arg(long)]
        municipality: Option<String>,
    },
}

fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| {
        let known: Vec<_> = Role::ALL.iter().map(|role| role.code()).collect();
        format!("a role is one of {}", known.join(", "))
    })
}

pub(super) fn run(app: &App, command: UserCommand) -> anyhow::Result<Done> {
    let UserCommand::Add { role, email, name, organisation, municipality } = command;
    let municipality = match municipality {
        None => app.municipality.id,
        Some(name) => {
            let found =
                app.db.read_now(|conn| municipalities::by_name(conn, &name).map_err(crate::db::DbError::from))?;
            found.ok_or_else(|| anyhow::anyhow!("there is no municipality {name:?}"))?.id
        }
    };
    let fields = Fields::default()
        .with("rol", role.code())
        .with("email", email)
        .with("naam", name)
        .with("kvk", organisation.unwrap_or_default());
    let new = NewAccount::parse(&fields, municipality).map_err(|errors| anyhow::anyhow!("{errors}"))?;
    let (account, link) = app.write_now(|tx| account::create(tx, &Actor::System, &new))?;
    let url = app.url(&format!("/inloggen/{}", app.signer.token(link.uuid(), LinkPurpose::LogIn)));
    let minutes = role.login_link_minutes();
    say(&serde_json::json!({"id": account.id, "role": role.code(), "login_link": url, "valid_minutes": minutes})
        .to_string());
    Ok(Done::Yes)
}
