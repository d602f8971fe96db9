//! Page and passcode: inheritance, saving, previewing.

use serde_json::json;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy};

on_both_databases! {
    fn each_field_is_inherited_own_or_cleared(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        let text = |id: &str| {
            let shown = owner.get(&format!("/policies/{id}/secure-enrollment")).ok().json;
            let text = &shown["page"]["text"];
            (text["source"].clone(), text["from_policy_id"].clone(), text["value"]["markdown"].clone())
        };
        assert_eq!(text(&leaf), (json!("none"), json!(null), json!(null)));
        customise(&owner, &root, json!({ "page_text": "Hello" })).ok();
        assert_eq!(text(&leaf), (json!("inherited"), json!(root), json!("Hello")));
        customise(&owner, &leaf, json!({ "page_text": null })).ok();
        assert_eq!(text(&leaf), (json!("cleared"), json!(leaf), json!(null)));
        customise(&owner, &leaf, json!({ "page_text": "Own" })).ok();
        assert_eq!(text(&leaf), (json!("own"), json!(leaf), json!("Own")));
        customise(&owner, &leaf, json!({ "page_text": { "inherit": true } })).ok();
        assert_eq!(text(&leaf), (json!("inherited"), json!(root), json!("Hello")));
    }

    fn a_stale_save_loses_nothing_and_a_parents_edit_disturbs_no_child(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        let path = format!("/policies/{leaf}/secure-enrollment");
        let tag = owner.get(&path).ok().etag();
        customise(&owner, &root, json!({ "page_text": "Hello" })).ok();
        owner.post(&format!("{path}/regenerate"), json!({})).ok();
        owner.patch(&path, &tag, json!({ "page_text": "First" })).ok();
        owner.patch(&path, &tag, json!({ "page_text": "Second" })).refused(412, "stale");
        assert_eq!(owner.get(&path).ok().text("/page/text/value/markdown"), "First");
        let bare = owner.request("PATCH", &format!("/api/v1{path}")).json(&json!({}));
        vestibule_tests::caller::send(bare).refused(428, "if_match_required");
    }

    fn a_preview_renders_what_the_page_will_show_and_saves_nothing(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let path = format!("/policies/{macs}/secure-enrollment");
        let change = json!({ "page_text": "# Hi <script>x</script>", "passcode": "grüne wiese", "translations": { "de": "Hallo" } });
        let seen = owner.post(&format!("{path}/preview"), change.clone()).ok();
        assert_eq!(seen.json["passcode_required"], true);
        assert!(!seen.text("/text_html").contains("<script"));
        let seen = owner.post(&format!("{path}/preview?language=de-AT"), change.clone()).ok();
        assert_eq!((seen.text("/text_html"), seen.text("/language")), ("<p>Hallo</p>\n".into(), "de".into()));
        assert_eq!(owner.get(&path).ok().text("/page/text/source"), "none");
        customise(&owner, &macs, change).ok();
        let page = server.stranger().get(&format!("/enroll/{}?language=de-AT", vestibule_tests::server::token(&owner, &macs))).ok();
        assert_eq!((page.text("/text_html"), page.text("/language")), ("<p>Hallo</p>\n".into(), "de".into()));
    }

    fn a_preview_is_the_page_that_a_reader_of_the_language_gets(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let path = format!("/policies/{macs}/secure-enrollment");
        let translations = json!({ "no": "Hei", "zh-SG": "你好", "iw": "שלום", "pt-BR": "Olá" });
        let change = json!({ "page_text": "Hello", "translations": translations });
        let read = ["nb", "zh-Hans", "he", "pt-PT", "nn-NO", "zh-Hant", "fr", "no", "en"];
        let preview = |change: serde_json::Value, language: &str| {
            owner.post(&format!("{path}/preview?language={language}"), change).ok().json
        };
        let before: Vec<_> = read.iter().map(|language| preview(change.clone(), language)).collect();
        let texts: Vec<_> = before.iter().map(|page| page["text_html"].as_str().expect("a text").trim()).collect();
        let [hello, hei, chinese, hebrew, portuguese] = ["Hello", "Hei", "你好", "שלום", "Olá"].map(|text| format!("<p>{text}</p>"));
        assert_eq!(texts, [&hei, &chinese, &hebrew, &portuguese, &hei, &chinese, &hello, &hei, &hello].map(String::as_str));
        customise(&owner, &macs, change).ok();
        let token = vestibule_tests::server::token(&owner, &macs);
        for (language, before) in read.iter().zip(before) {
            let page = server.stranger().get(&format!("/enroll/{token}?language={language}")).ok().json;
            assert_eq!(page, before, "{language}");
            assert_eq!(page, preview(json!({}), language), "{language}");
        }
    }

    fn a_policy_that_is_not_secure_has_no_page(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let path = format!("/policies/{macs}/secure-enrollment");
        owner.patch(&path, "\"v1\"", json!({ "page_text": "Hi" })).refused(409, "secure_enrollment_not_enabled");
        owner.post(&format!("{path}/regenerate"), json!({})).refused(409, "secure_enrollment_not_enabled");
    }
}
