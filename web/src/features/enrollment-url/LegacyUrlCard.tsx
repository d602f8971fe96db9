/** The legacy enrollment URL of a policy that is not secure. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { enrollmentUrlsQuery } from '@/api/enrollment-urls';
import type { Policy } from '@/api/policies';
import type { SecureEnrollment } from '@/api/secure-enrollment';
import { Card } from '@/ui/Card';
import { UrlRow } from './UrlRow';
import { Uses } from './Uses';
import { words } from './words';

interface Props {
  policy: Policy;
  enrollment: SecureEnrollment;
  /** The organization uses Secure Enrollment, so that the difference is worth a sentence. */
  beta: boolean;
}

export function LegacyUrlCard({ policy, enrollment, beta }: Props) {
  const urls = useInfiniteQuery(enrollmentUrlsQuery(policy.id));
  const { enrollment_url: url } = enrollment;
  return (
    <Card title={beta ? words.card.legacy : words.card.title} text={beta ? words.card.legacyText : words.card.text}>
      <UrlRow url={url} policyName={policy.name} />
      <Uses url={url} uses={urls.data?.find(({ id }) => id === url.id)} />
    </Card>
  );
}
