//! PEM texts with several blocks and remarks between them (RFC 7468 section 2).

use der::pem::{self, LineEnding};
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// One block of a PEM text.
pub(crate) struct Block {
    pub(crate) label: String,
    pub(crate) der: Zeroizing<Vec<u8>>,
}

/// All blocks, in order; what stands outside of them is ignored.
pub(crate) fn blocks(text: &str) -> Result<Vec<Block>> {
    const END: &str = "-----END ";
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("-----BEGIN ") {
        rest = &rest[start..];
        let end = rest.find(END).ok_or(Error::Malformed("PEM"))?;
        let close = rest[end + END.len()..]
            .find("-----")
            .ok_or(Error::Malformed("PEM"))?;
        let (block, after) = rest.split_at(end + END.len() + close + "-----".len());
        let (label, der) = decode(block)?;
        blocks.push(Block { label, der });
        rest = after;
    }
    Ok(blocks)
}

/// One block with 64 characters a line.
pub(crate) fn encode(label: &str, der: &[u8]) -> String {
    pem::encode_string(label, LineEnding::LF, der)
        .expect("a constant label and bytes in memory always make a block")
}

/// Line lengths differ between programs, so the width is taken from the text.
fn decode(block: &str) -> Result<(String, Zeroizing<Vec<u8>>)> {
    let broken = |_| Error::Malformed("PEM");
    let mut decoder = pem::Decoder::new_detect_wrap(block.as_bytes()).map_err(broken)?;
    let label = decoder.type_label().to_owned();
    let mut der = Zeroizing::new(Vec::new());
    decoder.decode_to_end(&mut der).map_err(broken)?;
    Ok((label, der))
}
