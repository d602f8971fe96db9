//! A picture takes no more memory than a picture needs, whatever is packed into it. A process of its own, so that it can be measured.

#![cfg(target_os = "linux")]

use vestibule_app::content::picture::normalize;

/// Bits in the order of DEFLATE (RFC 1951 3.1.1); codes come most significant bit first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    fn push(&mut self, code: u32, length: usize) {
        for place in (0..length).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = u8::from(code >> place & 1 == 1);
            self.bytes[self.used / 8] |= bit << (self.used % 8);
            self.used += 1;
        }
    }
}

/// A zlib stream of so many times 258 zeros, each in 13 bits.
fn packed_zeros(times: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(0b110, 3); // the last block, with the fixed codes
    bits.push(0b0011_0000, 8); // a zero
    for _ in 0..times {
        bits.push(0b1100_0101, 8); // 258 bytes
        bits.push(0, 5); // from one byte before
    }
    bits.push(0, 7); // the end
    [&[0x78, 0x01], &bits.bytes[..], &[0; 4]].concat()
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [kind, content].concat();
    let crc = named.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    });
    let length = u32::try_from(content.len())
        .expect("a short chunk")
        .to_be_bytes();
    [&length[..], &named, &(!crc).to_be_bytes()].concat()
}

/// The most memory this process ever had, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells it");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    number.expect("a number of KiB")
}

#[test]
fn a_colour_profile_that_unpacks_to_a_hundred_megabytes_is_not_unpacked() {
    let profile = [&b"icc\0\0"[..], &packed_zeros(600_000)].concat();
    let png = [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        &chunk(b"iCCP", &profile),
        &chunk(b"IDAT", b"\x78\x01\x63\x60\x00\x00\x00\x02\x00\x01"),
        &chunk(b"IEND", b""),
    ]
    .concat();
    assert!(png.len() < 1024 * 1024, "it fits the limit of bytes");
    let before = peak();
    drop(normalize(&png));
    let grown = peak() - before;
    assert!(grown < 64 * 1024, "it took {} MiB", grown / 1024);
}
