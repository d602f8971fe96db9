import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, describe as group, it } from 'vitest';
import { OfflineError, type Problem, type ProblemCode, ProblemError, readProblem } from './problem';
import { describe } from './wording';
import { WORDINGS } from './words';

const table = readFileSync(resolve(dirname(fileURLToPath(import.meta.url)), '../../../docs/problems.md'), 'utf8');
// The first chapter: what follows it is told to devices and visitors, never to the console.
const codes = [...(table.split('\n# ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map((found) => found[1] ?? '');

function problem(changes: Partial<Problem>): ProblemError {
  return new ProblemError({
    code: 'internal',
    status: 500,
    title: '',
    detail: '',
    requestId: 'r-1',
    fields: [],
    policies: [],
    retryAfter: null,
    ...changes,
  });
}

group('the words of refusals', () => {
  it('the table of codes can be read', () => {
    expect(codes.length).toBeGreaterThan(30);
  });

  it.each(codes as ProblemCode[])('%s says what happened, what was kept and what to do', (code) => {
    expect(WORDINGS).toHaveProperty(code);
    const said = describe(problem({ code }));
    for (const sentence of [said.title, said.text, said.kept, said.next]) expect(sentence.length).toBeGreaterThan(8);
    for (const sentence of [said.text, said.kept, said.next]) expect(sentence).toMatch(/[.]$/);
    expect(Object.values(said).join(' ')).not.toMatch(/!|\b(oops|sorry|please)\b/i);
    expect(said.requestId).toBe('r-1');
  });

  it('words no code the server does not have', () => {
    expect(Object.keys(WORDINGS).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('a refusal of a newer server is told in its own words', () => {
    const said = describe(
      problem({ code: 'brand_new' as ProblemCode, title: 'Brand new', detail: 'Something this console never met.' }),
    );
    expect(said.title).toBe('Brand new');
    expect(said.text).toBe('Something this console never met.');
  });

  it('the wait is said in units', () => {
    expect(describe(problem({ code: 'slow_down', retryAfter: 1 })).next).toBe('Try again in 1 second.');
    expect(describe(problem({ code: 'slow_down', retryAfter: 90 })).next).toBe('Try again in 2 minutes.');
    expect(describe(problem({ code: 'slow_down' })).next).toBe('Try again in a moment.');
  });

  it('no connection and a mistake of the console have words too', () => {
    expect(describe(new OfflineError(new TypeError('fetch failed'))).title).toMatch(/cannot be reached/);
    expect(describe(new TypeError('x is undefined')).title).toMatch(/in the console/);
  });
});

group('reading a problem', () => {
  it('an answer of a proxy without a document is told by its status', () => {
    const read = readProblem('<h1>Bad gateway</h1>', new Response('', { status: 502 }));
    expect(read).toMatchObject({ code: 'unavailable', status: 502, fields: [], requestId: null });
    expect(readProblem(undefined, new Response('', { status: 418 })).code).toBe('internal');
  });

  it('Retry-After, fields and policies are kept', () => {
    const body = {
      code: 'feature_in_use',
      request_id: 'abc',
      policies: [{ id: '1', name: 'Macs' }],
      errors: [{ pointer: '/name', code: 'required', detail: 'Enter a name.' }],
    };
    const read = readProblem(body, new Response('', { status: 409, headers: { 'retry-after': '7' } }));
    expect(read).toMatchObject({ retryAfter: 7, requestId: 'abc', policies: body.policies, fields: body.errors });
  });
});
