import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderRoute, sessionOf } from '@/testing/render';
import { json, problem, serve } from '@/testing/server';
import type { User } from './queries';
import { disableReason, isLastOwner, roleReason, untouchable } from './rules';
import { UsersPage } from './UsersPage';
import { words } from './words';

function person(changes: Partial<User> & { id: string }): User {
  return {
    email: `${changes.id}@acme.example`,
    name: changes.id,
    role: 'admin',
    created_at: '2026-11-01T00:00:00Z',
    ...changes,
  };
}

const owner = person({ id: 'Olga', role: 'owner' });
const admin = person({ id: 'Adam' });
const off = person({ id: 'Otto', role: 'owner', disabled_at: '2026-11-02T00:00:00Z' });
const path = '/settings/users';

describe('what is off, and why', () => {
  it('only owners touch owners', () => {
    expect(untouchable('admin', owner)).toBe(words.reasons.owner);
    expect(untouchable('owner', owner)).toBeUndefined();
    expect(untouchable('admin', admin)).toBeUndefined();
    expect(roleReason('admin', 'owner', null, [])).toBe(words.reasons.owner);
  });

  it('the last owner who can sign in stays one', () => {
    const all = [owner, admin, off];
    expect(isLastOwner(owner, all)).toBe(true);
    expect(disableReason('owner', owner, all)).toBe(words.reasons.lastOwner);
    expect(roleReason('owner', 'admin', owner, all)).toBe(words.reasons.lastOwner);
    expect(roleReason('owner', 'owner', owner, all)).toBeUndefined();
    expect(isLastOwner(owner, [...all, person({ id: 'Oskar', role: 'owner' })])).toBe(false);
  });
});

async function page(role: 'owner' | 'admin' | 'auditor', at = path) {
  return renderRoute(UsersPage, { path, at, session: sessionOf(role) });
}

const list = { 'GET /users': () => json({ items: [owner, admin], next_cursor: null }) };

async function addUser(answer: () => Response) {
  const server = serve({ ...list, 'POST /users': answer });
  const { user, screen } = await page('admin');
  await user.click(await screen.findByRole('button', { name: words.add }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText(words.form.name), 'Hedda');
  await user.type(dialog.getByLabelText(words.form.email), 'hedda@acme.example');
  await user.type(dialog.getByLabelText(words.form.password), 'correct horse battery');
  await user.click(dialog.getByRole('button', { name: words.form.addVerb }));
  return { server, dialog, screen, user };
}

describe('adding a user', () => {
  it('sends the form once under a key and says what to do next', async () => {
    const { server, screen } = await addUser(() => json(person({ id: 'Hedda', role: 'helpdesk' }), { status: 201 }));
    expect(await screen.findByText(words.handOver('Hedda'))).toBeInTheDocument();
    const [sent] = server.of('POST /users');
    expect(sent?.body).toMatchObject({ name: 'Hedda', email: 'hedda@acme.example', role: 'helpdesk' });
    expect(sent?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('field problems of the server stand at their fields and nothing typed is lost', async () => {
    const errors = [
      { pointer: '/email', code: 'invalid', detail: 'Enter an email address that exists.' },
      { pointer: '/password', code: 'too_common', detail: 'This password is too common.' },
    ];
    const { dialog } = await addUser(() => problem('invalid', 422, { errors }));
    expect(await dialog.findByText('This password is too common.')).toBeInTheDocument();
    expect(dialog.getByLabelText(words.form.email)).toHaveAttribute('aria-invalid', 'true');
    expect(dialog.getByLabelText(words.form.email)).toHaveAccessibleDescription(/that exists/);
    expect(dialog.getByLabelText(words.form.name)).toHaveValue('Hedda');
  });

  it('a taken email address is said at its field', async () => {
    const { dialog } = await addUser(() => problem('email_taken', 409));
    expect(await dialog.findByText(/Use another email address/)).toBeInTheDocument();
    expect(dialog.getByLabelText(words.form.email)).toHaveAttribute('aria-invalid', 'true');
  });

  it('an admin cannot make owners', async () => {
    serve(list);
    const { user, screen } = await page('admin');
    await user.click(await screen.findByRole('button', { name: words.add }));
    expect(await screen.findByRole('radio', { name: /Owner/ })).toBeDisabled();
  });

  it('who may not manage users sees why', async () => {
    serve(list);
    const { user, screen } = await page('auditor');
    const add = await screen.findByRole('button', { name: words.add });
    expect(add).toHaveAccessibleDescription(/Your role \(auditor\)/);
    await user.click(add);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('one user', () => {
  it('is open by the address', async () => {
    serve(list);
    const { screen } = await page('owner', `${path}?user=Adam`);
    expect(await within(await screen.findByRole('dialog')).findByText('Adam@acme.example')).toBeInTheDocument();
  });

  it('is disabled after its consequences were read', async () => {
    const server = serve({
      ...list,
      'POST /users/Adam/disable': () => json({ ...admin, disabled_at: '2026-11-25T00:00:00Z' }),
    });
    const { user, screen } = await page('owner', `${path}?user=Adam`);
    await user.click(await screen.findByRole('button', { name: words.disable }));
    const dialog = within(await screen.findByRole('dialog', { name: words.disableTitle('Adam') }));
    expect(dialog.getByText(/all their sessions end at once/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: words.disable }));
    expect(await screen.findByText(words.disabledDone('Adam'))).toBeInTheDocument();
    expect(server.of('POST /users/Adam/disable')).toHaveLength(1);
  });

  it('a refusal stays in the dialog', async () => {
    serve({ ...list, 'POST /users/Adam/disable': () => problem('last_owner', 409) });
    const { user, screen } = await page('owner', `${path}?user=Adam`);
    await user.click(await screen.findByRole('button', { name: words.disable }));
    const dialog = within(await screen.findByRole('dialog', { name: words.disableTitle('Adam') }));
    await user.click(dialog.getByRole('button', { name: words.disable }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('The last owner stays');
  });

  it('only what changed is sent', async () => {
    const server = serve({ ...list, 'PATCH /users/Adam': () => json({ ...admin, role: 'auditor' }) });
    const { user, screen } = await page('owner', `${path}?user=Adam`);
    await user.click(await screen.findByRole('button', { name: words.change }));
    const dialog = within(await screen.findByRole('dialog', { name: words.form.edit('Adam') }));
    await user.click(dialog.getByRole('radio', { name: /Auditor/ }));
    expect(dialog.getByText(words.form.ends)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: words.form.saveVerb }));
    expect(await screen.findByText(words.saved('Adam'))).toBeInTheDocument();
    expect(server.of('PATCH /users/Adam')[0]?.body).toEqual({ role: 'auditor' });
  });
});
