//! Others' things: to who may not see them they are not there.

use baanin::actions::{ActionError, ActionResult, account, employer, interest, listing, login};
use baanin::domain::actor::{Actor, Role};
use baanin::domain::audit::Deed;
use baanin::domain::form::Fields;
use baanin::domain::ids::{Id, ListingId};
use baanin::domain::interest::{Answer, Applicant, InterestState};
use baanin::domain::listing::ListingKind;
use baanin::domain::municipality::Municipality;
use baanin::domain::text::EmailAddress;
use baanin::store::interests::{self, Scope};
use baanin::store::{accounts, audit, municipalities};

use crate::app::support::{actor, content, texts};

#[track_caller]
fn assert_not_there<T: std::fmt::Debug>(result: ActionResult<T>) {
    assert!(matches!(result, Err(ActionError::NotFound)), "{result:?}");
}

fn selam() -> Applicant {
    let fields = [("naam", "Selam"), ("telefoon", "0612345678"), ("bericht", "Ik heb rugklachten gehad.")];
    Applicant::parse(&Fields::from_iter(fields)).unwrap()
}

on_both!(one_cannot_react_to_what_is_not_public, |app| {
    let employer = app.employer("De Groene Kracht");
    let react = |id: ListingId| app.try_act(|tx| interest::react(tx, app.app.municipality.id, Some(id), &selam()));
    let (waiting, _) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    assert_not_there(react(waiting));
    let live = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    app.act(|tx| listing::pause(tx, &employer.actor(), live));
    assert_not_there(react(live));
    app.act(|tx| listing::resume(tx, &employer.actor(), live));
    react(live).expect("now it can");
    app.set_clock("2026-12-31T23:00:00Z");
    assert_not_there(react(live));
    assert_not_there(react(ListingId::from_uuid(uuid::Uuid::from_u128(1))));
    app.run_jobs();
});

on_both!(a_direct_reaction_is_read_by_its_employer_only, |app| {
    let (ours, theirs) = (app.employer("De Groene Kracht"), app.employer("Bakkerij Brood"));
    let listing = app.live(&ours, ListingKind::Vacature, &texts::vacature());
    let id = app.act(|tx| interest::react(tx, app.app.municipality.id, Some(listing), &selam()));
    let open = |who: &Actor| app.try_act(|tx| interest::open(tx, who, id));
    assert_not_there(open(&theirs.actor()));
    assert_not_there(open(&actor(&app.person(Role::Policy, "Wim Beleid"))));
    assert_not_there(open(&actor(&app.person(Role::Candidate, "Selam"))));
    assert_not_there(open(&Actor::Anonymous));
    assert_not_there(app.try_act(|tx| interest::answer(tx, &theirs.actor(), id, 1, (Answer::Filled, None))));
    assert_eq!(app.look(|conn| audit::count(conn, Deed::InterestOpened)), 0);
    open(&ours.actor()).expect("it went to them");
    open(&actor(&app.netwerker())).expect("the netwerker sees it too");
    assert_eq!(app.look(|conn| audit::count(conn, Deed::InterestOpened)), 2, "that it was opened is written down");
    let list = |id| app.look(|conn| interests::list(conn, Scope::Employer(id), InterestState::Open, None));
    assert_eq!((list(ours.id).len(), list(theirs.id).len()), (1, 0));
    app.run_jobs();
});

on_both!(a_reaction_via_the_municipality_is_not_for_the_employer, |app| {
    let employer = app.employer("De Groene Kracht");
    let listing = app.live(&employer, ListingKind::Werkstage, &texts::werkstage());
    let begeleider = app.person(Role::Begeleider, "Bea Begeleider");
    app.forget_mails();
    let id = app.act(|tx| interest::react(tx, app.app.municipality.id, Some(listing), &selam()));
    assert_not_there(app.try_act(|tx| interest::open(tx, &employer.actor(), id)));
    app.act(|tx| interest::open(tx, &actor(&begeleider), id));
    app.run_jobs();
    assert!(app.mails_to(employer.account.email.as_str()).is_empty());
});

on_both!(who_cannot_be_reached_gets_no_reactions, |app| {
    let employer = app.waiting_employer("De Groene Kracht");
    app.act(|tx| employer::verify(tx, &Actor::System, employer.id, 1));
    let listing = app.live(&employer, ListingKind::Vacature, &texts::vacature());
    let netwerker = app.netwerker();
    app.forget_mails();
    let id = app.act(|tx| interest::react(tx, app.app.municipality.id, Some(listing), &selam()));
    app.run_jobs();
    assert_eq!(app.mails_to(netwerker.email.as_str()).len(), 1, "the municipality answers");
    assert!(app.mails_to(employer.account.email.as_str()).is_empty(), "nobody has confirmed this address");
    assert_not_there(app.try_act(|tx| interest::open(tx, &employer.actor(), id)));
});

on_both!(another_employers_listing_is_not_there, |app| {
    let (ours, theirs) = (app.employer("De Groene Kracht"), app.employer("Bakkerij Brood"));
    let id = app.live(&ours, ListingKind::Vacature, &texts::vacature());
    let text = content(&texts::vacature(), ListingKind::Vacature);
    let them = theirs.actor();
    assert_not_there(app.try_act(|tx| listing::save(tx, &them, id, app.listing(id).version, &text)));
    assert_not_there(app.try_act(|tx| listing::submit(tx, &them, id)));
    assert_not_there(app.try_act(|tx| listing::pause(tx, &them, id)));
    assert_not_there(app.try_act(|tx| listing::resume(tx, &them, id)));
    assert_not_there(app.try_act(|tx| listing::extend(tx, &them, id, "2027-01-01")));
    assert_not_there(app.try_act(|tx| listing::fill(tx, &them, id, app.listing(id).version, None)));
    assert_not_there(app.try_act(|tx| listing::withdraw(tx, &them, id)));
    assert_not_there(app.try_act(|tx| listing::relist(tx, &them, id)));
    let posted = app.try_act(|tx| listing::create(tx, &them, ours.id, ListingKind::Vacature, &text));
    assert!(matches!(posted, Err(ActionError::Forbidden)), "{posted:?}");
    let (id, revision) = app.submitted(&ours, ListingKind::Vacature, &texts::vacature());
    // Not even one's own.
    for who in [ours.actor(), them, actor(&app.person(Role::Admin, "Ad Beheer")), Actor::Anonymous] {
        assert_not_there(app.try_act(|tx| listing::approve(tx, &who, id, revision, "")));
        assert_not_there(app.try_act(|tx| listing::reject(tx, &who, id, revision, "Nee.")));
    }
    app.run_jobs();
});

on_both!(another_municipalitys_netwerker_sees_nothing_here, |app| {
    let employer = app.employer("De Groene Kracht");
    let elsewhere = app.act(|tx| {
        let ommen = Municipality::first(tx.id(), "Ommen");
        municipalities::insert(tx, &ommen)?;
        Ok(ommen)
    });
    let mut stranger = app.netwerker().person();
    stranger.municipality = elsewhere.id;
    let stranger = Actor::Person(stranger);
    let (id, revision) = app.submitted(&employer, ListingKind::Vacature, &texts::vacature());
    assert_not_there(app.try_act(|tx| listing::approve(tx, &stranger, id, revision, "")));
    assert_not_there(app.try_act(|tx| listing::withdraw(tx, &stranger, id)));
    assert_not_there(app.try_act(|tx| employer::refuse(tx, &stranger, employer.id, 2, "Nee.")));
    let text = content(&texts::vacature(), ListingKind::Vacature);
    let prepared = app.try_act(|tx| listing::prepare(tx, &stranger, employer.id, ListingKind::Vacature, &text));
    assert!(matches!(prepared, Err(ActionError::Forbidden | ActionError::NotFound)), "{prepared:?}");
    let reaction = app.act(|tx| interest::react(tx, app.app.municipality.id, None, &selam()));
    assert_not_there(app.try_act(|tx| interest::open(tx, &stranger, reaction)));
    app.run_jobs();
});

on_both!(a_log_in_link_opens_once_and_not_for_long, |app| {
    let begeleider = app.person(Role::Begeleider, "Bea Begeleider");
    let link = || app.act(|tx| login::make_link(tx, &begeleider, Some("//evil.example")));
    let first = link();
    let logged_in = app.act(|tx| login::log_in(tx, &app.app.signer, first));
    assert_eq!(logged_in.location, Role::Begeleider.home(), "no link leads to another site");
    assert_not_there(app.try_act(|tx| login::log_in(tx, &app.app.signer, first)));
    let late = link();
    app.set_clock("2026-11-24T09:15:01Z");
    assert_not_there(app.try_act(|tx| login::log_in(tx, &app.app.signer, late)));
    let blocked = link();
    app.act(|tx| account::set_blocked(tx, &Actor::System, begeleider.id, true));
    assert_not_there(app.try_act(|tx| login::log_in(tx, &app.app.signer, blocked)));
    app.run_jobs();
});

on_both!(only_an_admin_keeps_accounts, |app| {
    let admin = app.person(Role::Admin, "Ad Beheer");
    let netwerker = app.netwerker();
    assert_not_there(app.try_act(|tx| account::set_blocked(tx, &actor(&netwerker), admin.id, true)));
    let own = app.try_act(|tx| account::set_blocked(tx, &actor(&admin), admin.id, true));
    assert!(matches!(own, Err(ActionError::Invalid(_))), "somebody must be left to open it: {own:?}");
    app.act(|tx| account::set_blocked(tx, &actor(&admin), netwerker.id, true));
    app.run_jobs();
});

on_both!(only_a_netwerker_corrects_the_address_of_a_contact, |app| {
    let (employer, other) = (app.employer("De Groene Kracht"), app.employer("Bakkerij Brood"));
    let (id, contact) = (employer.id, employer.account.id);
    let version = app.look(|conn| accounts::find(conn, contact)).expect("it is there").version;
    let new = EmailAddress::parse("jan@groenekracht.example").unwrap();
    let correct = |who: &Actor, at| {
        app.try_act(|tx| account::correct_address(tx, (who, &app.app.signer), (at, contact, version), &new))
    };
    for who in [employer.actor(), other.actor(), Actor::Anonymous] {
        assert_not_there(correct(&who, id));
    }
    for (role, name) in [(Role::Begeleider, "Bea"), (Role::Policy, "Wim"), (Role::Candidate, "Selam")] {
        assert_not_there(correct(&actor(&app.person(role, name)), id));
    }
    let netwerker = actor(&app.netwerker());
    assert_not_there(correct(&netwerker, other.id));
    correct(&netwerker, id).expect("she may");
    assert!(matches!(correct(&netwerker, id), Err(ActionError::Invalid(_))), "it is that already");
    app.run_jobs();
});
