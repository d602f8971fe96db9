import { describe, expect, it } from 'vitest';
import { plainText } from './plain';

describe('the words of a piece of HTML', () => {
  it('has a line for each block, without marks', () => {
    const html = '<h3>Welcome</h3>\n<p>To <strong>all</strong>\n of you</p><ul><li><p>One</p></li><li>Two</li></ul>';
    expect(plainText(html)).toBe('Welcome\nTo all of you\nOne\nTwo');
  });

  it('takes text without blocks as it is, and nothing from nothing', () => {
    expect(plainText('Hello &amp; welcome')).toBe('Hello & welcome');
    expect(plainText('')).toBe('');
  });
});
