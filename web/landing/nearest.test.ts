// @vitest-environment node
import { describe, expect, it } from 'vitest';
import cases from './language-cases.json';
import { languages } from './languages';
import { nearestLanguage } from './nearest';

describe('the nearest language', () => {
  it.each(Object.entries(cases))('to %s is %s', (wanted, found) => {
    expect(nearestLanguage(wanted)).toBe(found);
  });

  it('to a shipped one is itself', () => {
    expect(languages.map(nearestLanguage)).toEqual([...languages]);
  });

  it('to nothing is English', () => {
    expect(nearestLanguage('')).toBe('en');
  });
});
