/** A row of the tree: a policy with its look and badge, or what stands for policies that are not there yet. */

import { Tooltip } from '@mantine/core';
import { IconChevronRight, IconShieldCheckFilled } from '@tabler/icons-react';
import { type CSSProperties, useEffect } from 'react';
import { join } from '@/lib/join';
import { PolicyIcon } from '../PolicyIcon';
import { words } from '../words';
import type { Levels } from './levels';
import type { Row } from './rows';
import styles from './Tree.module.css';

interface Props {
  id: string;
  row: Row;
  top: number;
  height: number;
  active: boolean;
  chosen: boolean;
  off: boolean;
  onToggle: (id: string) => void;
  onChoose: (id: string) => void;
  levels: Levels;
}

/** From here on, deeper levels are not indented any further, so that names stay readable. */
const DEEPEST_INDENT = 8;

export function TreeRow({ id, row, top, height, active, chosen, off, onToggle, onChoose, levels }: Props) {
  const style = { top, height, '--depth': Math.min(row.depth, DEEPEST_INDENT) } as CSSProperties;
  if (row.kind !== 'policy') return <Rest row={row} style={style} levels={levels} />;
  const { policy } = row;
  const parent = policy.child_count > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the tree, which has the focus
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={parent ? row.open : undefined}
      aria-selected={chosen}
      aria-disabled={off || undefined}
      className={join(styles.row, active && styles.active, chosen && styles.chosen, off && styles.off)}
      style={style}
      title={policy.name}
      onClick={() => onChoose(row.key)}
    >
      {parent ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className={styles.twist}
          data-open={row.open || undefined}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(row.key);
          }}
        >
          <IconChevronRight size={16} />
        </button>
      ) : (
        <span className={styles.twist} />
      )}
      <PolicyIcon policy={policy} />
      <bdi className={styles.name}>{policy.name}</bdi>
      {policy.secure ? (
        <Tooltip label={words.tree.secure} position="right">
          <IconShieldCheckFilled size={16} className={styles.secure} role="img" aria-label={words.tree.secure} />
        </Tooltip>
      ) : null}
    </div>
  );
}

function Rest({ row, style, levels }: { row: Exclude<Row, { kind: 'policy' }>; style: CSSProperties; levels: Levels }) {
  const { kind, parent } = row;
  const { more } = levels;
  useEffect(() => {
    if (kind === 'more') more(parent);
  }, [kind, parent, more]);
  return (
    <div className={join(styles.row, styles.rest)} style={style} role="none">
      <span className={styles.twist} />
      {kind === 'failed' ? (
        <>
          {words.tree.failed}
          <button type="button" className={styles.again} onClick={() => levels.retry(parent)}>
            {words.tree.retry}
          </button>
        </>
      ) : (
        words.tree.loading
      )}
    </div>
  );
}
