//! The inheritable settings, listed once, and their inheritance: one pure fold from root to leaf, every value with the policy it
//! comes from. What is done to all of them is written here; what one of them is, where its type is.

use super::setting::{Override, Setting};
use crate::PolicyId;
use crate::page::{Logo, text::PageText};
use crate::passcode::Passcode;

/// Writes what is done to every setting from the list of them.
macro_rules! inheritable_settings {
    ($($(#[$doc:meta])+ $name:ident: $value:ty,)+) => {
        /// What one policy itself says.
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        pub struct Overrides {
            $($(#[$doc])+ pub $name: Override<$value>,)+
        }

        /// What is in force at a policy.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct Effective {
            $($(#[$doc])+ pub $name: Setting<$value>,)+
        }

        impl Effective {
            /// Before anybody said anything.
            pub const fn none() -> Self {
                Self { $($name: Setting::none(),)+ }
            }

            /// One step of the fold from root to leaf: what `policy` says goes over what came down.
            pub fn below(self, policy: PolicyId, own: Overrides) -> Self {
                Self { $($name: self.$name.below(policy, own.$name),)+ }
            }
        }

        impl Overrides {
            /// What a moved policy keeps: what it said itself, and a copy of what it inherited from outside the moved subtree.
            pub fn carry_over(self, before: Effective) -> Self {
                Self { $($name: self.$name.or_copy_of(before.$name),)+ }
            }

            /// Every setting by its name, with what `after` says of it, and whether that is something else than before.
            pub fn diff(&self, after: &Self) -> Vec<Difference> {
                vec![$(Difference {
                    setting: stringify!($name),
                    state: after.$name.state(),
                    changed: self.$name != after.$name,
                },)+]
            }
        }
    };
}

inheritable_settings! {
    /// The picture at the top of the page.
    logo: Logo,
    /// The organization's own words on the page, in their languages.
    text: PageText,
    /// What visitors are asked before the download; its hash is not among the settings.
    passcode: Passcode,
}

/// What became of one setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Its name in [`Overrides`].
    pub setting: &'static str,
    /// What the policy says of it now: [`Override::state`].
    pub state: &'static str,
    /// Whether it said something else before.
    pub changed: bool,
}

/// Resolves what holds at the last policy of a path (root first). Policies that say nothing are given empty [`Overrides`].
pub fn resolve(path: impl IntoIterator<Item = (PolicyId, Overrides)>) -> Effective {
    path.into_iter()
        .fold(Effective::none(), |above, (policy, own)| {
            above.below(policy, own)
        })
}

#[cfg(test)]
mod tests {
    use super::super::setting::Source;
    use super::*;
    use crate::page::LogoHash;
    use uuid::Uuid;

    fn id(n: u128) -> PolicyId {
        PolicyId::from_uuid(Uuid::from_u128(n))
    }

    fn logo(n: u8) -> Override<Logo> {
        Override::Set(Logo {
            hash: LogoHash([n; 32]),
            alt: String::new(),
        })
    }

    fn page(logo: Override<Logo>) -> Overrides {
        Overrides {
            logo,
            ..Overrides::default()
        }
    }

    #[test]
    fn the_nearest_ancestor_that_sets_it_wins() {
        let path = [
            (id(1), page(logo(1))),
            (id(2), page(logo(2))),
            (id(3), page(Override::Inherit)),
        ];
        let found = resolve(path).logo;
        assert_eq!((found.source, found.from), (Source::Inherited, Some(id(2))));
        assert_eq!(found.value.unwrap().hash, LogoHash([2; 32]));
    }

    #[test]
    fn an_inherited_clearing_names_the_ancestor_and_has_no_value() {
        let path = [
            (id(1), page(logo(1))),
            (id(2), page(Override::Cleared)),
            (id(3), page(Override::Inherit)),
        ];
        let found = resolve(path).logo;
        assert_eq!(
            (found.source, found.from, found.value),
            (Source::Inherited, Some(id(2)), None)
        );
    }

    #[test]
    fn own_and_cleared_name_the_policy_itself_and_none_names_nobody() {
        let own = resolve([(id(1), page(logo(1)))]).logo;
        assert_eq!((own.source, own.from), (Source::Own, Some(id(1))));
        let cleared = resolve([(id(1), page(logo(1))), (id(2), page(Override::Cleared))]).logo;
        assert_eq!(
            (cleared.source, cleared.from),
            (Source::Cleared, Some(id(2)))
        );
        assert_eq!(
            resolve([(id(1), Overrides::default())]).logo,
            Setting::none()
        );
    }

    #[test]
    fn a_move_carries_what_was_inherited_and_what_was_cleared_above() {
        let before = resolve([(id(1), page(logo(1))), (id(2), Overrides::default())]);
        assert_eq!(
            Overrides::default().carry_over(before.clone()).logo,
            logo(1)
        );
        assert_eq!(
            page(Override::Cleared).carry_over(before.clone()).logo,
            Override::Cleared
        );
        assert_eq!(page(logo(3)).carry_over(before).logo, logo(3));
        assert_eq!(
            Overrides::default().carry_over(resolve([(id(1), Overrides::default())])),
            Overrides::default()
        );
    }

    #[test]
    fn a_difference_names_every_setting_with_its_state_and_whether_it_changed() {
        let differences = page(logo(1)).diff(&page(Override::Cleared));
        let told: Vec<_> = differences
            .iter()
            .map(|difference| (difference.setting, difference.state, difference.changed))
            .collect();
        assert_eq!(
            told,
            [
                ("logo", "cleared", true),
                ("text", "inherit", false),
                ("passcode", "inherit", false),
            ]
        );
    }
}
