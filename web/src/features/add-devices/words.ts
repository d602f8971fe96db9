/** The words of Add Devices: the tree and what can be done to a policy. */

import { MAX_NAME_CHARS } from '@/lib/limits';
import { count } from '@/lib/plural';

export const words = {
  tree: {
    label: 'Policies',
    secure: 'Secure enrollment',
    loading: 'Loading…',
    failed: 'These policies could not be loaded.',
    retry: 'Try again',
  },
  search: {
    label: 'Search policies',
    results: 'Policies found',
    clear: 'Clear search',
    top: 'At the top',
    nothing: (asked: string) => `No policy is called anything like “${asked}”.`,
    more: (shown: number) => `The first ${shown} are shown. Type more to find the others.`,
  },
  first: {
    title: 'Create your first policy',
    text: 'A policy says where a device belongs: a customer, a site, a kind of device. Each has its own enrollment URL, and a device enrolls into exactly one.',
    ask: 'There are no policies yet. Ask an owner or admin of your organization to create the first one.',
    verb: 'Create policy',
  },
  choose: {
    title: 'Choose a policy',
    text: 'Devices enroll into the policy whose enrollment URL they open. Choose one in the tree, or search by a part of its name.',
  },
  back: 'All policies',
  actions: 'More for this policy',
  create: {
    title: 'Create a policy',
    titleBelow: (parent: string) => `Create a policy below ${parent}`,
    verb: 'Create policy',
    top: 'New policy',
    child: 'New policy below',
    secure: (parent: string) =>
      `${parent} is secure, so the new policy is secure from the start and inherits its page and passcode.`,
    done: (name: string) => `${name} created`,
  },
  edit: {
    menu: 'Rename and look',
    title: (name: string) => `Change ${name}`,
    verb: 'Save',
    done: (name: string) => `${name} saved`,
  },
  fields: {
    name: 'Name',
    missing: 'Enter a name.',
    long: `Use at most ${MAX_NAME_CHARS} characters.`,
    color: 'Color',
    icon: 'Icon',
    none: 'None',
    folder: 'Folder',
  },
  move: {
    menu: 'Move',
    title: (name: string) => `Move ${name}`,
    where: 'Where to',
    top: 'At the top of the tree',
    below: (name: string) => `Below ${name}`,
    verb: 'Move policy',
    missing: 'Choose where it goes.',
    stays: (name: string, descendants: number) =>
      `${name} moves with ${descendants > 0 ? 'everything below it' : 'its enrollment URL'}. Enrolled devices are not affected.`,
    secureTitle: (name: string, parent: string) => `${parent} is secure, so ${name} becomes secure`,
    secureVerb: 'I understand, move policy',
    copies: 'What it inherits from outside is copied down to it, so no passcode is lost.',
    done: (name: string) => `${name} moved`,
    nowhere: 'There is no other policy to move it to.',
  },
  remove: {
    menu: 'Delete',
    title: (name: string) => `Delete ${name}?`,
    verb: 'Delete policy',
    consequences: (name: string) => [
      `The enrollment URLs of ${name}, live and retired, stop working at once.`,
      'Profiles that were downloaded but not used yet stop working at once.',
      'This cannot be undone. The audit log keeps what happened.',
    ],
    hasChildren: (n: number) => `${count(n, 'policy is', 'policies are')} below it. Move or delete them first.`,
    hasDevices: (n: number) => `${count(n, 'live device is', 'live devices are')} enrolled in it. Unenroll them first.`,
    done: (name: string) => `${name} deleted`,
  },
};
