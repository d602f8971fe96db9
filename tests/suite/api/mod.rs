//! One file per noun: every sentence of the product, over HTTP, on both databases.
//!
//! | sentence | says | proven by |
//! |---|---|---|
//! | EN1 | with the beta off there is nothing but the legacy URL | `enabling::with_the_beta_off_only_the_legacy_url_is_shown` |
//! | EN2 | a policy that is not secure shows its legacy URL | `enabling::a_policy_that_is_not_secure_shows_its_legacy_url_also_with_the_beta_on` |
//! | EN3 | nothing without the acknowledgement | `enabling::{nothing_is_enabled_without_the_acknowledgement, without_the_acknowledgement_nothing_at_all_changes}` |
//! | EN4 | a new URL, and the page editable at once | `enabling::a_secured_policy_has_a_url_of_its_own_and_its_page_can_be_saved_at_once` |
//! | EN5 | every descendant, in one transaction | `enabling::enabling_secures_the_branch_retires_its_legacy_urls_and_leaves_siblings_alone`, `audit::a_change_whose_line_cannot_be_written_does_not_happen`, `racing::enabling_a_parent_while_children_are_made_and_moved_leaves_no_child_behind` |
//! | EN6 | never back | `enabling::{nothing_turns_a_secure_policy_back, whatever_is_done_to_a_secure_policy_it_stays_secure}`, `schema::no_sql_turns_a_secure_policy_back` |
//! | EN7 | legacy URLs of the branch end, others go on | `enabling::{enabling_secures_the_branch_retires_its_legacy_urls_and_leaves_siblings_alone, a_retired_legacy_url_says_so_leads_nowhere_and_is_counted, a_profile_from_a_legacy_url_lives_thirty_minutes_after_enabling}` |
//! | EN8 | enrolled devices keep checking in | with the devices: suite `device` |
//! | EN9 | enabling twice is enabling once | `enabling::enabling_twice_gives_the_same_url_and_one_audit_event`, `racing::two_enables_at_once_give_one_url_and_one_audit_event` |
//! | VI1, VI2 | all combinations of logo, text and passcode | `visiting::all_eight_combinations_of_logo_text_and_passcode_work` |
//! | VI3 | no byte without the passcode | `visiting::{no_profile_byte_leaves_without_the_passcode, a_head_of_a_profile_tells_and_makes_nothing, a_changed_passcode_ends_tickets_also_from_an_ancestor}`, `racing::a_passcode_set_while_a_ticket_downloads_stops_every_later_download` |
//! | VI4 | a wrong passcode is told and counted | `throttle::guessing_slows_one_network_and_leaves_the_url_open_for_others`, `racing::many_guesses_at_once_get_no_more_tries_than_one_after_another` |
//! | VI5 | the download's type, name and caching | `visiting::all_eight_combinations_of_logo_text_and_passcode_work` |
//! | RG1 | another URL, the old one ends at once | `regenerating::the_old_url_stops_at_once_and_accepts_no_passcode_right_or_wrong`, `racing::once_a_regeneration_answered_nothing_comes_from_the_old_url` |
//! | RG2 | the old URL still shows its page | `regenerating::the_old_url_stops_at_once_and_accepts_no_passcode_right_or_wrong` |
//! | RG3 | Download Now there says it is no longer valid | `regenerating::download_now_at_the_old_url_leads_to_a_page_that_says_it_is_no_longer_valid` |
//! | RG4 | the right passcode is not accepted there, nor even hashed | `regenerating::the_old_url_stops_at_once_and_accepts_no_passcode_right_or_wrong`, `pausing::neither_a_paused_nor_a_retired_url_computes_a_hash` |
//! | RG5 | thirty minutes, from the first retirement | `regenerating::{a_downloaded_profile_dies_thirty_minutes_after_the_first_regeneration, deadlines_only_ever_move_earlier}`, `schema::no_sql_moves_a_deadline_later`, and with the devices |
//! | RG6 | profiles of the new URL are untouched | `regenerating::a_profile_from_the_new_url_has_no_deadline` |
//! | RG7 | enrolled devices and renewals are untouched | with the devices: suite `device` |
//! | RG8 | two at once leave one live URL, both audited | `racing::regenerations_at_once_leave_one_live_url_and_are_all_audited` |
//! | RG9 | Apple Configurator is refused clearly | `visiting::apple_configurator_is_refused_with_an_answer_it_understands` |

mod access;
mod audit;
mod bad_input;
mod conditional;
mod devices;
mod enabling;
mod headers;
mod meanwhile;
mod page;
mod paging;
mod pausing;
mod people;
mod picture;
mod racing;
mod regenerating;
mod schema;
mod secrets;
mod session;
mod statements;
mod tenancy;
mod throttle;
mod tree;
mod upkeep;
mod visiting;
