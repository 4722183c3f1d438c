//! The files of `static/`, inside the program: style, fonts, icons, one small script.
//! Never a file from the disk of the server, and never a user's upload.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::error::{WebError, WebResult};
use super::extract::Anyone;

#[derive(rust_embed::RustEmbed)]
#[folder = "static/"]
#[exclude = "css/*"]
struct Files;

/// `/static/{path}`: answered with an `ETag`; a browser that has it gets 304.
///
/// # Errors
/// [`WebError::NotFound`].
pub async fn file(_: Anyone, path: web::Path<String>, request: HttpRequest) -> WebResult {
    answer(&path, &request)
}

/// The answer with one of the files.
///
/// # Errors
/// [`WebError::NotFound`].
pub fn answer(path: &str, request: &HttpRequest) -> WebResult {
    let file = Files::get(path).ok_or(WebError::NotFound)?;
    let digest = URL_SAFE_NO_PAD.encode(&file.metadata.sha256_hash()[..9]);
    let etag = format!("\"{digest}\"");
    let mut response = HttpResponse::Ok();
    let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == etag.as_bytes());
    if known {
        response = HttpResponse::NotModified();
    }
    // An hour without asking; fonts never change under one name.
    let age = if path.starts_with("fonts/") { 31_536_000 } else { 3_600 };
    response
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, format!("public, max-age={age}")));
    if known {
        return Ok(response.finish());
    }
    Ok(response.content_type(file.metadata.mimetype()).body(file.data.into_owned()))
}
