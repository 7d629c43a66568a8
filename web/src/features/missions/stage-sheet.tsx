import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mission, RideMode, Stage, StageBody, StageType } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { DateField } from '@/shared/design/date-field';
import { NumberField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { SelectField } from '@/shared/design/select-field';
import { Sheet } from '@/shared/design/sheet';
import { SwitchField } from '@/shared/design/switch-field';
import { TextField } from '@/shared/design/text-field';
import { toDay } from '@/shared/lib/dates';
import { MAX_STAGE_NOTES } from '@/shared/lib/limits';
import { useBusy } from '@/sync/busy';
import { now, stamp } from '@/sync/clock';
import { useDraft } from '@/sync/drafts';
import { deleteStage } from './delete-stage';
import { RIDE_MODES, STAGE_TYPES } from './mission-form';
import { saveStage } from './save-stage';
import { stageBody } from './stage-body';

const STAGE_EDIT = 'stage_edit';
const NUMBER = { min: 1, max: 100, step: 1 as const };

interface Props {
  mission: Mission;
  stageId: string;
  /** Absent while it is a new one. */
  stage: Stage | null;
  /** The other stages of the mission. */
  others: Stage[];
  onClose: () => void;
}

/** One stage: what it is, how it is ridden, whether it is done. */
export function StageSheet({ mission, stageId, stage, others, onClose }: Props) {
  const { t } = useTranslation();
  const standing = useMemo<StageBody>(
    () =>
      stage
        ? stageBody(stage)
        : {
            stage_number: 1 + Math.max(0, ...others.map((one) => one.stage_number)),
            stage_type: 'flat',
            ride_mode: 'gc',
          },
    [stage, others],
  );
  const [form, setForm, { remove }] = useDraft<StageBody>(STAGE_EDIT, stageId, standing, {
    of: { kind: 'mission_stage', id: stageId },
  });
  const [tried, setTried] = useState(false);
  useBusy(true);
  const set = (part: Partial<StageBody>) => setForm((old) => ({ ...old, ...part }));
  const isTaken = others.some(({ stage_number }) => stage_number === form.stage_number);
  const close = () => {
    onClose();
    remove().catch(() => {});
  };
  const failed = () => announce(t('common.storage.failed'), { tone: 'error' });
  const save = async () => {
    setTried(true);
    const number = form.stage_number;
    if (!number || isTaken || number < NUMBER.min || number > NUMBER.max) return;
    await saveStage(
      { missionId: mission.mission_id, stageId, draft: { kind: STAGE_EDIT, id: stageId } },
      { ...form, notes: form.notes?.trim() || undefined },
    )
      .then(() => announce(t('missions.stages.saved')))
      .then(onClose, failed);
  };
  const drop = async () => {
    if (!stage) return;
    await deleteStage(stage)
      .then(() => announce(t('missions.stages.deleted')))
      .then(close, failed);
  };
  return (
    <Sheet
      title={stage ? t('missions.stages.one', { number: stage.stage_number }) : t('missions.stages.add')}
      isOpen
      onClose={close}
      closeLabel={t('common.close')}
    >
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <SwitchField
          label={t('missions.stages.isDone')}
          value={form.completed_at !== undefined}
          onChange={(done) => set({ completed_at: done ? stamp() : undefined })}
        />
        {form.completed_at ? (
          <DateField
            label={t('missions.stages.completed')}
            value={toDay(new Date(form.completed_at))}
            max={toDay(now())}
            onChange={(day) => day && set({ completed_at: momentOf(day) })}
          />
        ) : null}
        <Segmented<RideMode>
          full
          label={t('missions.stages.mode')}
          value={form.ride_mode}
          onChange={(ride_mode) => set({ ride_mode })}
          options={RIDE_MODES.map((value) => ({ value, label: t(`missions.modes.${value}`) }))}
        />
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <SelectField<StageType>
            label={t('missions.points.stage')}
            value={form.stage_type}
            onChange={(stage_type) => set({ stage_type })}
            options={STAGE_TYPES.map((value) => ({ value, label: t(`missions.types.${value}`) }))}
          />
          <NumberField
            {...NUMBER}
            label={t('missions.stages.number')}
            required
            value={form.stage_number}
            error={
              isTaken
                ? t('queue.reasons.stage_number_taken')
                : tried && !form.stage_number
                  ? t('common.fieldErrors.required')
                  : undefined
            }
            onChange={(next) => set({ stage_number: next as number })}
          />
        </div>
        <TextField
          label={t('missions.stages.notes')}
          multiline
          maxLength={MAX_STAGE_NOTES}
          value={form.notes ?? ''}
          onChange={(notes) => set({ notes })}
        />
        <Button type="submit">{t('common.save')}</Button>
        {stage ? (
          <Button kind="warn" size="small" onPress={drop}>
            {t('missions.stages.delete')}
          </Button>
        ) : null}
      </form>
    </Sheet>
  );
}

/** Noon of another day; of today, this moment. */
function momentOf(day: string): string {
  return day === toDay(now()) ? stamp() : new Date(`${day}T12:00:00`).toISOString();
}
