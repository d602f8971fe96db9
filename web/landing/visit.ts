// What every view gets: the visitor's device, what they typed, and what they can do.

import type { Device } from './device';
import type { State } from './state';

export interface Visit {
  /** The device whose steps are shown: the guess, or what the visitor chose. */
  device: Device;
  /** What this browser seems to run on. */
  guess: Device;
  /** Leads out of Safari on an iPhone or iPad. */
  outsideSafari: boolean;
  /** Names the enrollment URL; empty in the preview. */
  token: string;
  /** What stands in the passcode field, kept while views come and go. Never stored. */
  typed: string;
  submit(): unknown;
  downloadAgain(): void;
  restart(): void;
  chooseDevice(device: Device): void;
}

/** A part of the page that stays while the state keeps its kind. */
export interface View {
  node: HTMLElement;
  update?(state: State): void;
}
