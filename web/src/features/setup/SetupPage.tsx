/** First setup: reads the token from the link, takes it out of the address, and makes the organization with its owner. */

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, ok } from '@/api/client';
import { describe } from '@/api/wording';
import { ErrorState } from '@/ui/ErrorState';
import { Gate } from '@/ui/Gate';
import { SkeletonLines } from '@/ui/Skeletons';
import { SetupForm } from './SetupForm';
import styles from './SetupPage.module.css';
import { words } from './words';

export function SetupPage() {
  const hash = useLocation({ select: (location) => location.hash });
  const router = useRouter();
  const navigate = useNavigate();
  const [token, setToken] = useState(hash);
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => ok(api.GET('/api/v1/setup')), staleTime: 0 });

  useEffect(() => {
    if (!hash) return;
    setToken(hash);
    router.history.replace('/setup');
  }, [hash, router]);

  if (setup.isPending) {
    return (
      <Gate title={words.title} text={words.text}>
        <SkeletonLines lines={6} />
      </Gate>
    );
  }
  if (setup.isError) {
    return (
      <Gate title={words.title}>
        <ErrorState failure={describe(setup.error)} onRetry={() => void setup.refetch()} />
      </Gate>
    );
  }
  if (!setup.data.required) {
    return (
      <Gate title={words.done.title} text={words.done.text}>
        <div className={styles.action}>
          <Button
            variant="filled"
            color="accent"
            fullWidth
            onClick={() => void navigate({ to: '/sign-in', search: {} })}
          >
            {words.done.verb}
          </Button>
        </div>
      </Gate>
    );
  }
  if (!token) {
    return (
      <Gate title={words.noLink.title} text={words.noLink.text}>
        <p className={styles.hint}>{words.noLink.hint}</p>
        <code className={styles.example}>{words.noLink.example(window.location.origin)}</code>
      </Gate>
    );
  }
  return (
    <Gate title={words.title} text={words.text}>
      <SetupForm token={token} />
    </Gate>
  );
}
