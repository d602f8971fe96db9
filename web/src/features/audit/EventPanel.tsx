/** One event of the log in full. */

import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PolicyName } from '@/api/PolicyName';
import { CopyButton } from '@/ui/CopyButton';
import { Facts } from '@/ui/Facts';
import { Stack } from '@/ui/Stack';
import { Time } from '@/ui/Time';
import { detailsOf, deviceOf, nameOf } from './details';
import styles from './EventPanel.module.css';
import type { AuditEvent, Filters } from './queries';
import { words } from './words';

export function EventPanel({ event, onFilter }: { event: AuditEvent; onFilter: (filters: Filters) => void }) {
  const { actor, policy_id, object } = event;
  const details = detailsOf(event);
  const kind = words.kinds[actor.kind] ?? actor.kind;
  return (
    <Stack gap={5}>
      <Facts
        rows={{
          [words.panel.when]: <Time at={event.at} seconds />,
          [words.panel.who]: actor.name ?? kind,
          [words.panel.kind]: actor.name ? kind : null,
          [words.panel.action]: <code>{event.action}</code>,
          [words.panel.policy]: policy_id ? (
            <Link to="/policies/$policyId" params={{ policyId: policy_id }}>
              <PolicyName id={policy_id} whole />
            </Link>
          ) : null,
          [words.panel.object]: object ? (
            <>
              {nameOf(object.kind)} <code>{object.id}</code>
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
        <DeviceLink event={event} />
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

function DeviceLink({ event }: { event: AuditEvent }) {
  const navigate = useNavigate();
  const device = deviceOf(event);
  if (!device) return null;
  const show = () =>
    void ('id' in device
      ? navigate({ to: '/devices/$deviceId', params: { deviceId: device.id } })
      : navigate({ to: '/devices', search: { query: device.udid } }));
  return (
    <Button size="sm" onClick={show}>
      {'id' in device ? words.panel.device : words.panel.findDevice}
    </Button>
  );
}
