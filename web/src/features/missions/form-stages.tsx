import { useTranslation } from 'react-i18next';
import type { RideMode, StageType } from '@/shared/api/contract';
import { IconButton, Pill } from '@/shared/design/button';
import { SelectField } from '@/shared/design/select-field';
import { newId } from '@/shared/lib/ids';
import { MAX_STAGES } from '@/shared/lib/limits';
import { RIDE_MODES, STAGE_TYPES, type StageForm } from './mission-form';

interface Props {
  stages: StageForm[];
  onChange: (stages: StageForm[]) => void;
}

/** The stages of a new mission, in their order. */
export function FormStages({ stages, onChange }: Props) {
  const { t } = useTranslation();
  const put = (at: number, part: Partial<StageForm>) =>
    onChange(stages.map((one, place) => (place === at ? { ...one, ...part } : one)));
  const last = stages.at(-1);
  const add = () =>
    onChange([
      ...stages,
      { stage_id: newId(), stage_type: last?.stage_type ?? 'flat', ride_mode: last?.ride_mode ?? 'gc' },
    ]);
  return (
    <section aria-labelledby="mission-stages">
      <h2 id="mission-stages" className="text-17">
        {t('missions.stages.title')}
      </h2>
      <p className="mt-1 mb-3 text-13 text-mute">{t('missions.stages.formHint')}</p>
      <ol className="flex flex-col gap-2">
        {stages.map((stage, at) => (
          <li
            key={stage.stage_id}
            className="grid grid-cols-[1.75rem_minmax(0,1fr)_minmax(0,1fr)_2.75rem] items-center gap-2"
          >
            <span className="num text-22">{at + 1}</span>
            <SelectField<StageType>
              label={t('missions.stages.typeOf', { number: at + 1 })}
              hideLabel
              value={stage.stage_type}
              onChange={(stage_type) => put(at, { stage_type })}
              options={STAGE_TYPES.map((value) => ({ value, label: t(`missions.types.${value}`) }))}
            />
            <SelectField<RideMode>
              label={t('missions.stages.modeOf', { number: at + 1 })}
              hideLabel
              value={stage.ride_mode}
              onChange={(ride_mode) => put(at, { ride_mode })}
              options={RIDE_MODES.map((value) => ({ value, label: t(`missions.modes.${value}`) }))}
            />
            <IconButton
              icon="trash"
              label={t('missions.stages.removeOf', { number: at + 1 })}
              onPress={() => onChange(stages.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
      <Pill className="mt-3" isDisabled={stages.length >= MAX_STAGES} onPress={add}>
        + {t('missions.stages.add')}
      </Pill>
    </section>
  );
}
