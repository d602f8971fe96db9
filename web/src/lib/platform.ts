/** What a browser said it runs on, in words. */

const NAMES: Record<string, string> = { iphone: 'iPhone', ipad: 'iPad', mac: 'Mac', other: 'Another platform' };

export function platformName(platform: string | null | undefined): string {
  return NAMES[platform ?? ''] ?? 'Unknown platform';
}
