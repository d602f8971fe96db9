//! Every message type, with every state a challenge can be in: exactly one pair issues a certificate.

use super::kept;
use jiff::SignedDuration;
use serde_json::json;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::scep::{FailInfo, Kind};
use vestibule_tests::device::forge::{self, MESSAGE_TYPE};
use vestibule_tests::device::{Installation, Stage, Stop, scep};
use vestibule_tests::{TestServer, on_both_databases};

/// CertRep, RenewalReq, UpdateReq, PKCSReq, CertPoll, GetCert, GetCRL, and what is no type; None: the attribute is
/// missing; a comma: it is there twice.
const TYPES: [Option<&str>; 15] = [
    Some("3"),
    Some("17"),
    Some("18"),
    Some("20"),
    Some("21"),
    Some("22"),
    Some("0"),
    Some("-1"),
    Some("99"),
    Some(""),
    Some("019"),
    Some("19,19"),
    Some("19,17"),
    None,
    Some("19"),
];

/// A device whose profile's challenge is in a state.
fn devices(stage: &Stage<'_>) -> Vec<(&'static str, Installation)> {
    let installed = |name, change: fn(&mut Installation)| {
        let mut installation = stage.install();
        change(&mut installation);
        (name, installation)
    };
    let mut all = vec![
        installed("none", |device| device.profile.scep.challenge.clear()),
        installed("wrong", |device| {
            device.profile.scep.challenge = "s3cret".into()
        }),
        installed("one character changed", |device| {
            let challenge = &mut device.profile.scep.challenge;
            let last = challenge.pop().expect("a challenge");
            challenge.push(if last == 'A' { 'B' } else { 'A' });
        }),
        installed("one character more", |device| {
            device.profile.scep.challenge.push('A')
        }),
    ];
    // Of another profile, used by its device.
    let used = stage.enrolled();
    let mut again = stage.install();
    again.profile.scep = used.profile.scep;
    all.push(("used", again));
    // Of another profile, for which a certificate was issued.
    let mut issued = stage.install();
    issued.certificate().expect("issued");
    let mut again = stage.install();
    again.profile.scep = issued.profile.scep;
    all.push(("issued for another key", again));
    let revoked = stage.install();
    let id = stage.profiles()[0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    stage.owner().delete(&format!("/profiles/{id}")).is(204);
    all.push(("revoked", revoked));
    let expired = stage.install();
    stage.regenerate(json!({}));
    stage.server.advance(SignedDuration::from_mins(30));
    all.push(("expired", expired));
    all.push(("right", stage.install()));
    all
}

fn ask(device: &Installation, authority: &Certificate, kind: Option<&str>) -> Result<(), Stop> {
    let asker = &device.asker;
    let settings = &device.profile.scep;
    let csr = match settings.challenge.is_empty() {
        true => vestibule_pki::csr::Csr::build(&asker.key, &name(), None).expect("a request"),
        false => asker.csr(settings),
    };
    let sent = asker.wrap(Kind::Enrollment, &csr, authority, device.device.now());
    let message = forge::change(&sent.message, &asker.key, |parts| {
        parts.remove(MESSAGE_TYPE);
        for kind in kind.iter().flat_map(|kind| kind.split(',')) {
            parts.add(MESSAGE_TYPE, kind);
        }
    });
    let answer = scep::post(&settings.url, message.der())?;
    asker.read(&sent, &answer, authority).map(drop)
}

fn name() -> vestibule_pki::certificate::Subject {
    vestibule_pki::certificate::Subject {
        common_name: "device".into(),
        ..Default::default()
    }
}

fn walk(server: &TestServer, stage: &Stage<'_>) {
    let devices = devices(stage);
    let authority = scep::authority(&devices[0].1.profile.scep).expect("an authority");
    for kind in TYPES {
        for (challenge, device) in &devices {
            let before = kept(server);
            let answer = ask(device, &authority, kind);
            if (kind, *challenge) == (Some("19"), "right") {
                assert_eq!(answer, Ok(()), "{kind:?} {challenge}");
                continue;
            }
            let info = match answer {
                Err(Stop::CertificateRefused(info)) => info,
                other => panic!("{kind:?} {challenge}: {other:?}"),
            };
            // A renewal is asked with a certificate that was issued here; this one was not.
            let as_documented = match kind {
                Some("17") => [FailInfo::BadRequest, FailInfo::BadCertId].contains(&info),
                _ => info == FailInfo::BadRequest,
            };
            assert!(as_documented, "{kind:?} {challenge}: {info:?}");
            assert_eq!(kept(server), before, "{kind:?} {challenge}");
        }
    }
}

on_both_databases! {
    fn exactly_one_cell_issues(server) {
        walk(server, &Stage::secure(server));
    }

    fn a_renewal_request_is_refused_also_when_the_device_itself_signs_it(server) {
        let stage = Stage::secure(server);
        let mut device = stage.install();
        device.certificate().expect("issued");
        let authority = scep::authority(&device.profile.scep).expect("an authority");
        device.asker.transport = device.identity.clone().expect("a certificate");
        for challenge in ["", device.profile.scep.challenge.clone().as_str()] {
            device.profile.scep.challenge = challenge.into();
            let before = kept(server);
            let csr = device.asker.csr(&device.profile.scep);
            let sent = device.asker.wrap(Kind::Renewal, &csr, &authority, server.now());
            let answer = scep::post(&device.profile.scep.url, sent.message.clone()).expect("it answers");
            let refused = device.asker.read(&sent, &answer, &authority);
            assert_eq!(refused, Err(Stop::CertificateRefused(FailInfo::BadRequest)));
            assert_eq!(kept(server), before);
        }
    }
}
