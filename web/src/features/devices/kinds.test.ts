import { expect, it } from 'vitest';
import { systemOf } from './kinds';

it.each([
  ['Mac16,10', '26.1', 'macOS 26.1'],
  ['MacBookPro18,3', '15.7.2', 'macOS 15.7.2'],
  ['iMac21,1', '15.7.2', 'macOS 15.7.2'],
  ['iPad13,18', '18.7.2', 'iPadOS 18.7.2'],
  ['iPhone17,1', '26.1', 'iOS 26.1'],
  ['AppleTV14,1', '26.1', 'tvOS 26.1'],
  ['Toaster1,1', '1.0', '1.0'],
  [null, '26.1', '26.1'],
  ['Mac16,10', null, null],
])('%s with %s runs %s', (model, os_version, said) => {
  expect(systemOf({ id: 'd', udid: 'u', policy_id: null, state: 'enrolled', model, os_version })).toBe(said);
});
