/** What a policy would inherit for each field, and from whom: the parent's settings in force. */

import { useQuery } from '@tanstack/react-query';
import type { Policy } from '@/api/policies';
import { nameOnPath, type SecureEnrollment, secureEnrollmentQuery } from '@/api/secure-enrollment';

export interface Inherited<T> {
  /** The policy it comes from; null when nothing is set above. */
  from: string | null;
  /** Null: nothing set, or cleared there. */
  value: T | null;
}

type Value<S> = S extends { value?: infer V | null } ? NonNullable<V> : never;

export interface Inheritance {
  /** There is a parent to inherit from. */
  possible: boolean;
  text: Inherited<Value<SecureEnrollment['page']['text']>>;
  logo: Inherited<Value<SecureEnrollment['page']['logo']>>;
  passcode: Inherited<Value<SecureEnrollment['passcode']>>;
}

interface Setting {
  source: string;
  from_policy_id?: string | null;
}

/** From the policy's own answer where it inherits now, else from its parent's. */
export function useInheritance(policy: Policy, enrollment: SecureEnrollment): Inheritance {
  const parent = useQuery({ ...secureEnrollmentQuery(policy.parent_id ?? ''), enabled: Boolean(policy.parent_id) });
  const above = parent.data?.data;
  const pick = <T>(of: (from: SecureEnrollment) => Setting & { value?: T | null }): Inherited<T> => {
    const mine = of(enrollment);
    const setting = mine.source === 'inherited' || mine.source === 'none' ? mine : above ? of(above) : null;
    return { from: nameOnPath(policy, setting?.from_policy_id), value: setting?.value ?? null };
  };
  return {
    possible: Boolean(policy.parent_id),
    text: pick((from) => from.page.text),
    logo: pick((from) => from.page.logo),
    passcode: pick((from) => from.passcode),
  };
}
