import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { router } from './router';

const here = dirname(fileURLToPath(import.meta.url));
const list = resolve(here, '../../../api/server/src/routes/console.json');
const served = JSON.parse(readFileSync(list, 'utf8')) as string[];

/** The innermost route of an address. */
const shown = (address: string) => router.matchRoutes(address, {}).at(-1)?.routeId;

const lost = '/console/$';

describe("the console's addresses", () => {
  it('are those the server answers, no more and no less', () => {
    const own = Object.keys(router.routesByPath).filter((path) => path !== '/$');
    expect(own.sort()).toEqual([...served].sort());
  });

  it.each(served)('%s is a page, also with a slash at its end', (path) => {
    const address = path.replace(/\$\w+/, '01940000-0000-7000-8000-000000000000');
    expect(shown(address)).not.toBe(lost);
    expect(shown(`${address}/`)).toBe(shown(address));
  });

  it.each(['/nothing', '/Policies', '/policies/1/2', '/settings/nothing', '//policies'])('%s is none', (address) => {
    expect(shown(address)).toBe(lost);
  });
});
