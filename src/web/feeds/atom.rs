//! `/feed.xml`: the newest work as an Atom feed (RFC 4287), with the choices of `/werk`.
//! Never another listing than the search shows.

use actix_web::HttpRequest;
use chrono::{DateTime, SecondsFormat, Utc};

use super::{Feed, wrong_parameters, xml};
use crate::web::conditional::Document;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields};

/// `GET /feed.xml`
///
/// # Errors
/// When index or database does not answer.
pub async fn show(_: Anyone, page: Page, QueryFields(fields): QueryFields, request: HttpRequest) -> WebResult {
    let feed = match Feed::load(&page.app, "/feed.xml", &fields).await? {
        Ok(feed) => feed,
        Err(errors) => return Ok(wrong_parameters(&errors)),
    };
    let (body, changed_at) = (written(&feed, &page.app.municipality.brand)?, Some(feed.changed_at));
    let content_type = "application/atom+xml; charset=utf-8";
    Ok(Document::new(content_type, body, changed_at, 0).answer(&request))
}

fn written(feed: &Feed, brand: &str) -> Result<String, WebError> {
    xml::document(|xml| {
        let namespaces = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "nl")];
        xml::element(xml, "feed", &namespaces, |xml| {
            xml::text(xml, "id", &[], &feed.own_url)?;
            xml::text(xml, "title", &[], &feed.title)?;
            xml::text(xml, "subtitle", &[], &feed.subtitle)?;
            xml::text(xml, "updated", &[], &moment(feed.changed_at))?;
            xml::empty(xml, "link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.own_url)])?;
            xml::empty(xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page_url)])?;
            xml::element(xml, "author", &[], |xml| xml::text(xml, "name", &[], brand))?;
            feed.entries.iter().try_for_each(|entry| {
                xml::element(xml, "entry", &[], |xml| {
                    xml::text(xml, "id", &[], &entry.id)?;
                    xml::text(xml, "title", &[], &entry.title)?;
                    xml::empty(xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)])?;
                    xml::text(xml, "published", &[], &moment(entry.published_at))?;
                    xml::text(xml, "updated", &[], &moment(entry.updated_at))?;
                    xml::element(xml, "author", &[], |xml| xml::text(xml, "name", &[], &entry.employer))?;
                    xml::empty(xml, "category", &[("term", &entry.kind)])?;
                    xml::text(xml, "content", &[("type", "html")], &entry.html)
                })
            })
        })
    })
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
