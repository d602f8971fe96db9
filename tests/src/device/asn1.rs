//! ASN.1 as a tree that can be taken apart, spoilt, and written in DER or in the BER of Apple's encoders.

/// One element: an identifier octet, and octets or further elements.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// The identifier octet; nothing here has larger tag numbers.
    pub tag: u8,
    /// What is inside.
    pub content: Content,
}

/// The inside of an element.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// Octets.
    Octets(Vec<u8>),
    /// Elements.
    Nodes(Vec<Node>),
}

/// `SEQUENCE`
pub const SEQUENCE: u8 = 0x30;
/// `SET`
pub const SET: u8 = 0x31;
/// `[0]`, constructed.
pub const CONTEXT_0: u8 = 0xa0;
/// `INTEGER`
pub const INTEGER: u8 = 0x02;
/// `OCTET STRING`
pub const OCTET_STRING: u8 = 0x04;
/// `OBJECT IDENTIFIER`
pub const OBJECT_IDENTIFIER: u8 = 0x06;
/// `PrintableString`
pub const PRINTABLE_STRING: u8 = 0x13;
const CONSTRUCTED: u8 = 0x20;

impl Node {
    /// An element with octets inside.
    pub fn octets(tag: u8, octets: impl Into<Vec<u8>>) -> Self {
        Self {
            tag,
            content: Content::Octets(octets.into()),
        }
    }

    /// An element with elements inside.
    pub fn nodes(tag: u8, nodes: impl Into<Vec<Self>>) -> Self {
        Self {
            tag,
            content: Content::Nodes(nodes.into()),
        }
    }

    /// An object identifier, from its encoded content.
    pub fn oid(content: &[u8]) -> Self {
        Self::octets(OBJECT_IDENTIFIER, content)
    }

    /// Reads one element in DER.
    ///
    /// # Panics
    /// When it is none: what is read here was made by a test.
    pub fn parse(der: &[u8]) -> Self {
        let (node, rest) = read(der);
        assert!(rest.is_empty(), "{} octets follow the element", rest.len());
        node
    }

    /// The elements inside.
    pub fn inside(&self) -> &[Self] {
        match &self.content {
            Content::Nodes(nodes) => nodes,
            Content::Octets(_) => panic!("nothing inside {:#04x}", self.tag),
        }
    }

    /// The elements inside, to be changed.
    pub fn inside_mut(&mut self) -> &mut Vec<Self> {
        match &mut self.content {
            Content::Nodes(nodes) => nodes,
            Content::Octets(_) => panic!("nothing inside {:#04x}", self.tag),
        }
    }

    /// The element in DER.
    pub fn der(&self) -> Vec<u8> {
        self.encode(0)
    }

    /// The element with indefinite lengths in its outer levels (X.690 section 8.1.3.6), as Apple's encoder writes
    /// its messages.
    pub fn ber(&self, levels: usize) -> Vec<u8> {
        self.encode(levels)
    }

    fn encode(&self, indefinite: usize) -> Vec<u8> {
        let content = match &self.content {
            Content::Octets(octets) => octets.clone(),
            Content::Nodes(nodes) => nodes
                .iter()
                .flat_map(|node| node.encode(indefinite.saturating_sub(1)))
                .collect(),
        };
        let mut out = vec![self.tag];
        if indefinite > 0 && self.tag & CONSTRUCTED != 0 {
            out.push(0x80);
            out.extend(content);
            out.extend([0, 0]);
        } else {
            out.extend(length(content.len()));
            out.extend(content);
        }
        out
    }
}

/// A length in its shortest form.
fn length(length: usize) -> Vec<u8> {
    match u8::try_from(length) {
        Ok(short @ 0..0x80) => vec![short],
        _ => {
            let octets = length.to_be_bytes();
            let zeros = octets.iter().take_while(|octet| **octet == 0).count();
            let count = u8::try_from(octets.len() - zeros).expect("a length has few octets");
            let mut out = vec![0x80 | count];
            out.extend(&octets[zeros..]);
            out
        }
    }
}

fn read(der: &[u8]) -> (Node, &[u8]) {
    let (tag, first, rest) = match der {
        [tag, first, rest @ ..] => (*tag, usize::from(*first), rest),
        _ => panic!("the element is cut off"),
    };
    let (length, rest) = if first < 0x80 {
        (first, rest)
    } else {
        let (octets, rest) = rest.split_at(first & 0x7f);
        let length = octets
            .iter()
            .fold(0, |length, octet| length * 256 + usize::from(*octet));
        (length, rest)
    };
    let (mut content, rest) = rest.split_at(length);
    if tag & CONSTRUCTED == 0 {
        return (Node::octets(tag, content), rest);
    }
    let mut nodes = Vec::new();
    while !content.is_empty() {
        let (node, after) = read(content);
        nodes.push(node);
        content = after;
    }
    (Node::nodes(tag, nodes), rest)
}

/// The value of an extension of a certificate (RFC 5280 section 4.1), by the encoded content of its OID.
pub fn extension(certificate: &[u8], oid: &[u8]) -> Option<Vec<u8>> {
    let certificate = Node::parse(certificate);
    let all = certificate.inside()[0].inside().last()?;
    if all.tag != 0xa3 {
        return None;
    }
    let found = all.inside()[0]
        .inside()
        .iter()
        .find(|extension| extension.inside()[0] == Node::oid(oid))?;
    match &found.inside().last()?.content {
        Content::Octets(value) => Some(value.clone()),
        Content::Nodes(_) => None,
    }
}
