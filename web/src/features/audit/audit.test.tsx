import { waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderRoute, sessionOf } from '@/testing/render';
import { json, serve } from '@/testing/server';
import { AuditPage } from './AuditPage';
import { ACTIONS, type Action, actionChoices, actionName } from './actions';
import { detailsOf, deviceOf } from './details';
import { type AuditEvent, toQuery } from './queries';
import { words } from './words';

describe('actions', () => {
  it('each one the log knows can be filtered by', () => {
    const offered: string[] = actionChoices().flatMap(({ items }) => items.map(({ value }) => value));
    expect(Object.keys(ACTIONS).filter((action) => !offered.includes(action))).toEqual([]);
  });

  it('one of a newer server is told by its name', () => {
    expect(actionName('webhook.delivery_failed' as Action)).toBe('Webhook delivery failed');
  });
});

describe('filters', () => {
  it('days are whole days of the reader, the last one included', () => {
    const query = toQuery({ from: '2026-11-01', to: '2026-11-30', action: 'policy.created' });
    expect(query.from).toBe(new Date(2026, 10, 1).toISOString());
    expect(query.to).toBe(new Date(2026, 11, 1).toISOString());
    expect(query).toMatchObject({ action: 'policy.created', actor_id: undefined });
  });

  it('a day that is none filters nothing', () => {
    expect(toQuery({ from: 'yesterday', to: '' })).toMatchObject({ from: undefined, to: undefined });
  });
});

const event: AuditEvent = {
  id: 'e-1',
  at: '2026-11-25T10:00:00Z',
  actor: { kind: 'user', id: 'u-1', name: 'Olga Owner' },
  action: 'policy.created',
  network: '192.0.2.7',
  request_id: 'req-9',
  details: { name: 'Macs', secure: false, scopes: ['a', 'b'], before: '' } as unknown as AuditEvent['details'],
};

it('details are read by people', () => {
  expect(detailsOf(event)).toEqual([
    ['Name', 'Macs'],
    ['Secure', 'No'],
    ['Scopes', 'a, b'],
    ['Before', '–'],
  ]);
});

it('a refused device is told in words, and can be found', () => {
  const details = { reason: 'device_live', udid: 'U-1', name: 'device_live' } as unknown as AuditEvent['details'];
  const refused: AuditEvent = { ...event, object: { kind: 'profile', id: 'p-1' }, details };
  expect(detailsOf(refused)).toEqual([
    ['Reason', 'It is live under another certificate, and nobody has released it'],
    ['UDID', 'U-1'],
    ['Name', 'device_live'],
  ]);
  expect(deviceOf(refused)).toEqual({ udid: 'U-1' });
  expect(deviceOf({ ...refused, object: { kind: 'device', id: 'd-1' } })).toEqual({ id: 'd-1' });
  expect(deviceOf(event)).toBeNull();
});

const others = { 'GET /users': () => json({ items: [] }), 'GET /api-tokens': () => json({ items: [] }) };
const open = (at: string, role: 'owner' | 'helpdesk' = 'owner') =>
  renderRoute(AuditPage, { path: '/audit', at, session: sessionOf(role) });

it('shows the log, opens an event by the address, and goes on', async () => {
  const server = serve({
    ...others,
    'GET /audit-events': ({ query }) =>
      query.get('cursor')
        ? json({ items: [{ ...event, id: 'e-2', action: 'policy.deleted' }], next_cursor: null })
        : json({ items: [event], next_cursor: 'C1' }),
  });
  const { user, screen, router } = await open('/audit?event=e-1');
  const panel = within(await screen.findByRole('dialog'));
  expect(panel.getByText('192.0.2.7')).toBeInTheDocument();
  expect(panel.getByText('req-9')).toBeInTheDocument();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(router.state.location.searchStr).toBe(''));
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('Policy deleted')).toBeInTheDocument();
  expect(server.of('GET /audit-events').at(-1)?.query.get('cursor')).toBe('C1');
});

it('filters stand in the address as chips, are sent, and can be taken off', async () => {
  const server = serve({ ...others, 'GET /audit-events': () => json({ items: [], next_cursor: null }) });
  const { user, screen, router } = await open('/audit?action=policy.created');
  expect(await screen.findByRole('heading', { name: words.emptyFiltered.title })).toBeInTheDocument();
  expect(server.of('GET /audit-events')[0]?.query.get('action')).toBe('policy.created');
  await user.click(screen.getByRole('button', { name: 'Remove filter What Policy created' }));
  await waitFor(() => expect(router.state.location.searchStr).toBe(''));
  expect(await screen.findByRole('heading', { name: words.empty.title })).toBeInTheDocument();
});

it('a helpdesk user is told who reads the log, and the server is not asked', async () => {
  const server = serve({});
  const { screen } = await open('/audit', 'helpdesk');
  expect(await screen.findByRole('heading', { name: words.notAllowed.title })).toBeInTheDocument();
  expect(server.asked).toEqual([]);
});
