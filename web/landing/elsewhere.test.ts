// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { elsewhereView, scanHint } from './elsewhere';
import { safariHint } from './safari';
import { seen } from './seen';
import { catalogue, page, plain, visit } from './testing';
import { use } from './words';

beforeEach(() => use('en', catalogue('en')));
afterEach(() => vi.unstubAllGlobals());

describe('on a device that cannot be enrolled', () => {
  it('there are a code to scan and an address to type', () => {
    const { node } = elsewhereView(page(), visit({ device: 'other', token: 'T' }));
    expect(node.querySelector('.code')?.getAttribute('src')).toBe('/api/v1/enroll/T/qr.svg');
    expect(node.querySelector('.address')?.textContent).toBe(location.href);
  });
});

describe('on a Mac, for an iPhone or iPad', () => {
  it('there is the code, with the name of what is to scan it', () => {
    const hint = scanHint(visit({ guess: 'mac15', device: 'ipad', token: 'T' }));
    expect(plain(hint.querySelector('p')?.textContent ?? '')).toContain('Is it your iPad you want to enroll?');
    expect(hint.querySelector('.code')?.getAttribute('alt')).toBe('QR code of this page');
  });
});

describe('outside Safari', () => {
  it('the address can be copied, and the button says that it was', async () => {
    const writeText = vi.fn(async () => {});
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const copy = safariHint().querySelector('button');
    copy?.click();
    await vi.waitFor(() => expect(copy?.textContent).toBe('Copied'));
    expect(writeText).toHaveBeenCalledWith(location.href);
  });

  it('what to look for in the menu stands out', () => {
    expect([...safariHint().querySelectorAll('p b')].map((name) => name.textContent)).toEqual([
      'Open in Safari',
      'Open in Browser',
    ]);
  });
});

describe('what IT can and cannot see', () => {
  it('says more of a Mac', () => {
    expect(seen('iphone')).toHaveLength(2);
    expect(seen('mac13')).toHaveLength(3);
  });
});
