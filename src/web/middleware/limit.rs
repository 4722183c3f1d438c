//! A limit on what one address can send in, let a program fetch, or have mailed for work by mail, so that a broken script cannot fill
//! the database, keep the machine busy or bother strangers. Never on reading pages but the widget, which other sites show: a Werkcafé
//! shares one address with all its visitors.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::visitor::visitor_address;
use crate::app::App;
use crate::web::error::WebError;

/// Sixty at once, then two a second: far above people, far below a script.
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
const PER_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(1);

/// Work by mail, asked for with addresses that anybody may have typed: twenty at once (a class in a Werkcafé), then one in three minutes.
const MAILS_PER_HOUR: NonZeroU32 = NonZeroU32::MIN.saturating_add(19);

/// What only programs and pages of other sites fetch.
const FOR_PROGRAMS: [&str; 6] = ["/api/", "/feed.xml", "/rss.xml", "/indeed.xml", "/sitemap", "/widget"];

/// Counts per address: forms, what asks for work by mail, and what programs fetch.
#[derive(Clone)]
pub struct Limit {
    forms: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    mails: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    programs: Option<Arc<DefaultKeyedRateLimiter<IpAddr>>>,
}

impl Limit {
    /// With so many fetches a minute for a program, or without an end.
    #[must_use]
    pub fn new(per_minute: Option<NonZeroU32>) -> Self {
        let forms = Quota::per_second(PER_SECOND).allow_burst(BURST);
        let programs = per_minute.map(|count| Arc::new(RateLimiter::keyed(Quota::per_minute(count))));
        let mails = Arc::new(RateLimiter::keyed(Quota::per_hour(MAILS_PER_HOUR)));
        Self { forms: Arc::new(RateLimiter::keyed(forms)), mails, programs }
    }

    /// The count that a request falls under.
    fn of(&self, request: &ServiceRequest) -> Option<&DefaultKeyedRateLimiter<IpAddr>> {
        if !request.method().is_safe() {
            return Some(&self.forms);
        }
        // As the routes compare it: `/%61pi/` is `/api/`.
        let path = request.match_info().as_str();
        let is_for_programs = FOR_PROGRAMS.iter().any(|start| path.starts_with(start));
        self.programs.as_deref().filter(|_| is_for_programs)
    }
}

/// After how many seconds this address may ask again; `None` when it may now.
fn wait(limit: &DefaultKeyedRateLimiter<IpAddr>, address: IpAddr) -> Option<u64> {
    // Addresses that have been quiet are forgotten, so that the table cannot grow without end.
    if limit.len() > 10_000 {
        limit.retain_recent();
    }
    let refused = limit.check_key(&address).err()?;
    Some(refused.wait_time_from(DefaultClock::default().now()).as_secs() + 1)
}

/// Answers 429 to an address that sends in or fetches too much.
///
/// # Errors
/// What the request itself gives.
pub async fn limit_requests<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let wait = request.app_data::<Data<Limit>>().and_then(|limits| {
        let limit = limits.of(&request)?;
        wait(limit, counted(request.request())?)
    });
    if let Some(seconds) = wait {
        return Ok(request.error_response(WebError::TooMany(seconds)).map_into_right_body());
    }
    next.call(request).await.map(ServiceResponse::map_into_left_body)
}

/// Counts a mail that asks whether somebody wants work by mail. After how many seconds the visitor may ask for it again;
/// `None` when it may go now.
pub fn wait_to_mail(request: &HttpRequest) -> Option<u64> {
    wait(&request.app_data::<Data<Limit>>()?.mails, counted(request)?)
}

/// What the visitor is counted under.
fn counted(request: &HttpRequest) -> Option<IpAddr> {
    let app = request.app_data::<Data<App>>()?;
    let peer = request.peer_addr()?.ip();
    Some(network_of(visitor_address(peer, request.headers(), &app.config.trusted_proxies)))
}

/// What is counted as one visitor: an IPv4 address, or the /64 that an IPv6 subscriber chooses his addresses from.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}
