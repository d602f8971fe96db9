//! The audit log as NDJSON: one event a line, read page by page while it is sent, so that a log of any length fits.

use super::view::AuditEvent;
use crate::blocking;
use crate::problem::Problem;
use actix_web::http::header::{ACCEPT, CONTENT_DISPOSITION};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream;
use vestibule_app::audit::list::{self, Filter};
use vestibule_app::paging::{Limit, PageRequest, Position};
use vestibule_app::{App, Caller};

/// Whether the request asks for NDJSON by its `Accept`.
pub(super) fn is_wished(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT);
    accept
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("application/x-ndjson"))
}

/// Sends everything the filter finds. The first page is read before the answer begins, so its faults are still told.
pub(super) async fn answer(
    app: web::Data<App>,
    who: Caller,
    filter: Filter,
) -> Result<HttpResponse, Problem> {
    let first = page(&app, &who, &filter, None).await?;
    let lines = stream::unfold(Some(Ok(first)), move |page| {
        let (app, who, filter) = (app.clone(), who.clone(), filter.clone());
        async move {
            match page? {
                Ok((lines, None)) => Some((Ok(lines), None)),
                Ok((lines, after)) => {
                    let next = self::page(&app, &who, &filter, after).await;
                    Some((Ok(lines), Some(next)))
                }
                // The connection breaks off: a log cut short must not look whole.
                Err(problem) => Some((Err(actix_web::Error::from(problem)), None)),
            }
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("application/x-ndjson")
        .insert_header((
            CONTENT_DISPOSITION,
            "attachment; filename=\"audit-events.ndjson\"",
        ))
        .streaming(Box::pin(lines)))
}

async fn page(
    app: &web::Data<App>,
    who: &Caller,
    filter: &Filter,
    after: Option<Position>,
) -> Result<(Bytes, Option<Position>), Problem> {
    let (who, filter) = (who.clone(), filter.clone());
    let page = PageRequest {
        after,
        limit: Limit::BATCH,
    };
    let found = blocking::run(app, move |app| list::list(app, &who, &filter, &page)).await?;
    let mut lines = Vec::new();
    for event in found.items {
        serde_json::to_writer(&mut lines, &AuditEvent::from(event))
            .map_err(|error| Problem::internal(&error.to_string()))?;
        lines.push(b'\n');
    }
    Ok((lines.into(), found.next))
}
