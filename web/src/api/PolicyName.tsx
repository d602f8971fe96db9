/** A policy by its id; one that is gone is said to be so. */

import { useQuery } from '@tanstack/react-query';
import { policyQuery } from './policies';
import { codeOf } from './problem';

/** `whole`: with where it stands, which the name alone says on hover only. */
export function PolicyName({ id, whole }: { id: string; whole?: boolean }) {
  const policy = useQuery(policyQuery(id));
  if (policy.data) {
    const path = policy.data.path.map((step) => step.name).join(' › ');
    return <bdi title={path}>{whole ? path : policy.data.name}</bdi>;
  }
  if (codeOf(policy.error) === 'not_found') return <>A deleted policy</>;
  return <>…</>;
}
