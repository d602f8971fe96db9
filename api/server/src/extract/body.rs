//! The body of a request: raw bytes, up to a limit, and not forever.

use crate::problem::{Problem, ProblemCode};
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_LENGTH, HeaderMap};
use actix_web::web::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How long a sender may be silent in the middle of a message.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// How long the whole message may take: 16 MiB over a slow line, and no more for who drips.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(300);
/// The same for what is small.
const SMALL_TOTAL_TIMEOUT: Duration = Duration::from_secs(60);
/// What is small: a JSON document.
pub const MAX_SMALL_BYTES: usize = 64 << 10;

/// Whether the request says that its body has at most so many bytes; the connection holds it to that.
pub fn is_declared_within(headers: &HeaderMap, bytes: usize) -> bool {
    let length = headers.get(CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    length.is_some_and(|length| length <= bytes)
}

/// Reads it; a longer one is refused as soon as that is known.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn read(
    payload: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
    largest: usize,
) -> Result<Bytes, Problem> {
    let whole = if largest > MAX_SMALL_BYTES {
        TOTAL_TIMEOUT
    } else {
        SMALL_TOTAL_TIMEOUT
    };
    read_within(payload, largest, IDLE_TIMEOUT, whole).await
}

async fn read_within(
    mut payload: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
    largest: usize,
    patience: Duration,
    whole: Duration,
) -> Result<Bytes, Problem> {
    let (mut body, end) = (BytesMut::new(), Instant::now() + whole);
    loop {
        let next = timeout_at(end.min(Instant::now() + patience), payload.next())
            .await
            .map_err(|_| {
                Problem::new(
                    ProblemCode::MalformedRequest,
                    "The message did not end in time.",
                )
            })?;
        match next {
            None => return Ok(body.freeze()),
            Some(Ok(piece)) if body.len() + piece.len() <= largest => {
                body.extend_from_slice(&piece);
            }
            Some(Ok(_)) => {
                return Err(Problem::new(
                    ProblemCode::TooLarge,
                    format!("Send at most {largest} bytes."),
                ));
            }
            Some(Err(_)) => {
                return Err(Problem::new(
                    ProblemCode::MalformedRequest,
                    "The message broke off.",
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    #[actix_web::test]
    async fn a_message_that_drips_without_end_is_given_up() {
        let drips = Box::pin(stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_millis(5)).await;
            Some((Ok(Bytes::from_static(b"x")), ()))
        }));
        let (patience, whole) = (Duration::from_secs(30), Duration::from_millis(50));
        let read = read_within(drips, 1 << 20, patience, whole).await;
        assert!(read.unwrap_err().is(ProblemCode::MalformedRequest));
    }
}
