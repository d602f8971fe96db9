//! The body of a device's request: raw bytes, up to a limit, and not forever.

use crate::problem::Problem;
use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt;
use std::time::Duration;

/// How long a device may be silent in the middle of a message.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads it; a longer one is refused as soon as that is known.
pub async fn read(mut payload: Payload, largest: usize) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    loop {
        let next = tokio::time::timeout(PATIENCE, payload.next())
            .await
            .map_err(|_| Problem::new("malformed_request", "The message did not end in time."))?;
        match next {
            None => return Ok(body.freeze()),
            Some(Ok(piece)) if body.len() + piece.len() <= largest => {
                body.extend_from_slice(&piece);
            }
            Some(Ok(_)) => {
                return Err(Problem::new(
                    "too_large",
                    format!("Send at most {largest} bytes."),
                ));
            }
            Some(Err(_)) => {
                return Err(Problem::new("malformed_request", "The message broke off."));
            }
        }
    }
}
