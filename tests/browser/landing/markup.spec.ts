// What admins may write is text: of 500 strings that would run, none runs, wherever it is shown to a visitor.

import type { Page } from '@playwright/test';
import type { Change } from '../support/admin';
import { payloads, total } from '../support/payloads';
import { picture } from '../support/picture';
import { expect, iphone, test } from '../support/test';
import { visit } from './visitor';

test.use(iphone);

/** What a page may hold of an admin's text: these elements with these attributes, and links that lead out of the page. */
function smuggled(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = 'A B BLOCKQUOTE BR CODE DEL EM H2 H3 H4 HR I LI OL P PRE STRONG UL'.split(' ');
    const attributes = 'dir href rel start target title'.split(' ');
    const inside = [...document.querySelectorAll('.text *')].filter((element) => {
      const known = elements.includes(element.tagName);
      const plain = [...element.attributes].every(({ name }) => attributes.includes(name));
      const href = element.getAttribute('href');
      return !known || !plain || (href !== null && !/^(https:|mailto:|tel:)/.test(href));
    });
    const logos = [...document.querySelectorAll('.logo')].filter((logo) => {
      const names = [...logo.attributes].map(({ name }) => name).sort();
      const sized = ['width', 'height'].every((name) => /^\d+$/.test(logo.getAttribute(name) ?? ''));
      const ours = names.join() === 'alt,class,dir,height,src,width' && sized;
      return !ours || !logo.getAttribute('src')?.startsWith('/api/v1/logos/');
    });
    const ran = 'vestibuleRan' in window ? ['a script ran'] : [];
    return [...ran, ...inside.map((element) => element.outerHTML), ...logos.map((logo) => logo.outerHTML)];
  });
}

async function hook(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, {
      ran() {
        Object.assign(window, { vestibuleRan: true });
        console.error('a script ran');
      },
    });
  });
}

/** As many of them as fit into one text of the largest size. */
function bundles(size: number, joint: string): string[] {
  const made: string[] = [];
  for (const payload of payloads) {
    const last = made.at(-1);
    if (last !== undefined && last.length + joint.length + payload.length <= size) {
      made[made.length - 1] = last + joint + payload;
    } else made.push(payload);
  }
  return made;
}

test('the corpus bites where nothing is on guard', async ({ page, faults }) => {
  expect(payloads).toHaveLength(total);
  expect(new Set(payloads).size).toBe(total);
  faults.expect(/./);
  await page.goto('about:blank');
  const ran = await page.evaluate(async (payloads) => {
    const seen = new Set<number>();
    const frames = payloads.map((payload, n) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      Object.assign(frame.contentWindow ?? {}, { ran: () => seen.add(n) });
      const body = frame.contentDocument?.body;
      if (body) body.innerHTML = payload;
      return frame;
    });
    const enough = () => seen.size >= 60;
    await new Promise<void>((resolve) => {
      const look = () => (enough() ? resolve() : setTimeout(look, 20));
      look();
    });
    for (const frame of frames) frame.remove();
    return seen.size;
  }, payloads);
  expect(ran).toBeGreaterThanOrEqual(60);
});

test('nothing runs from a page text, in any language', async ({ page, admin }) => {
  test.slow();
  await hook(page);
  const texts = bundles(3900, '\n\n');
  const sha256 = await admin.upload(picture());
  const policy = await admin.secured('Texts');
  const url = await admin.url(policy);
  for (const [n, text] of texts.entries()) {
    const change: Change = { page_text: text, translations: { de: texts[(n + 1) % texts.length] ?? '' } };
    if (n === 0) change.logo = { sha256, alt: 'Acme' };
    await admin.customise(policy, change);
    await page.goto('about:blank');
    await visit(page, `${url}?language=${n % 2 === 0 ? 'en' : 'de'}`);
    await expect(page.locator('.text')).toBeVisible();
    expect(await smuggled(page), text).toEqual([]);
    expect(new URL(page.url()).pathname).toBe(new URL(url).pathname);
  }
});

test('nothing runs from any of them alone, as text, alternative text or name', async ({ page, admin, server }) => {
  test.slow();
  await hook(page);
  const sha256 = await admin.upload(picture(40, 20));
  const policy = await admin.secured('Alone');
  await page.addInitScript(() => {
    window.addEventListener('message', ({ data }) => {
      if (data?.type === 'vestibule.preview.ready') document.documentElement.dataset.ready = '';
    });
  });
  await page.goto(`${server.base}/preview`);
  await page.locator('html[data-ready]').waitFor();
  for (const payload of payloads) {
    const alt = [...payload.replace(/\s/g, ' ')].slice(0, 200).join('');
    const draft = await admin.preview(policy, { page_text: payload, logo: { sha256, alt } });
    const shown = await page.evaluate(
      async ({ draft, name }) => {
        const data = { ...draft, organization_name: name, passcode_required: true };
        document.querySelector('h1')?.remove();
        window.postMessage({ type: 'vestibule.preview', data }, location.origin);
        await new Promise<void>((resolve) => {
          const look = () => (document.querySelector('h1') ? resolve() : requestAnimationFrame(look));
          look();
        });
        return [document.querySelector('h1')?.textContent ?? '', document.querySelector('.logo')?.getAttribute('alt')];
      },
      { draft: draft as Record<string, unknown>, name: payload },
    );
    expect(shown[0]).toContain(payload);
    expect(shown[1]).toBe(alt.trim());
    expect(await smuggled(page), payload).toEqual([]);
  }
  expect(page.url()).toBe(`${server.base}/preview`);
});

test('nothing runs without JavaScript’s page either: logo, text and message are markup of ours', async ({
  page,
  admin,
  request,
}) => {
  await hook(page);
  const sha256 = await admin.upload(picture(40, 20));
  const policy = await admin.secured('Served');
  const url = await admin.url(policy);
  const alts = bundles(200, ' ').map((alt) => alt.replace(/\s/g, ' ').slice(0, 200));
  for (const [n, text] of bundles(3900, '\n\n').entries()) {
    await admin.customise(policy, { page_text: text, logo: { sha256, alt: alts[n * 5] ?? 'Acme' } });
    const served = await (await request.get(url)).text();
    // What the server puts into <noscript>, read as a browser without JavaScript reads it.
    const plain = served.replace(/<\/?noscript>/g, '').replace(/<script.*?<\/script>/g, '');
    await page.goto(`${new URL(url).origin}/preview`);
    await page.evaluate((plain) => {
      document.body.innerHTML = new DOMParser().parseFromString(plain, 'text/html').body.innerHTML;
    }, plain);
    expect(await smuggled(page), text).toEqual([]);
    const scripts = await page.locator('body script, body iframe, body [onerror], body [onload], body [style]').count();
    expect(scripts, text).toBe(0);
  }
});
