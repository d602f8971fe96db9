/** One policy: its head, and its enrollment, profiles, URLs and history as tabs. */

import { Tabs } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Policy, policyQuery } from '@/api/policies';
import { codeOf } from '@/api/problem';
import { secureEnrollmentQuery } from '@/api/secure-enrollment';
import { useCan } from '@/api/session';
import { describe } from '@/api/wording';
import { PolicyHeader } from '@/features/add-devices/PolicyHeader';
import { UrlsTab } from '@/features/enrollment-url/UrlsTab';
import { IssueProfile } from '@/features/profiles/IssueProfile';
import { ProfilesTab } from '@/features/profiles/ProfilesTab';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Page } from '@/ui/Page';
import { SkeletonCard, SkeletonLines } from '@/ui/Skeletons';
import { EnrollmentTab } from './EnrollmentTab';
import { HistoryTab } from './HistoryTab';
import { TABS, type Tab } from './tabs';

const route = getRouteApi('/console/policies/$policyId');
const NAMES: Record<Tab, string> = { enrollment: 'Enrollment', profiles: 'Profiles', urls: 'URLs', history: 'History' };

export function PolicyScreen() {
  const { policyId } = route.useParams();
  const policy = useQuery(policyQuery(policyId));
  if (policy.data) return <Screen key={policyId} policy={policy.data} />;
  if (policy.isPending) {
    return (
      <Page>
        <SkeletonLines lines={2} />
        <SkeletonCard height={220} />
      </Page>
    );
  }
  return (
    <Page>
      {codeOf(policy.error) === 'not_found' ? (
        <EmptyState
          icon={IconMapQuestion}
          title="This policy is not here"
          text="It was deleted, the link is incomplete, or it is not yours to see."
        />
      ) : (
        <ErrorState failure={describe(policy.error)} onRetry={() => void policy.refetch()} />
      )}
    </Page>
  );
}

function Screen({ policy }: { policy: Policy }) {
  const { tab = 'enrollment', state, url } = route.useSearch();
  const enrollment = useQuery(secureEnrollmentQuery(policy.id));
  const navigate = route.useNavigate();
  const can = useCan();
  const tabs = TABS.filter((each) => each !== 'history' || can('audit.read'));
  return (
    <Page>
      <PolicyHeader policy={policy} />
      <Tabs
        value={tabs.includes(tab) ? tab : 'enrollment'}
        onChange={(next) =>
          void navigate({ search: { tab: next === 'enrollment' ? undefined : (next as Tab) }, replace: true })
        }
      >
        <Tabs.List mb="lg">
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {NAMES[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="enrollment">
          <EnrollmentTab policy={policy} />
        </Tabs.Panel>
        <Tabs.Panel value="profiles">
          <ProfilesTab
            policy={policy}
            state={state}
            onState={(next) => void navigate({ search: { tab: 'profiles', state: next }, replace: true })}
            deviceLink={(id, words) => (
              <Link to="/devices/$deviceId" params={{ deviceId: id }}>
                {words}
              </Link>
            )}
            action={
              policy.secure ? <IssueProfile policy={policy} paused={Boolean(enrollment.data?.data.paused)} /> : null
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="urls">
          <UrlsTab
            policy={policy}
            open={url}
            onOpen={(next) => void navigate({ search: { tab: 'urls', url: next }, replace: next === undefined })}
          />
        </Tabs.Panel>
        {can('audit.read') ? (
          <Tabs.Panel value="history">
            <HistoryTab policy={policy} />
          </Tabs.Panel>
        ) : null}
      </Tabs>
    </Page>
  );
}
