//! A limit on what one address can send in or let a program fetch, so that a broken script cannot fill the database or keep
//! the machine busy. Never on reading pages: a Werkcafé shares one address with all its visitors.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

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

/// What only programs fetch.
const FOR_PROGRAMS: [&str; 5] = ["/api/", "/feed.xml", "/rss.xml", "/indeed.xml", "/sitemap"];

/// Counts per address: forms, and what programs fetch.
#[derive(Clone)]
pub struct Limit {
    forms: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    programs: Option<Arc<DefaultKeyedRateLimiter<IpAddr>>>,
}

impl Limit {
    /// With so many fetches a minute for a program, or without an end.
    #[must_use]
    pub fn new(per_minute: Option<NonZeroU32>) -> Self {
        let forms = Quota::per_second(PER_SECOND).allow_burst(BURST);
        let programs = per_minute.map(|count| Arc::new(RateLimiter::keyed(Quota::per_minute(count))));
        Self { forms: Arc::new(RateLimiter::keyed(forms)), programs }
    }

    /// The count that a request falls under.
    fn of(&self, request: &ServiceRequest) -> Option<&DefaultKeyedRateLimiter<IpAddr>> {
        if !request.method().is_safe() {
            return Some(&self.forms);
        }
        let is_for_programs = FOR_PROGRAMS.iter().any(|start| request.path().starts_with(start));
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
        wait(limit, counted(&request)?)
    });
    if let Some(seconds) = wait {
        return Ok(request.error_response(WebError::TooMany(seconds)).map_into_right_body());
    }
    next.call(request).await.map(ServiceResponse::map_into_left_body)
}

/// What the visitor is counted under.
fn counted(request: &ServiceRequest) -> Option<IpAddr> {
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
