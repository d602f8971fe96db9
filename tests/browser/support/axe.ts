// Asks axe-core about a page: WCAG 2.2 A and AA, and its own best practices.

import type { BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';

interface Axe {
  run(options: unknown): Promise<{ violations: Violation[] }>;
}

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Brings axe into every page of a context, past its content security policy. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: require.resolve('axe-core/axe.min.js') });
}

/** Fails with every violation it finds. */
export async function isAccessible(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(async () => {
    // A colour on its way to another is neither; only what never ends is not waited for.
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
    const { axe } = window as unknown as { axe: Axe };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // A page in a frame (the preview) is a page of its own, and is asked about as one.
    const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'], iframes: false });
    return violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      nodes: nodes.map((node) => `${node.html}\n${node.failureSummary}`),
    }));
  });
  expect(found, `axe, ${where}`).toEqual([]);
}
