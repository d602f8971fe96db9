//! Odd and greedy certificate requests: what is asked for is not what decides.

use super::kept;
use std::process::Command;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::scep::client::Sent;
use vestibule_pki::scep::{FailInfo, Kind};
use vestibule_tests::TestServer;
use vestibule_tests::database::Database;
use vestibule_tests::device::asn1::{Node, extension};
use vestibule_tests::device::forge::{self, Cipher};
use vestibule_tests::device::signature::{key_pem, piped};
use vestibule_tests::device::{Installation, Stage, Stop, scep};
use vestibule_tests::on_both_databases;

/// The authority, as the device gets it.
pub(super) fn ca(device: &Installation) -> Certificate {
    scep::authority(&device.profile.scep).expect("an authority")
}

/// A request that would be answered with a certificate.
pub(super) fn good(device: &Installation) -> Sent {
    let csr = device.asker.csr(&device.profile.scep);
    device
        .asker
        .wrap(Kind::Enrollment, &csr, &ca(device), device.device.now())
}

fn answer(device: &Installation, sent: &Sent, message: Vec<u8>) -> Result<Certificate, Stop> {
    let answer = scep::post(&device.profile.scep.url, message)?;
    device.asker.read(sent, &answer, &ca(device))
}

/// Asks with a certification request that `openssl req` makes of the device's key.
fn ask_by_openssl(device: &Installation, config: &str) -> Result<Certificate, Stop> {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let (key, file) = (folder.path().join("key.pem"), folder.path().join("req.cnf"));
    std::fs::write(&key, key_pem(&device.asker.key)).expect("it can be written");
    let challenge = &device.profile.scep.challenge;
    let text = format!(
        "[req]\nprompt = no\nstring_mask = utf8only\nattributes = attributes\n[attributes]\nchallengePassword = {challenge}\n{config}"
    );
    // OpenSSL takes its own sections only: the rest of [req] stands in the first one.
    let text = text.replace(
        "[req]\n",
        "[req]\ndistinguished_name = name\nreq_extensions = extensions\n",
    );
    std::fs::write(&file, text).expect("it can be written");
    let mut openssl = Command::new("openssl");
    openssl
        .args(["req", "-new", "-outform", "DER", "-config"])
        .arg(&file)
        .arg("-key")
        .arg(&key);
    let csr = piped(&mut openssl, b"");
    device.ask(&csr, &ca(device), scep::Method::Post)
}

on_both_databases! {
    fn a_request_decides_nothing_but_the_key(server) {
        let stage = Stage::secure(server);
        let (mut honest, greedy) = (stage.install(), stage.install());
        honest.certificate().expect("issued");
        let issued = ask_by_openssl(&greedy, "[name]\nO = Acme\nOU = Administrators\nCN = admin@acme.example\n[extensions]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign,cRLSign\nextendedKeyUsage = serverAuth,codeSigning\nsubjectAltName = DNS:mdm.acme.example,email:admin@acme.example\n");
        let issued = issued.expect("the key is certified, as for anybody with this challenge");
        scep::check_issued(&issued, &ca(&greedy), &greedy.asker, &greedy.profile.scep).expect("as any other");
        let own = honest.identity.as_ref().expect("a certificate");
        // Alike in everything but the name, the key, the numbers and the times.
        for oid in [[0x55, 0x1d, 0x0f], [0x55, 0x1d, 0x13], [0x55, 0x1d, 0x25], [0x55, 0x1d, 0x23]] {
            assert_eq!(extension(issued.der(), &oid), extension(own.der(), &oid), "{oid:?}");
        }
        let names = extension(issued.der(), &[0x55, 0x1d, 0x11]).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&names).contains("acme.example"));
        let count = |certificate: &Certificate| Node::parse(certificate.der()).inside()[0].inside().last().map(|all| all.inside()[0].inside().len());
        assert_eq!(count(&issued), count(own));
    }

    fn the_name_of_another_profile_is_not_given(server) {
        let stage = Stage::secure(server);
        let (one, other) = (stage.install(), stage.install());
        let name = |device: &Installation| device.profile.scep.subject.iter().find(|(kind, _)| kind == "CN").map(|(_, text)| text.clone());
        let wanted = name(&other).expect("a name");
        let before = kept(server);
        match ask_by_openssl(&one, &format!("[name]\nCN = {wanted}\n[extensions]\nkeyUsage = digitalSignature\n")) {
            Ok(issued) => assert_eq!(issued.common_name(), name(&one)),
            Err(refused) => {
                assert_eq!(refused, Stop::CertificateRefused(FailInfo::BadRequest));
                assert_eq!(kept(server), before);
            }
        }
    }

    fn ber_and_old_ciphers_are_read(server) {
        let stage = Stage::secure(server);
        for levels in [1, 2, 4, 8] {
            let device = stage.install();
            let sent = good(&device);
            let ber = Node::parse(&sent.message).ber(levels);
            answer(&device, &sent, ber).expect("issued");
        }
        for cipher in [Cipher::Aes256, Cipher::TripleDes] {
            let device = stage.install();
            let (sent, csr) = (good(&device), device.asker.csr(&device.profile.scep));
            let sealed = forge::seal(cipher, &csr, &ca(&device));
            let message = forge::change(&sent.message, &device.asker.key, |parts| parts.content = sealed);
            answer(&device, &sent, message.der()).expect("issued");
        }
    }

    fn single_des_is_refused(server) {
        let stage = Stage::secure(server);
        let device = stage.install();
        let before = kept(server);
        assert_eq!(by_des(&device), Err(Stop::CertificateRefused(FailInfo::BadAlg)));
        assert_eq!(kept(server), before);
    }

    fn weak_and_other_keys_are_refused(server) {
        let stage = Stage::secure(server);
        let device = stage.install();
        let before = kept(server);
        for key in ["rsa:1024", "ec"] {
            let refused = device.ask(&foreign_request(&device, key), &ca(&device), scep::Method::Post);
            assert!(matches!(refused, Err(Stop::CertificateRefused(FailInfo::BadRequest | FailInfo::BadAlg))), "{key}: {refused:?}");
        }
        let mut csr = device.asker.csr(&device.profile.scep);
        let last = csr.len() - 1;
        csr[last] ^= 1;
        let refused = device.ask(&csr, &ca(&device), scep::Method::Post);
        assert!(matches!(refused, Err(Stop::CertificateRefused(FailInfo::BadRequest | FailInfo::BadMessageCheck))), "{refused:?}");
        let refused = device.ask(b"no request at all", &ca(&device), scep::Method::Post);
        assert_eq!(refused, Err(Stop::CertificateRefused(FailInfo::BadMessageCheck)));
        assert_eq!(kept(server), before);
    }
}

fn by_des(device: &Installation) -> Result<Certificate, Stop> {
    let (sent, csr) = (good(device), device.asker.csr(&device.profile.scep));
    let sealed = forge::seal(Cipher::Des, &csr, &ca(device));
    let message = forge::change(&sent.message, &device.asker.key, |parts| {
        parts.content = sealed
    });
    answer(device, &sent, message.der())
}

/// A certification request for a key that is not the device's.
fn foreign_request(device: &Installation, kind: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let (key, file) = (folder.path().join("key.pem"), folder.path().join("req.cnf"));
    let challenge = &device.profile.scep.challenge;
    let text = format!(
        "[req]\nprompt = no\ndistinguished_name = name\nattributes = attributes\n[name]\nCN = device\n[attributes]\nchallengePassword = {challenge}\n"
    );
    std::fs::write(&file, text).expect("it can be written");
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-new", "-nodes", "-outform", "DER", "-newkey", kind]);
    if kind == "ec" {
        openssl.args(["-pkeyopt", "ec_paramgen_curve:P-256"]);
    }
    openssl.arg("-keyout").arg(&key).arg("-config").arg(&file);
    piped(&mut openssl, b"")
}

#[test]
fn single_des_is_read_where_the_operator_wants_it() {
    let server = TestServer::with(Database::sqlite(), |config| config.scep_allow_des = true);
    let stage = Stage::secure(&server);
    by_des(&stage.install()).expect("issued");
    let told = scep::capabilities(&stage.install().profile.scep.url).expect("capabilities");
    assert!(!told.iter().any(|one| one == "DES"), "{told:?}");
}
