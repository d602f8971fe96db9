/** A policy by its id; one that is gone is said to be so. */

import { useQuery } from '@tanstack/react-query';
import { policyQuery } from './policies';
import { codeOf } from './problem';

export function PolicyName({ id }: { id: string }) {
  const policy = useQuery(policyQuery(id));
  if (policy.data) return <bdi title={policy.data.path.map((step) => step.name).join(' › ')}>{policy.data.name}</bdi>;
  if (codeOf(policy.error) === 'not_found') return <>A deleted policy</>;
  return <>…</>;
}
