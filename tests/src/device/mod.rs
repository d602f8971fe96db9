//! A simulated Apple device: it takes a profile in as strictly as a real one, gets its certificate, checks in, and
//! reacts to every answer as a real one does.

pub mod asn1;
mod checks;
pub mod forge;
pub mod installation;
mod payloads;
pub mod profile;
pub mod scep;
pub mod signature;
pub mod stage;
mod stop;
pub mod visitor;
mod wire;

pub use installation::Installation;
pub use profile::Profile;
pub use signature::Shape;
pub use stage::Stage;
pub use stop::Stop;
pub use visitor::Visitor;

use std::sync::Arc;
use vestibule_app::clock::Clock;
use vestibule_domain::Timestamp;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::cms::open_signed;
use vestibule_pki::key::{PrivateKey, RsaSize};

/// A device, as it left the factory.
#[derive(Clone)]
pub struct Device {
    /// `UDID`
    pub udid: String,
    /// `SerialNumber`
    pub serial_number: String,
    /// `DeviceName`
    pub name: String,
    /// `Model`, such as `Mac14,2`.
    pub model: String,
    /// `ModelName`
    pub model_name: String,
    /// `OSVersion`
    pub os_version: String,
    /// `BuildVersion`
    pub build_version: String,
    clock: Arc<dyn Clock>,
}

/// The largest profile a device takes in.
const LARGEST: usize = 4 << 20;

impl Device {
    /// A Mac.
    pub fn mac(clock: Arc<dyn Clock>) -> Self {
        let unique = uuid::Builder::from_random_bytes(scep::bytes()).into_uuid();
        let digits = unique.simple().to_string().to_uppercase();
        Self {
            udid: unique.hyphenated().to_string().to_uppercase(),
            serial_number: format!("C02{}", &digits[..7]),
            name: format!("Mac of {}", &digits[..4]),
            model: "Mac14,2".into(),
            model_name: "MacBook Air".into(),
            os_version: "15.2".into(),
            build_version: "24C101".into(),
            clock,
        }
    }

    /// An iPhone.
    pub fn iphone(clock: Arc<dyn Clock>) -> Self {
        let mac = Self::mac(clock);
        Self {
            udid: format!("00008110-{}", &mac.udid.replace('-', "")[..16]),
            serial_number: mac.serial_number.replace("C02", "F17"),
            name: mac.name.replace("Mac", "iPhone"),
            model: "iPhone14,5".into(),
            model_name: "iPhone".into(),
            os_version: "18.2".into(),
            build_version: "22C152".into(),
            ..mac
        }
    }

    /// Takes a profile in: verifies who signed it, checks every key, and makes a key for it. Nothing is sent yet.
    pub fn install(&self, signed: &[u8]) -> Result<Installation, Stop> {
        let (profile, _) = verify(signed)?;
        Ok(self.install_checked(profile))
    }

    /// The same for a profile that was checked already.
    pub fn install_checked(&self, profile: Profile) -> Installation {
        let key = PrivateKey::generate_rsa(RsaSize::Bits2048).expect("a device makes keys");
        Installation::new(self.clone(), profile, key)
    }

    /// Installs a profile and enrolls.
    pub fn enroll(&self, signed: &[u8]) -> Result<Installation, Stop> {
        let mut installation = self.install(signed)?;
        installation.enroll()?;
        Ok(installation)
    }

    /// Installs a later profile over an earlier one, as a renewal does: what may not change must be the same.
    pub fn renew(&self, installed: &Installation, signed: &[u8]) -> Result<Installation, Stop> {
        let (profile, _) = verify(signed)?;
        profile.may_replace(&installed.profile)?;
        Ok(self.install_checked(profile))
    }

    /// What its clock shows.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn user_agent(&self) -> &'static str {
        match self.model.starts_with("Mac") {
            true => "MDM-OSX/1.0 mdmclient/1090",
            false => "MDM/1.0",
        }
    }
}

/// Checks a signed profile; answers what it says and who signed it.
pub fn verify(signed: &[u8]) -> Result<(Profile, Certificate), Stop> {
    let (xml, signer) = open_signed(signed, LARGEST)
        .map_err(|error| Stop::Profile(format!("its signature does not hold: {error}")))?;
    Ok((Profile::read(&xml)?, signer))
}
