//! People and their things, made by the same actions that pages call.
//! Never a row that an action would not make.

use baanin::actions::{account, employer, listing, login};
use baanin::domain::account::{Account, ContactDetails};
use baanin::domain::actor::{Actor, Role};
use baanin::domain::code::Code;
use baanin::domain::employer::EmployerProfile;
use baanin::domain::form::Fields;
use baanin::domain::ids::{EmployerId, Id, ListingId, RevisionId};
use baanin::domain::link::LinkPurpose;
use baanin::domain::listing::{Listing, ListingContent, ListingKind};
use baanin::domain::text::EmailAddress;
use baanin::store::{accounts, employers, listings, revisions};

use super::browser::Browser;
use super::program::TestApp;
use super::texts::Pairs;

/// An employer with a contact person.
pub struct Organisation {
    pub id: EmployerId,
    pub account: Account,
}

impl Organisation {
    pub fn actor(&self) -> Actor {
        Actor::Person(self.account.person())
    }
}

/// Who somebody is, to the actions.
pub fn actor(account: &Account) -> Actor {
    Actor::Person(account.person())
}

/// What a form reads of these pairs.
#[track_caller]
pub fn content(pairs: &Pairs, kind: ListingKind) -> ListingContent {
    ListingContent::parse(&pairs.iter().copied().collect(), kind).unwrap_or_else(|errors| panic!("{errors}"))
}

impl TestApp {
    /// A person of the municipality, or a candidate. The address is the name in lower case.
    pub fn person(&self, role: Role, name: &str) -> Account {
        let new = account::NewAccount {
            municipality: self.app.municipality.id,
            role,
            email: address_of(name),
            name: name.to_owned(),
            organisation: None,
            phone: None,
        };
        self.act(|tx| account::create(tx, &Actor::System, &new)).0
    }

    pub fn netwerker(&self) -> Account {
        self.person(Role::Netwerker, "Fatima Arslan")
    }

    /// An organisation that has registered and waits.
    pub fn waiting_employer(&self, name: &str) -> Organisation {
        let kvk =
            format!("{:08}", 10_000_000 + name.bytes().fold(7_u32, |sum, byte| sum * 31 % 9_000_011 + u32::from(byte)));
        let profile = Fields::from_iter([("organisatie", name), ("kvk", kvk.as_str()), ("plaats", "Dalfsen")]);
        let profile = EmployerProfile::parse(&profile).expect("the profile is right");
        let contact = ContactDetails { name: format!("Baas van {name}"), email: address_of(name), phone: None };
        self.act(|tx| employer::register(tx, self.app.municipality.id, &profile, &contact));
        let account = self.look(|conn| accounts::by_email(conn, &contact.email)).expect("the account is there");
        let id = account.employer.expect("it acts for an organisation");
        Organisation { id, account }
    }

    /// An organisation that the netwerker knows, of which the contact person has logged in once.
    pub fn employer(&self, name: &str) -> Organisation {
        let mut organisation = self.waiting_employer(name);
        let link = self.act(|tx| login::make_link(tx, &organisation.account, None));
        organisation.account = self.act(|tx| login::log_in(tx, &self.app.signer, link)).account;
        let version = self.look(|conn| employers::find(conn, organisation.id)).expect("it is there").version;
        self.act(|tx| employer::verify(tx, &Actor::System, organisation.id, version));
        organisation
    }

    /// A listing that was sent in, with the text that waits.
    pub fn submitted(&self, employer: &Organisation, kind: ListingKind, pairs: &Pairs) -> (ListingId, RevisionId) {
        let content = content(pairs, kind);
        let id = self.act(|tx| listing::create(tx, &employer.actor(), employer.id, kind, &content));
        self.act(|tx| listing::submit(tx, &employer.actor(), id));
        (id, self.newest_revision(id))
    }

    /// A public listing.
    pub fn live(&self, employer: &Organisation, kind: ListingKind, pairs: &Pairs) -> ListingId {
        let (id, revision) = self.submitted(employer, kind, pairs);
        self.act(|tx| listing::approve(tx, &Actor::System, id, revision, ""));
        id
    }

    #[track_caller]
    pub fn listing(&self, id: ListingId) -> Listing {
        self.look(|conn| listings::find(conn, id)).expect("the listing is there")
    }

    #[track_caller]
    pub fn newest_revision(&self, id: ListingId) -> RevisionId {
        self.look(|conn| revisions::newest(conn, id)).expect("there is a text").id
    }

    /// Where a listing stands for everybody.
    pub fn path_of(&self, id: ListingId) -> String {
        let revision = self.look(|conn| revisions::newest(conn, id)).expect("there is a text");
        format!("/werk/{id}/{}", revision.content.title.slug())
    }

    /// A browser in which this person has logged in, by a link as it stands in the mail.
    pub fn log_in(&self, account: &Account) -> Browser {
        let link = self.act(|tx| login::make_link(tx, account, None));
        let token = self.app.signer.token(link.uuid(), LinkPurpose::LogIn);
        let mut browser = self.anonymous();
        browser.open(&format!("/inloggen/{token}")).has_status(200);
        let form = browser.page().form_with("Log in");
        let answer = browser.submit_raw(&form);
        assert_eq!(answer.status, 303, "{} cannot log in:\n{}", account.role.code(), answer.body);
        browser
    }

    /// A browser for a new person with this role.
    pub fn browser_of(&self, role: Role) -> Browser {
        let account = match role {
            Role::Employer => self.employer("De Rollenspeler").account,
            other => self.person(other, &format!("Rol {}", other.code())),
        };
        self.log_in(&account)
    }
}

/// "De Groene Kracht" has its mail at degroenekracht@example.nl.
pub fn address_of(name: &str) -> EmailAddress {
    let local: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    EmailAddress::parse(&format!("{local}@example.nl")).expect("the address is right")
}
