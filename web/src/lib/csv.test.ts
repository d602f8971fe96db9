import { describe, expect, it } from 'vitest';
import { csv } from './csv';

describe('a table as CSV', () => {
  it('quotes what needs it, and leaves empty what is not known', () => {
    const text = csv(
      ['name', 'serial'],
      [
        ['Ada’s "big" Mac', 'C02X'],
        ['Lab, left', null],
      ],
    );
    expect(text).toBe('\uFEFFname,serial\r\n"Ada’s ""big"" Mac",C02X\r\n"Lab, left",\r\n');
  });

  it('computes nothing in a spreadsheet', () => {
    const text = csv(['name'], [['=HYPERLINK("x")'], ['+1'], ['@x'], ['-2']]);
    expect(text).toBe('\uFEFFname\r\n"\'=HYPERLINK(""x"")"\r\n\'+1\r\n\'@x\r\n\'-2\r\n');
    for (const first of ['＝', '＋', '－', '＠']) expect(csv(['name'], [[`${first}1`]])).toContain(`\n'${first}1`);
  });
});
