/** The row of controls of one inheritable setting: where its value comes from, the ways to another source, and back. */

import { Button } from '@mantine/core';
import { IconCornerDownRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Inheritance, Inherited } from './inheritance';
import styles from './Setting.module.css';
import { type DraftOf, type Field, type Mode, SETTINGS, type Value } from './settings';
import { words } from './words';

/** What the form gives to the editor of a setting. */
export interface FieldProps<F extends Field> {
  /** Before anything was changed. */
  before: DraftOf<F>;
  draft: DraftOf<F>;
  inheritance: Inheritance;
  /** By JSON pointer. */
  mistakes: Record<string, string>;
  onChange: (draft: DraftOf<F>) => void;
  /** The preview follows the language that is edited; null: the text's own. */
  onLanguage: (language: string | null) => void;
}

interface Action {
  name: string;
  onClick: () => void;
}

interface Props<F extends Field> extends Omit<FieldProps<F>, 'mistakes' | 'onLanguage'> {
  field: F;
  say: {
    name: string;
    text?: string;
    /** Nothing is set anywhere. */
    none: string;
    /** Cleared here. */
    cleared: string;
    /** An ancestor cleared it. */
    inheritedNone: (from: string) => string;
    /** Sets one where there is none. */
    begin: string;
  };
  /** The editor is open where nothing is set, so that it needs no button. */
  open?: boolean;
  /** Takes the own value to another own one. */
  again?: Action | undefined;
  /** The own value can be cleared. */
  clearable: boolean;
  /** An own value was begun that only Undo ends. */
  pending?: boolean;
  /** What else is known of the own value, and of the inherited one. */
  ownDetail?: ReactNode;
  inheritedDetail?: ReactNode;
  children?: ReactNode;
}

/** What a setting comes to in its row. */
function standing<F extends Field>(mode: Mode, { value }: Inherited<Value<F>>) {
  return { inheritsOne: mode === 'inherit' && value !== null, nothing: mode === 'inherit' && value === null };
}

/** Whether the editor of a setting whose row is `open` is to be seen. */
export function isOpen<F extends Field>(draft: DraftOf<F>, inherited: Inherited<Value<F>>): boolean {
  return draft.mode === 'own' || standing(draft.mode, inherited).nothing;
}

function actionsOf<F extends Field>(props: Props<F>): Action[] {
  const { field, say, before, draft, inheritance, onChange, open, again, clearable, pending } = props;
  const inherited = inheritance.of(field);
  const { inheritsOne, nothing } = standing(draft.mode, inherited);
  const { begin, left } = SETTINGS[field];
  const own = () => onChange({ ...draft, ...begin(draft), mode: 'own' });
  const without = (mode: Mode) => onChange({ ...draft, ...left(draft), mode });
  const undo = { name: words.setting.undo, onClick: () => onChange(before) };
  if (draft.mode === 'own' && pending) return [undo];
  const actions: Action[] = [];
  if (inheritsOne) actions.push({ name: words.setting.override, onClick: own });
  if (draft.mode === 'cleared' || (nothing && !open)) actions.push({ name: say.begin, onClick: own });
  if (draft.mode === 'own' && again) actions.push(again);
  if (inheritsOne || (draft.mode === 'own' && clearable)) {
    actions.push({ name: words.setting.clear, onClick: () => without('cleared') });
  }
  if (draft.mode !== 'inherit' && inheritance.possible) {
    actions.push({ name: words.setting.inherit(inherited.from), onClick: () => without('inherit') });
  }
  // An editor that was open from the start is emptied, not undone.
  const begun = open && before.mode === 'inherit' && inherited.value === null && SETTINGS[field].isBlank !== undefined;
  if (draft.mode !== before.mode && !begun) actions.push(undo);
  return actions;
}

function sourceOf<F extends Field>(props: Props<F>): ReactNode {
  const { field, say, draft, inheritance, open, ownDetail, inheritedDetail } = props;
  const { from, value } = inheritance.of(field);
  if (draft.mode === 'own') return ownDetail ?? null;
  if (draft.mode === 'cleared') return inheritance.possible ? say.cleared : say.none;
  if (from === null) return open || value !== null ? null : say.none;
  if (value === null) return say.inheritedNone(from);
  return (
    <>
      {words.setting.inherited(from)}
      {inheritedDetail ? <> · {inheritedDetail}</> : null}
    </>
  );
}

export function SettingRow<F extends Field>(props: Props<F>) {
  const { field, say, draft, inheritance, children } = props;
  const source = sourceOf(props);
  const inherited = draft.mode === 'inherit' && inheritance.of(field).from !== null;
  return (
    <section className={styles.setting} aria-label={say.name}>
      <div className={styles.head}>
        <h3 className={styles.name}>{say.name}</h3>
        <span className={styles.actions}>
          {actionsOf(props).map((action) => (
            <Button key={action.name} size="sm" variant="subtle" color="accent" onClick={action.onClick}>
              {action.name}
            </Button>
          ))}
        </span>
      </div>
      {say.text ? <p className={styles.text}>{say.text}</p> : null}
      {source ? (
        <p className={styles.source}>
          {inherited ? <IconCornerDownRight size={16} aria-hidden className={styles.arrow} /> : null}
          <span>{source}</span>
        </p>
      ) : null}
      {children ? <div className={styles.control}>{children}</div> : null}
    </section>
  );
}
