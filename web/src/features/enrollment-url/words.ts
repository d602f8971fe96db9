/** The words of enrollment URLs: showing, regenerating and pausing them. */

import { MAX_PAUSE_MESSAGE_CHARS } from '@/lib/limits';
import { count } from '@/lib/plural';

export const words = {
  card: {
    title: 'Enrollment URL',
    legacy: 'Legacy enrollment URL',
    legacyText: 'Anybody who knows it can enroll any number of devices. Apple Configurator can use it.',
    text: 'Open it in Safari on each device that you enroll.',
    hidden: 'Your role does not see enrollment URLs. Ask an owner, admin or the helpdesk for it.',
    copy: 'Copy enrollment URL',
    qr: 'Show QR code',
    live: 'Live since',
    opened: (n: number) => `opened ${count(n, 'time')}`,
    downloaded: (n: number) => count(n, 'download'),
    refused: (n: number) => `refused ${count(n, 'time')}`,
    lastSeen: 'last used',
    unused: 'not used yet',
  },
  qr: {
    title: (policy: string) => `QR code for ${policy}`,
    text: 'Scan it with the camera of an iPhone or iPad.',
    alt: 'QR code of the enrollment URL',
    svg: 'Download SVG',
    png: 'Download PNG',
  },
  regenerate: {
    verb: 'Regenerate URL',
    verbMany: (n: string) => (n === '1' ? 'Regenerate 2 URLs' : `Regenerate URL and ${n} below`),
    title: (policy: string) => `Regenerate the URL of ${policy}?`,
    old: 'The old URL yields no profile from now on, and accepts no passcode. It never leads to the new one.',
    oldMany: 'The old URLs yield no profile from now on, and accept no passcode. They never lead to the new ones.',
    fresh: 'You get a new URL at once. Hand it out, and replace the old one wherever it is written.',
    devices: 'Enrolled devices are not affected.',
    inFlight: 'Profiles in flight',
    inFlightText: 'Downloaded, but not enrolled yet.',
    none: 'No profile is in flight: nobody is in the middle of enrolling.',
    more: (n: string) => `and ${n} more`,
    dies: (clock: string | null) => (clock ? `stops at ${clock}` : 'stops now'),
    when: 'What happens to profiles already downloaded?',
    grace: (clock: string) => `They stop working at ${clock}, in 30 minutes`,
    graceText: 'Whoever has just downloaded one can still finish.',
    atOnce: 'They stop working at once',
    atOnceText: (n: string) =>
      n === '0'
        ? 'Choose this when the URL got into the wrong hands.'
        : `${n} in flight now: whoever holds one must start again with the new URL.`,
    children: (n: string) =>
      n === '1'
        ? 'Also regenerate the URL of the policy below it'
        : `Also regenerate the URLs of all ${n} policies below it`,
    childrenText: 'Each gets a new URL of its own, and the same rule for its profiles.',
    counting: 'Counting the policies below it…',
    done: (policy: string) => `${policy} has a new URL`,
    doneText: 'Hand it out in place of the old one.',
    doneMany: (n: string) =>
      n === '1'
        ? 'The policy below it has a new URL too; you find it on its own page.'
        : `The ${n} policies below it have new URLs too; you find each on its own page.`,
    stopped: 'Profiles downloaded before have stopped working.',
    stops: (clock: string) => `Profiles downloaded before stop working at ${clock}.`,
    close: 'Done',
  },
  invalidate: {
    verb: 'Invalidate now',
    title: 'Invalidate the profiles of retired URLs now?',
    notice: (n: string, one: boolean) => `${n} ${one ? 'profile' : 'profiles'} from retired URLs can still enroll`,
    until: (clock: string) => `The last of them stops working at ${clock}.`,
    consequences: (n: string, one: boolean) => [
      `${n} ${one ? 'profile stops' : 'profiles stop'} working at once. Whoever holds one must open the live URL again.`,
      'Profiles from the live URL and enrolled devices are not affected.',
    ],
    done: 'The profiles of retired URLs have stopped working',
  },
  pause: {
    verb: 'Pause enrollment',
    title: (policy: string) => `Pause enrollment for ${policy}`,
    message: 'What visitors read',
    hint: 'Leave it empty for the usual words.',
    usual: 'Try again later, or ask your IT team.',
    preview: 'On the page',
    pageTitle: 'Enrollment is paused',
    consequences:
      'The URL stays as it is but hands out nothing until you resume. Profiles already downloaded go on. Policies below it are not paused.',
    done: (policy: string) => `Enrollment is paused for ${policy}`,
    long: `Use at most ${MAX_PAUSE_MESSAGE_CHARS} characters.`,
    notice: 'Enrollment is paused',
    noticeText: 'The URL hands out nothing until you resume. Visitors read:',
    resume: 'Resume',
    resumed: (policy: string) => `Enrollment goes on for ${policy}`,
  },
  urls: {
    noun: ['URL', 'URLs'] as [string, string],
    label: 'Enrollment URLs of this policy',
    live: 'Live',
    retired: 'Retired',
    legacy: 'Legacy',
    secure: 'Secure',
    columns: {
      url: 'URL',
      kind: 'Kind',
      state: 'State',
      opened: 'Opened',
      downloaded: 'Downloaded',
      refused: 'Refused',
      seen: 'Last used',
      reason: 'Why',
      deadline: 'Its profiles',
    },
    reasons: { enabled: 'Policy secured', regenerated: 'Regenerated' },
    hidden: 'Not shown to your role',
    empty: 'No URL has been retired yet',
    noDeadline: 'No deadline while it is live',
    by: (name: string) => `by ${name}`,
    facts: { created: 'Created', retired: 'Retired', times: (n: number) => count(n, 'time') },
    never: 'Never',
    valid: (clock: string) => `Work until ${clock}`,
    over: (clock: string) => `Stopped working at ${clock}`,
    text: 'When the URL is regenerated, the old one stays on record here, and you see who still opens it.',
    stillUsed: (n: number) => `${count(n, 'retired URL is', 'retired URLs are')} still in use`,
    stillUsedText:
      'Somebody still opens it and gets no profile. Replace it wherever it is written: documentation, mails, printed QR codes.',
  },
};
