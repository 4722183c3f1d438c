//! A limit on what one address can send in, so that a broken script cannot fill the database.
//! Never on reading: a Werkcafé shares one address with all its visitors.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::visitor::visitor_address;
use crate::app::App;
use crate::web::error::WebError;

/// Sixty at once, then two a second: far above people, far below a script.
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
const PER_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(1);

/// Counts forms per address.
#[derive(Clone)]
pub struct Limit(Arc<DefaultKeyedRateLimiter<IpAddr>>);

impl Default for Limit {
    fn default() -> Self {
        Self(Arc::new(RateLimiter::keyed(Quota::per_second(PER_SECOND).allow_burst(BURST))))
    }
}

impl Limit {
    fn is_over(&self, address: IpAddr) -> bool {
        // Addresses that have been quiet are forgotten, so that the table cannot grow without end.
        if self.0.len() > 10_000 {
            self.0.retain_recent();
        }
        self.0.check_key(&address).is_err()
    }
}

/// Answers 429 to an address that sends in too much.
///
/// # Errors
/// What the request itself gives.
pub async fn limit_posts<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    if !request.method().is_safe()
        && let (Some(limit), Some(address)) = (request.app_data::<Data<Limit>>(), counted(&request))
        && limit.is_over(address)
    {
        return Ok(request.error_response(WebError::TooMany).map_into_right_body());
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
