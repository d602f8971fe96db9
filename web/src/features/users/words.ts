/** The words of the people of an organization. */

import type { Schema } from '@/api/client';

type Role = Schema<'Role'>;

export const words = {
  text: 'People who can sign in to this console.',
  add: 'Add user',
  noun: ['user', 'users'] as [string, string],
  columns: { name: 'Name', email: 'Email address', role: 'Role', lastSignIn: 'Last sign-in', state: 'State' },
  you: 'You',
  never: 'Never',
  disabled: 'Disabled',
  enabled: 'Can sign in',
  roles: { owner: 'Owner', admin: 'Admin', helpdesk: 'Helpdesk', auditor: 'Auditor' } satisfies Record<Role, string>,
  roleTexts: {
    owner: 'May do everything, and is the only one who creates, changes and disables owners.',
    admin: 'May do everything but manage owners.',
    helpdesk: 'Reads, copies enrollment URLs and releases devices.',
    auditor: 'Reads everything with the audit log, but sees no enrollment URL.',
  } satisfies Record<Role, string>,
  empty: {
    title: 'Only you so far',
    text: 'Add the people who run enrollment with you. Each has a role that says what they may do.',
  },
  form: {
    add: 'Add a user',
    edit: (name: string) => `Change ${name}`,
    name: 'Name',
    email: 'Email address',
    role: 'Role',
    password: 'First password',
    passwordHint: 'Hand it over yourself; Vestibule sends no mail.',
    newPassword: 'New password',
    changePassword: 'Set a new password',
    addVerb: 'Add user',
    saveVerb: 'Save',
    required: { name: 'Enter a name.', email: 'Enter an email address.' },
    ends: 'A new role or password ends the other sessions of this user.',
  },
  added: (name: string) => `${name} can sign in now`,
  handOver: (name: string) => `Hand the password over to ${name}. It cannot be shown again.`,
  saved: (name: string) => `${name} saved`,
  change: 'Change',
  disable: 'Disable',
  enable: 'Enable',
  disableTitle: (name: string) => `Disable ${name}?`,
  disableConsequences: (name: string) => [
    `${name} can no longer sign in, and all their sessions end at once.`,
    'API tokens they created stop working while they are disabled.',
    'What they did stays in the audit log. You can enable them again.',
  ],
  disabledDone: (name: string) => `${name} is disabled`,
  enabledDone: (name: string) => `${name} can sign in again`,
  gone: {
    title: 'This user is not in the list',
    text: 'The link is incomplete, or the user is further down the list.',
  },
  reasons: {
    owner: 'Only an owner can do this to an owner.',
    lastOwner: 'This is the last owner who can sign in. Make somebody else an owner first.',
  },
};
