//! Logos, by what they are.

use crate::connection::on_each;
use crate::schema::{logos::dsl, secure_enrollments};
use crate::types::{Id, Moment};
use crate::{Connection, Error, Result};
use diesel::prelude::*;
use vestibule_domain::page::LogoHash;
use vestibule_domain::page::logo_appearance::{LogoAppearance, Rgb};
use vestibule_domain::page::size::Size;
use vestibule_domain::{OrganizationId, Timestamp};

/// Keeps a picture; the same one again is as good as new.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn keep(
    conn: &mut Connection,
    organization_id: OrganizationId,
    hash: LogoHash,
    png: &[u8],
    appearance: LogoAppearance,
    now: Timestamp,
) -> Result<()> {
    let color = appearance.color.map(number);
    let width = appearance.size.map(|size| i64::from(size.width));
    let height = appearance.size.map(|size| i64::from(size.height));
    on_each!(conn, |c| diesel::insert_into(dsl::logos)
        .values((
            dsl::organization_id.eq(Id(organization_id.uuid())),
            dsl::sha256.eq(hash.0.to_vec()),
            dsl::png.eq(png),
            dsl::created_at.eq(Moment(now)),
            dsl::color.eq(color),
            dsl::ground.eq(appearance.background.name()),
            dsl::width.eq(width),
            dsl::height.eq(height),
        ))
        .on_conflict((dsl::organization_id, dsl::sha256))
        .do_update()
        .set((
            dsl::created_at.eq(Moment(now)),
            dsl::color.eq(color),
            dsl::ground.eq(appearance.background.name()),
            dsl::width.eq(width),
            dsl::height.eq(height),
        ))
        .execute(c))?;
    Ok(())
}

/// Whether the organization has it.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn exists(
    conn: &mut Connection,
    organization_id: OrganizationId,
    hash: LogoHash,
) -> Result<bool> {
    let found = dsl::logos
        .find((Id(organization_id.uuid()), hash.0.to_vec()))
        .select(dsl::created_at)
        .first::<Moment>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// What is remembered of an organization's picture.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn appearance(
    conn: &mut Connection,
    organization_id: OrganizationId,
    hash: LogoHash,
) -> Result<Option<LogoAppearance>> {
    let found = dsl::logos
        .find((Id(organization_id.uuid()), hash.0.to_vec()))
        .select((dsl::color, dsl::ground, dsl::width, dsl::height))
        .first::<(Option<i64>, String, Option<i64>, Option<i64>)>(conn)
        .optional()?;
    found
        .map(|(color, ground, width, height)| {
            Ok(LogoAppearance {
                color: color.map(color_of).transpose()?,
                background: ground.parse().map_err(|_| inconsistent("ground"))?,
                size: width.zip(height).map(size_of).transpose()?,
            })
        })
        .transpose()
}

fn inconsistent(column: &'static str) -> Error {
    Error::Inconsistent {
        table: "logos",
        column,
    }
}

// A colour as 0xRRGGBB.
fn number(Rgb([red, green, blue]): Rgb) -> i64 {
    i64::from(u32::from_be_bytes([0, red, green, blue]))
}

fn size_of((width, height): (i64, i64)) -> Result<Size> {
    Ok(Size {
        width: u32::try_from(width).map_err(|_| inconsistent("width"))?,
        height: u32::try_from(height).map_err(|_| inconsistent("height"))?,
    })
}

fn color_of(number: i64) -> Result<Rgb> {
    match u32::try_from(number).map(u32::to_be_bytes) {
        Ok([0, red, green, blue]) => Ok(Rgb([red, green, blue])),
        _ => Err(inconsistent("color")),
    }
}

/// The picture of a name, whosever it is.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_any(conn: &mut Connection, hash: LogoHash) -> Result<Option<Vec<u8>>> {
    Ok(dsl::logos
        .filter(dsl::sha256.eq(hash.0.to_vec()))
        .select(dsl::png)
        .first(conn)
        .optional()?)
}

/// Drops those that no page uses and that were uploaded before a moment.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn drop_unused(conn: &mut Connection, before: Timestamp) -> Result<()> {
    let used = secure_enrollments::table
        .filter(secure_enrollments::organization_id.eq(dsl::organization_id))
        .filter(secure_enrollments::logo_sha256.eq(dsl::sha256.nullable()));
    diesel::delete(
        dsl::logos
            .filter(dsl::created_at.lt(Moment(before)))
            .filter(diesel::dsl::not(diesel::dsl::exists(used))),
    )
    .execute(conn)?;
    Ok(())
}
