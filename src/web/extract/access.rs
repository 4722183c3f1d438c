//! The right to be here: the first argument of every handler, read by the route table and the permission test.
//! Never slow and never a look into the database: the middleware has resolved the actor, this only asks it.

use std::future::{Ready, ready};
use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use crate::domain::actor::{Actor, Capability, Person};
use crate::web::error::WebError;

/// A capability as a type, so that a handler names it in its signature.
pub trait Needs: 'static {
    /// The capability.
    const CAPABILITY: Capability;
}

/// The capabilities as types.
pub mod needs {
    use super::{Capability, Needs};

    macro_rules! needs {
        ($($name:ident),+ $(,)?) => { $(
            /// The capability of the same name.
            pub struct $name;
            impl Needs for $name {
                const CAPABILITY: Capability = Capability::$name;
            }
        )+ };
    }
    needs!(
        ManageOwnAccount,
        ManageOwnListings,
        SeeOwnInterests,
        SeeNetwork,
        ModerateListings,
        ManageEmployers,
        AnswerInterests,
        SeeCandidates,
        KeepCandidates,
        SeeProposals,
        ReviewProposals,
        GuideMatches,
        AnswerIntroductions,
        Administer,
    );
}

/// A person who may do `C`.
pub struct Allowed<C> {
    /// Who it is.
    pub person: Person,
    capability: PhantomData<C>,
}

/// Anyone at all.
pub struct Anyone;

impl<C: Needs> FromRequest for Allowed<C> {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let extensions = request.extensions();
        ready(match extensions.get::<Actor>() {
            Some(Actor::Person(person)) if C::CAPABILITY.roles().contains(&person.role) => {
                Ok(Self { person: person.clone(), capability: PhantomData })
            }
            Some(Actor::Person(_)) => Err(WebError::Forbidden),
            _ => Err(WebError::LogIn),
        })
    }
}

impl FromRequest for Anyone {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}

/// What can stand first in a handler's arguments.
pub trait First {
    /// The capability that is needed; `None` for anyone.
    const ACCESS: Option<Capability>;
}

impl First for Anyone {
    const ACCESS: Option<Capability> = None;
}

impl<C: Needs> First for Allowed<C> {
    const ACCESS: Option<Capability> = Some(C::CAPABILITY);
}

/// The arguments of a handler, of which the first says who may call it. A handler without one does not compile.
pub trait Access {
    /// The capability that is needed; `None` for anyone.
    const ACCESS: Option<Capability>;
}

macro_rules! access {
    ($($argument:ident)*) => {
        impl<F: First, $($argument),*> Access for (F, $($argument,)*) {
            const ACCESS: Option<Capability> = F::ACCESS;
        }
    };
}
access!();
access!(A);
access!(A B);
access!(A B C);
access!(A B C D);
