//! The normalizer: DER passes unchanged, BER becomes DER, and bombs do not explode.

use proptest::prelude::*;
use vestibule_pki::Error;
use vestibule_pki::ber::{MAX_DEPTH, to_der};

#[test]
fn indefinite_lengths_become_definite() {
    let ber = [
        0x30, 0x80, 0x02, 0x01, 0x05, 0x31, 0x80, 0x00, 0x00, 0x00, 0x00,
    ];
    assert_eq!(
        to_der(&ber, 100).unwrap(),
        [0x30, 0x05, 0x02, 0x01, 0x05, 0x31, 0x00]
    );
}

#[test]
fn an_octet_string_in_pieces_becomes_one() {
    let nested = [
        0x24, 0x80, 0x04, 0x01, 0xaa, 0x24, 0x03, 0x04, 0x01, 0xbb, 0x04, 0x00, 0, 0,
    ];
    assert_eq!(to_der(&nested, 100).unwrap(), [0x04, 0x02, 0xaa, 0xbb]);
    let foreign = [0x24, 0x03, 0x02, 0x01, 0x05];
    assert_eq!(to_der(&foreign, 100), Err(Error::Malformed("BER")));
}

#[test]
fn lengths_take_their_shortest_form() {
    assert_eq!(
        to_der(&[0x04, 0x84, 0, 0, 0, 1, 0xff], 100).unwrap(),
        [0x04, 0x01, 0xff]
    );
    let long = [&[0x04, 0x82, 0x00, 0x80][..], &[7; 128]].concat();
    assert_eq!(to_der(&long, 200).unwrap()[..3], [0x04, 0x81, 0x80]);
}

#[test]
fn what_is_not_one_element_is_refused() {
    for bad in [
        &[][..],
        &[0x30],
        &[0x30, 0x80],
        &[0x30, 0x80, 0x00],
        &[0x30, 0x02, 0x02],
        &[0x04, 0x80, 0x00, 0x00], // a primitive without a length
        &[0x30, 0x02, 0x00, 0x00], // an end of contents where none may be
        &[0x00, 0x00],
        &[0x04, 0x00, 0x04],                   // something behind it
        &[0x04, 0x88, 1, 0, 0, 0, 0, 0, 0, 0], // longer than memory
        &[0x04, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        &[0x04, 0xff],
        &[0x1f, 0x81, 0x81, 0x81, 0x81, 0x01, 0x00],
    ] {
        assert_eq!(to_der(bad, 100), Err(Error::Malformed("BER")), "{bad:02x?}");
    }
}

#[test]
fn depth_and_size_have_limits() {
    let nested = |depth: usize| [[0x30, 0x80].repeat(depth), [0, 0].repeat(depth)].concat();
    assert!(to_der(&nested(MAX_DEPTH), 1000).is_ok());
    assert_eq!(to_der(&nested(MAX_DEPTH + 1), 1000), Err(Error::TooDeep));
    assert_eq!(to_der(&nested(100_000), usize::MAX), Err(Error::TooDeep));
    assert_eq!(to_der(&[0x04, 0x01, 0x00], 2), Err(Error::TooLarge));
}

/// A tree of elements, written as DER and as BER of varying kind.
#[derive(Debug, Clone)]
enum Node {
    Octets(Vec<u8>),
    Sequence(Vec<Node>),
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = proptest::collection::vec(any::<u8>(), 0..300).prop_map(Node::Octets);
    leaf.prop_recursive(5, 30, 5, |inner| {
        proptest::collection::vec(inner, 0..5).prop_map(Node::Sequence)
    })
}

fn header(tag: u8, length: usize, out: &mut Vec<u8>) {
    out.push(tag);
    match length {
        0..0x80 => out.push(length as u8),
        0x80..0x100 => out.extend([0x81, length as u8]),
        0x100..0x1_0000 => out.extend([0x82, (length >> 8) as u8, length as u8]),
        _ => out.extend([
            0x83,
            (length >> 16) as u8,
            (length >> 8) as u8,
            length as u8,
        ]),
    }
}

fn der(node: &Node) -> Vec<u8> {
    let (tag, content) = match node {
        Node::Octets(octets) => (0x04, octets.clone()),
        Node::Sequence(nodes) => (0x30, nodes.iter().flat_map(der).collect()),
    };
    let mut out = Vec::new();
    header(tag, content.len(), &mut out);
    out.extend(content);
    out
}

fn ber(node: &Node) -> Vec<u8> {
    let content: Vec<u8> = match node {
        Node::Octets(octets) => {
            let piece = |piece: &[u8]| der(&Node::Octets(piece.to_vec()));
            [
                &[0x24, 0x80][..],
                &octets.chunks(7).flat_map(piece).collect::<Vec<_>>(),
            ]
            .concat()
        }
        Node::Sequence(nodes) => [
            &[0x30, 0x80][..],
            &nodes.iter().flat_map(ber).collect::<Vec<_>>(),
        ]
        .concat(),
    };
    [&content[..], &[0, 0]].concat()
}

proptest! {
    #[test]
    fn der_passes_unchanged_and_ber_becomes_the_same(node in node()) {
        let der = der(&node);
        prop_assert_eq!(to_der(&der, 1 << 20).unwrap(), der.clone());
        prop_assert_eq!(to_der(&ber(&node), 1 << 20).unwrap(), der);
    }

    #[test]
    fn whatever_comes_out_is_stable(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(der) = to_der(&bytes, 1 << 20) {
            prop_assert_eq!(to_der(&der, 1 << 20).unwrap(), der);
        }
    }

    #[test]
    fn messages_with_flipped_bytes_never_panic(place in 0_usize..2000, byte in any::<u8>()) {
        let real = include_bytes!("../../../../tests/fixtures/mdm/authenticate.ber-sha256-noattrs.der");
        let mut bytes = real.to_vec();
        let place = place % bytes.len();
        bytes[place] = byte;
        let _ = to_der(&bytes, 1 << 20);
    }
}
