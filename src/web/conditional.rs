//! Answers for programs that ask again and again: what they have already is not sent twice (RFC 9110 §13).
//! Never from memory: the document is made anew each time, and only its sending is saved.

use actix_web::http::header::{self, CacheControl, CacheDirective, EntityTag, Header, HttpDate, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// A document that anyone may read.
pub struct Document {
    content_type: &'static str,
    body: String,
    tag: EntityTag,
    changed_at: Option<DateTime<Utc>>,
    fresh_for: u32,
}

impl Document {
    /// What it is and says, when that last changed (`None` when nothing tells), and for how many seconds nobody needs to ask
    /// again (0: always ask). A long one is made where its text is, on a thread that may be kept busy.
    #[must_use]
    pub fn new(content_type: &'static str, body: String, changed_at: Option<DateTime<Utc>>, fresh_for: u32) -> Self {
        let digest = Sha256::digest(body.as_bytes());
        // Weak: the same words may go out packed.
        let tag = EntityTag::new_weak(URL_SAFE_NO_PAD.encode(&digest[..12]));
        Self { content_type, body, tag, changed_at, fresh_for }
    }

    /// The answer: 200 with the document, or 304 when the asker has it.
    #[must_use]
    pub fn answer(self, request: &HttpRequest) -> HttpResponse {
        let known = is_known(request, &self.tag);
        let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        let again = match self.fresh_for {
            0 => CacheDirective::NoCache,
            seconds => CacheDirective::MaxAge(seconds),
        };
        response.insert_header(header::ETag(self.tag)).insert_header(CacheControl(vec![CacheDirective::Public, again]));
        if let Some(at) = self.changed_at {
            response.insert_header(header::LastModified(HttpDate::from(std::time::SystemTime::from(at))));
        }
        if known { response.finish() } else { response.content_type(self.content_type).body(self.body) }
    }
}

/// By the tag only; a header that cannot be read is not there.
fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    if request.headers().contains_key(header::IF_NONE_MATCH) {
        return match IfNoneMatch::parse(request) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(known)) => known.iter().any(|each| each.weak_eq(tag)),
            Err(_) => false,
        };
    }
    // A date says nothing of what went away: whoever asks by date only gets the whole answer.
    false
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::*;

    fn ask(headers: &[(&'static str, String)]) -> HttpResponse {
        let changed_at = DateTime::from_timestamp(1_795_000_000, 500_000_000);
        let document = Document::new("text/plain", "werk".to_owned(), changed_at, 0);
        let request =
            headers.iter().fold(TestRequest::default(), |request, header| request.insert_header(header.clone()));
        document.answer(&request.to_http_request())
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let first = ask(&[]);
        assert_eq!(first.status(), StatusCode::OK);
        let sent = |name| first.headers().get(name).unwrap().to_str().unwrap().to_owned();
        let (tag, date) = (sent(header::ETAG), sent(header::LAST_MODIFIED));
        for known in [tag.clone(), tag.trim_start_matches("W/").to_owned(), format!("\"x\", {tag}"), "*".to_owned()] {
            assert_eq!(ask(&[("if-none-match", known.clone())]).status(), StatusCode::NOT_MODIFIED, "{known}");
        }
        // What went away has no date.
        assert_eq!(ask(&[("if-modified-since", date.clone())]).status(), StatusCode::OK);
        let other = [("if-none-match", "\"x\"".to_owned()), ("if-modified-since", date)];
        assert_eq!(ask(&other).status(), StatusCode::OK);
        assert_eq!(ask(&[("if-modified-since", "gisteren".to_owned())]).status(), StatusCode::OK);
    }
}
