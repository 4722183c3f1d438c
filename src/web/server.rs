//! The server: built on a port, then run until it is asked to stop.
//! Never anything else: jobs are started by `cli`.

use std::net::{SocketAddr, TcpListener};

use actix_web::dev::Server as ActixServer;
use actix_web::middleware::{Compress, NormalizePath, TrailingSlash, from_fn};
use actix_web::web::{self, Data};
use actix_web::{App as ActixApp, HttpServer};

use super::kept_pages::KeptPages;
use super::middleware::{
    Limit, dress_errors, keep_pages, limit_requests, log_request, resolve_actor, security_headers,
};
use super::routes;
use crate::app::App;

/// The largest form, in bytes: a listing's longest text several times over.
const LARGEST_FORM: usize = 256 * 1024;

/// A server that listens.
pub struct Server {
    server: ActixServer,
    address: SocketAddr,
}

impl Server {
    /// Binds the address of the settings (port 0: any free one) and builds the server.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub fn build(app: App, address: SocketAddr, workers: usize) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let limit = Data::new(Limit::new(app.config.api_per_minute));
        let pages = Data::new(KeptPages::default());
        let server = HttpServer::new(move || {
            ActixApp::new()
                .app_data(Data::new(app.clone()))
                .app_data(limit.clone())
                .app_data(pages.clone())
                .app_data(web::PayloadConfig::new(LARGEST_FORM))
                .wrap(from_fn(limit_requests))
                .wrap(from_fn(dress_errors))
                .wrap(Compress::default())
                .wrap(from_fn(keep_pages))
                .wrap(from_fn(resolve_actor))
                .wrap(from_fn(security_headers))
                .wrap(from_fn(log_request))
                .wrap(NormalizePath::new(TrailingSlash::Trim))
                .configure(routes::configure)
        })
        .workers(workers)
        .shutdown_timeout(10)
        .listen(listener)?
        .run();
        Ok(Self { server, address })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Runs until the process is asked to stop (SIGINT, SIGTERM): open requests are finished first.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn run(self) -> std::io::Result<()> {
        self.server.await
    }

    /// A handle that stops the server, for tests.
    #[must_use]
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.server.handle()
    }
}
