//! The mail server refuses, hangs, and breaks off, under people at work. Never one that takes a mail for good and is not
//! believed.

use std::sync::Arc;
use std::time::Duration;

use crate::support::dice::Dice;
use crate::support::installation::Installation;
use crate::support::smtp::{Asked, Behaviour, SmtpServer, Step};
use crate::town::{Town, time_until};
use crate::{Options, Row};

/// How a server fails one mail, and which: all, or one in three.
type Fault = (&'static str, fn(Asked) -> Behaviour);

const FAULTS: &[Fault] = &[
    ("mail server refuses connections", |_| Behaviour::RefuseConnection),
    ("mail server refuses for now (451)", |asked| one_in_three(asked, Behaviour::RefuseText("451 4.3.0 Try later"))),
    ("mail server breaks off within a mail", |asked| one_in_three(asked, Behaviour::DropInText)),
    ("mail server breaks off after a mail", |asked| one_in_three(asked, Behaviour::DropAfterText)),
    ("mail server hangs", |asked| one_in_three(asked, Behaviour::Hang(Step::Text))),
];

fn one_in_three(asked: Asked, behaviour: Behaviour) -> Behaviour {
    if !asked.greeting && asked.number.is_multiple_of(3) { behaviour } else { Behaviour::Accept }
}

pub fn run(options: &Options) -> Vec<Row> {
    let mut dice = Dice(options.seed + 0x5317);
    FAULTS.iter().map(|fault| fails(fault, options.kills, &mut dice)).collect()
}

fn fails((name, fault): &Fault, kills: usize, dice: &mut Dice) -> Row {
    let server = Arc::new(SmtpServer::start());
    let mut town = Town::mailing(Installation::new("smtp"), &server);
    town.works(Duration::from_secs(1));
    let times = if kills >= 100 { 3 } else { 1 };
    for _ in 0..times {
        server.behave(*fault);
        // People notice nothing of it.
        town.works(Duration::from_secs(2));
        server.behave(|_| Behaviour::Accept);
        town.figures.faults += 1;
        let waiting = "outbox WHERE state = 'leased' OR (state = 'queued' AND due_at <= created_at)";
        if kills < 100 {
            // What is in flight comes back by itself: this server gives up a line after a minute and a half.
            time_until("nothing hangs", Duration::from_mins(2), || {
                town.home.count("outbox WHERE state = 'leased'") == 0
            });
            town.time_passes();
        }
        let sent = time_until("all mail is sent", Duration::from_mins(10), || town.home.count(waiting) == 0);
        town.figures.serving.push(sent);
        town.settles(dice);
    }
    town.closes(name, "pages were served throughout; the time is until the last mail had gone")
}
