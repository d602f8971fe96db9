import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));

/** What a file imports of ours, as paths below `src`; packages by their name. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const named = [...text.matchAll(/(?:from|import|vi\.mock\()\s*\(?'([^']+)'/g)].map((found) => found[1] ?? '');
  return named.map((name) => {
    if (name.startsWith('@/')) return name.slice(2);
    return name.startsWith('.') ? relative(src, resolve(src, dirname(file), name)) : `package:${name}`;
  });
}

/** `features/users` for a file of that feature, else the first folder. */
function room(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'features' ? `features/${second}` : first;
}

/** Which rooms a room may look into, besides itself. */
function mayUse(from: string, to: string): boolean {
  if (from === to || to === 'mark.svg' || to === 'styles') return true;
  if (from === 'testing' || to === 'testing') return true;
  switch (from) {
    case 'app':
      return true;
    case 'lib':
      return false;
    case 'ui':
    case 'api':
      return to === 'lib';
    default:
      return ['api', 'ui', 'lib'].includes(to);
  }
}

/** The files that do not pass, with what is wrong with them. */
function offenders(among: string[], wrong: (file: string) => string[]): string[] {
  return among.flatMap((file) => wrong(file).map((what) => `${file}: ${what}`));
}

const ours = files.filter((file) => !/\.test\.tsx?$/.test(file) && file !== 'api/schema.d.ts');

describe('the rooms of the console', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it('shared, then features, then app: no file looks where its room may not look', () => {
    const wrong = (file: string) =>
      importsOf(file).filter((name) => !name.startsWith('package:') && !mayUse(room(file), room(name)));
    expect(offenders(files, wrong)).toEqual([]);
  });

  it('ui knows neither the API nor routes', () => {
    const wrong = (file: string) => importsOf(file).filter((name) => /^package:(@tanstack|openapi-fetch)/.test(name));
    const among = files.filter((file) => file.startsWith('ui/'));
    expect(offenders(among, wrong)).toEqual([]);
  });

  it('each file says what it is for and stays readable', () => {
    const wrong = (file: string) => {
      const text = readFileSync(join(src, file), 'utf8');
      return [
        ...(text.startsWith('/**') ? [] : ['does not begin with what it is for']),
        ...(text.split('\n').length > 301 ? ['is longer than 300 lines'] : []),
      ];
    };
    expect(offenders(ours, wrong)).toEqual([]);
  });

  it('only tokens.css names colours', () => {
    const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
    const colour = /#[0-9a-f]{3,8}\b(?=["';,) ])|\b(rgba?|hsla?)\(/gi;
    const wrong = (file: string) => readFileSync(join(src, file), 'utf8').match(colour) ?? [];
    const among = [...sheets.filter((name) => name !== 'styles/tokens.css'), ...ours];
    expect(offenders(among, wrong)).toEqual([]);
  });
});
