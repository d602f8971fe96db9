/** The one file that words refusals: by code, what happened, what was kept, and what to do. */

import type { Problem, ProblemCode } from './problem';

/** The words of one code. */
export interface Entry {
  title: string;
  /** A function where the server's own sentence says more. */
  text: string | ((problem: Problem) => string);
  kept: string;
  next: string | ((problem: Problem) => string);
}

const unchanged = 'Nothing was changed.';
const typed = 'Nothing was saved; what you entered is still here.';
const detailOr = (text: string) => (problem: Problem) => problem.detail || text;
const wait = (problem: Problem) =>
  problem.retryAfter ? `Try again in ${duration(problem.retryAfter)}.` : 'Try again in a moment.';

/** What only a device, or whoever speaks in its place, is told. */
type ToldToDevices = Extract<
  ProblemCode,
  | 'signature_invalid'
  | 'certificate_unknown'
  | 'certificate_mismatch'
  | 'certificate_ended'
  | 'not_enrolled'
  | 'not_offered'
  | 'user_declined'
  | 'upstream_failed'
  | 'upstream_unavailable'
>;

/** Every code that the console can be told. */
const ENTRIES: Record<Exclude<ProblemCode, ToldToDevices>, Entry> = {
  malformed_request: {
    title: 'The request could not be read',
    text: detailOr('The server could not read what the console sent.'),
    kept: typed,
    next: 'Reload the page and try again. If it happens again, give the request ID to your operator.',
  },
  unauthenticated: {
    title: 'You are signed out',
    text: 'Your session has ended.',
    kept: unchanged,
    next: 'Sign in again; you come back to this page.',
  },
  credentials_invalid: {
    title: 'That did not work',
    text: 'The email address or the password is not right.',
    kept: 'Your email address is still here.',
    next: 'Check both and try again, or ask an owner of your organization for a new password.',
  },
  passcode_invalid: {
    title: 'That passcode is not right',
    text: 'The passcode does not open this enrollment URL.',
    kept: unchanged,
    next: 'Check it and try again.',
  },
  forbidden: {
    title: 'Your role does not allow this',
    text: detailOr('You do not have the permission this needs.'),
    kept: unchanged,
    next: 'Ask an owner or admin of your organization to do it, or to change your role.',
  },
  cross_site: {
    title: 'The request was refused',
    text: 'The console was opened at another address than the server knows itself by.',
    kept: typed,
    next: 'Open the console at its public URL. If you did, ask your operator to check VESTIBULE_PUBLIC_URL.',
  },
  feature_disabled: {
    title: 'Secure Enrollment is turned off',
    text: 'Your organization does not use the beta feature Secure Enrollment.',
    kept: unchanged,
    next: 'An owner or admin can turn it on under Settings > Beta Features.',
  },
  setup_token_invalid: {
    title: 'This setup link no longer works',
    text: 'The link is from an earlier start of the server, or it is incomplete.',
    kept: 'What you entered is still here, but it was not saved.',
    next: 'Open the link the server printed at its last start; only the newest works.',
  },
  configurator_refused: {
    title: 'Apple Configurator cannot be used here',
    text: 'The policy is secure, and secure enrollment URLs do not serve Apple Configurator.',
    kept: unchanged,
    next: 'Open the enrollment URL on the device itself.',
  },
  not_found: {
    title: 'This is not here',
    text: 'It was deleted, the link is incomplete, or it is not yours to see.',
    kept: unchanged,
    next: 'Go back and choose again.',
  },
  method_not_allowed: {
    title: 'This cannot be done',
    text: detailOr('There is no way to do this. A secure policy stays secure.'),
    kept: unchanged,
    next: 'Reload the page to see what can be done here.',
  },
  setup_done: {
    title: 'Vestibule is set up already',
    text: 'Somebody has completed the setup; it works once.',
    kept: 'What you entered was not saved.',
    next: 'Sign in, or ask the owner to create a user for you.',
  },
  feature_in_use: {
    title: 'Secure Enrollment is in use',
    text: 'Policies are secure, and a secure policy stays secure.',
    kept: 'Secure Enrollment stays on.',
    next: 'It can be turned off only while no policy is secure.',
  },
  migration_in_progress: {
    title: 'A migration from another MDM is in progress',
    text: 'Until it is over, no policy can become secure.',
    kept: unchanged,
    next: 'When the migration is over, turn the setting off under Settings > General and try again.',
  },
  secure_enrollment_not_enabled: {
    title: 'Secure Enrollment is not enabled',
    text: 'This policy is not secure, so it has no page, passcode or rotation of its own.',
    kept: typed,
    next: 'Enable Secure Enrollment for this policy first.',
  },
  policy_cycle: {
    title: 'A policy cannot be below itself',
    text: 'The place you chose is inside the policy you are moving.',
    kept: 'The policy stays where it was.',
    next: 'Choose another place.',
  },
  policy_too_deep: {
    title: 'The tree would be too deep',
    text: detailOr('Policies can be nested only so far.'),
    kept: unchanged,
    next: 'Choose a place higher up.',
  },
  policy_has_children: {
    title: 'The policy has children',
    text: 'A policy can be deleted only when nothing is below it.',
    kept: 'The policy and its enrollment URL stay as they are.',
    next: 'Move or delete the policies below it first.',
  },
  policy_has_devices: {
    title: 'The policy has devices',
    text: 'A policy can be deleted only when no live device is enrolled in it.',
    kept: 'The policy and its enrollment URL stay as they are.',
    next: 'Unenroll its devices first.',
  },
  email_taken: {
    title: 'This email address is in use',
    text: 'Each email address belongs to one user of this installation.',
    kept: typed,
    next: 'Use another email address.',
  },
  owner_required: {
    title: 'Only an owner can do this',
    text: 'Owners are created, changed and disabled by owners.',
    kept: unchanged,
    next: 'Ask an owner of your organization.',
  },
  last_owner: {
    title: 'The last owner stays',
    text: 'An organization needs one owner who can sign in.',
    kept: unchanged,
    next: 'Make somebody else an owner first.',
  },
  device_not_enrolled: {
    title: 'The device is not enrolled',
    text: 'Only an enrolled device is released or renewed.',
    kept: unchanged,
    next: 'Let it enroll with any valid profile; it needs no release.',
  },
  conflict: {
    title: 'Somebody was at it in the same moment',
    text: 'Two changes met, and the other one was first.',
    kept: typed,
    next: 'Try again.',
  },
  enrollment_url_retired: {
    title: 'The enrollment URL is no longer valid',
    text: 'It was regenerated, or its policy became secure.',
    kept: unchanged,
    next: 'Use the live enrollment URL of the policy.',
  },
  ticket_expired: {
    title: 'The download has ended',
    text: 'A ticket downloads its profile for 10 minutes, and only under the passcode it was unlocked with.',
    kept: unchanged,
    next: 'Open the enrollment URL again.',
  },
  stale: {
    title: 'It changed meanwhile',
    text: 'Somebody saved another change after you opened this.',
    kept: typed,
    next: 'Look at what changed, then save again.',
  },
  too_large: {
    title: 'That is too large',
    text: detailOr('The server does not take that much.'),
    kept: typed,
    next: 'Send less: a logo may have 1 MiB.',
  },
  unsupported_media_type: {
    title: 'The server does not read this kind of content',
    text: detailOr('The content was sent in a form the server does not know.'),
    kept: typed,
    next: 'Reload the page and try again.',
  },
  unsupported_image: {
    title: 'This kind of picture cannot be used',
    text: detailOr('A logo is a PNG, JPEG or WebP picture.'),
    kept: 'The logo is as it was.',
    next: 'Save the picture as PNG and choose it again.',
  },
  invalid: {
    title: 'Some fields need your attention',
    text: (problem) => problem.fields.map((field) => field.detail).join(' ') || 'The server did not accept a field.',
    kept: typed,
    next: 'Correct the marked fields and try again.',
  },
  acknowledgement_required: {
    title: 'This needs your acknowledgement',
    text: 'What you are about to do cannot be undone.',
    kept: unchanged,
    next: 'Read the consequences and confirm that you understand them.',
  },
  image_refused: {
    title: 'The picture cannot be used',
    text: detailOr('The picture is damaged, animated, or larger than 8 megapixels.'),
    kept: 'The logo is as it was.',
    next: 'Choose another picture.',
  },
  idempotency_key_reused: {
    title: 'This was sent before',
    text: 'An earlier request with other content used the same key.',
    kept: typed,
    next: 'Reload the page and check whether your first try arrived.',
  },
  enrollment_paused: {
    title: 'Enrollment is paused',
    text: 'The enrollment URL hands out nothing until somebody resumes it.',
    kept: unchanged,
    next: 'Resume enrollment for this policy.',
  },
  if_match_required: {
    title: 'The change names no version',
    text: 'The server must know which version you saw, so that nobody overwrites somebody else.',
    kept: typed,
    next: 'Reload the page and try again.',
  },
  slow_down: {
    title: 'Too many attempts',
    text: 'Guessing is slowed down, for your network and for this account.',
    kept: 'What you entered is still here.',
    next: wait,
  },
  internal: {
    title: 'Something went wrong on the server',
    text: 'This is not your mistake.',
    kept: 'What you entered is still here. It is not certain whether it was saved.',
    next: 'Try again. If it happens again, give the request ID to your operator.',
  },
  unavailable: {
    title: 'The server is not available for the moment',
    text: 'It is starting, busy, or cannot reach its database.',
    kept: typed,
    next: wait,
  },
};

/** The words by code; none for the codes of devices, or of a newer server. */
export const WORDINGS: Partial<Record<ProblemCode, Entry>> = ENTRIES;

/** Seconds as people say them. */
function duration(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
