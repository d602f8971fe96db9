//! `Authenticate`: the device begins to enroll.

use plist::Dictionary;

use crate::PlistError;
use crate::plist::{Fields, clean};

/// What a device tells about itself when it begins to enroll.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/authenticaterequest>. All
/// but the topic may be missing, and none of it is proven.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authenticate {
    /// `Topic`
    pub topic: String,
    /// `DeviceName`
    pub device_name: Option<String>,
    /// `Model`
    pub model: Option<String>,
    /// `ModelName`
    pub model_name: Option<String>,
    /// `ProductName`
    pub product_name: Option<String>,
    /// `SerialNumber`
    pub serial_number: Option<String>,
    /// `OSVersion`
    pub os_version: Option<String>,
    /// `BuildVersion`
    pub build_version: Option<String>,
    /// `IMEI`
    pub imei: Option<String>,
    /// `MEID`
    pub meid: Option<String>,
}

impl Authenticate {
    pub(super) fn read(fields: Fields<'_>) -> Result<Self, PlistError> {
        Ok(Self {
            topic: fields.string("Topic")?,
            device_name: fields.optional_string("DeviceName")?,
            model: fields.optional_string("Model")?,
            model_name: fields.optional_string("ModelName")?,
            product_name: fields.optional_string("ProductName")?,
            serial_number: fields.optional_string("SerialNumber")?,
            os_version: fields.optional_string("OSVersion")?,
            build_version: fields.optional_string("BuildVersion")?,
            imei: fields.optional_string("IMEI")?,
            meid: fields.optional_string("MEID")?,
        })
    }

    pub(super) fn write(&self, fields: &mut Dictionary) {
        fields.insert("Topic".to_owned(), clean(&self.topic).into());
        let optional = [
            ("DeviceName", &self.device_name),
            ("Model", &self.model),
            ("ModelName", &self.model_name),
            ("ProductName", &self.product_name),
            ("SerialNumber", &self.serial_number),
            ("OSVersion", &self.os_version),
            ("BuildVersion", &self.build_version),
            ("IMEI", &self.imei),
            ("MEID", &self.meid),
        ];
        for (key, text) in optional {
            if let Some(text) = text {
                fields.insert(key.to_owned(), clean(text).into());
            }
        }
    }
}
