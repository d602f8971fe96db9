/** The enrollment URL a device came by: whether it is still the live one. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { enrollmentUrlsQuery } from '@/api/enrollment-urls';
import { Time } from '@/ui/Time';
import type { Device } from './queries';
import { words } from './words';

export function CameBy({ device: { policy_id, enrollment_url_id } }: { device: Device }) {
  const urls = useInfiniteQuery({ ...enrollmentUrlsQuery(policy_id ?? ''), enabled: Boolean(policy_id) });
  if (!policy_id || !enrollment_url_id) return <>{words.facts.deletedUrl}</>;
  const n = urls.data?.findIndex(({ id }) => id === enrollment_url_id) ?? -1;
  const url = urls.data?.[n];
  return (
    <Link to="/policies/$policyId" params={{ policyId: policy_id }} search={{ tab: 'urls' }}>
      {!url ? (
        words.facts.earlier
      ) : url.retired_at ? (
        <>
          {words.facts.retired} <Time at={url.retired_at} />
        </>
      ) : (
        words.facts.live
      )}
    </Link>
  );
}
