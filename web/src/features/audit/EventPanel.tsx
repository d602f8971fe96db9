/** One event of the log in full. */

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PolicyName } from '@/api/PolicyName';
import { CopyButton } from '@/ui/CopyButton';
import { Facts } from '@/ui/Facts';
import { Stack } from '@/ui/Stack';
import { Time } from '@/ui/Time';
import { detailsOf } from './details';
import styles from './EventPanel.module.css';
import type { AuditEvent, Filters } from './queries';
import { words } from './words';

export function EventPanel({ event, onFilter }: { event: AuditEvent; onFilter: (filters: Filters) => void }) {
  const { actor, policy_id, object } = event;
  const details = detailsOf(event);
  return (
    <Stack gap={5}>
      <Facts
        rows={{
          [words.panel.when]: <Time at={event.at} seconds />,
          [words.panel.who]: actor.name ?? words.nobody,
          [words.panel.kind]: words.kinds[actor.kind] ?? actor.kind,
          [words.panel.action]: <code>{event.action}</code>,
          [words.panel.policy]: policy_id ? (
            <Link to="/policies/$policyId" params={{ policyId: policy_id }}>
              <PolicyName id={policy_id} />
            </Link>
          ) : null,
          [words.panel.object]: object ? (
            <>
              {object.kind.replaceAll('_', ' ')} <code>{object.id}</code>
            </>
          ) : null,
          [words.panel.network]: event.network,
          [words.panel.request]: event.request_id ? (
            <span className={styles.copy}>
              <code>{event.request_id}</code>
              <CopyButton value={event.request_id} label={words.panel.copyRequest} size="sm" />
            </span>
          ) : null,
        }}
      />
      {details.length ? (
        <section>
          <h3>{words.panel.details}</h3>
          <Facts rows={Object.fromEntries(details.map(([name, value]): [string, ReactNode] => [name, value]))} />
        </section>
      ) : null}
      <div className={styles.actions}>
        {actor.id ? (
          <Button size="sm" onClick={() => onFilter({ actor: actor.id ?? undefined })}>
            {words.panel.onlyActor}
          </Button>
        ) : null}
        {policy_id ? (
          <Button size="sm" onClick={() => onFilter({ policy: policy_id })}>
            {words.panel.onlyPolicy}
          </Button>
        ) : null}
        <Button size="sm" onClick={() => onFilter({ action: event.action })}>
          {words.panel.onlyAction}
        </Button>
      </div>
    </Stack>
  );
}
