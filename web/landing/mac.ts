// The version of macOS, where the browser tells it when asked.

import { type Device, macByVersion } from './device';

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
