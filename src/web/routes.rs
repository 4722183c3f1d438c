//! The table of contents of the site: every address with its method and handler; who may call it is read from the
//! handler's first argument. Never a route elsewhere: the permission test reads this table.

use std::rc::Rc;

use actix_web::guard::{self, Guard};
use actix_web::http::Method;
use actix_web::{FromRequest, Handler, Responder, Route, web};

use super::extract::Access;
use super::{
    account, admin, api, candidate, demo, employer, feeds, interests, introductions, netwerker, public, static_files,
    widget,
};
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
        Rc::new(move || web::route().guard(answers(&method)).to(handler.clone()))
    };
    Line { method, path, access: Args::ACCESS, make }
}

/// Which requests a line answers: one of GET also HEAD (RFC 9110 §9.3.2); the server leaves the body out.
fn answers(method: &Method) -> impl Guard + use<> {
    let method = method.clone();
    guard::fn_guard(move |context| {
        let asked = &context.head().method;
        *asked == method || (method == Method::GET && *asked == Method::HEAD)
    })
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
    [anyone(), machines(), account_holders(), employers(), network(), matching(), admins(), demo_visitors()].concat()
}

fn anyone() -> Vec<Line> {
    use public::{confirm, consent, employers, listing, log_in, react, saved_search, statements, work};
    vec![
        get("/", work::home),
        get("/werk", work::search),
        get("/werk/mail", saved_search::form),
        post("/werk/mail", saved_search::ask),
        get("/werk/mail/verstuurd", saved_search::asked),
        get("/werk/{id}", listing::short),
        get("/werk/{id}/{slug}", listing::full),
        get("/werk/{id}/{slug}/reageren", react::form),
        post("/werk/{id}/{slug}/reageren", react::send),
        get("/werk/{id}/{slug}/gereageerd", react::sent),
        get("/ik-zoek-werk", react::call_me),
        post("/ik-zoek-werk", react::call_me_send),
        get("/ik-zoek-werk/verstuurd", react::call_me_sent),
        get("/werkgevers", employers::show),
        get("/werkgevers/widget", widget::help),
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
        get("/werkgevers/bevestigen/{token}", confirm::show),
        post("/werkgevers/bevestigen/{token}", confirm::confirm),
        get("/mail/bevestigen/{token}", saved_search::confirm_form),
        post("/mail/bevestigen/{token}", saved_search::confirm),
        get("/mail/houden/{token}", saved_search::keep_form),
        post("/mail/houden/{token}", saved_search::keep),
        get("/mail/afmelden/{token}", saved_search::stop_form),
        post("/mail/afmelden/{token}", saved_search::stop),
        get("/toestemming/{token}", consent::show),
        post("/toestemming/{token}", consent::answer),
        get("/voordracht/{token}", introductions::by_link),
        post("/voordracht/{token}", introductions::answer_by_link),
        get("/static/{path:.*}", static_files::file),
    ]
}

fn machines() -> Vec<Line> {
    use feeds::{atom, indeed, rss, sitemap};
    use public::{health, metrics};
    vec![
        get("/feed.xml", atom::show),
        get("/rss.xml", rss::show),
        get("/indeed.xml", indeed::show),
        get("/sitemap.xml", sitemap::show),
        get("/sitemap/{part}.xml", sitemap::part),
        get("/robots.txt", sitemap::robots),
        get("/widget", widget::show),
        get("/widget.js", widget::script),
        get("/api/v1/openapi.json", api::openapi::show),
        get("/api/v1/listings", api::listings::list),
        get("/api/v1/listings/{id}", api::listings::show),
        get("/api/v1/suggest", api::suggest::suggest),
        get("/health/live", health::live),
        get("/health/ready", health::ready),
        get("/metrics", metrics::show),
    ]
}

fn account_holders() -> Vec<Line> {
    vec![
        get("/instellingen", account::show),
        post("/instellingen", account::save),
        post("/instellingen/vervanger", account::name_substitute),
        post("/instellingen/banden/{id}/weg", account::take_tie_back),
        get("/mijn", candidate::home),
    ]
}

fn employers() -> Vec<Line> {
    use employer::{dashboard, listing, listing_form, organisation};
    vec![
        get("/werkgever", dashboard::show),
        get("/werkgever/aanbod/nieuw", listing_form::new),
        post("/werkgever/aanbod", listing_form::create),
        get("/werkgever/aanbod/{id}", listing::show),
        get("/werkgever/aanbod/{id}/wijzig", listing_form::edit),
        post("/werkgever/aanbod/{id}/wijzig", listing_form::save),
        post("/werkgever/aanbod/{id}/insturen", listing::submit),
        post("/werkgever/aanbod/{id}/pauzeren", listing::pause),
        post("/werkgever/aanbod/{id}/hervatten", listing::resume),
        post("/werkgever/aanbod/{id}/verlengen", listing::extend),
        post("/werkgever/aanbod/{id}/vervuld", listing::fill),
        post("/werkgever/aanbod/{id}/intrekken", listing::withdraw),
        post("/werkgever/aanbod/{id}/opnieuw", listing::relist),
        get("/werkgever/reacties", interests::employer_list),
        get("/werkgever/reacties/{id}", interests::employer_show),
        post("/werkgever/reacties/{id}", interests::employer_answer),
        get("/werkgever/voordrachten", introductions::list),
        get("/werkgever/voordrachten/{id}", introductions::by_account),
        post("/werkgever/voordrachten/{id}", introductions::answer_by_account),
        get("/werkgever/organisatie", organisation::show),
        post("/werkgever/organisatie", organisation::save),
    ]
}

fn network() -> Vec<Line> {
    use netwerker::{contacts, employers, listings, order_explained, post_for, today, undelivered};
    vec![
        get("/netwerk", today::show),
        post("/netwerk/mail/{id}/opnieuw", undelivered::retry),
        get("/netwerk/zoekuitleg", order_explained::show),
        get("/netwerk/aanbod", listings::list),
        get("/netwerk/aanbod/{id}", listings::show),
        post("/netwerk/aanbod/{id}/goedkeuren", listings::approve),
        post("/netwerk/aanbod/{id}/afwijzen", listings::reject),
        get("/netwerk/werkgevers", employers::list),
        get("/netwerk/werkgevers/nieuw", employers::form),
        post("/netwerk/werkgevers/nieuw", employers::register),
        get("/netwerk/werkgevers/{id}", employers::show),
        post("/netwerk/werkgevers/{id}/controleren", employers::verify),
        post("/netwerk/werkgevers/{id}/weigeren", employers::refuse),
        post("/netwerk/werkgevers/{id}/contact/{account}", contacts::correct),
        get("/netwerk/werkgevers/{id}/aanbod/nieuw", post_for::form),
        post("/netwerk/werkgevers/{id}/aanbod/nieuw", post_for::prepare),
        get("/netwerk/reacties", interests::staff_list),
        get("/netwerk/reacties/{id}", interests::staff_show),
        post("/netwerk/reacties/{id}", interests::staff_answer),
    ]
}

/// Candidates, proposals, introductions, placements.
fn matching() -> Vec<Line> {
    use netwerker::{candidate_file, candidates, fits, introductions, placements, proposals};
    vec![
        get("/netwerk/kandidaten", candidates::list),
        get("/netwerk/kandidaten/nieuw", candidates::new),
        post("/netwerk/kandidaten/nieuw", candidates::create),
        get("/netwerk/kandidaten/{id}", candidate_file::show),
        get("/netwerk/kandidaten/{id}/wijzigen", candidates::edit),
        post("/netwerk/kandidaten/{id}/wijzigen", candidates::save),
        get("/netwerk/kandidaten/{id}/feiten", candidates::facts_form),
        post("/netwerk/kandidaten/{id}/feiten", candidates::note_facts),
        post("/netwerk/kandidaten/{id}/toestand", candidate_file::set_state),
        post("/netwerk/kandidaten/{id}/overnemen", candidate_file::take_over),
        get("/netwerk/kandidaten/{id}/inzage", candidate_file::access_log),
        get("/netwerk/kandidaten/{id}/wissen", candidate_file::erase_form),
        post("/netwerk/kandidaten/{id}/wissen", candidate_file::erase),
        get("/netwerk/kandidaten/{id}/werk", fits::work),
        get("/netwerk/aanbod/{id}/kandidaten", fits::people),
        post("/netwerk/aanbod/{id}/kandidaten/{candidate}", fits::propose),
        get("/netwerk/voorstellen", proposals::list),
        get("/netwerk/voorstellen/{id}", proposals::show),
        post("/netwerk/voorstellen/{id}/goedkeuren", proposals::approve),
        post("/netwerk/voorstellen/{id}/afwijzen", proposals::reject),
        post("/netwerk/voorstellen/{id}/uitstellen", proposals::postpone),
        post("/netwerk/voorstellen/{id}/vragen", proposals::ask),
        post("/netwerk/voorstellen/{id}/antwoorden", proposals::answer),
        post("/netwerk/voorstellen/{id}/band", proposals::declare_tie),
        post("/netwerk/toestemmingen/{id}/noteren", proposals::note_consent),
        get("/netwerk/voordrachten", introductions::list),
        get("/netwerk/voordrachten/{id}", introductions::show),
        post("/netwerk/voordrachten/{id}/antwoord", introductions::note_answer),
        post("/netwerk/voordrachten/{id}/intrekken", introductions::recall),
        get("/netwerk/plaatsingen", placements::list),
        get("/netwerk/plaatsingen/nieuw", placements::new),
        post("/netwerk/plaatsingen/nieuw", placements::create),
        get("/netwerk/plaatsingen/{id}", placements::show),
        post("/netwerk/plaatsingen/{id}/einde", placements::end),
    ]
}

fn admins() -> Vec<Line> {
    use admin::{accounts, first, home, mails};
    vec![
        get("/beheer", home::show),
        post("/beheer/indeed", home::switch_indeed),
        get("/beheer/eerste/{token}", first::form),
        post("/beheer/eerste/{token}", first::make),
        get("/beheer/mail", mails::list),
        post("/beheer/mail/versturen", mails::send_held),
        post("/beheer/mail/niet-versturen", mails::drop_held),
        post("/beheer/mail/opnieuw", mails::retry_failed),
        post("/beheer/mail/{id}/opnieuw", mails::retry),
        get("/beheer/proefmail", demo::practice_mails),
        get("/beheer/proefmail/{id}", demo::practice_mail),
        get("/beheer/accounts", accounts::list),
        post("/beheer/accounts", accounts::create),
        post("/beheer/accounts/{id}/blokkeren", accounts::block),
        post("/beheer/accounts/{id}/deblokkeren", accounts::unblock),
    ]
}

/// Not there outside a demo: each answers 404.
fn demo_visitors() -> Vec<Line> {
    vec![
        get("/demo", demo::show),
        post("/demo/inloggen", demo::log_in),
        get("/demo/mail", demo::mails),
        get("/demo/mail/{id}", demo::mail),
    ]
}

/// The methods that a route answers, as the header `Allow` wants them; `None` when there is no such route.
#[must_use]
pub fn methods(path: &str) -> Option<String> {
    let mut methods: Vec<String> = Vec::new();
    for line in routes().iter().filter(|line| line.path == path) {
        methods.push(line.method.to_string());
        if line.method == Method::GET {
            methods.push(Method::HEAD.to_string());
        }
    }
    (!methods.is_empty()).then(|| methods.join(", "))
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
