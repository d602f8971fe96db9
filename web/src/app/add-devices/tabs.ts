/** The tabs of a policy, in their order; the first is where one arrives. */

export const TABS = ['enrollment', 'profiles', 'urls', 'history'] as const;
export type Tab = (typeof TABS)[number];
