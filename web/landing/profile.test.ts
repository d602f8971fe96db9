import { describe, expect, it } from 'vitest';
import { headline, isGone, kept, refusalText } from './profile';
import refusals from './refusals.json';
import type { Profile } from './state';
import { wordsOf } from './testing';

const profile: Profile = {
  url: '',
  downloadableUntil: 0,
  state: 'downloaded',
  downloadedAt: 0,
  deadline: null,
  refusal: null,
  lost: false,
};

describe('the headline', () => {
  it('follows the profile', () => {
    const headlines = (['ready', 'downloaded', 'certificate_issued', 'enrolled', 'expired', 'revoked'] as const).map(
      (state) => headline({ ...profile, state }),
    );
    expect(headlines).toEqual(['starting', 'install_now', 'installing', 'enrolled', 'expired', 'revoked']);
  });

  it('tells a refusal, unless the device was enrolled after all', () => {
    const refusal: Profile['refusal'] = { code: 'profile_used', at: 0 };
    expect(headline({ ...profile, refusal })).toBe('refused');
    expect(headline({ ...profile, refusal, state: 'enrolled' })).toBe('enrolled');
  });

  it('has words for a refusal nobody thought of', () => {
    expect(refusalText('profile_used')).toBe('refused_used');
    expect(refusalText('device_live')).toBe('refused_device');
    expect(refusalText('something_new')).toBe('refused_other');
  });

  it('has only words that exist, each in use', () => {
    const words = Object.keys(wordsOf('later', 'en')).filter((key) => /^refused_(?!title)/.test(key));
    expect([...new Set(Object.values(refusals))].sort()).toEqual(words.sort());
  });
});

describe('the eight minutes', () => {
  it('end on iPhone and iPad to the millisecond', () => {
    expect(isGone(profile, 'iphone', kept - 1)).toBe(false);
    expect(isGone(profile, 'ipad', kept)).toBe(true);
  });

  it('do not exist on a Mac', () => {
    expect(isGone(profile, 'mac15', kept * 10)).toBe(false);
  });

  it('no longer matter once the installation has begun', () => {
    expect(isGone({ ...profile, state: 'certificate_issued' }, 'iphone', kept * 10)).toBe(false);
  });
});
