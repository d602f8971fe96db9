/** The words of the organization's settings. */

import type { Schema } from '@/api/client';
import { count } from '@/lib/plural';

export const words = {
  save: 'Save',
  discard: 'Discard',
  saved: 'Settings saved',
  unsaved: 'Not saved yet',
  leave: {
    title: 'Leave without saving?',
    text: 'What you chose on this page was not saved.',
    verb: 'Discard and leave',
    stay: 'Stay',
  },
  beta: {
    title: 'Beta Features',
    text: 'Features that are ready to be used, and may still change. They are for the whole organization.',
    secureEnrollment: 'Secure Enrollment',
    secureEnrollmentText:
      'Gives each policy you choose a randomized enrollment URL that can be regenerated, protected by a passcode and branded. Enabling it for a policy cannot be undone.',
    off: 'While it is off, every policy keeps its legacy enrollment URL.',
    on: 'Choose a policy under Add Devices to enable it there.',
    choosePolicy: 'Go to Add Devices',
    inUse: (n: number) => `${count(n, 'policy is', 'policies are')} secure, and a policy that is secure stays so.`,
  },
  migration: {
    title: 'Migration from another MDM',
    name: 'A migration is in progress',
    text: 'While devices move here from another MDM, no policy can become secure, and no policy can be moved under a secure one. Enrollment URLs work as before.',
  },
  reEnrollment: {
    title: 'Re-enrollment',
    text: 'What happens when a device that is already enrolled enrolls again with another identity, for example after it was erased.',
    choices: {
      require_release: {
        name: 'Somebody releases it first',
        text: 'The device is refused until somebody releases it. It then has 24 hours to enroll. A copied profile cannot take the place of a device.',
      },
      allow: {
        name: 'It may enroll again at once',
        text: 'Any valid profile replaces the device. Choose this only where nobody can release devices in time.',
      },
    } satisfies Record<Schema<'ReEnrollment'>, { name: string; text: string }>,
  },
  readOnly: 'You can read the settings.',
  stale: {
    title: 'Somebody else saved settings meanwhile',
    text: 'Your choice is kept below and not saved yet.',
    nothing: 'What you chose was not touched by it.',
    again: 'Save again to apply your choice.',
  },
  fields: {
    secureEnrollment: 'Secure Enrollment',
    migration: 'Migration in progress',
    reEnrollment: 'Re-enrollment',
  },
  value: (value: boolean | string) => (typeof value === 'string' ? value : value ? 'on' : 'off'),
};
