import { describe, expect, it } from 'vitest';
import { askMacVersion, guessDevice, isOutsideSafari } from './device';

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const desktop = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const safari = (version: string) => `${desktop} Version/${version} Safari/605.1.15`;
const guess = (userAgent: string, maxTouchPoints = 0) => guessDevice({ userAgent, maxTouchPoints });
const outside = (userAgent: string, maxTouchPoints = 5) => isOutsideSafari({ userAgent, maxTouchPoints });

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36';
const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36';

describe('the guess', () => {
  it.each([
    ['iPhone', 'iphone', phone, 5],
    ['iPod touch', 'iphone', 'Mozilla/5.0 (iPod touch; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15', 5],
    ['iPad', 'ipad', 'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15', 5],
    ['iPad that poses as a Mac', 'ipad', safari('18.1'), 5],
    ['Mac, Safari 26', 'mac15', safari('26.0'), 0],
    ['Mac, Safari 18', 'mac15', safari('18.3'), 0],
    ['Mac, Safari 17', 'mac13', safari('17.6'), 0],
    ['Mac, Safari 16', 'mac13', safari('16.1'), 0],
    ['Mac, Safari 15', 'mac12', safari('15.6'), 0],
    ['Mac, Safari 14', 'mac12', safari('14.1'), 0],
    ['Mac, Chrome, which hides the version', 'mac15', `${desktop} Chrome/131.0.0.0 Safari/537.36`, 0],
    [
      'Mac, Firefox',
      'mac15',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0',
      0,
    ],
    ['Windows', 'other', `${windows} Chrome/131.0.0.0 Safari/537.36`, 0],
    ['Windows with a touch screen', 'other', `${windows} Chrome/131.0.0.0 Safari/537.36`, 10],
    ['Android', 'other', `${android} Chrome/131.0.0.0 Mobile Safari/537.36`, 5],
    ['Linux', 'other', 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 0],
    ['nothing', 'other', '', 0],
  ] as const)('of %s is %s', (_, device, userAgent, maxTouchPoints) => {
    expect(guess(userAgent, maxTouchPoints)).toBe(device);
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
  it.each([
    ['Safari', `${phone} Version/18.1 Mobile/15E148 Safari/604.1`],
    ['Safari on an iPad that poses as a Mac', safari('18.1')],
    ['Chrome, which opens profiles in a sheet of Safari’s', `${phone} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`],
  ])('stays away in %s', (_, userAgent) => {
    expect(outside(userAgent)).toBe(false);
  });

  it.each([
    ['an old Chrome', 'CriOS/96.0.4664.53 Mobile/15E148 Safari/604.1'],
    ['Firefox', 'FxiOS/133.0 Mobile/15E148 Safari/605.1.15'],
    ['Edge', 'Version/18.0 EdgiOS/131.0.2903.68 Mobile/15E148 Safari/605.1.15'],
    ['Opera', 'Version/18.1 Mobile/15E148 Safari/604.1 OPT/5.2.0'],
    ['DuckDuckGo', 'Version/18.1 Mobile/15E148 Safari/604.1 Ddg/18.1'],
    ['the Google app', 'GSA/345.0.698837104 Mobile/15E148 Safari/604.1'],
    ['Facebook', 'Mobile/15E148 [FBAN/FBIOS;FBAV/489.0.0]'],
    ['Instagram', 'Mobile/15E148 Instagram 360.0.0.30.79 (iPhone16,2; iOS 18_1; en_US; en; scale=3.00; 1290x2796)'],
    ['LinkedIn', 'Mobile/15E148 [LinkedInApp]/9.30.1234'],
    ['Teams', 'Mobile/15E148 Teams/6.21'],
    ['Slack', 'Mobile/15E148 Slack_iOS'],
    ['WeChat', 'Mobile/15E148 MicroMessenger/8.0.54(0x18003630) NetType/WIFI Language/zh_CN'],
    ['an app that does not say its name', 'Mobile/15E148'],
  ])('comes in %s', (_, tail) => {
    expect(outside(`${phone} ${tail}`)).toBe(true);
  });

  it('comes in an app on an iPad that poses as a Mac', () => {
    expect(outside(desktop)).toBe(true);
  });

  it('does not concern a Mac, where every browser can download', () => {
    expect(outside(`${desktop} Chrome/131.0.0.0 Safari/537.36`, 0)).toBe(false);
  });
});
