//! Inheritance: one pure fold from root to leaf, every value with the policy it comes from.

use super::{
    Logo, Page, Passcode,
    setting::{Override, Setting},
    text::PageText,
};
use crate::PolicyId;

/// The page and passcode in force at a policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effective {
    /// Logo.
    pub logo: Setting<Logo>,
    /// Page text.
    pub text: Setting<PageText>,
    /// Passcode.
    pub passcode: Setting<Passcode>,
}

/// Resolves what holds at the last policy of a path (root first). Policies that say nothing are given an empty [`Page`].
pub fn resolve(path: impl IntoIterator<Item = (PolicyId, Page)>) -> Effective {
    let nothing = Effective {
        logo: Setting::none(),
        text: Setting::none(),
        passcode: Setting::none(),
    };
    path.into_iter()
        .fold(nothing, |above, (policy, page)| Effective {
            logo: above.logo.below(policy, page.logo),
            text: above.text.below(policy, page.text),
            passcode: above.passcode.below(policy, page.passcode),
        })
}

/// The page a moved policy keeps: what it said itself, and a copy of what it inherited from outside the moved subtree.
pub fn carry_over(own: Page, before: Effective) -> Page {
    Page {
        logo: keep(own.logo, before.logo),
        text: keep(own.text, before.text),
        passcode: keep(own.passcode, before.passcode),
    }
}

fn keep<T>(own: Override<T>, before: Setting<T>) -> Override<T> {
    match own {
        Override::Inherit => before.into_override(),
        said => said,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LogoHash, setting::Source};
    use super::*;
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

    fn page(logo: Override<Logo>) -> Page {
        Page {
            logo,
            ..Page::default()
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
        assert_eq!(resolve([(id(1), Page::default())]).logo, Setting::none());
    }

    #[test]
    fn a_move_carries_what_was_inherited_and_what_was_cleared_above() {
        let before = resolve([(id(1), page(logo(1))), (id(2), Page::default())]);
        assert_eq!(carry_over(Page::default(), before.clone()).logo, logo(1));
        assert_eq!(
            carry_over(page(Override::Cleared), before.clone()).logo,
            Override::Cleared
        );
        assert_eq!(carry_over(page(logo(3)), before).logo, logo(3));
        assert_eq!(
            carry_over(Page::default(), resolve([(id(1), Page::default())])),
            Page::default()
        );
    }
}
