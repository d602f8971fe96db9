/** The passcode: write-only, typed or generated, cleared or inherited. */

import { Button, TextInput } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { Time } from '@/ui/Time';
import type { PasscodeDraft } from './draft';
import type { Inheritance } from './inheritance';
import styles from './Setting.module.css';
import { SettingFrame } from './SettingFrame';
import { words } from './words';

interface Props {
  before: PasscodeDraft;
  draft: PasscodeDraft;
  inheritance: Inheritance;
  mistake: string | undefined;
  onChange: (draft: PasscodeDraft) => void;
}

const text = words.passcode;

export function PasscodeField({ before, draft, inheritance, mistake, onChange }: Props) {
  const { from, value } = inheritance.passcode;
  const { mode, change, set } = draft;
  const actions = [];
  const type = () => onChange({ ...draft, mode: 'own', change: { typed: '' } });
  const undo = { name: words.setting.undo, onClick: () => onChange(before) };
  const clear = { name: words.setting.clear, onClick: () => onChange({ ...draft, mode: 'cleared', change: null }) };
  const inherit = {
    name: words.setting.inherit(from),
    onClick: () => onChange({ ...draft, mode: 'inherit', change: null }),
  };
  if (mode === 'inherit') {
    actions.push({ name: value ? words.setting.override : text.set, onClick: type });
    if (value) actions.push(clear);
    if (before.mode !== 'inherit') actions.push(undo);
  } else if (mode === 'cleared') {
    actions.push({ name: text.set, onClick: type });
    if (inheritance.possible) actions.push(inherit);
    if (before.mode !== 'cleared') actions.push(undo);
  } else if (change === null) {
    actions.push({ name: text.change, onClick: type }, clear);
    if (inheritance.possible) actions.push(inherit);
  } else actions.push(undo);

  return (
    <SettingFrame
      name={text.name}
      text={text.text}
      inherited={mode === 'inherit' && from !== null}
      actions={actions}
      source={
        mode === 'inherit' ? (
          <InheritedSource inheritance={inheritance} />
        ) : mode === 'cleared' ? (
          <span>{inheritance.possible ? text.cleared : text.none}</span>
        ) : set && change === null ? (
          <SetAt at={set.at} by={set.by} />
        ) : null
      }
    >
      {mode === 'own' && change === 'generate' ? (
        <div className={styles.row}>
          <p className={`${styles.pending} ${styles.grow}`}>{text.generated}</p>
          <Button onClick={type}>{text.type}</Button>
        </div>
      ) : mode === 'own' && change !== null && change !== 'generate' ? (
        <div className={styles.row}>
          <TextInput
            className={`${styles.grow} ${styles.passcode}`}
            label={text.field}
            description={text.rules}
            name="passcode"
            value={change.typed}
            error={mistake}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            maxLength={300}
            onChange={(event) => onChange({ ...draft, change: { typed: event.currentTarget.value } })}
            rightSectionWidth={112}
            rightSection={
              <Button
                size="sm"
                variant="subtle"
                color="accent"
                leftSection={<IconWand size={16} aria-hidden />}
                onClick={() => onChange({ ...draft, change: 'generate' })}
              >
                {text.generate}
              </Button>
            }
          />
        </div>
      ) : null}
    </SettingFrame>
  );
}

function InheritedSource({ inheritance }: { inheritance: Inheritance }) {
  const { from, value } = inheritance.passcode;
  if (!from) return <span>{text.none}</span>;
  if (!value) return <span>{text.inheritedNone(from)}</span>;
  return (
    <>
      {words.setting.inherited(from)} · <SetAt at={value.set_at} by={value.set_by?.name ?? null} small />
    </>
  );
}

export function SetAt({ at, by, small }: { at: string; by: string | null; small?: boolean }) {
  return (
    <>
      {small ? text.setAt.toLowerCase() : text.setAt} {by ? text.by(by) : ''} on <Time at={at} />
    </>
  );
}
