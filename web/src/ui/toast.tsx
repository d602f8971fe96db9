/** Short messages in the corner: a deed is done, or one without a place of its own has failed. */

import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconExclamationCircle } from '@tabler/icons-react';
import type { Failure } from './ErrorState';

const closeButtonProps = { 'aria-label': 'Close message' };

/** Says that a deed is done. */
export function done(title: string, message?: string): void {
  notifications.show({
    title,
    message,
    icon: <IconCircleCheck size={20} aria-hidden />,
    autoClose: 5000,
    closeButtonProps,
  });
}

/** Says that a deed failed whose place has gone, such as a menu. It stays until it is closed. */
export function failed(failure: Failure): void {
  notifications.show({
    title: failure.title,
    message: [failure.text, failure.kept, failure.next, failure.requestId ? `Request ${failure.requestId}` : '']
      .filter(Boolean)
      .join(' '),
    icon: <IconExclamationCircle size={20} aria-hidden />,
    autoClose: false,
    closeButtonProps,
    attributes: { root: { 'data-tone': 'danger' } },
  });
}
