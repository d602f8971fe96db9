/** The passcode: write-only, typed or generated, cleared or inherited. */

import { Button, TextInput } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { Time } from '@/ui/Time';
import summary from './PageSummary.module.css';
import styles from './Setting.module.css';
import { type FieldProps, SettingRow } from './SettingRow';
import type { Value } from './settings';
import { words } from './words';

const text = words.passcode;

export function PasscodeField({ mistakes, onLanguage: _, ...row }: FieldProps<'passcode'>) {
  const { draft, onChange } = row;
  const { mode, change, set } = draft;
  const above = row.inheritance.of('passcode').value;
  const type = () => onChange({ ...draft, mode: 'own', change: { typed: '' } });
  return (
    <SettingRow
      {...row}
      field="passcode"
      say={words.passcode}
      again={{ name: text.change, onClick: type }}
      clearable
      pending={change !== null}
      ownDetail={set && change === null ? <SetAt at={set.at} by={set.by} /> : null}
      inheritedDetail={above ? <SetAt at={above.set_at} by={above.set_by?.name ?? null} small /> : null}
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
            error={mistakes['/passcode']}
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
    </SettingRow>
  );
}

/** The passcode in force, in short. */
export function PasscodeSummary({ value }: { value: Value<'passcode'> }) {
  return (
    <>
      {words.summary.asked}
      <span className={summary.quiet}>
        <SetAt at={value.set_at} by={value.set_by?.name ?? null} />
      </span>
    </>
  );
}

function SetAt({ at, by, small }: { at: string; by: string | null; small?: boolean }) {
  return (
    <>
      {small ? text.setAt.toLowerCase() : text.setAt} {by ? text.by(by) : ''} on <Time at={at} />
    </>
  );
}
