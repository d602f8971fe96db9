//! Property lists that two readers could read differently, or that cost too much, are refused.

use proptest::prelude::*;
use vestibule_mdm::PlistError;
use vestibule_mdm::checkin::CheckIn;
use vestibule_mdm::command::Report;

const GOOD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
    <plist version=\"1.0\">\n<dict>\n<key>MessageType</key>\n<string>GetBootstrapToken</string>\n\
    <key>UDID</key>\n<string>A-1</string>\n<key>List</key>\n<array><dict/><true/></array>\n</dict>\n</plist>\n";

fn read(xml: &str) -> Result<CheckIn, PlistError> {
    CheckIn::read(xml.as_bytes())
}

#[test]
fn what_a_device_sends_is_read() {
    assert!(read(GOOD).is_ok());
    assert!(
        read(&format!("\u{feff}{GOOD}")).is_ok(),
        "with a byte order mark"
    );
    assert!(read(&GOOD.replace('\n', "\r\n")).is_ok());
    assert!(read(&GOOD.replace("A-1", "&#65;-&#x31;")).is_ok());
    assert!(read(&GOOD.replace("<true/>", "<string>a > b</string>")).is_ok());
    assert!(read(&GOOD.replace("<true/>", "<true />")).is_ok());
    assert!(
        read(GOOD.split_once("?>\n").unwrap().1).is_ok(),
        "without declaration"
    );
}

#[test]
fn what_could_be_read_in_two_ways_is_refused() {
    let udid = "<key>UDID</key>\n<string>A-1</string>";
    assert!(GOOD.contains(udid));
    for odd in [
        // Which of the two is it?
        "<key>UDID</key><string>A-1</string><key>UDID</key><string>B-2</string>",
        "<key>UDID</key><string>A-1</string><key>udid</key><string>B-2</string>",
        "<key>UDID</key><string>A-1</string><key>&#85;DID</key><string>B-2</string>",
        // Some drop the comment, the section, the instruction, the entity; some do not.
        "<key>UDID</key><string>A-<!-- -->1</string>",
        "<!-- x --><key>UDID</key><string>A-1</string>",
        "<key>UDID</key><string>A-1<![CDATA[2]]></string>",
        "<key>UDID</key><string><?x?>A-1</string>",
        "<key>UDID</key><string>A-1]]></string>",
        "<key>UDID</key><string>A-1&nbsp;</string>",
        "<key>UDID</key><string>A-1&x</string>",
        "<key>UDID</key><string>A-1&#0;</string>",
        // Some take one element for another.
        "<string>UDID</string><string>A-1</string>",
        "<key>UDID</key><key>A-1</key>",
        "<key>UDID</key><x:string>A-1</x:string>",
        "<key>UDID</key><string a=\"b\">A-1</string>",
        "<key>UDID</key><String>A-1</String>",
        "<key>UDID</key><string>A-1</string >",
        "<key>UDID</key><string>A-1</data>",
        "<key>UDID</key><string>A-1</string>text",
        "<key>UDID</key><string>A-1</string><key>x</key>",
        "<key>UDID</key><string>A-1</string><key>x</key><true></true>",
        "<key>UDID</key><string>A-1</string></dict><dict>",
        "<key>UDID</key><string>A-1\u{1}</string>",
    ] {
        let xml = GOOD.replace(udid, odd);
        assert!(
            matches!(read(&xml), Err(PlistError::Malformed(_))),
            "{odd}: {:?}",
            read(&xml)
        );
    }
}

#[test]
fn who_speaks_is_named_in_one_way_only() {
    let udid = "<key>UDID</key>\n<string>A-1</string>";
    let with = |keys: &str| read(&GOOD.replace(udid, keys));
    assert!(with("<key>UDID</key><string>A-1</string><key>UserID</key><string>U</string>").is_ok());
    let both =
        "<key>EnrollmentID</key><string>A-1</string><key>EnrollmentUserID</key><string>U</string>";
    assert!(with(both).is_ok());
    for odd in [
        // A reader that ignores case, or blanks, finds another device here.
        "<key>EnrollmentID</key><string>A-1</string><key>udid</key><string>B-2</string>",
        "<key>EnrollmentID</key><string>A-1</string><key> UDID</key><string>B-2</string>",
        "<key>UDID</key><string>A-1</string><key>enrollmentid</key><string>B-2</string>",
        "<key>UDID</key><string>A-1</string><key>userId</key><string>U</string>",
        "<key>UDID</key><string>A-1</string><key>MessageType </key><string>CheckOut</string>",
        // A reader that expects the name of the other kind finds no user here.
        "<key>UDID</key><string>A-1</string><key>EnrollmentUserID</key><string>U</string>",
        "<key>EnrollmentID</key><string>A-1</string><key>UserID</key><string>U</string>",
        "<key>UDID</key><string>A-1</string><key>UserID</key><string></string>",
    ] {
        let read = with(odd);
        assert!(
            matches!(read, Err(PlistError::Unexpected(_))),
            "{odd}: {read:?}"
        );
    }
}

#[test]
fn a_report_that_could_be_a_check_in_is_refused() {
    let idle = "<plist version=\"1.0\"><dict><key>UDID</key><string>A-1</string>\
        <key>Status</key><string>Idle</string></dict></plist>";
    assert!(Report::read(idle.as_bytes()).is_ok());
    for key in ["MessageType", "messagetype"] {
        let both = format!("<dict><key>{key}</key><string>CheckOut</string>");
        let both = idle.replace("<dict>", &both);
        assert_eq!(
            Report::read(both.as_bytes()),
            Err(PlistError::Unexpected("MessageType"))
        );
    }
}

#[test]
fn entities_and_other_prologues_are_refused() {
    let subset = GOOD.replace(
        "\">\n<plist",
        "\" [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<plist",
    );
    let used = subset.replace("A-1", "&b;");
    let external = GOOD.replace(
        "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\"",
        "<!DOCTYPE x SYSTEM",
    );
    let encoding = GOOD.replace("UTF-8", "UTF-16");
    let version = GOOD.replace("plist version=\"1.0\"", "plist version=\"2.0\"");
    for odd in [&subset, &used, &external, &encoding, &version] {
        assert_ne!(odd, GOOD);
        assert!(matches!(read(odd), Err(PlistError::Malformed(_))), "{odd}");
    }
    for other in [
        "",
        "bplist00\u{d1}",
        "{\"UDID\": \"A\"}",
        "<plist version=\"1.0\"><array/></plist>",
    ] {
        assert!(
            matches!(read(other), Err(PlistError::Malformed(_))),
            "{other}"
        );
    }
    assert_eq!(
        CheckIn::read(&[0xff, 0xfe]),
        Err(PlistError::Malformed("not UTF-8"))
    );
    assert!(read(&format!("{GOOD}<plist version=\"1.0\"><dict/></plist>")).is_err());
    assert!(read(GOOD.trim_end().strip_suffix("</plist>").unwrap()).is_err());
}

#[test]
fn a_deep_list_is_refused_before_it_is_built() {
    let nested = |depth: usize| {
        let list = "<array>".repeat(depth) + &"</array>".repeat(depth);
        GOOD.replace("<array><dict/><true/></array>", &list)
    };
    assert!(read(&nested(31)).is_ok());
    assert_eq!(read(&nested(32)), Err(PlistError::TooDeep));
    assert_eq!(read(&nested(50_000)), Err(PlistError::TooDeep));
}

#[test]
fn a_dictionary_with_very_many_keys_is_read_in_no_time() {
    let keys: String = (0..40_000)
        .map(|n| format!("<key>{n}</key><true/>"))
        .collect();
    let xml = GOOD.replace("<dict/>", &format!("<dict>{keys}</dict>"));
    assert!(read(&xml).is_ok());
}

proptest! {
    #[test]
    fn a_message_with_pieces_moved_about_never_panics(
        from in 0_usize..400, to in 0_usize..400, at in 0_usize..400, byte in any::<char>()
    ) {
        let chars: Vec<char> = GOOD.chars().collect();
        let (from, to) = (from.min(to), from.max(to).min(chars.len()));
        let from = from.min(to);
        let mut moved = chars.clone();
        let piece: Vec<char> = moved.drain(from..to).collect();
        let at = at.min(moved.len());
        moved.splice(at..at, piece.into_iter().chain([byte]));
        let _ = read(&moved.into_iter().collect::<String>());
    }
}
