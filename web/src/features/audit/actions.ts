/** Every action of the log in words, grouped as people look for them. */

import type { Schema } from '@/api/client';
import { keysOf } from '@/lib/keys';

/** What happened. */
export type Action = Schema<'Action'>;

/** Names by action. */
export const ACTIONS: Record<Action, string> = {
  'organization.created': 'Organization created',
  'settings.updated': 'Settings changed',
  'user.created': 'User added',
  'user.updated': 'User changed',
  'user.disabled': 'User disabled',
  'user.enabled': 'User enabled',
  'session.signed_in': 'Signed in',
  'session.sign_in_failed': 'Sign-in failed',
  'session.signed_out': 'Signed out',
  'session.refresh_token_reused': 'Session ended: its token was used twice',
  'api_token.created': 'API token created',
  'api_token.revoked': 'API token revoked',
  'policy.created': 'Policy created',
  'policy.updated': 'Policy changed',
  'policy.moved': 'Policy moved',
  'policy.deleted': 'Policy deleted',
  'secure_enrollment.enabled': 'Secure Enrollment enabled',
  'page.updated': 'Page changed',
  'passcode.changed': 'Passcode changed',
  'passcode.attack_suspected': 'Passcode attack suspected',
  'enrollment_url.regenerated': 'Enrollment URL regenerated',
  'enrollment_url.paused': 'Enrollment paused',
  'enrollment_url.resumed': 'Enrollment resumed',
  'enrollment_url.configurator_refused': 'Apple Configurator refused',
  'profile.invalidated': 'Profiles invalidated',
  'profile.issued': 'Profile issued',
  'profile.downloaded': 'Profile downloaded',
  'profile.revoked': 'Profile revoked',
  'profile.certificate_issued': 'Certificate issued',
  'profile.challenge_reused': 'Profile used a second time',
  'device.enrolled': 'Device enrolled',
  'device.enrollment_refused': 'Device refused',
  'device.renewed': 'Device identity renewed',
  'device.message_refused': 'Message of a device refused',
  'device.checked_out': 'Device checked out',
  'device.released': 'Device released',
  'device.renewal_issued': 'Renewal profile made',
};

/** Events that should catch the eye. */
export const ALARMING: ReadonlySet<Action> = new Set<Action>([
  'session.sign_in_failed',
  'session.refresh_token_reused',
  'passcode.attack_suspected',
  'enrollment_url.configurator_refused',
  'profile.challenge_reused',
  'device.enrollment_refused',
  'device.message_refused',
]);

const GROUPS: [name: string, prefixes: string[]][] = [
  ['Secure enrollment', ['secure_enrollment.', 'page.', 'passcode.', 'enrollment_url.']],
  ['Profiles and devices', ['profile.', 'device.']],
  ['Policies', ['policy.']],
  ['People and access', ['user.', 'session.', 'api_token.']],
  ['Organization', ['organization.', 'settings.']],
];

/** An action in words; one this console does not know is told by its name. */
export function actionName(action: Action): string {
  const known: string | undefined = ACTIONS[action];
  if (known) return known;
  const plain = action.replaceAll(/[._]/g, ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** The choices of the filter. */
export function actionChoices(): { group: string; items: { value: Action; label: string }[] }[] {
  return GROUPS.map(([group, prefixes]) => ({
    group,
    items: keysOf(ACTIONS)
      .filter((action) => prefixes.some((prefix) => action.startsWith(prefix)))
      .map((value) => ({ value, label: ACTIONS[value] })),
  }));
}
