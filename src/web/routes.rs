//! The table of contents of the site: every address with its method and handler; who may call it is read from the
//! handler's first argument. Never a route elsewhere: the permission test reads this table.

use std::rc::Rc;

use actix_web::http::Method;
use actix_web::{FromRequest, Handler, Responder, Route, web};

use super::extract::Access;
use super::{public, static_files};
use crate::domain::actor::Capability;

/// One line of the table.
#[derive(Clone)]
pub struct Line {
    /// The method.
    pub method: Method,
    /// The pattern of the path.
    pub path: &'static str,
    /// What is needed; `None` for anyone.
    pub access: Option<Capability>,
    make: Rc<dyn Fn() -> Route>,
}

fn line<F, Args>(method: Method, path: &'static str, handler: F) -> Line
where
    F: Handler<Args>,
    Args: FromRequest + Access + 'static,
    F::Output: Responder + 'static,
{
    let make = {
        let method = method.clone();
        Rc::new(move || web::method(method.clone()).to(handler.clone()))
    };
    Line { method, path, access: Args::ACCESS, make }
}

fn get<F, Args>(path: &'static str, handler: F) -> Line
where
    F: Handler<Args>,
    Args: FromRequest + Access + 'static,
    F::Output: Responder + 'static,
{
    line(Method::GET, path, handler)
}

fn post<F, Args>(path: &'static str, handler: F) -> Line
where
    F: Handler<Args>,
    Args: FromRequest + Access + 'static,
    F::Output: Responder + 'static,
{
    line(Method::POST, path, handler)
}

/// All routes, audience by audience.
#[must_use]
pub fn routes() -> Vec<Line> {
    [anyone()].concat()
}

fn anyone() -> Vec<Line> {
    use public::{employers, health, listing, log_in, react, statements, work};
    vec![
        get("/", work::home),
        get("/werk", work::search),
        get("/werk/{id}", listing::short),
        get("/werk/{id}/{slug}", listing::full),
        get("/werk/{id}/{slug}/reageren", react::form),
        post("/werk/{id}/{slug}/reageren", react::send),
        get("/werk/{id}/{slug}/gereageerd", react::sent),
        get("/ik-zoek-werk", react::call_me),
        post("/ik-zoek-werk", react::call_me_send),
        get("/ik-zoek-werk/verstuurd", react::call_me_sent),
        get("/werkgevers", employers::show),
        get("/werkgevers/aanmelden", employers::form),
        post("/werkgevers/aanmelden", employers::register),
        get("/inloggen", log_in::form),
        post("/inloggen", log_in::ask),
        get("/inloggen/{token}", log_in::confirm),
        post("/inloggen/{token}", log_in::log_in),
        post("/uitloggen", log_in::log_out),
        get("/privacy", statements::privacy),
        get("/toegankelijkheid", statements::accessibility),
        get("/over/licenties", statements::licences),
        get("/static/{path:.*}", static_files::file),
        get("/health/live", health::live),
        get("/health/ready", health::ready),
    ]
}

/// Puts the table into the server: one resource per path, so that a wrong method is 405.
pub fn configure(config: &mut web::ServiceConfig) {
    let mut by_path: Vec<(&str, Vec<Line>)> = Vec::new();
    for line in routes() {
        match by_path.iter_mut().find(|(path, _)| *path == line.path) {
            Some((_, lines)) => lines.push(line),
            None => by_path.push((line.path, vec![line])),
        }
    }
    for (path, lines) in by_path {
        config.service(lines.iter().fold(web::resource(path), |resource, line| resource.route((line.make)())));
    }
}
