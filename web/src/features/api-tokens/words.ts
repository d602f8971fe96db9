/** The words of API tokens. */

import type { Permission } from '@/api/session';

/** What a token may carry; everything but managing users. */
export type Scope = Exclude<Permission, 'user.write'>;

export const words = {
  text: 'Credentials for scripts and other systems. A token can never do more than the person who created it, and stops working with their account.',
  create: 'Create token',
  noun: ['token', 'tokens'] as [string, string],
  columns: {
    name: 'Name',
    scopes: 'Scopes',
    limit: 'Limited to',
    by: 'Created by',
    expires: 'Ends',
    used: 'Last used',
    state: 'State',
  },
  states: { alive: 'Works', revoked: 'Revoked', ended: 'Ended' },
  everywhere: 'All policies',
  never: 'Never',
  empty: {
    title: 'No API tokens yet',
    text: 'With a token, a script or another system uses the same API as this console, within the scopes you choose.',
  },
  notAllowed: {
    title: 'Your role does not manage API tokens',
    text: 'Owners and admins create and revoke them.',
  },
  scopes: {
    'policy.read': 'Read everything but enrollment URLs',
    'enrollment_url.read': 'See enrollment URLs',
    'device.release': 'Release devices',
    'policy.write': 'Create, change, move and delete policies',
    'secure_enrollment.enable': 'Enable Secure Enrollment',
    'secure_enrollment.write': 'Change page and passcode, pause and resume',
    'enrollment_url.regenerate': 'Regenerate enrollment URLs',
    'profile.issue': 'Take profiles without the page',
    'profile.revoke': 'Revoke profiles',
    'device.renew': 'Make renewal profiles',
    'settings.write': 'Change settings',
    'audit.read': 'Read the audit log',
  } satisfies Record<Scope, string>,
  form: {
    title: 'Create an API token',
    name: 'Name',
    nameHint: 'What it is for, such as “Inventory sync”.',
    scopes: 'Scopes',
    scopesHint: 'Give it only what it needs.',
    limit: 'Limited to',
    limitHint: 'The policy and everything below it. Leave it empty for all policies.',
    limitPlaceholder: 'All policies',
    nothing: 'No policy is called anything like this.',
    end: 'Ends',
    ends: {
      '7': 'In 7 days',
      '30': 'In 30 days',
      '90': 'In 90 days',
      '180': 'In 180 days',
      '365': 'In 365 days',
      date: 'On a day…',
    },
    date: 'Last day',
    verb: 'Create token',
    required: {
      name: 'Enter what the token is for.',
      scopes: 'Choose at least one scope.',
      date: 'Choose a day within the next 365 days.',
    },
  },
  secret: {
    title: 'Copy the token now',
    text: 'This is the only time it is shown. Keep it in a password manager or a secret store.',
    field: 'API token',
    verb: 'I have stored it',
    use: 'Send it with each request:',
  },
  revoke: 'Revoke',
  revokeTitle: (name: string) => `Revoke ${name}?`,
  revokeConsequences: (lastUsed: string | null) => [
    'Whatever uses this token is refused from now on.',
    lastUsed ? `It was last used ${lastUsed}.` : 'It was never used.',
    'This cannot be undone.',
  ],
  revoked: (name: string) => `${name} is revoked`,
  gone: {
    title: 'This token is not in the list',
    text: 'The link is incomplete, or the token is further down the list.',
  },
};
