import { Button } from '@mantine/core';
import { describe, expect, it, vi } from 'vitest';
import { renderPart } from '@/testing/render';
import { ConfirmDialog } from './ConfirmDialog';
import { CopyButton } from './CopyButton';
import { DataTable } from './DataTable';
import { ErrorNotice } from './ErrorState';
import { Gated } from './Gated';
import { SearchSelect } from './SearchSelect';

describe('asking before a deed', () => {
  const dialog = (onConfirm: () => void) => (
    <ConfirmDialog
      opened
      onClose={() => undefined}
      title="Delete Macs?"
      consequences={['12 policies go with it.']}
      verb="Delete policy"
      typeToConfirm="Macs"
      onConfirm={onConfirm}
    />
  );

  it('the deed waits until its name was typed', async () => {
    const confirm = vi.fn();
    const { user, screen } = renderPart(dialog(confirm));
    const deed = await screen.findByRole('button', { name: 'Delete policy' });
    expect(deed).toBeDisabled();
    await user.type(screen.getByRole('textbox'), 'mac{Enter}');
    expect(confirm).not.toHaveBeenCalled();
    await user.clear(screen.getByRole('textbox'));
    await user.type(screen.getByRole('textbox'), 'Macs{Enter}');
    expect(confirm).toHaveBeenCalledTimes(1);
  });
});

it('a control that is off says why and does nothing', async () => {
  const press = vi.fn();
  const { user, screen } = renderPart(
    <Gated reason="Your role does not allow this.">
      <Button onClick={press}>Regenerate URL</Button>
    </Gated>,
  );
  const button = screen.getByRole('button', { name: 'Regenerate URL' });
  expect(button).toHaveAttribute('aria-disabled', 'true');
  expect(button).toHaveAccessibleDescription('Your role does not allow this.');
  await user.tab();
  expect(button).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(press).not.toHaveBeenCalled();
});

it('copying says that it worked, and what to do when it did not', async () => {
  const { user, screen } = renderPart(<CopyButton value="https://e.example/e/7KQ3" label="Copy enrollment URL" />);
  const write = vi.spyOn(navigator.clipboard, 'writeText');
  await user.click(screen.getByRole('button', { name: 'Copy enrollment URL' }));
  expect(write).toHaveBeenCalledWith('https://e.example/e/7KQ3');
  expect(await screen.findByRole('status')).toHaveTextContent('Copied');
  write.mockRejectedValueOnce(new Error('denied'));
  await user.click(screen.getByRole('button', { name: 'Copy enrollment URL' }));
  await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Select it and copy it by hand'));
});

it('a row opens by its first cell, and a cut cell has its full value as title', async () => {
  const open = vi.fn();
  const { user, screen } = renderPart(
    <DataTable
      label="Policies"
      noun={['policy', 'policies']}
      columns={[
        { id: 'name', header: 'Name', cell: (row: { id: string; name: string }) => row.name, title: (row) => row.name },
        { id: 'n', header: 'Devices', align: 'end', cell: () => 3 },
      ]}
      rows={[{ id: '1', name: 'Macs' }]}
      rowKey={(row) => row.id}
      onOpen={open}
      hasMore
      onMore={() => undefined}
    />,
  );
  await user.click(screen.getByRole('button', { name: 'Macs' }));
  expect(open).toHaveBeenCalledWith({ id: '1', name: 'Macs' });
  expect(screen.getByTitle('Macs')).toBeInTheDocument();
  expect(screen.getByText('1 policy shown')).toBeInTheDocument();
});

it('a failure says what happened, what was kept, what to do, and names the request', () => {
  const failure = {
    title: 'It changed meanwhile',
    text: 'Somebody was first.',
    kept: 'All is here.',
    next: 'Save again.',
    requestId: 'r-7',
  };
  const { screen } = renderPart(<ErrorNotice failure={failure} />);
  const alert = screen.getByRole('alert');
  for (const said of ['It changed meanwhile', 'Somebody was first.', 'All is here. Save again.', 'r-7'])
    expect(alert).toHaveTextContent(said);
  expect(screen.getByRole('button', { name: 'Copy request ID' })).toBeInTheDocument();
});

it('one of many is found by typing and can be taken back', async () => {
  const search = vi.fn();
  const change = vi.fn();
  const macs = { id: '1', name: 'Macs', place: 'Acme › Customer A' };
  const { user, screen } = renderPart(
    <SearchSelect label="Policy" nothing="Nothing" value={macs} choices={[macs]} onChange={change} onSearch={search} />,
  );
  const field = screen.getByRole('combobox', { name: 'Policy' });
  expect(field).toHaveValue('Macs');
  await user.clear(field);
  await user.type(field, 'ma');
  expect(search).toHaveBeenLastCalledWith('ma');
  await user.click(await screen.findByRole('option', { name: /Macs/ }));
  expect(change).toHaveBeenLastCalledWith(macs);
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(change).toHaveBeenLastCalledWith(null);
});
