/** Asks before a page is left with choices that were not saved. */

import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { words } from './words';

export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const blocker = useBlocker({
    // A session that ended leads to the sign-in page in any case.
    shouldBlockFn: ({ next }) => dirty && next.pathname !== '/sign-in',
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={words.leave.title}
      verb={words.leave.verb}
      cancel={words.leave.stay}
      onConfirm={() => blocker.proceed?.()}
    >
      <p>{words.leave.text}</p>
    </ConfirmDialog>
  );
}
