/** Settings > General: the migration flag and the rule for re-enrollment. */

import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { keysOf } from '@/lib/keys';
import { Card } from '@/ui/Card';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { ErrorState } from '@/ui/ErrorState';
import { Notice } from '@/ui/Notice';
import { SkeletonCard } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';
import { SwitchRow } from '@/ui/SwitchRow';
import { LeaveGuard } from './LeaveGuard';
import { SaveBar, SaveOutcome } from './SettingsCard';
import { useSettings } from './useSettings';
import { words } from './words';

export function GeneralPage() {
  const settings = useSettings();
  const reason = useReason()('settings.write');
  const { query, values } = settings;
  if (query.isError && !values)
    return <ErrorState failure={describe(query.error)} onRetry={() => void query.refetch()} />;
  if (!values) return <SkeletonCard height={340} />;
  const { choices } = words.reEnrollment;
  return (
    <Stack gap={4}>
      {reason ? <Notice>{`${words.readOnly} ${reason}`}</Notice> : null}
      <SaveOutcome settings={settings} />
      <Card title={words.migration.title}>
        <SwitchRow
          name={words.migration.name}
          text={words.migration.text}
          checked={values.migration}
          onChange={(migration) => settings.choose({ migration })}
          reason={reason && ''}
        />
      </Card>
      <Card title={words.reEnrollment.title} text={words.reEnrollment.text}>
        <ChoiceCards
          label={words.reEnrollment.title}
          quiet
          name="re_enrollment"
          value={values.reEnrollment}
          choices={keysOf(choices).map((value) => ({ value, ...choices[value] }))}
          onChange={(reEnrollment) => settings.choose({ reEnrollment })}
          disabled={reason !== undefined}
        />
      </Card>
      <SaveBar settings={settings} />
      <LeaveGuard dirty={settings.dirty} />
    </Stack>
  );
}
