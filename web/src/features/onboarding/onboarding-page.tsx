import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ObjectNotices } from '@/features/conflict/object-notices';
import { useFreshness } from '@/features/freshness/use-freshness';
import { announce } from '@/shared/design/announcer';
import { Button, IconButton } from '@/shared/design/button';
import { Page } from '@/shared/design/page';
import { Skeleton } from '@/shared/design/states';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { useStep } from '@/shared/lib/use-step';
import { useBusy } from '@/sync/busy';
import { useSyncStatus } from '@/sync/status';
import { KeptSettings } from './kept-settings';
import { SectionBody } from './section-body';
import { SectionEndurance } from './section-endurance';
import { SectionGoal } from './section-goal';
import { SectionLifts } from './section-lifts';
import { SectionPast } from './section-past';
import type { SectionProps } from './section-props';
import { SectionSharing } from './section-sharing';
import { SectionWeek } from './section-week';
import { SectionYou } from './section-you';
import { check, type Findings, toSettings } from './settings-form';
import { submitSettings } from './submit-settings';
import { useSettings } from './use-settings';
import { useSettingsDraft } from './use-settings-draft';

const STEPS: { fields: (keyof Findings)[]; Step: React.ComponentType<SectionProps> }[] = [
  { fields: ['weight', 'training_days_per_week', 'height', 'age'], Step: SectionYou },
  { fields: ['squat_goal', 'bench_goal', 'dead_goal', 'weeks_until_comp'], Step: SectionGoal },
  { fields: ['least_important_lift'], Step: SectionLifts },
  { fields: ['session_length_minutes'], Step: SectionWeek },
  { fields: [], Step: SectionBody },
  { fields: ['ftp', 'cp', 'w_prime', 'hr_max', 'hr_rest', 'weekly_hours'], Step: SectionEndurance },
  { fields: ['past_competitions'], Step: SectionPast },
  { fields: ['passcode'], Step: SectionSharing },
];

export function OnboardingPage() {
  const { t } = useTranslation();
  const settings = useSettings();
  const freshness = useFreshness('settings', settings, 'me');
  // A form begun on an empty copy would hand in an empty form over what the server has.
  if (settings.loaded && (settings.value || settings.fetchedAt || freshness.asked))
    return <OnboardingForm settings={settings} />;
  return (
    <Page title={t('onboarding.title')} hideTitle>
      <Skeleton label={t('common.loading')} rows={5} first="h-16" />
    </Page>
  );
}

function OnboardingForm({ settings }: { settings: ReturnType<typeof useSettings> }) {
  const { t } = useTranslation();
  const { online } = useSyncStatus();
  const { draft, setDraft, loaded } = useSettingsDraft(settings.value?.settings);
  const navigate = useNavigate();
  const { at, go, back } = useStep({ page: '/onboarding', count: STEPS.length, before: '/me' });
  /** The step whose findings are shown: the person wanted to go on from there. */
  const [tried, setTried] = useState<number | null>(null);
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useBusy(loaded);
  const hasPasscode = settings.value?.has_passcode ?? false;
  const findings = check(draft, hasPasscode);
  const { Step, fields } = STEPS[at] ?? { fields: [], Step: SectionYou };
  const last = at === STEPS.length - 1;
  const finish = async () => {
    if (form.current && focusInvalid(form.current)) return;
    const open = STEPS.findIndex((step) => step.fields.some((field) => findings[field]));
    if (open >= 0) {
      setTried(open);
      if (open !== at) go(open);
      return;
    }
    setSending(true);
    try {
      await submitSettings(toSettings(draft));
      announce(online ? t('onboarding.saved') : t('onboarding.kept'));
      await navigate({ to: '/' });
    } catch {
      announce(t('common.storage.failed'), { tone: 'error' });
    } finally {
      setSending(false);
    }
  };
  const next = () => {
    if (!fields.some((field) => findings[field])) return go(at + 1);
    setTried(at);
  };
  return (
    <Page title={t('onboarding.title')} hideTitle>
      <div className="mb-5 flex items-center gap-3">
        <IconButton icon="back" label={t('common.back')} className="-ml-3" onPress={back} />
        <div className="flex flex-1 gap-1" aria-hidden="true">
          {STEPS.map((step, place) => (
            <span
              key={step.Step.name || place}
              className={`h-1 flex-1 rounded-full ${place <= at ? 'bg-act' : 'bg-s2'}`}
            />
          ))}
        </div>
        <span className="text-13 text-mute tabular-nums">
          {t('onboarding.step', { step: at + 1, total: STEPS.length })}
        </span>
      </div>
      <ObjectNotices kind="settings" read={settings} />
      {loaded ? (
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (focusInvalid(event.currentTarget)) return;
            if (last) void finish();
            else next();
          }}
        >
          <Step
            draft={draft}
            set={(field, value) => setDraft((old) => ({ ...old, [field]: value }))}
            findings={tried === at ? findings : {}}
            hasPasscode={hasPasscode}
          />
          <div className="mt-10 flex flex-col gap-2.5">
            <Button type="submit" isPending={sending && last}>
              {last ? t('onboarding.finish') : t('common.continue')}
            </Button>
            {last ? null : (
              <Button kind="quiet" size="small" onPress={finish} isPending={sending}>
                {t('onboarding.finishNow')}
              </Button>
            )}
            <p className="text-center text-13 text-mute">{at === 0 ? t('onboarding.lead') : t('onboarding.draft')}</p>
          </div>
        </form>
      ) : (
        <Skeleton label={t('common.loading')} rows={5} first="h-16" />
      )}
      {settings.value && at === 0 ? (
        <div className="mt-10">
          <KeptSettings now={settings.value} />
        </div>
      ) : null}
    </Page>
  );
}
