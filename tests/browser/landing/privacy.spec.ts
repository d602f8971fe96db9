// What the page leaves behind and gives away: nothing.

import { leftBehind } from '../support/faults';
import { picture } from '../support/picture';
import { expect, iphone, test } from '../support/test';
import { secret } from './states';
import { download, passcode, visit } from './visitor';

test.use(iphone);

test('no cookie is set and nothing stored, from the first view to the download', async ({ page, admin, context }) => {
  const logo = { sha256: await admin.upload(picture()), alt: 'Acme' };
  const url = await admin.url(await admin.secured('Nothing', { logo, page_text: 'Hello', passcode: secret }));
  const set: string[] = [];
  context.on('response', async (answer) => {
    if (await answer.headerValue('set-cookie')) set.push(answer.url());
  });
  await visit(page, url);
  expect(await leftBehind(page)).toEqual([]);
  await passcode(page).fill(secret);
  await download(page);
  expect(await leftBehind(page)).toEqual([]);
  expect(set).toEqual([]);
});

test('it is kept out of search engines, referrers, frames and caches', async ({ page, admin, server, faults }) => {
  faults.expectStatus(404);
  const answer = await visit(page, await admin.url(await admin.secured('Headers')));
  const headers = answer?.headers() ?? {};
  expect(headers['x-robots-tag']).toContain('noindex');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
  expect(headers['referrer-policy']).toMatch(/^(same-origin|no-referrer)$/);
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['cache-control']).toContain('no-store');
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|http:|data:/);

  const unknown = await page.goto(`${server.base}/e/0000000-0000000-0000000-0000000`);
  expect(unknown?.headers()['x-robots-tag']).toContain('noindex');
  expect(unknown?.headers()['content-security-policy']).toContain("default-src 'none'");
});

test('a link in the page text tells its site nothing of the enrollment URL', async ({
  page,
  admin,
  context,
  faults,
}) => {
  const link = 'https://intranet.example/guide';
  faults.expect(/^request to somebody else: https:\/\/intranet\.example\//);
  await visit(page, await admin.url(await admin.secured('Link', { page_text: `[Guide](${link})` })));
  let referrer: string | null | undefined;
  await context.route(link, async (route) => {
    referrer = await route.request().headerValue('referer');
    await route.fulfill({ contentType: 'text/html', body: '<title>guide</title>' });
  });
  await page.getByRole('link', { name: 'Guide' }).click();
  await expect.poll(() => referrer).not.toBeUndefined();
  expect(referrer).toBeNull();
});

test('the first view is one round trip after the HTML', async ({ page, admin }) => {
  const url = await admin.url(await admin.secured('Weight'));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await visit(page, url);
  const entries = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => {
      const { name, initiatorType } = entry as PerformanceResourceTiming;
      return `${initiatorType} ${new URL(name).pathname.replace(/\/enroll\/.+/, '/enroll/TOKEN')}`;
    }),
  );
  const critical = entries.filter((entry) => !entry.includes('later.js') && !entry.includes('mark.svg'));
  expect(critical.sort()).toEqual([
    'link /api/v1/enroll/TOKEN',
    'link /landing/landing.css',
    'script /landing/landing.js',
  ]);
  expect(asked.filter((path) => path.startsWith('/api/'))).toHaveLength(1);
});
