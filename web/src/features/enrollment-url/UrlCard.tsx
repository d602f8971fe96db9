/** The live enrollment URL of a secure policy, with what can be done to it. */

import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, ok } from '@/api/client';
import { enrollmentUrlsQuery } from '@/api/enrollment-urls';
import type { Policy } from '@/api/policies';
import { type SecureEnrollment, useRefreshPolicies } from '@/api/secure-enrollment';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { Card } from '@/ui/Card';
import { ErrorNotice } from '@/ui/ErrorState';
import { Gated } from '@/ui/Gated';
import { Notice } from '@/ui/Notice';
import { done } from '@/ui/toast';
import { PauseDialog } from './PauseDialog';
import { RetiredProfiles } from './RetiredProfiles';
import styles from './UrlCard.module.css';
import { UrlRow } from './UrlRow';
import { Uses } from './Uses';
import { words } from './words';

interface Props {
  policy: Policy;
  enrollment: SecureEnrollment;
  onRegenerate: () => void;
  /** Further buttons. */
  children?: ReactNode;
}

export function UrlCard({ policy, enrollment, onRegenerate, children }: Props) {
  const reason = useReason();
  const refresh = useRefreshPolicies();
  const [pausing, setPausing] = useState(false);
  const urls = useInfiniteQuery(enrollmentUrlsQuery(policy.id));
  const { enrollment_url: url, paused } = enrollment;
  const resume = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/api/v1/policies/{policy_id}/secure-enrollment/resume', {
          params: { path: { policy_id: policy.id } },
        }),
      ),
    onSuccess: async () => {
      await refresh();
      done(words.pause.resumed(policy.name));
    },
  });
  return (
    <>
      {paused ? (
        <div className={styles.notice}>
          <Notice
            tone="warning"
            title={words.pause.notice}
            action={
              <Gated reason={reason('secure_enrollment.write')}>
                <Button
                  leftSection={<IconPlayerPlay size={16} aria-hidden />}
                  loading={resume.isPending}
                  onClick={() => resume.mutate()}
                >
                  {words.pause.resume}
                </Button>
              </Gated>
            }
          >
            {words.pause.noticeText} “{paused.message ?? words.pause.usual}”
          </Notice>
          {resume.isError ? <ErrorNotice failure={describe(resume.error)} /> : null}
        </div>
      ) : null}
      <RetiredProfiles policy={policy} liveUrlId={url.id} />
      <Card title={words.card.title} text={words.card.text}>
        <UrlRow url={url} policyName={policy.name} />
        <Uses url={url} uses={urls.data?.find(({ id }) => id === url.id)} />
        <div className={styles.actions}>
          <Gated reason={reason('enrollment_url.regenerate')}>
            <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRegenerate}>
              {words.regenerate.verb}
            </Button>
          </Gated>
          {paused ? null : (
            <Gated reason={reason('secure_enrollment.write')}>
              <Button leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={() => setPausing(true)}>
                {words.pause.verb}
              </Button>
            </Gated>
          )}
          {children}
        </div>
      </Card>
      <PauseDialog opened={pausing} onClose={() => setPausing(false)} policy={policy} />
    </>
  );
}
