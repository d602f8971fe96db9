import { describe, expect, it } from 'vitest';
import { guessDevice, isOutsideSafari } from './device';
import { askMacVersion } from './mac';

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const desktop = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const safari = (version: string) => `${desktop} Version/${version} Safari/605.1.15`;
const guess = (userAgent: string, maxTouchPoints = 0) => guessDevice({ userAgent, maxTouchPoints });
const outside = (userAgent: string, maxTouchPoints = 5) => isOutsideSafari({ userAgent, maxTouchPoints });

describe('the guess', () => {
  it('knows iPhone and iPad', () => {
    expect(guess(phone, 5)).toBe('iphone');
    expect(guess('Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15', 5)).toBe('ipad');
  });

  it('knows an iPad that poses as a Mac by its touch screen', () => {
    expect(guess(safari('18.1'), 5)).toBe('ipad');
    expect(guess(safari('18.1'), 0)).toBe('mac15');
  });

  it('takes the version of Safari for the version of macOS', () => {
    const found = ['26.0', '18.3', '17.6', '16.1', '15.6', '14.1'].map((version) => guess(safari(version)));
    expect(found).toEqual(['mac15', 'mac15', 'mac13', 'mac13', 'mac12', 'mac12']);
  });

  it('takes the newest macOS where the browser hides it', () => {
    expect(guess(`${desktop.replace('605.1.15', '537.36')} Chrome/131.0.0.0 Safari/537.36`)).toBe('mac15');
  });

  it('does not take other devices for Apple ones', () => {
    expect(guess('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36')).toBe(
      'other',
    );
    expect(guess('Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0.0.0', 5)).toBe('other');
  });
});

describe('the true version of macOS', () => {
  const chromium = (platform: string, platformVersion: string) => ({
    userAgentData: { platform, getHighEntropyValues: async () => ({ platformVersion }) },
  });

  it('comes from Chromium', async () => {
    expect(await askMacVersion(chromium('macOS', '14.6.1'))).toBe('mac13');
    expect(await askMacVersion(chromium('macOS', '26.0.0'))).toBe('mac15');
  });

  it('stays a guess elsewhere', async () => {
    expect(await askMacVersion(chromium('Windows', '15.0.0'))).toBeNull();
    expect(await askMacVersion(chromium('macOS', '10.15.7'))).toBeNull();
    expect(await askMacVersion({})).toBeNull();
  });
});

describe('the hint to open Safari', () => {
  it('stays away in Safari itself', () => {
    expect(outside(`${phone} Version/18.1 Mobile/15E148 Safari/604.1`)).toBe(false);
    expect(outside(safari('18.1'))).toBe(false);
  });

  it('comes in other browsers and inside apps', () => {
    const others = [
      'CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1',
      'FxiOS/133.0 Mobile/15E148 Safari/605.1.15',
      'Version/18.0 EdgiOS/131.0.2903.68 Mobile/15E148 Safari/605.1.15',
      'Version/18.1 Mobile/15E148 Safari/604.1 OPT/5.2.0',
      'Mobile/15E148 [FBAN/FBIOS;FBAV/489.0.0]',
      'Mobile/15E148 Teams/6.21',
      'Mobile/15E148',
    ];
    expect(others.filter((other) => !outside(`${phone} ${other}`))).toEqual([]);
  });

  it('does not concern a Mac, where every browser can download', () => {
    expect(outside(`${desktop} Chrome/131.0.0.0 Safari/537.36`, 0)).toBe(false);
  });
});
