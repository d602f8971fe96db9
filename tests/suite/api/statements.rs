//! How much work one request makes for the database, counted in statements.

use serde_json::json;
use vestibule_app::Precondition;
use vestibule_app::secure_enrollment::change::change;
use vestibule_app::secure_enrollment::requested::RequestedSettings;
use vestibule_app::{Caller, RequestOrigin};
use vestibule_domain::access::actor::{Actor, ActorKind};
use vestibule_domain::access::role::Role;
use vestibule_domain::secure_enrollment::setting::Override;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy};
use vestibule_tests::statements::counted;

on_both_databases! {
    fn saving_a_page_walks_the_tree_once(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&policy(&owner, "Middle", Some(&root))));
        enable(&owner, &root);
        customise(&owner, &root, json!({ "page_text": "Hello", "passcode": "grüne wiese" })).ok();
        let actor = Actor {
            organization_id: owner.get("/session").ok().text("/organization/id").parse().expect("an id"),
            kind: ActorKind::Operator,
            name: "Ada".into(),
            role: Role::Owner,
        };
        let caller = Caller { actor, origin: RequestOrigin::default() };
        let requested = RequestedSettings { page_text: Some(Override::Set("Welcome".into())), ..RequestedSettings::default() };
        let (app, id) = (server.app(), leaf.parse().expect("an id"));
        let (saved, asked) = counted(|| change(&app, &caller, id, Some(&Precondition::OneOf(vec![1])), &requested));
        assert_eq!(saved.expect("it is saved").0.enabled.expect("it is secure").version, 2);
        let walked = asked.texts.iter().filter(|statement| statement.contains("parent_id")).count();
        assert_eq!(walked, 3, "one for each policy of the path: {asked:#?}");
        // PostgreSQL locks the policy's row; SQLite has one writer.
        let statements = if server.database.url.starts_with("sqlite") { 9 } else { 10 };
        assert_eq!(asked.counts(), [0, 1, statements], "{asked:#?}");
    }
}
