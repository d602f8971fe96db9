//! What somebody holds who stole the database, forged a cookie or kept an old one: nothing.

use aws_lc_rs::{digest, hmac};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_app::secrets::keyring::Keyring;
use vestibule_tests::caller::{Answer, send};
use vestibule_tests::device::Stage;
use vestibule_tests::server::{PASSWORD, customise, enable, policy, token};
use vestibule_tests::{TestServer, on_both_databases};

/// A cookie that an answer sets.
fn cookie(answer: &Answer, name: &str) -> String {
    let mut all = answer.headers.get_all("set-cookie").iter();
    let set = all.find_map(|value| {
        let (first, _) = value.to_str().ok()?.split_once(';')?;
        first.strip_prefix(&format!("vestibule_{name}="))
    });
    set.expect("the cookie is set").to_owned()
}

/// Signs in by hand: the answer sets the cookies.
fn sign_in(server: &TestServer) -> Answer {
    let credentials = json!({ "email": "ada@acme.example", "password": PASSWORD });
    server.stranger().post("/session", credentials).ok()
}

/// A request with one cookie.
fn with(server: &TestServer, method: &str, path: &str, name: &str, value: &str) -> Answer {
    let request = server.stranger().request(method, path);
    send(request.header("cookie", format!("vestibule_{name}={value}")))
}

/// The key that signs access cookies, of the server's key file.
fn session_key(server: &TestServer) -> Vec<u8> {
    let line = std::fs::read_to_string(&server.database.key_file).expect("the key file");
    let (_, key) = line.trim().split_once(':').expect("a key");
    let key = STANDARD.decode(key).expect("base64");
    let key = Keyring::new(key.as_slice().try_into().expect("32 bytes"));
    key.session_key().to_vec()
}

fn jwt(header: &Value, claims: &Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let signature = URL_SAFE_NO_PAD.encode(sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

on_both_databases! {
    fn a_stolen_database_holds_no_secret_in_clear(server) {
        let stage = Stage::secure(server);
        let owner = stage.owner();
        let device = stage.enrolled();
        let macs = policy(owner, "Macs", None);
        enable(owner, &macs);
        customise(owner, &macs, json!({ "passcode": "saffron window" })).ok();
        let url = token(owner, &macs);
        let unlocked = server.stranger().post(&format!("/enroll/{url}/unlock"), json!({ "passcode": "saffron window" })).ok();
        let place = unlocked.text("/profile_url");
        server.stranger().open(&place).ok();
        let made = owner.request("POST", "/api/v1/api-tokens").header("idempotency-key", "once");
        let api_token = send(made.json(&json!({ "name": "ci", "scopes": ["policy.read"] }))).created().text("/secret");
        let signed_in = sign_in(server);
        let secrets = [
            ("the enrollment token", url.replace('-', "")),
            ("the enrollment token as shown", url),
            ("the passcode", "saffron window".to_owned()),
            ("the password", PASSWORD.to_owned()),
            ("the ticket", place.rsplit('/').next().expect("a ticket").to_owned()),
            ("the API token", api_token.trim_start_matches("vst_").to_owned()),
            ("the access cookie", cookie(&signed_in, "session").rsplit('.').next().expect("a signature").to_owned()),
            ("the refresh cookie", cookie(&signed_in, "refresh").rsplit('.').next().expect("a secret").to_owned()),
            ("the challenge", device.profile.scep.challenge.rsplit('.').next().expect("a secret").to_owned()),
        ];
        let kept = format!("{:?}", server.database.contents()).to_lowercase();
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        for (what, secret) in &secrets {
            let decoded = URL_SAFE_NO_PAD.decode(secret).unwrap_or_else(|_| secret.clone().into_bytes());
            for form in [secret.to_lowercase(), hex(secret.as_bytes()), hex(&decoded)] {
                assert!(!kept.contains(&form), "{what} is in the database");
            }
        }
        // What may be there: hashes of what is random enough.
        let ticket = hex(digest::digest(&digest::SHA256, secrets[4].1.as_bytes()).as_ref());
        assert!(kept.contains(&ticket), "the dump is read as it is meant");
    }

    fn a_forged_access_cookie_is_nobody(server) {
        server.owner();
        let real = cookie(&sign_in(server), "session");
        let mut parts = real.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).expect("base64"));
        let [header, claims] = [parts.next(), parts.next()].map(|part| {
            serde_json::from_slice::<Value>(&part.expect("a part")).expect("JSON")
        });
        let key = session_key(server);
        let signed_with = |key: &[u8], algorithm| {
            let key = hmac::Key::new(algorithm, key);
            move |text: &[u8]| hmac::sign(&key, text).as_ref().to_vec()
        };
        let ours = signed_with(&key, hmac::HMAC_SHA256);
        let but = |whole: &Value, changes: Value| {
            let mut changed = whole.clone();
            for (name, value) in changes.as_object().expect("changes") {
                match value {
                    Value::Null => drop(changed.as_object_mut().expect("an object").remove(name)),
                    value => changed[name] = value.clone(),
                }
            }
            changed
        };
        let status = |token: &str| with(server, "GET", "/api/v1/session", "session", token).status;
        assert_eq!(status(&jwt(&header, &claims, &ours)), 200, "the forger's tools are good");
        let none = |_: &[u8]| Vec::new();
        let now = server.now().as_second();
        let mut forged = vec![
            jwt(&header, &claims, none),
            jwt(&header, &claims, signed_with(&[0; 32], hmac::HMAC_SHA256)),
            jwt(&header, &claims, signed_with(b"", hmac::HMAC_SHA256)),
            jwt(&but(&header, json!({ "alg": "HS512" })), &claims, signed_with(&key, hmac::HMAC_SHA512)),
            real.rsplit_once('.').expect("parts").0.to_owned(),
            format!("{real}x"),
            format!("{real}.x"),
            real.replacen('.', "..", 1),
            String::new(),
            "..".into(),
        ];
        for algorithm in ["none", "None", "NONE", ""] {
            forged.push(jwt(&but(&header, json!({ "alg": algorithm })), &claims, none));
            forged.push(jwt(&but(&header, json!({ "alg": algorithm })), &claims, &ours));
        }
        for change in [
            json!({ "alg": "RS256" }), json!({ "alg": "ES256" }), json!({ "alg": null }), json!({ "typ": "JWT" }), json!({ "typ": null }),
            json!({ "typ": "vestibule-refresh+jwt" }),
        ] {
            forged.push(jwt(&but(&header, change), &claims, &ours));
        }
        for change in [
            json!({ "exp": now }), json!({ "exp": now - 1 }), json!({ "exp": null }), json!({ "exp": "never" }), json!({ "exp": [] }),
            json!({ "iss": "another" }), json!({ "iss": null }), json!({ "aud": "another" }), json!({ "aud": null }), json!({ "aud": [] }),
            json!({ "sub": null }), json!({ "sub": "" }), json!({ "sub": "ada@acme.example" }), json!({ "sub": 1 }),
            json!({ "sub": "01940000-0000-7000-8000-000000000000" }),
        ] {
            forged.push(jwt(&header, &but(&claims, change), &ours));
        }
        for token in &forged {
            assert_eq!(status(token), 401, "{token}");
        }
        let led = but(&header, json!({ "kid": "../../dev/null", "jku": "https://evil.example/keys", "jwk": { "kty": "oct", "k": "" } }));
        assert_eq!(status(&jwt(&led, &claims, signed_with(b"", hmac::HMAC_SHA256))), 401, "no key is taken from a header");
    }

    fn an_old_refresh_token_ends_the_session_and_is_told(server) {
        let owner = server.owner();
        let first = sign_in(server);
        let refresh = |token: &str| with(server, "POST", "/api/v1/session/refresh", "refresh", token);
        let second = refresh(&cookie(&first, "refresh")).ok();
        let again = refresh(&cookie(&first, "refresh")).ok();
        assert_eq!(cookie(&again, "refresh"), cookie(&second, "refresh"), "two tabs at once get the same");
        server.advance(SignedDuration::from_secs(10));
        with(server, "GET", "/api/v1/session", "session", &cookie(&second, "session")).ok();
        refresh(&cookie(&first, "refresh")).refused(401, "unauthenticated");
        with(server, "GET", "/api/v1/session", "session", &cookie(&second, "session")).refused(401, "unauthenticated");
        refresh(&cookie(&second, "refresh")).refused(401, "unauthenticated");
        let told = owner.get("/audit-events?action=session.refresh_token_reused").ok();
        assert_eq!(told.json["items"].as_array().map(Vec::len), Some(1));
        let newest = cookie(&second, "refresh");
        let (turn, secret) = newest.rsplit_once('.').expect("parts");
        let (id, _) = turn.split_once('.').expect("parts");
        for forged in [format!("{id}.0.{secret}"), format!("{id}.99.{secret}"), format!("{newest}x"), format!("{id}..{secret}"), "a.b.c".into()] {
            refresh(&forged).refused(401, "unauthenticated");
        }
    }
}
