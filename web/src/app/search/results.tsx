/** What ⌘K finds: policies and devices by a part of what they are called, and the pages of the console. */

import { IconShieldCheckFilled, type TablerIcon } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type NavigateOptions, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { placeOf, policySearchQuery } from '@/api/policies';
import { useCan } from '@/api/session';
import { PolicyIcon } from '@/features/add-devices/PolicyIcon';
import { iconOf, nameOf } from '@/features/devices/kinds';
import { devicesQuery } from '@/features/devices/queries';
import { PAGES } from '../pages';
import styles from './SearchDialog.module.css';

export interface Result {
  key: string;
  icon: ReactNode;
  name: string;
  /** After the name. */
  sign?: ReactNode;
  /** At the end of the line: where it stands. */
  place?: ReactNode;
  open: () => void;
}

export interface Group {
  name: string;
  results: Result[];
}

/** How many of each; without words, the first policies alone would push the pages out of sight. */
const [MOST, FIRST, DEVICES] = [20, 6, 5];
/** One letter is in nearly every name, serial number and UDID. */
const SHORTEST = 2;

const icon = (Icon: TablerIcon) => <Icon size={16} aria-hidden />;

export function useResults(asked: string) {
  const words = asked.trim();
  const can = useCan();
  const navigate = useNavigate();
  const go = (to: NavigateOptions) => () => void navigate(to);
  const policies = useQuery(policySearchQuery(words, words ? MOST : FIRST));
  const devices = useInfiniteQuery({
    ...devicesQuery({ query: words }),
    enabled: words.length >= SHORTEST,
    placeholderData: keepPreviousData,
  });
  const pages = PAGES.filter(({ name, needs }) => {
    const meant = name.toLowerCase().includes(words.toLowerCase());
    return meant && (!needs || can(needs));
  });

  const groups: Group[] = [
    {
      name: 'Policies',
      results: (policies.data?.items ?? []).map((policy) => ({
        key: policy.id,
        icon: <PolicyIcon policy={policy} />,
        name: policy.name,
        sign: policy.secure ? (
          <IconShieldCheckFilled size={16} className={styles.secure} aria-label="Secure enrollment" />
        ) : null,
        place: placeOf(policy),
        open: go({ to: '/policies/$policyId', params: { policyId: policy.id } }),
      })),
    },
    {
      name: 'Devices',
      results: (words.length >= SHORTEST ? (devices.data ?? []) : []).slice(0, DEVICES).map((device) => ({
        key: device.id,
        icon: icon(iconOf(device)),
        name: nameOf(device),
        place: <code>{device.serial_number}</code>,
        open: go({ to: '/devices/$deviceId', params: { deviceId: device.id } }),
      })),
    },
    {
      name: 'Pages',
      results: pages.map((page) => ({
        key: page.to,
        icon: icon(page.icon),
        name: page.name,
        place: page.within,
        open: go({ to: page.to }),
      })),
    },
  ];
  return {
    groups: groups.filter(({ results }) => results.length > 0),
    pending: policies.isPending,
    error: policies.isError && !policies.data ? policies.error : null,
  };
}
