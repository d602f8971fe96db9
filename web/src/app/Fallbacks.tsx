/** In place of a page: the address leads nowhere, or the page failed. */

import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { type ErrorComponentProps, useNavigate, useRouter } from '@tanstack/react-router';
import { describe } from '@/api/wording';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Page } from '@/ui/Page';

export function NotFound() {
  const navigate = useNavigate();
  return (
    <Page width="wide">
      <EmptyState
        icon={IconMapQuestion}
        title="There is no page here"
        text="The address is incomplete, or what it showed is gone."
        action={
          <Button variant="filled" color="accent" onClick={() => void navigate({ to: '/policies' })}>
            Go to Add Devices
          </Button>
        }
      />
    </Page>
  );
}

export function Failed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page>
      <ErrorState failure={describe(error)} onRetry={retry} />
    </Page>
  );
}
