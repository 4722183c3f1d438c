//! What `baanin check` says about mail: the directory, or the mail server and what DNS says about mail in our name.
//! Never a mail: it connects, logs in and leaves.

use super::{Finding, Level, can_write, finding};
use crate::config::{Config, MailTarget, SmtpSettings, SmtpTls, Stage};
use crate::mail::Smtp;
use crate::mail::dns::{self, Verdict};

pub(super) fn look(config: &Config) -> Vec<Finding> {
    match &config.mail {
        MailTarget::Files(directory) => {
            let why = if config.stage == Stage::Production { "" } else { ": at this stage no mail leaves the house" };
            vec![match can_write(directory) {
                Ok(()) => finding("mail", Level::Ok, format!("goes to files in {}{why}", directory.display())),
                Err(error) => {
                    finding("mail", Level::Fail, format!("{} cannot be written: {error}", directory.display()))
                }
            }]
        }
        MailTarget::Smtp(settings) => match Smtp::open(settings, &config.mail_from, config.mail_bounce.as_deref()) {
            Ok(server) => {
                let mut found = vec![connection(settings, &server)];
                found.extend(dns::ask(&server).into_iter().map(|found| {
                    let level = match found.verdict {
                        Verdict::Good => Level::Ok,
                        Verdict::Doubtful => Level::Warn,
                        Verdict::Wrong => Level::Fail,
                    };
                    finding(found.what, level, found.words)
                }));
                found
            }
            Err(problem) => vec![finding("mail", Level::Fail, problem)],
        },
    }
}

fn connection(settings: &SmtpSettings, server: &Smtp) -> Finding {
    let (host, port) = (&settings.host, settings.port);
    match server.try_out() {
        Ok(()) => {
            let line = match settings.tls {
                SmtpTls::Implicit | SmtpTls::Required => "with TLS",
                SmtpTls::Opportunistic => "with TLS if it offers that",
                SmtpTls::None => "without TLS",
            };
            let login = if settings.login.is_some() { "takes the login" } else { "asks no login" };
            finding("mail", Level::Ok, format!("goes to {host}:{port}, which answers {line} and {login}"))
        }
        Err(error) => finding("mail", Level::Fail, format!("{host}:{port}: {error}")),
    }
}
