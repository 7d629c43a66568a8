import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { Weight } from '@/shared/api/contract';
import { Card } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { PlateBar } from '@/shared/design/plate-bar';
import { BAR, platesFor } from '@/shared/lib/plates';
import { inUnit, nextLoadable, stepOf } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';

interface Props {
  weight: Weight | undefined;
  /** With a plate-loaded bar: shows what to put on. */
  barbell: boolean;
  onChange: (weight: Weight) => void;
}

/** The weight of the set to do, legible from the floor, and the plates that make it up. */
export function PlateCard({ weight, barbell, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { unit } = format;
  const value = weight ? inUnit(weight, unit) : undefined;
  const loading = barbell && value !== undefined ? platesFor(value, unit) : null;
  const stepText = { step: `${format.number(stepOf(unit))} ${unit}` };
  const change = (up: boolean) => onChange({ value: nextLoadable(value ?? 0, unit, up), unit });
  const plates = loading?.perSide.map((plate) => format.number(plate)).join(' · ');
  return (
    <Card className="px-4.5 py-3.5">
      <div className="flex items-center justify-between gap-1">
        <Step label={t('workout.less', stepText)} sign="minus" onPress={() => change(false)} />
        {/* Where both do not fit on one line, the unit is below, and whole. */}
        <p className="flex min-w-0 flex-wrap items-baseline justify-center gap-x-1.5">
          <span className="num whitespace-nowrap text-[min(3.5rem,17vw)] max-[18rem]:text-[15vw]">
            {value === undefined ? '–' : format.number(value)}
          </span>
          <span data-unit className="whitespace-nowrap text-13 text-mute">
            {unit}
          </span>
        </p>
        <Step label={t('workout.more', stepText)} sign="plus" onPress={() => change(true)} />
      </div>
      {loading ? (
        <div className="mt-2">
          <PlateBar
            perSide={loading.perSide}
            label={
              plates
                ? t('workout.plates', { total: `${format.number(value ?? 0)} ${unit}`, plates })
                : t('workout.emptyBar')
            }
          />
          <p aria-hidden="true" className="flex justify-between gap-3 text-13 text-mute">
            <b className="font-semibold text-text tabular-nums">{plates || t('workout.emptyBar')}</b>
            <span>
              {loading.missing > 0
                ? t('workout.cannotLoad', { missing: `${format.number(loading.missing)} ${unit}` })
                : t('workout.aSide', { bar: `${BAR[unit]}\u00a0${unit}` })}
            </span>
          </p>
        </div>
      ) : null}
    </Card>
  );
}

function Step({ label, sign, onPress }: { label: string; sign: 'plus' | 'minus'; onPress: () => void }) {
  return (
    <Button
      aria-label={label}
      onPress={onPress}
      className="grid size-13 shrink-0 place-items-center rounded-full border border-edge text-text transition-colors hover:bg-s2 data-pressed:bg-s2"
    >
      <Icon name={sign} />
    </Button>
  );
}
