//! `/rss.xml`: the newest work as RSS 2.0, with the choices of `/werk`.
//! Never another listing than the search shows.

use actix_web::HttpRequest;

use super::{Feed, wrong_parameters, xml};
use crate::web::conditional::Document;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields};

/// `GET /rss.xml`
///
/// # Errors
/// When index or database does not answer.
pub async fn show(_: Anyone, page: Page, QueryFields(fields): QueryFields, request: HttpRequest) -> WebResult {
    let feed = match Feed::load(&page.app, "/rss.xml", &fields).await? {
        Ok(feed) => feed,
        Err(errors) => return Ok(wrong_parameters(&errors)),
    };
    let (body, changed_at) = (written(&feed)?, Some(feed.changed_at));
    Ok(Document::new("application/rss+xml; charset=utf-8", body, changed_at, 0).answer(&request))
}

fn written(feed: &Feed) -> Result<String, WebError> {
    let namespaces = [
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml::document(|xml| {
        xml::element(xml, "rss", &namespaces, |xml| {
            xml::element(xml, "channel", &[], |xml| {
                xml::text(xml, "title", &[], &feed.title)?;
                xml::text(xml, "link", &[], &feed.page_url)?;
                xml::text(xml, "description", &[], &feed.subtitle)?;
                xml::text(xml, "language", &[], "nl")?;
                xml::text(xml, "lastBuildDate", &[], &feed.changed_at.to_rfc2822())?;
                let own = [("href", feed.own_url.as_str()), ("rel", "self"), ("type", "application/rss+xml")];
                xml::empty(xml, "atom:link", &own)?;
                feed.entries.iter().try_for_each(|entry| {
                    xml::element(xml, "item", &[], |xml| {
                        xml::text(xml, "title", &[], &entry.title)?;
                        xml::text(xml, "link", &[], &entry.url)?;
                        xml::text(xml, "guid", &[("isPermaLink", "false")], &entry.id)?;
                        xml::text(xml, "pubDate", &[], &entry.published_at.to_rfc2822())?;
                        xml::text(xml, "dc:creator", &[], &entry.employer)?;
                        xml::text(xml, "category", &[], &entry.kind)?;
                        xml::text(xml, "description", &[], &entry.html)
                    })
                })
            })
        })
    })
}
