//! Who and what the sample is made of: an MSP, its people, its three customers and their twelve policies.

/// The MSP.
pub const ORGANIZATION: &str = "Northwind IT Services";
/// Everybody's password.
pub const PASSWORD: &str = "a walk in the harbor";
/// The passcode of the secure branch.
pub const PASSCODE: &str = "blue harbor welcome";

/// One of each role: name, email address, role. The first is the owner.
pub const PEOPLE: &[(&str, &str, &str)] = &[
    ("Ada Lindqvist", "ada@northwind.example", "owner"),
    ("Ben Okafor", "ben@northwind.example", "admin"),
    ("Chiara Russo", "chiara@northwind.example", "helpdesk"),
    ("Dmitri Haas", "dmitri@northwind.example", "auditor"),
];

/// A policy: name, parent, colour, icon. Parents come first.
pub(super) type Planned = (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
);

pub(super) const ACME: &str = "Acme Robotics";
pub(super) const OFFICE: &str = "Office Macs";
pub(super) const WAREHOUSE: &str = "Warehouse iPads";
pub(super) const CLINIC: &str = "Blue Harbor Clinic";
pub(super) const FRONT_DESK: &str = "Front Desk iPads";
pub(super) const NURSES: &str = "Nurses' iPhones";
pub(super) const DOCTORS: &str = "Doctors' Macs";
pub(super) const LAW: &str = "Cedar & Rowe Law";
pub(super) const TRAVEL: &str = "Travel iPhones";
pub(super) const LOANERS: &str = "Loaner Macs";

/// The twelve policies.
pub(super) const POLICIES: &[Planned] = &[
    (ACME, None, "#4450d6", "building"),
    (OFFICE, Some(ACME), "#4450d6", "device-laptop"),
    (WAREHOUSE, Some(ACME), "#4450d6", "device-ipad"),
    ("Executives", Some(OFFICE), "#4450d6", "briefcase"),
    (CLINIC, None, "#0b7285", "building"),
    (FRONT_DESK, Some(CLINIC), "#0b7285", "device-ipad"),
    (NURSES, Some(CLINIC), "#0b7285", "device-mobile"),
    (DOCTORS, Some(CLINIC), "#0b7285", "device-laptop"),
    (LAW, None, "#855700", "building"),
    ("Lawyers' Macs", Some(LAW), "#855700", "device-laptop"),
    (TRAVEL, Some(LAW), "#855700", "device-mobile"),
    (LOANERS, None, "#1a7f37", "device-laptop"),
];

/// What visitors of the clinic read.
pub(super) const CLINIC_TEXT: &str = "## Welcome to Blue Harbor Clinic\n\n\
This sets up your device for work: mail, calendar and the patient apps.\n\n\
- It takes about five minutes.\n\
- Your private photos and messages stay private.\n\n\
Stuck? Call the help desk at [ext. 4400](tel:+15550104400).";

/// The same in German and Arabic.
pub(super) const CLINIC_TRANSLATIONS: &[(&str, &str)] = &[
    (
        "de",
        "## Willkommen in der Blue Harbor Clinic\n\n\
         Damit wird Ihr Gerät für die Arbeit eingerichtet: Mail, Kalender und die Patienten-Apps.\n\n\
         - Es dauert etwa fünf Minuten.\n\
         - Ihre privaten Fotos und Nachrichten bleiben privat.\n\n\
         Hilfe gibt es unter [Durchwahl 4400](tel:+15550104400).",
    ),
    (
        "ar",
        "## أهلاً بك في عيادة بلو هاربر\n\n\
         يجهّز هذا جهازك للعمل: البريد والتقويم وتطبيقات المرضى.\n\n\
         للمساعدة اتصل بـ [التحويلة 4400](tel:+15550104400).",
    ),
];

/// What visitors of the front desk read instead.
pub(super) const FRONT_DESK_TEXT: &str = "## Front desk iPads\n\nOnly for iPads with a **BH** sticker. \
Please enroll one iPad at a time and put it back on its stand.";
