/** What becoming secure means, in numbers: the sentences somebody must have read before it happens. */

import { count } from '@/lib/plural';
import { type Securing, someOf } from '@/lib/securing';
import styles from './SecuringWarning.module.css';
import { TimeAgo } from './Time';

/** `numbers` null: not known yet; the sentences stand without them. */
export function SecuringWarning({ numbers, name }: { numbers: Securing | null; name: string }) {
  const children = numbers?.children ?? [];
  return (
    <ul className={styles.list}>
      <li>
        <strong>This cannot be undone.</strong> <bdi>{name}</bdi> stays secure for good.
      </li>
      <li>
        {children.length > 0 ? (
          <>
            <strong>{count(children.length, 'policy', 'policies')} below it</strong>{' '}
            {children.length === 1 ? 'becomes' : 'become'} secure too: <bdi>{someOf(children)}</bdi>. Each gets an
            enrollment URL of its own.
          </>
        ) : (
          'No policy stands below it yet; new ones will be secure from the start.'
        )}
      </li>
      <li>
        <strong>
          {numbers && numbers.policies > 1
            ? `${count(numbers.policies, 'legacy URL')} stop working at once.`
            : 'The legacy URL stops working at once.'}
        </strong>{' '}
        <Uses numbers={numbers} /> Profiles downloaded before now work for 30 more minutes.
      </li>
      <li>
        <strong>Apple Configurator cannot be used</strong> with a secure policy.{' '}
        {numbers && numbers.configurator > 0
          ? `It was used ${count(numbers.configurator, 'time')} with the legacy ${numbers.policies > 1 ? 'URLs' : 'URL'}.`
          : null}
      </li>
      <li>Update internal documentation that names the legacy {children.length > 0 ? 'URLs' : 'URL'}.</li>
      <li>Enrolled devices are not affected.</li>
    </ul>
  );
}

function Uses({ numbers }: { numbers: Securing | null }) {
  if (!numbers) return null;
  if (numbers.downloads === 0 && !numbers.lastUse) return <>Nobody has used {numbers.policies > 1 ? 'them' : 'it'}.</>;
  return (
    <>
      {count(numbers.downloads, 'profile')} {numbers.downloads === 1 ? 'was' : 'were'} downloaded from{' '}
      {numbers.policies > 1 ? 'them' : 'it'}
      {numbers.lastUse ? (
        <>
          , last used <TimeAgo at={numbers.lastUse} />
        </>
      ) : null}
      .
    </>
  );
}
