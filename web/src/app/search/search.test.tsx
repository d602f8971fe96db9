import { expect, it } from 'vitest';
import { renderRoute, sessionOf } from '@/testing/render';
import { json, serve } from '@/testing/server';
import { SearchDialog } from './SearchDialog';

const policy = {
  id: 'p-1',
  name: 'Raman Clinic',
  child_count: 0,
  secure: true,
  version: 1,
  path: [
    { id: 'p-0', name: 'Acme MSP' },
    { id: 'p-1', name: 'Raman Clinic' },
  ],
};
const mac = {
  id: 'd-1',
  udid: 'U-1',
  name: 'Dr. Raman',
  serial_number: 'H3LW6KXP2N',
  model: 'Mac15,3',
  policy_id: 'p-1',
};
const answers = { 'GET /policies': () => json({ items: [policy] }), 'GET /devices': () => json({ items: [mac] }) };
const open = (role: 'owner' | 'helpdesk') =>
  renderRoute(() => <SearchDialog opened onClose={() => undefined} />, { path: '/here', session: sessionOf(role) });

it('policies and devices are found by what is typed, and opened by the keyboard', async () => {
  const server = serve(answers);
  const { user, screen, router } = await open('owner');
  await user.type(await screen.findByRole('combobox'), 'raman');
  expect(await screen.findByRole('option', { name: /Dr\. Raman.*H3LW6KXP2N/ })).toBeInTheDocument();
  expect(screen.getByRole('option', { name: /Raman Clinic.*Acme MSP/ })).toHaveAttribute('aria-selected', 'true');
  expect(server.of('GET /devices').at(-1)?.query.get('query')).toBe('raman');
  await user.keyboard('{ArrowDown}{Enter}');
  await expect.poll(() => router.state.location.pathname).toBe('/devices/d-1');
});

it('pages are found by their name, those of the role alone', async () => {
  serve({ 'GET /policies': () => json({ items: [] }), 'GET /devices': () => json({ items: [] }) });
  const { user, screen } = await open('helpdesk');
  await screen.findByRole('option', { name: 'Devices' });
  expect(screen.queryByRole('option', { name: 'Audit log' })).toBeNull();
  expect(screen.queryByRole('option', { name: /API tokens/ })).toBeNull();
  await user.type(screen.getByRole('combobox'), 'users');
  await expect.poll(() => screen.queryAllByRole('option').map((each) => each.textContent)).toEqual(['UsersSettings']);
});

it('nothing found says so', async () => {
  serve({ 'GET /policies': () => json({ items: [] }), 'GET /devices': () => json({ items: [] }) });
  const { user, screen } = await open('owner');
  await user.type(await screen.findByRole('combobox'), 'zzz');
  expect(await screen.findByText('Nothing is called anything like “zzz”.')).toBeInTheDocument();
});
