import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Policy } from '@/api/policies';
import { renderRoute, sessionOf } from '@/testing/render';
import { json, problem, serve } from '@/testing/server';
import { SecureEnrollmentDialog } from './SecureEnrollmentDialog';
import { FIELDS } from './settings';
import { words } from './words';

const policy: Policy = {
  id: 'p-1',
  name: 'Customer A',
  parent_id: null,
  path: [{ id: 'p-1', name: 'Customer A' }],
  color: null,
  icon: null,
  secure: false,
  child_count: 1,
  device_count: 0,
  created_at: '2026-11-25T10:00:00Z',
  updated_at: '2026-11-25T10:00:00Z',
};
const url = { id: 'u-1', kind: 'secure', url: 'https://vestibule.test/e/AAAA', created_at: '2026-11-25T10:00:00Z' };
const none = { source: 'none', from_policy_id: null, value: null };
const text = (markdown: string) => ({
  source: 'own',
  from_policy_id: 'p-1',
  value: { markdown, html: `<p>${markdown}</p>`, translations: {} },
});
/** Settings stand in the page or beside it; here in both. */
const nowhere = Object.fromEntries(FIELDS.map((field) => [field, none]));
const enrollment = (enabled: boolean, page: object = {}) => ({
  ...nowhere,
  policy_id: 'p-1',
  enabled,
  enrollment_url: url,
  page: { ...nowhere, ...page },
  paused: null,
});
const readiness = {
  migration_in_progress: false,
  policies_to_secure: [
    { id: 'p-1', name: 'Customer A', path: ['Customer A'], legacy_url: { downloaded: 3, configurator: 2 } },
    { id: 'p-2', name: 'Macs', path: ['Customer A', 'Macs'], legacy_url: { downloaded: 0, configurator: 0 } },
  ],
};
const at = '/policies/p-1/secure-enrollment';
const tagged = (body: unknown, etag: string) => json(body, { headers: { 'content-type': 'application/json', etag } });
const preview = {
  [`POST ${at}/preview`]: () =>
    json({
      organization_name: 'Acme',
      language: 'en',
      passcode_required: false,
      text_html: null,
    }),
};

function dialog() {
  const Page = () => (
    <SecureEnrollmentDialog
      opened
      onClose={() => undefined}
      policy={policy}
      urlRow={<code>{url.url}</code>}
      onRegenerate={() => undefined}
    />
  );
  return renderRoute(Page, { path: '/policies', session: sessionOf('admin') });
}

describe('enabling', () => {
  it('is asked for only after the warning was read and understood', async () => {
    let enabled = false;
    const server = serve({
      ...preview,
      [`GET ${at}`]: () => tagged(enrollment(enabled), '"1"'),
      [`GET ${at}/readiness`]: () => json(readiness),
      [`POST ${at}`]: () => {
        enabled = true;
        return tagged(enrollment(true), '"1"');
      },
    });
    const { user, screen } = await dialog();
    const toggle = await screen.findByRole('switch', { name: words.enable.name });
    expect(screen.queryByRole('button', { name: words.enable.verb })).not.toBeInTheDocument();
    await user.click(toggle);
    const warning = await screen.findByRole('alert');
    expect(warning).toHaveTextContent('This cannot be undone.');
    expect(warning).toHaveTextContent('1 policy below it becomes secure too: Macs.');
    expect(warning).toHaveTextContent('2 legacy URLs stop working at once. 3 profiles were downloaded from them.');
    expect(warning).toHaveTextContent('It was used 2 times with the legacy URLs.');
    expect(server.of(`POST ${at}`)).toEqual([]);

    await user.click(screen.getByRole('button', { name: words.enable.verb }));
    expect(await screen.findByText(words.enable.enabled)).toBeInTheDocument();
    expect(server.of(`POST ${at}`).map(({ body }) => body)).toEqual([{ acknowledged: true }]);
    expect(screen.getByText(url.url)).toBeInTheDocument();
  });

  it('is not offered while a migration is in progress', async () => {
    serve({
      [`GET ${at}`]: () => tagged(enrollment(false), ''),
      [`GET ${at}/readiness`]: () => json({ ...readiness, migration_in_progress: true }),
    });
    const { screen } = await dialog();
    expect(await screen.findByText(words.enable.migration)).toBeInTheDocument();
    expect(screen.getByRole('switch')).toBeDisabled();
  });
});

describe('saving', () => {
  it('is one request of what changed; a stale one keeps mine, and asks whose shall be saved', async () => {
    let version = 1;
    const server = serve({
      ...preview,
      [`GET ${at}`]: () => tagged(enrollment(true, { text: text(`Version ${version}`) }), `"${version}"`),
      [`PATCH ${at}`]: ({ headers }) => {
        if (headers.get('if-match') === '"2"') return tagged(enrollment(true), '"3"');
        version = 2;
        return problem('stale', 412);
      },
    });
    const { user, screen } = await dialog();
    const field = await screen.findByRole('textbox', { name: words.text.field(words.text.standard) });
    await user.clear(field);
    await user.type(field, 'Mine');
    await user.click(screen.getByRole('button', { name: words.form.save }));

    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent(words.conflict.title);
    expect(notice).toHaveTextContent('Version 2');
    expect(field).toHaveValue('Mine');
    await user.click(within(notice).getByText(words.conflict.theirs, { selector: 'span' }));
    expect(field).toHaveValue('Version 2');
    await user.click(within(notice).getByText(words.conflict.mine, { selector: 'span' }));
    await user.click(screen.getByRole('button', { name: words.form.save }));

    await expect.poll(() => server.of(`PATCH ${at}`).length).toBe(2);
    const sent = server.of(`PATCH ${at}`).map(({ body, headers }) => [headers.get('if-match'), body]);
    expect(sent).toEqual([
      ['"1"', { page_text: 'Mine', translations: {} }],
      ['"2"', { page_text: 'Mine', translations: {} }],
    ]);
  });

  it('shows a generated passcode this once', async () => {
    const server = serve({
      ...preview,
      [`GET ${at}`]: () => tagged(enrollment(true), '"1"'),
      [`PATCH ${at}`]: () => tagged({ ...enrollment(true), generated_passcode: 'K7QXM-4TRWD' }, '"2"'),
    });
    const { user, screen, queries } = await dialog();
    await user.click(await screen.findByRole('button', { name: words.passcode.begin }));
    await user.click(screen.getByRole('button', { name: words.passcode.generate }));
    await user.click(screen.getByRole('button', { name: words.form.save }));
    expect(await screen.findByText('K7QXM-4TRWD')).toBeInTheDocument();
    expect(server.of(`PATCH ${at}`).map(({ body }) => body)).toEqual([{ passcode: { generate: true } }]);
    expect(
      JSON.stringify(
        queries
          .getQueryCache()
          .getAll()
          .map(({ state }) => state.data),
      ),
    ).not.toContain('K7QXM');
  });

  it('says a passcode that is too short before anything is sent', async () => {
    const server = serve({ ...preview, [`GET ${at}`]: () => tagged(enrollment(true), '"1"') });
    const { user, screen } = await dialog();
    await user.click(await screen.findByRole('button', { name: words.passcode.begin }));
    await user.type(screen.getByLabelText(words.passcode.field), 'short');
    await user.click(screen.getByRole('button', { name: words.form.save }));
    expect(await screen.findByText(words.passcode.short)).toBeInTheDocument();
    expect(server.of(`PATCH ${at}`)).toEqual([]);
  });
});
