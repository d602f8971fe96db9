//! The month the sample organization has behind it, told through the public API.

use super::fleet::{self, begin, device, enroll, seen};
use super::organization::*;
use super::{DemoClock, logo};
use crate::Caller;
use crate::caller::send;
use crate::server::{customise, enable, policy, token, turn_on_beta};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";

const IPAD: &str = "Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";

/// What is worth opening afterwards.
pub struct Told {
    /// The landing page with logo, text and passcode.
    pub page: String,
    /// The same policy's retired URL.
    pub retired: String,
    /// A legacy URL that still hands out profiles.
    pub legacy: String,
    /// An API token.
    pub api_token: String,
}

/// Tells it; `sign_in` makes a caller who is signed in now.
pub fn tell(
    clock: &Arc<DemoClock>,
    stranger: &dyn Fn() -> Caller,
    sign_in: &dyn Fn(&str) -> Caller,
) -> Told {
    let [owner, admin, helpdesk] = [0, 1, 2].map(|n: usize| PEOPLE[n].1);
    let minutes = |n: i64| clock.go_on_to(SignedDuration::from_mins(n));
    let days = |n: i64| minutes(n * 24 * 60);
    let spread = |days: i64, n: i64| minutes(days * 24 * 60 - n);

    days(30);
    let ada = sign_in(owner);
    for (name, email, role) in &PEOPLE[1..] {
        let new = json!({ "name": name, "email": email, "role": role, "password": PASSWORD });
        ada.post("/users", new).created();
    }
    let mut ids: HashMap<&str, String> = HashMap::new();
    for (name, parent, color, icon) in POLICIES {
        let id = policy(
            &ada,
            name,
            parent
                .and_then(|parent| ids.get(parent))
                .map(String::as_str),
        );
        ada.patch(
            &format!("/policies/{id}"),
            "",
            json!({ "color": color, "icon": icon }),
        )
        .ok();
        ids.insert(name, id);
    }
    let path = |name: &str| format!("/policies/{}/secure-enrollment", ids[name]);
    let legacy = |name: &str| ada_url(&sign_in(owner), &path(name));

    days(21);
    let mut visits = 0;
    for (name, times) in [
        (OFFICE, 14),
        (WAREHOUSE, 9),
        (CLINIC, 6),
        (NURSES, 11),
        (TRAVEL, 5),
    ] {
        let url = legacy(name);
        for n in 0..times {
            visits += 1;
            spread(21, visits * 3 + n * 2);
            visit(&stranger(), &url, if n % 3 == 0 { MAC } else { IPHONE }, n);
        }
    }
    let configurator = legacy(WAREHOUSE);
    let carts = stranger().request("POST", local(&configurator));
    send(
        carts
            .header("content-type", "application/pkcs7-signature")
            .body("signed"),
    )
    .ok();
    let takes = |name: &str, agent: &str| visit(&stranger(), &legacy(name), agent, 3);
    let herrera = device(clock, fleet::HERRERA);
    let herrera = enroll(&herrera, &takes(OFFICE, MAC));
    let scanner = device(clock, fleet::SCANNER);
    let scanner = enroll(&scanner, &takes(WAREHOUSE, IPAD));

    days(14);
    let ada = sign_in(owner);
    turn_on_beta(&ada);
    enable(&ada, &ids[CLINIC]);
    let picture = ada
        .upload("/logos", "image/png", logo::png())
        .created()
        .text("/sha256");
    let translations: Value = CLINIC_TRANSLATIONS
        .iter()
        .map(|(tag, text)| ((*tag).to_owned(), json!(text)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let page = json!({ "page_text": CLINIC_TEXT, "translations": translations, "logo": { "sha256": picture, "alt": "Blue Harbor Clinic" }, "passcode": PASSCODE });
    customise(&ada, &ids[CLINIC], page).ok();
    customise(
        &ada,
        &ids[FRONT_DESK],
        json!({ "page_text": FRONT_DESK_TEXT }),
    )
    .ok();

    days(11);
    let takes = |by: &Caller, name: &str, agent: &str| {
        unlock_as(&stranger(), &token(by, &ids[name]), agent, 6)
    };
    let ada = sign_in(owner);
    let reception = device(clock, fleet::RECEPTION);
    let reception = enroll(&reception, &takes(&ada, FRONT_DESK, IPAD));
    let raman = device(clock, fleet::RAMAN);
    let raman = enroll(&raman, &takes(&ada, DOCTORS, MAC));

    days(9);
    let first = token(&sign_in(admin), &ids[CLINIC]);
    for n in 0..7 {
        spread(9, n * 11 + n % 3);
        unlock(&stranger(), &first, n);
    }
    let ben = sign_in(admin);
    let cardiology = device(clock, fleet::CARDIOLOGY);
    let cardiology = enroll(&cardiology, &takes(&ben, NURSES, IPHONE));
    ben.post(&format!("{}/regenerate", path(CLINIC)), json!({}))
        .ok();
    enable(&ben, &ids[TRAVEL]);
    let pike = device(clock, fleet::PIKE);
    let pike = enroll(&pike, &takes(&ben, TRAVEL, IPHONE));
    ben.post(
        &format!("{}/pause", path(TRAVEL)),
        json!({ "message": "We are changing carriers this week. Back on Monday." }),
    )
    .ok();

    days(3);
    seen(&[&pike, &scanner]);
    scanner.check_out().expect("it says goodbye");

    days(2);
    for n in 0..5 {
        spread(2, n * 47);
        let late = stranger().from_network(&network(n));
        late.get(&format!("/enroll/{first}")).ok();
        late.post(
            &format!("/enroll/{first}/unlock"),
            json!({ "passcode": PASSCODE }),
        )
        .refused(410, "enrollment_url_retired");
    }
    let guesser = stranger().from_network("203.0.113.66");
    let doctors = token(&sign_in(owner), &ids[DOCTORS]);
    for guess in ["harbor", "blueharbor", "clinic2026"] {
        guesser
            .post(
                &format!("/enroll/{doctors}/unlock"),
                json!({ "passcode": guess }),
            )
            .refused(401, "passcode_invalid");
    }

    minutes(40);
    let ben = sign_in(admin);
    let retired = token(&ben, &ids[CLINIC]);
    for n in 0..3 {
        unlock(&stranger(), &retired, n);
    }
    // Erased without having been released, it is turned away; then somebody releases it.
    begin(&raman.device, &takes(&ben, DOCTORS, MAC))
        .authenticate()
        .expect_err("it is live under another certificate");

    minutes(22);
    unlock(&stranger(), &retired, 4);
    let chiara = sign_in(helpdesk);
    let id = chiara
        .get(&format!("/devices?query={}", raman.device.udid))
        .ok()
        .text("/items/0/id");
    chiara
        .post(&format!("/devices/{id}/release"), json!({}))
        .ok();
    seen(&[&herrera]);

    minutes(12);
    let ben = sign_in(admin);
    ben.post(&format!("{}/regenerate", path(CLINIC)), json!({}))
        .ok();

    minutes(4);
    let ada = sign_in(owner);
    let live = token(&ada, &ids[CLINIC]);
    let nurses = token(&ada, &ids[NURSES]);
    for n in 0..2 {
        unlock(&stranger(), &live, n);
        unlock(&stranger(), &nurses, n + 5);
    }
    let night_shift = device(clock, fleet::NIGHT_SHIFT);
    begin(&night_shift, &takes(&ada, NURSES, IPHONE))
        .authenticate()
        .expect("it may enroll");
    begin(&device(clock, fleet::LAB), &takes(&ada, CLINIC, MAC));
    seen(&[&reception, &cardiology]);
    let api_token = json!({ "name": "Ticket system", "scopes": ["policy.read", "enrollment_url.read", "audit.read"] });
    let api_token = ada.post("/api-tokens", api_token).created().text("/secret");
    let told = Told {
        page: ada_url(&ada, &path(CLINIC)),
        retired: retired_url(&ada, &ids[CLINIC]),
        legacy: ada_url(&ada, &path(OFFICE)),
        api_token,
    };
    minutes(0);
    told
}

fn ada_url(ada: &Caller, path: &str) -> String {
    ada.get(path).ok().text("/enrollment_url/url")
}

fn retired_url(ada: &Caller, policy: &str) -> String {
    ada.get(&format!("/policies/{policy}/enrollment-urls"))
        .ok()
        .text("/items/1/url")
}

/// The path of a URL of this server.
fn local(url: &str) -> &str {
    let after = url.find("://").map_or(0, |place| place + 3);
    url[after..]
        .find('/')
        .map_or("/", |place| &url[after + place..])
}

fn network(n: i64) -> String {
    format!("198.51.100.{}", 10 + n)
}

/// Takes the profile of a legacy URL.
fn visit(stranger: &Caller, url: &str, agent: &str, n: i64) -> Vec<u8> {
    let request = stranger
        .request("GET", local(url))
        .header("user-agent", agent);
    send(request.header("x-forwarded-for", network(n)))
        .ok()
        .body
}

fn unlock(stranger: &Caller, token: &str, n: i64) {
    unlock_as(stranger, token, if n % 2 == 0 { IPHONE } else { MAC }, n);
}

/// A visitor who opens the page, knows the passcode, and downloads.
fn unlock_as(stranger: &Caller, token: &str, agent: &str, n: i64) -> Vec<u8> {
    let from = |request: reqwest::blocking::RequestBuilder| {
        send(
            request
                .header("user-agent", agent)
                .header("x-forwarded-for", network(n)),
        )
    };
    from(stranger.request("GET", &format!("/api/v1/enroll/{token}"))).ok();
    let unlock = stranger.request("POST", &format!("/api/v1/enroll/{token}/unlock"));
    let place = from(unlock.json(&json!({ "passcode": PASSCODE })))
        .ok()
        .text("/profile_url");
    from(stranger.request("GET", &place)).ok().body
}
