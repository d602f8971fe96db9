/** Settings > Beta Features: the switch of Secure Enrollment. */

import { Link } from '@tanstack/react-router';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { Card } from '@/ui/Card';
import { ErrorState } from '@/ui/ErrorState';
import { Notice } from '@/ui/Notice';
import { SkeletonCard } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';
import { SwitchRow } from '@/ui/SwitchRow';
import { LeaveGuard } from './LeaveGuard';
import { SaveBar, SaveOutcome } from './SettingsCard';
import { useSettings } from './useSettings';
import { words } from './words';

export function BetaFeaturesPage() {
  const settings = useSettings();
  const reason = useReason()('settings.write');
  const { query, values, server } = settings;
  if (query.isError && !values)
    return <ErrorState failure={describe(query.error)} onRetry={() => void query.refetch()} />;
  if (!values || !server) return <SkeletonCard height={220} />;
  return (
    <Stack gap={4}>
      {reason ? <Notice>{`${words.readOnly} ${reason}`}</Notice> : null}
      <SaveOutcome settings={settings} />
      <Card title={words.beta.title} text={words.beta.text}>
        <SwitchRow
          name={words.beta.secureEnrollment}
          text={
            <>
              {words.beta.secureEnrollmentText} {values.secureEnrollment ? null : words.beta.off}
            </>
          }
          checked={values.secureEnrollment}
          onChange={(secureEnrollment) => settings.choose({ secureEnrollment })}
          reason={reason && ''}
        />
      </Card>
      {server.secureEnrollment && !settings.dirty && !settings.save.isError ? (
        <Notice tone="success" action={<Link to="/policies">{words.beta.choosePolicy}</Link>}>
          {words.beta.on}
        </Notice>
      ) : null}
      <SaveBar settings={settings} />
      <LeaveGuard dirty={settings.dirty} />
    </Stack>
  );
}
