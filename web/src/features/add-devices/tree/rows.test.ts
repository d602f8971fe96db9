import { describe, expect, it } from 'vitest';
import type { Policy } from '@/api/policies';
import { flatten, type Level, press, ROOT, tooShort, typeAhead } from './rows';

const policy = (id: string, child_count = 0): Policy => ({
  id,
  name: id,
  parent_id: null,
  path: [{ id, name: id }],
  color: null,
  icon: null,
  secure: false,
  child_count,
  device_count: 0,
  created_at: '2026-11-25T10:00:00Z',
  updated_at: '2026-11-25T10:00:00Z',
});
const level = (items: Policy[], more: Partial<Level> = {}): Level => ({
  items,
  state: 'ready',
  hasMore: false,
  ...more,
});

// Acme ▾ (Macs, Kiosks ▸), Beta
const levels: Record<string, Level> = {
  [ROOT]: level([policy('Acme', 2), policy('Beta')]),
  Acme: level([policy('Macs'), policy('Kiosks', 1)]),
};
const rows = flatten((parent) => levels[parent], new Set(['Acme']));

describe('the rows of the tree', () => {
  it('lays out what is open, parents before children, with depth and place', () => {
    const seen = rows.map((row) =>
      row.kind === 'policy' ? [row.key, row.depth, row.position, row.siblings] : row.kind,
    );
    expect(seen).toEqual([
      ['Acme', 0, 1, 2],
      ['Macs', 1, 1, 2],
      ['Kiosks', 1, 2, 2],
      ['Beta', 0, 2, 2],
    ]);
  });

  it('shows where policies are still coming, failed, or go on', () => {
    const kinds = (more: Level | undefined) =>
      flatten((parent) => (parent === ROOT ? levels[ROOT] : more), new Set(['Acme'])).map((row) => row.kind);
    expect(kinds(undefined)).toEqual(['policy', 'pending', 'policy']);
    expect(kinds(level([], { state: 'failed' }))).toEqual(['policy', 'failed', 'policy']);
    expect(kinds(level([policy('Macs')], { hasMore: true }))).toEqual(['policy', 'policy', 'more', 'policy']);
  });

  it('a policy that lost its last child is not open any more', () => {
    const alone = flatten(() => level([policy('Acme')]), new Set(['Acme']));
    expect(alone).toMatchObject([{ key: 'Acme', open: false }]);
  });
});

describe('keys', () => {
  it('walk up and down, to the first and the last', () => {
    expect(press(rows, 'Acme', 'ArrowDown')).toEqual({ to: 'Macs' });
    expect(press(rows, 'Beta', 'ArrowUp')).toEqual({ to: 'Kiosks' });
    expect(press(rows, 'Macs', 'Home')).toEqual({ to: 'Acme' });
    expect(press(rows, 'Macs', 'End')).toEqual({ to: 'Beta' });
    expect(press(rows, 'Beta', 'ArrowDown')).toBeNull();
    expect(press(rows, 'Acme', 'ArrowUp')).toBeNull();
  });

  it('right opens, then goes in; left closes, then goes out', () => {
    expect(press(rows, 'Kiosks', 'ArrowRight')).toEqual({ toggle: 'Kiosks' });
    expect(press(rows, 'Acme', 'ArrowRight')).toEqual({ to: 'Macs' });
    expect(press(rows, 'Macs', 'ArrowRight')).toBeNull();
    expect(press(rows, 'Acme', 'ArrowLeft')).toEqual({ toggle: 'Acme' });
    expect(press(rows, 'Kiosks', 'ArrowLeft')).toEqual({ to: 'Acme' });
    expect(press(rows, 'Beta', 'ArrowLeft')).toBeNull();
  });

  it('enter and space choose; with nothing in focus, they do nothing', () => {
    expect(press(rows, 'Macs', 'Enter')).toEqual({ choose: 'Macs' });
    expect(press(rows, 'Macs', ' ')).toEqual({ choose: 'Macs' });
    expect(press(rows, null, 'Enter')).toBeNull();
    expect(press(rows, null, 'ArrowDown')).toEqual({ to: 'Acme' });
  });

  it('letters find the next name that begins so, around the end', () => {
    expect(typeAhead(rows, 'Acme', 'k')).toBe('Kiosks');
    expect(typeAhead(rows, 'Beta', 'm')).toBe('Macs');
    expect(typeAhead(rows, 'Acme', 'be')).toBe('Beta');
    expect(typeAhead(rows, 'Acme', 'x')).toBeNull();
  });

  it('the same letter again goes on, and what is spelled out stays where it fits', () => {
    const same = flatten(() => level([policy('Mac A'), policy('Mac B'), policy('Mac C')]), new Set());
    expect(typeAhead(same, 'Mac A', 'm')).toBe('Mac B');
    expect(typeAhead(same, 'Mac B', 'mm')).toBe('Mac C');
    expect(typeAhead(same, 'Mac C', 'mac')).toBe('Mac C');
  });
});

describe('a policy far down a long level', () => {
  const long = (state: Level['state'] = 'ready'): Record<string, Level> => ({
    [ROOT]: level([policy('Acme', 9)]),
    Acme: level([policy('Macs')], { hasMore: true, state }),
  });
  const needs = (levels: Record<string, Level>, path: string[]) => tooShort((parent) => levels[parent], path);

  it('makes its level be read further, but not what has it already', () => {
    expect(needs(long(), ['Acme', 'Zebra'])).toBe('Acme');
    expect(needs(long(), ['Acme', 'Macs'])).toBeNull();
    expect(needs(long(), ['Acme', 'Zebra', 'Lab'])).toBe('Acme');
  });

  it('waits for what is being read, and gives up where it is not', () => {
    expect(needs(long('pending'), ['Acme', 'Zebra'])).toBeNull();
    expect(needs({ [ROOT]: level([policy('Acme')]) }, ['Gone'])).toBeNull();
  });
});
