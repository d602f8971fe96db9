import { waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderRoute, sessionOf } from '@/testing/render';
import { json, problem, serve } from '@/testing/server';
import { SetupPage } from './SetupPage';
import { words } from './words';

const required = { 'GET /setup': () => json({ required: true }) };

async function fill(at: string) {
  const rendered = await renderRoute(SetupPage, { path: '/setup', at });
  const { user, screen } = rendered;
  await user.type(await screen.findByLabelText(words.organization), 'Acme');
  await user.type(screen.getByLabelText(words.name), 'Olga');
  await user.type(screen.getByLabelText(words.email), 'olga@acme.example');
  await user.type(screen.getByLabelText(words.password), 'correct horse battery');
  await user.click(screen.getByRole('button', { name: words.verb }));
  return rendered;
}

it('takes the token out of the address and sends it with the form', async () => {
  const server = serve({ ...required, 'POST /setup': () => json(sessionOf('owner'), { status: 201 }) });
  const { router } = await fill('/setup#TOKEN_1');
  await waitFor(() => expect(router.state.location.pathname).toBe('/policies'));
  expect(server.of('POST /setup')[0]?.body).toMatchObject({ token: 'TOKEN_1', organization: 'Acme', name: 'Olga' });
});

it('the token does not stay in the address', async () => {
  serve(required);
  const { router, screen } = await renderRoute(SetupPage, { path: '/setup', at: '/setup#TOKEN_1' });
  await screen.findByLabelText(words.organization);
  expect(router.state.location.href).toBe('/setup');
});

it('an old link is said, and everything typed stays', async () => {
  serve({ ...required, 'POST /setup': () => problem('setup_token_invalid', 403) });
  const { screen } = await fill('/setup#OLD');
  expect(await screen.findByRole('alert')).toHaveTextContent('This setup link no longer works');
  expect(screen.getByLabelText(words.organization)).toHaveValue('Acme');
  expect(screen.getByLabelText(words.password)).toHaveValue('correct horse battery');
});

it("the server's field problems stand at their fields", async () => {
  const errors = [{ pointer: '/password', code: 'too_common', detail: 'This password is too common.' }];
  serve({ ...required, 'POST /setup': () => problem('invalid', 422, { errors }) });
  const { screen } = await fill('/setup#T');
  expect(await screen.findByText('This password is too common.')).toBeInTheDocument();
  expect(screen.getByLabelText(words.password)).toHaveAttribute('aria-invalid', 'true');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('the hint follows the password', async () => {
  serve(required);
  const { user, screen } = await renderRoute(SetupPage, { path: '/setup', at: '/setup#T' });
  const password = await screen.findByLabelText(words.password);
  await user.type(password, 'elevenchars');
  expect(screen.getByText('1 more character')).toBeInTheDocument();
  await user.type(password, 's');
  expect(screen.getByText('Long enough')).toBeInTheDocument();
});

it('somebody else was first: it leads to the sign-in', async () => {
  let done = false;
  serve({
    'GET /setup': () => json({ required: !done }),
    'POST /setup': () => {
      done = true;
      return problem('setup_done', 409);
    },
  });
  const { screen } = await fill('/setup#T');
  expect(await screen.findByRole('heading', { name: words.done.title })).toBeInTheDocument();
});

it('without a token it says where the link is', async () => {
  serve(required);
  const { screen } = await renderRoute(SetupPage, { path: '/setup' });
  expect(await screen.findByRole('heading', { name: words.noLink.title })).toBeInTheDocument();
});
