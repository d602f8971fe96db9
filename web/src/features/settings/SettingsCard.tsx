/** A card of settings with its foot: saves, discards, and says what a save met. */

import { Button } from '@mantine/core';
import { codeOf, ProblemError } from '@/api/problem';
import { useCan } from '@/api/session';
import { describe } from '@/api/wording';
import { ErrorNotice } from '@/ui/ErrorState';
import { Notice } from '@/ui/Notice';
import { PolicyNames } from './PolicyNames';
import styles from './SettingsCard.module.css';
import type { Settings, Values } from './useSettings';
import { words } from './words';

/** What the last save met, above the cards. */
export function SaveOutcome({ settings }: { settings: Settings }) {
  const { save, meanwhile, server } = settings;
  if (meanwhile && server) return <Meanwhile fields={meanwhile} server={server} />;
  if (!save.isError || codeOf(save.error) === 'stale') return null;
  const blocking = save.error instanceof ProblemError ? save.error.problem.policies : [];
  const failure = describe(save.error);
  if (blocking.length) failure.text = words.beta.inUse(blocking.length);
  return <ErrorNotice failure={failure}>{blocking.length ? <PolicyNames policies={blocking} /> : null}</ErrorNotice>;
}

function Meanwhile({ fields, server }: { fields: (keyof Values)[]; server: Values }) {
  const said = (name: keyof Values) =>
    name === 'reEnrollment' ? words.reEnrollment.choices[server.reEnrollment].name : words.value(server[name]);
  return (
    <Notice tone="warning" title={words.stale.title} live>
      <p>
        {words.stale.text} {fields.length ? words.stale.again : `${words.stale.nothing} ${words.stale.again}`}
      </p>
      {fields.length ? (
        <ul>
          {fields.map((name) => (
            <li key={name}>
              {words.fields[name]} is now: {said(name)}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

/** Save and Discard, stuck to the lower edge while something is chosen. */
export function SaveBar({ settings }: { settings: Settings }) {
  const can = useCan();
  if (!can('settings.write') || !settings.dirty) return null;
  return (
    <div className={styles.bar}>
      <span className={styles.words}>{words.unsaved}</span>
      <Button onClick={settings.discard} disabled={settings.save.isPending}>
        {words.discard}
      </Button>
      <Button variant="filled" color="accent" loading={settings.save.isPending} onClick={() => settings.save.mutate()}>
        {words.save}
      </Button>
    </div>
  );
}
