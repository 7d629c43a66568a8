import { useTranslation } from 'react-i18next';
import type { PlannedWorkout } from '@/shared/api/contract';
import { IconButton } from '@/shared/design/button';
import { InlineNumber } from '@/shared/design/inline-number';
import { NumberField } from '@/shared/design/number-field';
import { SelectField } from '@/shared/design/select-field';
import { MAX_ENDURANCE_MINUTES, MAX_TSS } from '@/shared/lib/limits';
import type { Range } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';
import { SPORTS, sportName } from '@/shared/training/sports';
import { minutesInZones, withZone, ZONES } from './zone-minutes';

type Endurance = NonNullable<PlannedWorkout['endurance']>;

const MINUTES: Range = { min: 0, max: MAX_ENDURANCE_MINUTES, step: 1 };

interface Props {
  endurance: Endurance;
  onChange: (endurance: Endurance) => void;
  onRemove: () => void;
}

/** A ride or a run: what, how long, and, for who trains by them, load and zones. */
export function EnduranceEditor({ endurance, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const minutes = minutesInZones(endurance.zones);
  const sports = [...new Set<string>([...SPORTS, endurance.sport])];
  return (
    <fieldset className="rounded-card border border-line bg-s1 px-4 pt-3 pb-4">
      <legend className="sr-only">{t('plan.edit.endurance')}</legend>
      <div className="mb-3 flex items-end gap-2">
        <div className="flex-1">
          <SelectField
            label={t('plan.edit.sport')}
            value={endurance.sport}
            onChange={(sport) => onChange({ ...endurance, sport })}
            options={sports.map((sport) => ({ value: sport, label: sportName(sport, t) }))}
          />
        </div>
        <IconButton icon="close" label={t('plan.edit.removeEndurance')} onPress={onRemove} className="size-12" />
      </div>
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label={t('plan.edit.duration')}
          unit={t('plan.edit.min')}
          min={1}
          max={MINUTES.max}
          step={1}
          value={Math.round(endurance.duration_seconds / 60)}
          onChange={(next) => next !== undefined && onChange({ ...endurance, duration_seconds: next * 60 })}
        />
        <NumberField
          label={t('plan.edit.tss')}
          min={0}
          max={MAX_TSS}
          step={1}
          value={endurance.target_tss}
          onChange={(target_tss) => onChange({ ...endurance, target_tss })}
        />
      </div>
      <p className="mt-4 mb-1.5 font-medium text-13">{t('plan.edit.zones')}</p>
      <div className="grid grid-cols-7 gap-1.5">
        {ZONES.map((zone) => (
          <div key={zone} className="text-center">
            <span aria-hidden="true" className="mb-1 block text-12 text-mute">
              {zone}
            </span>
            <InlineNumber
              label={t('plan.edit.zone', { zone })}
              value={minutes.get(zone)}
              range={MINUTES}
              locale={format.locale}
              onChange={(next) => onChange({ ...endurance, zones: withZone(endurance.zones, zone, next) })}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
