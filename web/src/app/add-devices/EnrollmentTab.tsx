/** How devices enroll into a policy: the legacy URL with what is at risk, or the secure one with its page; and the modal between the two. */

import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Policy } from '@/api/policies';
import { betaQuery, secureEnrollmentQuery } from '@/api/secure-enrollment';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { LegacyUrlCard } from '@/features/enrollment-url/LegacyUrlCard';
import { RegenerateDialog } from '@/features/enrollment-url/RegenerateDialog';
import { UrlCard } from '@/features/enrollment-url/UrlCard';
import { UrlRow } from '@/features/enrollment-url/UrlRow';
import { IssueProfile } from '@/features/profiles/IssueProfile';
import { NotSecureNotice } from '@/features/secure-enrollment/NotSecureNotice';
import { PageSummary } from '@/features/secure-enrollment/PageSummary';
import { SecureEnrollmentDialog } from '@/features/secure-enrollment/SecureEnrollmentDialog';
import { ErrorState } from '@/ui/ErrorState';
import { Gated } from '@/ui/Gated';
import { SkeletonCard } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';

export function EnrollmentTab({ policy }: { policy: Policy }) {
  const [open, setOpen] = useState(false);
  const [regenerating, setRegenerating] = useState(false);
  const reason = useReason()('enrollment_url.regenerate');
  const beta = useQuery(betaQuery);
  const enrollment = useQuery(secureEnrollmentQuery(policy.id));
  const failed = enrollment.isError ? enrollment : beta.isError ? beta : null;
  if (failed && !(enrollment.data && beta.data !== undefined)) {
    return <ErrorState failure={describe(failed.error)} onRetry={() => void failed.refetch()} />;
  }
  if (!enrollment.data || beta.data === undefined) return <SkeletonCard height={260} />;

  const { data } = enrollment.data;
  const regenerate = () => setRegenerating(true);
  return (
    <>
      {data.enabled ? (
        <Stack>
          <UrlCard policy={policy} enrollment={data} onRegenerate={regenerate}>
            <IssueProfile policy={policy} paused={Boolean(data.paused)} />
          </UrlCard>
          <PageSummary policy={policy} enrollment={data} onEdit={() => setOpen(true)} />
        </Stack>
      ) : (
        <Stack>
          {beta.data ? <NotSecureNotice onEnable={() => setOpen(true)} /> : null}
          <LegacyUrlCard policy={policy} enrollment={data} beta={beta.data} />
        </Stack>
      )}
      {beta.data || data.enabled ? (
        <SecureEnrollmentDialog
          opened={open}
          onClose={() => setOpen(false)}
          policy={policy}
          onRegenerate={regenerate}
          urlRow={
            <UrlRow url={data.enrollment_url} policyName={policy.name}>
              <Gated reason={reason}>
                <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={regenerate}>
                  Regenerate URL
                </Button>
              </Gated>
            </UrlRow>
          }
        />
      ) : null}
      {data.enabled ? (
        <RegenerateDialog
          opened={regenerating}
          onClose={() => setRegenerating(false)}
          policy={policy}
          enrollment={data}
        />
      ) : null}
    </>
  );
}
