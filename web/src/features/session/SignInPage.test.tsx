import { waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderRoute, sessionOf } from '@/testing/render';
import { json, problem, serve } from '@/testing/server';
import { SignInPage } from './SignInPage';
import { words } from './words';

const setUp = { 'GET /setup': () => json({ required: false }) };

async function signIn(at = '/sign-in') {
  const rendered = await renderRoute(SignInPage, { path: '/sign-in', at });
  const { user, screen } = rendered;
  await user.type(await screen.findByLabelText(words.email), 'olga@acme.example');
  await user.type(screen.getByLabelText(words.password), 'correct horse battery');
  await user.click(screen.getByRole('button', { name: words.verb }));
  return rendered;
}

it('signs in and goes where somebody wanted to go', async () => {
  const server = serve({ ...setUp, 'POST /session': () => json(sessionOf('owner')) });
  const { router } = await signIn('/sign-in?to=%2Faudit%3Faction%3Dpolicy.created');
  await waitFor(() => expect(router.state.location.href).toBe('/audit?action=policy.created'));
  expect(server.of('POST /session')[0]?.body).toEqual({
    email: 'olga@acme.example',
    password: 'correct horse battery',
  });
});

it('never leads to another site', async () => {
  serve({ ...setUp, 'POST /session': () => json(sessionOf('owner')) });
  const { router } = await signIn('/sign-in?to=%2F%2Fevil.example');
  await waitFor(() => expect(router.state.location.href).toBe('/policies'));
});

it('a wrong password is said without telling which of both is wrong; the address stays, the password goes', async () => {
  serve({ ...setUp, 'POST /session': () => problem('credentials_invalid', 401) });
  const { screen } = await signIn();
  expect(await screen.findByRole('alert')).toHaveTextContent('The email address or the password is not right.');
  expect(screen.getByLabelText(words.email)).toHaveValue('olga@acme.example');
  expect(screen.getByLabelText(words.password)).toHaveValue('');
  expect(screen.getByLabelText(words.password)).toHaveFocus();
});

it('after too many attempts it counts down and sends nothing', async () => {
  const server = serve({ ...setUp, 'POST /session': () => problem('slow_down', 429, {}, { 'retry-after': '30' }) });
  const { user, screen } = await signIn();
  const button = await screen.findByRole('button', { name: /Wait 0:\d\d/ });
  expect(button).toBeDisabled();
  expect(screen.getByRole('alert')).toHaveTextContent('Too many attempts');
  await user.type(screen.getByLabelText(words.password), '{Enter}');
  expect(server.of('POST /session')).toHaveLength(1);
});

it('empty fields are said before anything is sent', async () => {
  const server = serve(setUp);
  const { user, screen } = await renderRoute(SignInPage, { path: '/sign-in' });
  await user.click(await screen.findByRole('button', { name: words.verb }));
  expect(await screen.findByText(words.required.email)).toBeInTheDocument();
  expect(server.of('POST /session')).toHaveLength(0);
});

it('before the setup it says so, for nobody could sign in', async () => {
  serve({ 'GET /setup': () => json({ required: true }) });
  const { screen } = await renderRoute(SignInPage, { path: '/sign-in' });
  expect(await screen.findByRole('heading', { name: words.notSetUp.title })).toBeInTheDocument();
});
