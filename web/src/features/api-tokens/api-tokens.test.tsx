import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderRoute, sessionOf } from '@/testing/render';
import { json, problem, serve } from '@/testing/server';
import { ApiTokensPage } from './ApiTokensPage';
import { endOf } from './ends';
import { type ApiToken, stateOf } from './queries';
import { words } from './words';

const token: ApiToken = {
  id: 't-1',
  name: 'Inventory sync',
  scopes: ['policy.read'],
  created_by: { id: 'u-1', name: 'Olga' },
  created_at: '2026-11-01T00:00:00Z',
  expires_at: '2999-01-01T00:00:00Z',
};
const path = '/settings/api-tokens';
const policies = { 'GET /policies': () => json({ items: [] }) };

async function page(at = path) {
  return renderRoute(ApiTokensPage, { path, at, session: sessionOf('admin') });
}

describe('a token', () => {
  const now = Date.parse('2026-11-25T12:00:00Z');

  it('works until it ends or is revoked', () => {
    expect(stateOf(token, now)).toBe('alive');
    expect(stateOf({ ...token, expires_at: '2026-11-25T12:00:00Z' }, now)).toBe('ended');
    expect(stateOf({ ...token, revoked_at: '2026-11-20T00:00:00Z' }, now)).toBe('revoked');
  });

  it('ends within a year', () => {
    const end = (days: string) => Date.parse(endOf({ end: days, expires_at: '' }, now) ?? '');
    expect(end('365')).toBeLessThanOrEqual(now + 365 * 86_400_000);
    expect(end('7')).toBeGreaterThan(now + 6.9 * 86_400_000);
    expect(endOf({ end: 'date', expires_at: '2026-12-24' }, now)).toBe(new Date('2026-12-24T23:59:59').toISOString());
    for (const day of ['', '2026-11-20', '2028-01-01', 'soon'])
      expect(endOf({ end: 'date', expires_at: day }, now)).toBeUndefined();
  });
});

it('an empty list says what tokens are for', async () => {
  serve({ 'GET /api-tokens': () => json({ items: [] }) });
  const { screen } = await page();
  expect(await screen.findByRole('heading', { name: words.empty.title })).toBeInTheDocument();
});

it('the secret of a new token is shown once, and a retry never makes a second token', async () => {
  let connected = false;
  const server = serve({
    ...policies,
    'GET /api-tokens': () => json({ items: [token] }),
    'POST /api-tokens': () =>
      connected
        ? json({ ...token, id: 't-2', secret: 'vst_SECRET' }, { status: 201 })
        : Promise.reject(new TypeError('gone')),
  });
  const { user, screen } = await page();
  await user.click(await screen.findByRole('button', { name: words.create }));
  const form = within(await screen.findByRole('dialog'));
  await user.type(form.getByLabelText(words.form.name), 'CI');
  await user.click(form.getByRole('checkbox', { name: new RegExp(words.scopes['audit.read']) }));
  await user.click(form.getByRole('button', { name: words.form.verb }));
  expect(await form.findByRole('alert')).toHaveTextContent('cannot be reached');
  connected = true;
  await user.click(form.getByRole('button', { name: words.form.verb }));

  expect(await screen.findByText('vst_SECRET')).toBeInTheDocument();
  const [first, second] = server.of('POST /api-tokens');
  expect(first?.body).toMatchObject({ name: 'CI', scopes: ['policy.read', 'audit.read'] });
  expect(second?.body).toEqual(first?.body);
  expect(second?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'));

  await user.keyboard('{Escape}');
  expect(screen.getByText('vst_SECRET')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: words.secret.verb }));
  expect(screen.queryByText('vst_SECRET')).not.toBeInTheDocument();
});

it('scopes the server refuses are said at the scopes', async () => {
  const errors = [{ pointer: '/scopes/0', code: 'unknown_scope', detail: 'There is no such scope.' }];
  serve({
    ...policies,
    'GET /api-tokens': () => json({ items: [token] }),
    'POST /api-tokens': () => problem('invalid', 422, { errors }),
  });
  const { user, screen } = await page();
  await user.click(await screen.findByRole('button', { name: words.create }));
  await user.type(await screen.findByLabelText(words.form.name), 'CI');
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: words.form.verb }));
  expect(await screen.findByText('There is no such scope.')).toBeInTheDocument();
});

it('is revoked after its consequences were read', async () => {
  const server = serve({
    'GET /api-tokens': () => json({ items: [token] }),
    'DELETE /api-tokens/t-1': () => new Response(null, { status: 204 }),
  });
  const { user, screen } = await page(`${path}?token=t-1`);
  await user.click(await screen.findByRole('button', { name: words.revoke }));
  const dialog = within(await screen.findByRole('dialog', { name: words.revokeTitle('Inventory sync') }));
  expect(dialog.getByText('It was never used.')).toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: words.revoke }));
  expect(await screen.findByText(words.revoked('Inventory sync'))).toBeInTheDocument();
  expect(server.of('DELETE /api-tokens/t-1')).toHaveLength(1);
});

it('who may not manage tokens asks the server for none', async () => {
  const server = serve({});
  const { screen } = await renderRoute(ApiTokensPage, { path, session: sessionOf('helpdesk') });
  expect(await screen.findByRole('heading', { name: words.notAllowed.title })).toBeInTheDocument();
  expect(server.asked).toEqual([]);
});
