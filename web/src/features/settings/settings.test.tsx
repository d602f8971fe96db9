import { waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderRoute, sessionOf } from '@/testing/render';
import { type Asked, json, problem, serve } from '@/testing/server';
import { BetaFeaturesPage } from './BetaFeaturesPage';
import { GeneralPage } from './GeneralPage';
import { words } from './words';

const allow = words.reEnrollment.choices.allow.name;
const release = words.reEnrollment.choices.require_release.name;

/** Settings as the server keeps them: If-Match is asked, and each change makes a new version. */
function settings(secureInUse = false) {
  const state = {
    version: 1,
    values: {
      beta_features: { secure_enrollment: true },
      migration_in_progress: false,
      re_enrollment: 'require_release',
    },
  };
  const answer = () =>
    json(state.values, { headers: { etag: `"${state.version}"`, 'content-type': 'application/json' } });
  const change = (asked: Asked) => {
    if (asked.headers.get('if-match') !== `"${state.version}"`) return problem('stale', 412);
    if (secureInUse) return problem('feature_in_use', 409, { policies: [{ id: 'p-1', name: 'Macs' }] });
    state.values = { ...state.values, ...(asked.body as object) };
    state.version += 1;
    return answer();
  };
  return { state, server: serve({ 'GET /settings': answer, 'PATCH /settings': change }) };
}

it('saves only what was chosen, onto the version that was read', async () => {
  const { server } = settings();
  const { user, screen } = await renderRoute(GeneralPage, { path: '/settings/general', session: sessionOf('admin') });
  await user.click(await screen.findByRole('radio', { name: new RegExp(allow) }));
  await user.click(screen.getByRole('button', { name: words.save }));
  expect(await screen.findByText(words.saved)).toBeInTheDocument();
  const [sent] = server.of('PATCH /settings');
  expect(sent?.body).toEqual({ re_enrollment: 'allow' });
  expect(sent?.headers.get('if-match')).toBe('"1"');
  expect(screen.queryByRole('button', { name: words.save })).not.toBeInTheDocument();
});

it('a stale save keeps what was chosen, shows what changed, and can be saved again', async () => {
  const { state, server } = settings();
  const { user, screen } = await renderRoute(GeneralPage, { path: '/settings/general', session: sessionOf('admin') });
  await user.click(await screen.findByRole('radio', { name: new RegExp(allow) }));
  state.version = 2;
  state.values = { ...state.values, migration_in_progress: true };
  await user.click(screen.getByRole('button', { name: words.save }));
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Migration in progress is now: on');
  expect(screen.getByRole('radio', { name: new RegExp(allow) })).toBeChecked();
  expect(screen.getByRole('switch')).toBeChecked();

  await user.click(screen.getByRole('button', { name: words.save }));
  await waitFor(() => expect(state.values).toMatchObject({ migration_in_progress: true, re_enrollment: 'allow' }));
  expect(server.of('PATCH /settings').map(({ headers }) => headers.get('if-match'))).toEqual(['"1"', '"2"']);
});

it('discarding goes back to what the server has', async () => {
  settings();
  const { user, screen } = await renderRoute(GeneralPage, { path: '/settings/general', session: sessionOf('admin') });
  await user.click(await screen.findByRole('radio', { name: new RegExp(allow) }));
  await user.click(screen.getByRole('button', { name: words.discard }));
  expect(screen.getByRole('radio', { name: new RegExp(release) })).toBeChecked();
});

it('Secure Enrollment in use cannot be turned off, and the policies are named', async () => {
  settings(true);
  const { user, screen } = await renderRoute(BetaFeaturesPage, {
    path: '/settings/beta-features',
    session: sessionOf('owner'),
  });
  await user.click(await screen.findByRole('switch', { name: words.beta.secureEnrollment }));
  await user.click(screen.getByRole('button', { name: words.save }));
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('1 policy is secure');
  expect(screen.getByRole('link', { name: 'Macs' })).toHaveAttribute('href', '/policies/p-1');
});

it('leaving with a choice that was not saved is asked first', async () => {
  settings();
  const { user, screen, router } = await renderRoute(GeneralPage, {
    path: '/settings/general',
    session: sessionOf('admin'),
  });
  await user.click(await screen.findByRole('radio', { name: new RegExp(allow) }));
  void router.navigate({ to: '/audit' });
  await user.click(await screen.findByRole('button', { name: words.leave.stay }));
  expect(router.state.location.pathname).toBe('/settings/general');
  void router.navigate({ to: '/audit' });
  await user.click(await screen.findByRole('button', { name: words.leave.verb }));
  expect(await screen.findByText('Elsewhere')).toBeInTheDocument();
});

it('an auditor reads the settings and changes nothing', async () => {
  settings();
  const { screen } = await renderRoute(GeneralPage, { path: '/settings/general', session: sessionOf('auditor') });
  expect(await screen.findByRole('switch')).toBeDisabled();
  for (const radio of screen.getAllByRole('radio')) expect(radio).toBeDisabled();
  expect(screen.getByText(/Your role \(auditor\) does not allow this/)).toBeInTheDocument();
});

it('settings that cannot be read can be asked for again', async () => {
  let broken = true;
  serve({
    'GET /settings': () =>
      broken
        ? problem('internal', 500)
        : json({ beta_features: { secure_enrollment: false }, migration_in_progress: false, re_enrollment: 'allow' }),
  });
  const { user, screen } = await renderRoute(GeneralPage, { path: '/settings/general', session: sessionOf('admin') });
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('radio', { name: new RegExp(allow) })).toBeChecked();
});
