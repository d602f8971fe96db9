/** The words of profiles: what has become of each download, revoking one, and issuing one without the page. */

import type { Profile, StateFilter } from '@/api/profiles';

export const words = {
  noun: ['profile', 'profiles'] as [string, string],
  label: 'Profiles of this policy',
  filter: 'State',
  all: 'All',
  filters: {
    in_flight: 'In flight',
    ready: 'Ready',
    enrolled: 'Enrolled',
    expired: 'Expired',
    revoked: 'Revoked',
  } satisfies Record<StateFilter, string>,
  columns: {
    client: 'Taken by',
    state: 'State',
    taken: 'Downloaded',
    deadline: 'Stops working',
    deadlineShort: 'Stops',
    revoke: 'Revoke',
  },
  states: {
    ready: 'Ready',
    downloaded: 'Downloaded',
    certificate_issued: 'Certificate issued',
    enrolled: 'Enrolled',
    expired: 'Expired',
    revoked: 'Revoked',
  } satisfies Record<Profile['state'], string>,
  stateTexts: {
    ready: 'Unlocked, but not downloaded yet.',
    downloaded: 'Downloaded, but the device has not asked for its certificate yet.',
    certificate_issued: 'The device has its certificate and is about to enroll.',
    enrolled: 'A device enrolled with it.',
    expired: 'Its deadline came before a device enrolled.',
    revoked: 'It was revoked before a device enrolled.',
  } satisfies Record<Profile['state'], string>,
  issuedBy: (name: string) => `Issued by ${name}`,
  noDeadline: 'with its URL',
  ended: 'stopped',
  left: (time: string) => `in ${time}`,
  notYet: 'Not yet',
  device: 'Show device',
  empty: {
    title: 'No profile yet',
    text: 'Every profile that the enrollment URL hands out stays on record here, with what becomes of it.',
  },
  none: {
    title: 'No profile in this state',
    text: 'Choose another state to see the others.',
  },
  revoke: {
    verb: 'Revoke',
    wide: 'Revoke profile',
    title: 'Revoke this profile?',
    consequences: (who: string) => [
      `This profile (${who}) stops working at once.`,
      'Whoever holds it can open the enrollment URL again and take a new one.',
      'Other profiles and enrolled devices are not affected.',
    ],
    done: 'The profile has stopped working',
  },
  issue: {
    verb: 'Issue profile',
    paused: 'Enrollment is paused for this policy. Resume it first.',
    title: (policy: string) => `Issue a profile for ${policy}`,
    text: 'For scripts and agents that enroll a device without the page: no passcode is asked, and no person opens a URL.',
    consequences: [
      'It enrolls one device, within 60 minutes.',
      'The download link works for 10 minutes. Whoever has it gets the profile.',
      'It appears in the list of profiles, and you can revoke it there.',
    ],
    done: 'The profile is ready',
    until: 'The link works until',
  },
};
