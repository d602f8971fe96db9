//! What the one-way switch will touch.

use crate::auth::Caller;
use crate::auth::permission::PolicyRead;
use crate::blocking;
use crate::extract::path::Path;
use crate::problem::Problem;
use crate::wire;
use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::App;
use vestibule_app::secure_enrollment::readiness::{self, PolicyReadiness};
use vestibule_domain::PolicyId;

/// The readiness report.
#[derive(Serialize, ToSchema)]
pub struct Readiness {
    /// A migration from another MDM stands in the way.
    pub migration_in_progress: bool,
    /// Every policy that becomes secure, the chosen one first.
    pub policies_to_secure: Vec<PolicyToSecure>,
}

/// A policy that becomes secure.
#[derive(Serialize, ToSchema)]
pub struct PolicyToSecure {
    /// UUIDv7: names the policy in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// 1 to 100 characters; siblings may share one.
    pub name: String,
    /// Where it stands, from the chosen policy down.
    pub path: Vec<String>,
    /// The uses of its legacy URL.
    pub legacy_url: LegacyUses,
}

/// The uses of a legacy URL.
#[derive(Serialize, ToSchema)]
pub struct LegacyUses {
    /// Profiles downloaded from it.
    pub downloaded: i64,
    /// Device-type clients among them, such as Apple Configurator.
    pub configurator: i64,
    /// The last use.
    #[schema(format = DateTime)]
    pub last_seen_at: Option<String>,
}

impl From<PolicyReadiness> for PolicyToSecure {
    fn from(report: PolicyReadiness) -> Self {
        Self {
            id: report.id.to_string(),
            name: report.name.to_string(),
            path: report.path.iter().map(ToString::to_string).collect(),
            legacy_url: LegacyUses {
                downloaded: report.legacy.downloaded,
                configurator: report.legacy.configurator,
                last_seen_at: report.legacy.last_seen_at.map(wire::time),
            },
        }
    }
}

/// Reports what enabling would touch: policies, their legacy URLs, and who still uses them.
#[utoipa::path(tag = "secure enrollment", operation_id = "get_readiness", params(("policy_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = Readiness, description = "The report.")))]
#[get("/policies/{policy_id}/secure-enrollment/readiness")]
pub async fn get_readiness(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
) -> Result<web::Json<Readiness>, Problem> {
    let report = blocking::run(&app, move |app| readiness::readiness(app, &who, id)).await?;
    let policies_to_secure = report
        .policies
        .into_iter()
        .map(PolicyToSecure::from)
        .collect();
    Ok(web::Json(Readiness {
        migration_in_progress: report.migration_in_progress,
        policies_to_secure,
    }))
}
