/** The policy tree: only what is in sight is drawn, and everything can be done with the keyboard. */

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Policy } from '@/api/policies';
import { SkeletonLines } from '@/ui/Skeletons';
import { type Levels, useLevels } from './levels';
import { flatten, press, ROOT, type Row, tooShort, typeAhead } from './rows';
import styles from './Tree.module.css';
import { TreeRow } from './TreeRow';

const HEIGHT = 36;
const TYPING = 700;

interface Props {
  label: string;
  open: ReadonlySet<string>;
  onToggle: (id: string) => void;
  chosen: string | null;
  /** The chosen one with everything above it, from the top; it is brought into sight. */
  path?: readonly string[] | undefined;
  onChoose: (policy: Policy) => void;
  /** Cannot be chosen, with everything below: shown but quiet. */
  off?: (policy: Policy) => boolean;
  /** In place of the tree when there are no policies at all. */
  empty: React.ReactNode;
}

export function PolicyTree(props: Props) {
  const { open, chosen, empty } = props;
  const levels = useLevels(open);
  const root = levels.of(ROOT);
  if (root?.state === 'pending' && root.items.length === 0) {
    return (
      <div className={styles.waiting}>
        <SkeletonLines lines={8} />
      </div>
    );
  }
  if (root?.state === 'ready' && root.items.length === 0) return empty;
  return <Rows {...props} chosen={chosen} levels={levels} />;
}

function Rows({ label, open, onToggle, chosen, path, onChoose, off, levels }: Props & { levels: Levels }) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const typed = useRef({ words: '', at: 0 });
  const [focus, setFocus] = useState<string | null>(chosen);
  const rows = flatten(levels.of, open);
  const indexOf = (key: string | null) => rows.findIndex((row) => row.key === key);
  const firstPolicy = rows.find((row) => row.kind === 'policy')?.key ?? null;
  const active = indexOf(focus) >= 0 ? focus : indexOf(chosen) >= 0 ? chosen : firstPolicy;
  const activeIndex = indexOf(active);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => HEIGHT,
    overscan: 12,
    paddingStart: 4,
    paddingEnd: 8,
    getItemKey: (n) => rows[n]?.key ?? n,
    rangeExtractor: (range: Range) => withActive(defaultRangeExtractor(range), activeIndex),
  });

  const chosenIndex = indexOf(chosen);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (chosen === shown.current || chosenIndex < 0) return;
    shown.current = chosen;
    setFocus(chosen);
    virtual.scrollToIndex(chosenIndex, { align: 'auto' });
  }, [chosen, chosenIndex, virtual]);

  const short = chosen !== null && path && chosenIndex < 0 ? tooShort(levels.of, path) : null;
  const { more } = levels;
  useEffect(() => {
    if (short !== null) more(short);
  }, [short, more]);

  const goTo = (key: string) => {
    setFocus(key);
    virtual.scrollToIndex(indexOf(key), { align: 'auto' });
  };
  const choose = (key: string) => {
    const row = rows[indexOf(key)];
    if (row?.kind !== 'policy') return;
    setFocus(key);
    if (!off?.(row.policy)) onChoose(row.policy);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const spelling = typed.current.words !== '' && event.timeStamp - typed.current.at < TYPING;
    const letter = event.key.length === 1 && (event.key !== ' ' || spelling);
    if (letter) {
      typed.current = { words: (spelling ? typed.current.words : '') + event.key, at: event.timeStamp };
      const found = typeAhead(rows, active, typed.current.words);
      if (found) goTo(found);
      event.preventDefault();
      return;
    }
    const move = press(rows, active, event.key);
    if (!move) return;
    event.preventDefault();
    if ('to' in move) goTo(move.to);
    else if ('toggle' in move) onToggle(move.toggle);
    else choose(move.choose);
  };

  return (
    <div
      ref={frame}
      role="tree"
      aria-label={label}
      tabIndex={0}
      className={styles.tree}
      aria-activedescendant={active ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index] as Row;
          return (
            <TreeRow
              key={item.key}
              id={`${id}-${row.key}`}
              row={row}
              top={item.start}
              height={HEIGHT}
              active={row.key === active}
              chosen={row.key === chosen}
              off={row.kind === 'policy' && (off?.(row.policy) ?? false)}
              onToggle={(key) => {
                setFocus(key);
                onToggle(key);
              }}
              onChoose={choose}
              levels={levels}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The row in focus is always drawn, for screen readers find it by its id. */
function withActive(range: number[], active: number): number[] {
  if (active < 0 || range.includes(active)) return range;
  return [...range, active].sort((a, b) => a - b);
}
