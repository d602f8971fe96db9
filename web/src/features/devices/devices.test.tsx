import { within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderRoute, sessionOf } from '@/testing/render';
import { json, problem, serve } from '@/testing/server';
import { DeviceSide } from './DevicePanel';
import { DevicesPage } from './DevicesPage';
import type { Device } from './queries';
import { words } from './words';

const mac: Device = {
  id: 'd-1',
  udid: '00008112-001A',
  name: 'Front desk',
  serial_number: 'C02FK1',
  policy_id: null,
  state: 'enrolled',
  enrolled_at: '2026-11-20T10:00:00Z',
  last_seen_at: '2026-11-25T10:00:00Z',
};
const unnamed: Device = {
  id: 'd-2',
  udid: '00008112-002B',
  serial_number: 'C02FK2',
  policy_id: null,
  state: 'enrolling',
};
const path = '/devices';
const lists = {
  'GET /devices': ({ query }: { query: URLSearchParams }) =>
    json({ items: [mac, unnamed].filter(({ state }) => !query.get('state') || state === query.get('state')) }),
  'GET /policies': () => json({ items: [] }),
};

const page = (role: 'admin' | 'helpdesk' | 'auditor' = 'admin', at = path) =>
  renderRoute(DevicesPage, { path, at, session: sessionOf(role) });

it('an empty list says how a device comes here', async () => {
  serve({ 'GET /devices': () => json({ items: [] }) });
  const { screen } = await page();
  expect(await screen.findByRole('heading', { name: words.empty.title })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: words.export })).not.toBeInTheDocument();
});

it('what could not be read can be read again', async () => {
  let broken = true;
  serve({ ...lists, 'GET /devices': () => (broken ? problem('internal', 500) : json({ items: [mac] })) });
  const { user, screen } = await page();
  await screen.findByRole('alert');
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: 'Front desk' })).toBeInTheDocument();
});

it('devices without a name go by their serial number, and chips narrow the list', async () => {
  const server = serve(lists);
  const { user, screen } = await page();
  expect(await screen.findByRole('button', { name: 'C02FK2' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: words.states.enrolled }));
  await expect.poll(() => server.of('GET /devices').at(-1)?.query.get('state')).toBe('enrolled');
  await expect.poll(() => screen.queryByRole('button', { name: 'C02FK2' })).toBeNull();
});

it('asks the server for what is typed', async () => {
  const server = serve(lists);
  const { user, screen } = await page();
  await user.type(await screen.findByRole('textbox', { name: words.searchLabel }), 'front');
  await expect.poll(() => server.of('GET /devices').at(-1)?.query.get('query')).toBe('front');
});

const panel = (role: 'helpdesk' | 'auditor') =>
  renderRoute(() => <DeviceSide id="d-1" onClose={() => undefined} />, { path, session: sessionOf(role) });

it('a device is released after its consequences were read, once', async () => {
  let released: string | null = null;
  const server = serve({
    'GET /devices/d-1': () => json({ ...mac, released_until: released }),
    'POST /devices/d-1/release': () => {
      released = '2999-01-01T00:00:00Z';
      return json({ ...mac, released_until: released });
    },
  });
  const { user, screen } = await panel('helpdesk');
  await user.click(await screen.findByRole('button', { name: words.release.verb }));
  const dialog = within(await screen.findByRole('dialog', { name: words.release.title('Front desk') }));
  expect(dialog.getByText(/For 24 hours, it may enroll again/)).toBeInTheDocument();
  expect(server.of('POST /devices/d-1/release')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: words.release.wide }));
  expect(await screen.findByText(/^Released until/)).toBeInTheDocument();
  expect(server.of('POST /devices/d-1/release')).toHaveLength(1);
  expect(screen.getByRole('button', { name: words.release.verb })).toHaveAttribute('aria-disabled', 'true');
});

it('an auditor sees a device but changes nothing', async () => {
  serve({ 'GET /devices/d-1': () => json(mac) });
  const { screen } = await panel('auditor');
  for (const name of [words.release.verb, words.renew.verb]) {
    expect(await screen.findByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
  }
});
