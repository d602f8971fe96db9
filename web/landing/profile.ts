// What a profile's state means to the person waiting for it.

import type { components } from '../src/api/schema';
import { type Device, isMac } from './device';
import refusals from './refusals.json';
import type { Profile, ProfileState } from './state';
import type { TextKey } from './words';

/** iPhone and iPad delete a download that is not installed after this long. */
export const kept = 8 * 60_000;

/** What to say above the progress. */
export type Headline = 'starting' | 'install_now' | 'installing' | 'enrolled' | 'expired' | 'revoked' | 'refused';

export function headline({ state, refusal }: Profile): Headline {
  if (state === 'enrolled' || state === 'expired' || state === 'revoked') return state;
  if (refusal) return 'refused';
  if (state === 'certificate_issued') return 'installing';
  return state === 'downloaded' ? 'install_now' : 'starting';
}

/** Whether an iPhone or iPad has already thrown the download away. */
export function isGone(profile: Profile, device: Device, now: number): boolean {
  const { state, downloadedAt } = profile;
  return !isMac(device) && state === 'downloaded' && downloadedAt !== null && now >= downloadedAt + kept;
}

/** Why the server refused the device, in words for the person holding it; a code nobody thought of has words too. */
export function refusalText(code: string): TextKey {
  const reasons: Record<components['schemas']['DeviceRefusal'], string> = refusals;
  return (reasons[code as keyof typeof reasons] ?? 'refused_other') as TextKey;
}

/** After this long in a state the visitor is told what to look at. */
const patience: Partial<Record<ProfileState, number>> = { ready: 20_000, certificate_issued: 120_000 };

/** Whether a profile has been in a state for longer than that takes. */
export function isStuck(state: ProfileState, since: number, now: number): boolean {
  return now - since >= (patience[state] ?? Number.POSITIVE_INFINITY);
}
