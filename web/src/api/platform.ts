/** What a browser said it runs on, in words. */

import type { Schema } from './client';

type Platform = Schema<'Platform'>;

const NAMES: Record<Platform, string> = { iphone: 'iPhone', ipad: 'iPad', mac: 'Mac', other: 'Another platform' };

export function platformName(platform: Platform | null | undefined): string {
  return platform ? NAMES[platform] : 'Unknown platform';
}
