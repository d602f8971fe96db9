// Guesses what the visitor holds. Only a guess: Safari hides the version of macOS, and an iPad can pose as a Mac.

export type Device = 'iphone' | 'ipad' | 'mac15' | 'mac13' | 'mac12' | 'other';

export const devices: readonly Device[] = ['iphone', 'ipad', 'mac15', 'mac13', 'mac12', 'other'];

/** What a browser tells about itself. */
export interface Clues {
  userAgent: string;
  maxTouchPoints: number;
}

/** The likeliest device. A Mac has no touch screen, so a "Mac" with touch points is an iPad. */
export function guessDevice({ userAgent, maxTouchPoints }: Clues): Device {
  if (/iPhone|iPod/.test(userAgent)) return 'iphone';
  if (/iPad/.test(userAgent)) return 'ipad';
  if (!/Macintosh/.test(userAgent)) return 'other';
  if (maxTouchPoints > 1) return 'ipad';
  // Safari comes with the system: 18 with macOS 15, 17 with 14. Other browsers freeze everything; the newest is likeliest.
  const safari = /Version\/(\d+)[\d.]* Safari/.exec(userAgent);
  return safari ? macByVersion(Number(safari[1]) - 3) : 'mac15';
}

/** The group of macOS versions that share their steps. */
export function macByVersion(macos: number): Device {
  if (macos >= 15) return 'mac15';
  return macos >= 13 ? 'mac13' : 'mac12';
}

/** Chromium tells the true version of macOS when asked; nothing from other browsers. */
export async function askMacVersion(browser: unknown): Promise<Device | null> {
  const { userAgentData: hints } = browser as {
    userAgentData?: {
      platform: string;
      getHighEntropyValues(names: string[]): Promise<{ platformVersion?: string }>;
    };
  };
  if (hints?.platform !== 'macOS') return null;
  const { platformVersion } = await hints.getHighEntropyValues(['platformVersion']);
  const version = Number.parseInt(platformVersion ?? '', 10);
  // 10 is what browsers say that do not tell.
  return version > 10 ? macByVersion(version) : null;
}

/**
 * Whether this is an iPhone or iPad browser that often cannot hand a profile to Settings: an app's own, or one other
 * than Safari. Chrome opens profiles in a sheet of Safari's since version 97.
 */
export function isOutsideSafari({ userAgent, maxTouchPoints }: Clues): boolean {
  const device = guessDevice({ userAgent, maxTouchPoints });
  if (device !== 'iphone' && device !== 'ipad') return false;
  const chrome = /CriOS\/(\d+)/.exec(userAgent);
  if (chrome) return Number(chrome[1]) < 97;
  // Most do not say "Version/… Safari/…" as Safari does; these few do, or add their name to it.
  return !/Version\/.+ Safari\/[\d.]+$/.test(userAgent) || /EdgiOS|FxiOS|Ddg/.test(userAgent);
}

/** What the device is called in texts; a generic word for one that is not Apple's. */
export function deviceName(device: Device, generic: string): string {
  return { iphone: 'iPhone', ipad: 'iPad', mac15: 'Mac', mac13: 'Mac', mac12: 'Mac', other: generic }[device];
}

export function isMac(device: Device): boolean {
  return device.startsWith('mac');
}
