/** Shown after a stale Save: what somebody else changed meanwhile, and for each field both changed, whose shall be saved. */

import { SegmentedControl } from '@mantine/core';
import { Notice } from '@/ui/Notice';
import styles from './Conflict.module.css';
import type { Draft } from './draft';
import { type DraftOf, type Field, SETTINGS } from './settings';
import { words } from './words';

export interface Conflict {
  disputed: Field[];
  taken: Field[];
  mine: Draft;
  theirs: Draft;
  /** What was chosen so far. */
  choice: Partial<Record<Field, 'mine' | 'theirs'>>;
}

const text = words.conflict;

export function ConflictNotice({
  conflict,
  onChoose,
}: {
  conflict: Conflict;
  onChoose: (field: Field, whose: 'mine' | 'theirs') => void;
}) {
  const { disputed, taken } = conflict;
  return (
    <Notice tone="warning" title={text.title} live>
      {taken.length > 0 ? <p>{text.taken(taken.map((field) => words.fields[field]).join(' and '))}</p> : null}
      <p>{disputed.length > 0 ? text.disputed : text.none}</p>
      {disputed.map((field) => (
        <div key={field} className={styles.field}>
          <div className={styles.line}>
            <strong className={styles.name}>{words.fields[field]}</strong>
            <SegmentedControl
              size="xs"
              aria-label={words.fields[field]}
              value={conflict.choice[field] ?? 'mine'}
              onChange={(value) => onChoose(field, value as 'mine' | 'theirs')}
              data={[
                { value: 'mine', label: text.mine },
                { value: 'theirs', label: text.theirs },
              ]}
            />
          </div>
          <dl className={styles.versions}>
            {(['mine', 'theirs'] as const).map((whose) => (
              <div key={whose}>
                <dt>{text[whose]}</dt>
                <dd>{summary(field, conflict[whose][field])}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Notice>
  );
}

/** A version of a field in a few words. */
function summary<F extends Field>(field: F, draft: DraftOf<F>): string {
  if (draft.mode === 'inherit') return text.inherits;
  return draft.mode === 'cleared' ? text.cleared[field] : SETTINGS[field].summary(draft);
}
