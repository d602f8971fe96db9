// Lighthouse's mobile profile: at least 99 of 100 for performance, accessibility and best practices.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '../support/chromium';
import { expect, iphone, test } from '../support/test';

/** Fetched by npm when it is needed: too heavy for everybody who builds the project. */
const lighthouse = 'lighthouse@12.8.2';
const categories = ['performance', 'accessibility', 'best-practices'];
const least = 99;

interface Report {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
}

function measure(url: string, name: string): Report {
  const folder = join(__dirname, '../../../target/lighthouse');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  execFileSync(
    'npm',
    [
      'exec',
      '--yes',
      '--ignore-scripts',
      `--package=${lighthouse}`,
      '--',
      'lighthouse',
      url,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--only-categories=${categories.join(',')}`,
      `--emulated-user-agent=${iphone.userAgent}`,
      `--chrome-flags=--headless=new ${chromium.args.join(' ')}`,
    ],
    { env: { ...process.env, CHROME_PATH: chromium.executablePath }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

function judge(report: Report): void {
  const scores: Record<string, number> = {};
  const lost: string[] = [];
  for (const category of categories) {
    const { score, auditRefs } = report.categories[category] ?? { score: 0, auditRefs: [] };
    scores[category] = Math.round(score * 100);
    for (const { id, weight } of auditRefs) {
      const audit = report.audits[id];
      if (audit && weight > 0 && audit.score !== null && audit.score < 1) {
        lost.push(`${category}: ${audit.title} ${audit.displayValue ?? ''}`);
      }
    }
  }
  console.log(JSON.stringify(scores), lost.join('; '));
  for (const category of categories)
    expect(scores[category], `${category}: ${lost.join('; ')}`).toBeGreaterThanOrEqual(least);
}

test('the plain page', async ({ admin }) => {
  judge(measure(await admin.url(await admin.secured('Lighthouse')), 'plain'));
});

test('the page with logo, text and passcode', async ({ demo }) => {
  judge(measure(demo.page, 'branded'));
});
