// Everything that must never happen in a browser, whatever a test is about; a test fails if it did.

import type { BrowserContext, Page } from '@playwright/test';

/** Where a page of ours tells what its security policy refused. */
const channel = 'vestibule.csp ';

export class Faults {
  private readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  /** A line in the console that this test provokes. */
  expect(line: RegExp): void {
    this.expected.push(line);
  }

  /** An answer of the server with this status, which browsers report in the console. */
  expectStatus(...statuses: number[]): void {
    for (const status of statuses) this.expect(new RegExp(`Failed to load resource.* ${status} `));
  }

  /** The server cannot be reached. */
  expectNoConnection(): void {
    this.expect(/Failed to load resource: net::ERR_/);
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript((channel) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(channel + [event.effectiveDirective, event.blockedURI, event.sample].join(' '));
      });
    }, channel);
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.report(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => this.report(`uncaught: ${error.error().message}`));
    context.on('dialog', (dialog) => {
      this.report(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('request', (request) => {
      const url = request.url();
      const ours = /^(http:\/\/localhost:\d+\/|data:|blob:|about:)/.test(url);
      if (!ours) this.report(`request to somebody else: ${url}`);
    });
  }

  /** What happened and was not expected. */
  unexpected(): string[] {
    return this.found.filter((line) => !this.expected.some((pattern) => pattern.test(line)));
  }

  private report(line: string): void {
    this.found.push(line);
  }
}

/** Cookies and whatever else a page left behind. */
export async function leftBehind(page: Page): Promise<string[]> {
  const cookies = await page.context().cookies();
  const stored = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  return [...cookies.map((cookie) => cookie.name), ...stored];
}
