//! Writing XML: elements, texts, attributes, always escaped.
//! Never a character that XML 1.0 forbids: one in a title would make a whole feed unreadable.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesStart, BytesText, Event};

use crate::web::error::WebError;

/// What is written into.
pub type Xml = Writer<Vec<u8>>;

/// A whole document, or the beginning of one.
pub fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Result<String, WebError> {
    fragment(|xml| {
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        write(xml)
    })
}

/// A piece of a document that is sent in pieces.
pub fn fragment(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Result<String, WebError> {
    let internal = |error: &dyn std::fmt::Display| WebError::Internal(error.to_string());
    let mut xml = Writer::new(Vec::new());
    write(&mut xml).map_err(|error| internal(&error))?;
    String::from_utf8(xml.into_inner()).map_err(|error| internal(&error))
}

/// The beginning of an element that ends in another piece.
pub fn open(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name)))
}

/// An element with elements in it.
pub fn element(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let cleaned: Vec<_> = attributes.iter().map(|(name, value)| (*name, allowed(value))).collect();
    let cleaned = cleaned.iter().map(|(name, value)| (*name, value.as_str()));
    xml.create_element(name).with_attributes(cleaned).write_inner_content(inner).map(drop)
}

/// An element with a text in it.
pub fn text(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    let cleaned: Vec<_> = attributes.iter().map(|(name, value)| (*name, allowed(value))).collect();
    let cleaned = cleaned.iter().map(|(name, value)| (*name, value.as_str()));
    xml.create_element(name).with_attributes(cleaned).write_text_content(BytesText::new(&allowed(text))).map(drop)
}

/// An element with a text in it that readers of this format expect as CDATA.
pub fn cdata(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let cleaned = allowed(text);
    let parts: Vec<BytesCData<'_>> = BytesCData::escaped(&cleaned).collect();
    element(xml, name, &[], |xml| parts.into_iter().try_for_each(|part| xml.write_event(Event::CData(part))))
}

/// An element with nothing in it.
pub fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let cleaned: Vec<_> = attributes.iter().map(|(name, value)| (*name, allowed(value))).collect();
    let cleaned = cleaned.iter().map(|(name, value)| (*name, value.as_str()));
    xml.create_element(name).with_attributes(cleaned).write_empty().map(drop)
}

/// The text without what XML 1.0 §2.2 forbids.
fn allowed(text: &str) -> String {
    let is_allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(|c| is_allowed(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_text_holds_the_document_is_well_formed() {
        let nasty = "a\u{0}b\u{8}c\u{FFFF}<script>&\"]]>é";
        let written = document(|xml| {
            element(xml, "a", &[("b", nasty)], |xml| {
                text(xml, "c", &[], nasty)?;
                cdata(xml, "d", nasty)
            })
        });
        let written = written.unwrap();
        assert!(!written.contains(['\u{0}', '\u{8}', '\u{FFFF}']), "{written}");
        let mut reader = quick_xml::Reader::from_str(&written);
        let mut texts = String::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::CData(part) => texts.push_str(&part),
                _ => {}
            }
        }
        assert_eq!(texts, "abc<script>&\"]]>é");
    }
}
