import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { Button, IconButton } from '@/shared/design/button';
import { Page } from '@/shared/design/page';
import { Skeleton } from '@/shared/design/states';
import { TextField } from '@/shared/design/text-field';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { MAX_MISSION_NAME, MAX_MISSION_NOTES } from '@/shared/lib/limits';
import { useStep } from '@/shared/lib/use-step';
import { useBusy } from '@/sync/busy';
import { createMission } from './create-mission';
import { FormDays } from './form-days';
import type { FormPart } from './form-part';
import { FormPoints } from './form-points';
import { FormStages } from './form-stages';
import { KindChoice } from './kind-choice';
import { type Finding, findingsOf, hasStages, missionOf } from './mission-form';
import { NEW_MISSION, type NewMission, useNewMission } from './use-new-mission';

type Step = 'what' | 'when' | 'aims' | 'stages';

const FIELDS: Record<Step, Finding[]> = {
  what: ['name'],
  when: ['event_start', 'event_end', 'prep_start'],
  aims: [],
  stages: ['bonuses'],
};
/** Lifted in one day: nothing is ridden in stages there. */
const stepsOf = ({ mission_type }: NewMission): Step[] =>
  mission_type === 'powerlifting_meet' ? ['what', 'when', 'aims'] : ['what', 'when', 'aims', 'stages'];

/** From a name to a mission, in three or four short steps; by hand. */
export function WizardPage() {
  const { t } = useTranslation();
  const { form, set, loaded } = useNewMission();
  return (
    <Page title={t('missions.new')} hideTitle>
      {loaded ? <Wizard form={form} set={set} /> : <Skeleton label={t('common.loading')} first="h-16" rows={5} />}
    </Page>
  );
}

function Wizard({ form, set }: { form: NewMission; set: (part: Partial<NewMission>) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const steps = stepsOf(form);
  const { at, go, back } = useStep({ page: '/missions/new', count: steps.length, before: '/missions' });
  const step = steps[at] ?? 'what';
  const [tried, setTried] = useState<Step | null>(null);
  const [sending, setSending] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  useBusy(true);
  const findings = findingsOf(form);
  const isOpen = (one: Step) => FIELDS[one].some((field) => findings.has(field));
  const last = at === steps.length - 1;
  const finish = async () => {
    const open = steps.find(isOpen);
    const mission = missionOf(form);
    if (open || !mission) {
      setTried(open ?? step);
      return go(steps.indexOf(open ?? step));
    }
    setSending(true);
    try {
      const stages = steps.includes('stages') ? form.stages : [];
      await createMission(mission, { missionId: form.mission_id, stages, draft: NEW_MISSION });
      announce(t('missions.made'));
      await navigate({ to: '/missions/$missionId', params: { missionId: form.mission_id }, replace: true });
    } catch {
      announce(t('common.storage.failed'), { tone: 'error' });
      setSending(false);
    }
  };
  const next = () => {
    if (element.current && focusInvalid(element.current)) return;
    if (isOpen(step)) {
      setTried(step);
      // Marked first, then gone to.
      requestAnimationFrame(() => element.current && focusInvalid(element.current));
    } else if (last) void finish();
    else go(at + 1);
  };
  const part: FormPart = { form, set, findings: tried === step ? findings : new Set() };
  return (
    <>
      <div className="mb-5 flex items-center gap-3">
        <IconButton icon="back" label={t('common.back')} className="-ml-3" onPress={back} />
        <div className="flex flex-1 gap-1" aria-hidden="true">
          {steps.map((one, place) => (
            <span key={one} className={`h-1 flex-1 rounded-full ${place <= at ? 'bg-act' : 'bg-s2'}`} />
          ))}
        </div>
        <span className="text-13 text-mute tabular-nums">
          {t('missions.form.step', { step: at + 1, total: steps.length })}
        </span>
      </div>
      <form
        ref={element}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <h2 className="text-28">{t(`missions.steps.${step}.title`)}</h2>
        <p className="mt-1.5 mb-6 text-mute">{t(`missions.steps.${step}.text`)}</p>
        <StepBody step={step} part={part} stages={form.stages} onStages={(stages) => set({ stages })} />
        <div className="mt-10 flex flex-col gap-2.5">
          <Button type="submit" isPending={sending && last}>
            {last ? t('missions.form.make') : t('common.continue')}
          </Button>
          {last || at === 0 ? null : (
            <Button kind="quiet" size="small" isPending={sending} onPress={finish}>
              {t('missions.form.makeNow')}
            </Button>
          )}
          <p className="text-center text-13 text-mute">{t('missions.form.kept')}</p>
        </div>
      </form>
    </>
  );
}

interface BodyProps {
  step: Step;
  part: FormPart;
  stages: NewMission['stages'];
  onStages: (stages: NewMission['stages']) => void;
}

function StepBody({ step, part, stages, onStages }: BodyProps) {
  const { t } = useTranslation();
  const { form, set, findings } = part;
  switch (step) {
    case 'what':
      return (
        <div className="flex flex-col gap-6">
          <TextField
            label={t('missions.form.name')}
            placeholder={t('missions.form.namePlaceholder')}
            required
            maxLength={MAX_MISSION_NAME}
            value={form.name}
            error={findings.has('name') ? t('common.fieldErrors.required') : undefined}
            onChange={(name) => set({ name })}
          />
          <KindChoice
            value={form.mission_type}
            onChange={(mission_type) => set({ mission_type, counts: hasStages(mission_type) })}
          />
        </div>
      );
    case 'when':
      return <FormDays {...part} />;
    case 'aims':
      return <Aims {...part} />;
    case 'stages':
      return (
        <div className="flex flex-col gap-8">
          <FormStages stages={stages} onChange={onStages} />
          <FormPoints {...part} />
        </div>
      );
  }
}

function Aims({ form, set }: FormPart) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('missions.form.notes')}
      placeholder={t('missions.form.notesPlaceholder')}
      multiline
      maxLength={MAX_MISSION_NOTES}
      value={form.notes ?? ''}
      onChange={(notes) => set({ notes })}
    />
  );
}
