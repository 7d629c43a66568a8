import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { useLoadWords } from '@/features/plates/use-load-words';
import { useLoading, usePlace } from '@/features/plates/use-loading';
import type { Weight } from '@/shared/api/contract';
import { Card } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { PlateBar } from '@/shared/design/plate-bar';
import { inUnit, nextLoadable, stepOf } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';
import { nearestOf } from '@/shared/training/gym-loading';
import { PlatesSheet } from './plates-sheet';

interface Props {
  weight: Weight | undefined;
  /** With a plate-loaded bar: shows what to put on. */
  barbell: boolean;
  onChange: (weight: Weight) => void;
}

/** The weight of the set to do, legible from the floor, and the plates of this gym that make it up. */
export function PlateCard({ weight, barbell, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useLoadWords();
  const place = usePlace({ barbell: true });
  const [isOpen, setOpen] = useState(false);
  const { unit } = format;
  const value = weight ? inUnit(weight, unit) : undefined;
  const { gym } = place;
  const machine = barbell ? place.machine : undefined;
  const loading = useLoading({ gym, machine }, weight);
  const load = nearestOf(loading);
  const plates = load && words.plates(load);
  const stepText = { step: `${format.number(stepOf(unit))} ${unit}` };
  const change = (up: boolean) => onChange({ value: nextLoadable(value ?? 0, unit, up), unit });
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
      {weight && machine && load ? (
        <>
          <Button onPress={() => setOpen(true)} className="mt-2 block w-full rounded-field text-left">
            <PlateBar plates={load.perSide} label={words.said(load, machine)} />
            <span aria-hidden="true" className="flex justify-between gap-3 text-13 text-mute">
              <b className="font-semibold text-text tabular-nums">{plates || t('workout.emptyBar')}</b>
              <span>
                {loading?.exact
                  ? t('workout.aSide', { bar: words.weight(machine.start_weight) })
                  : t('workout.nearest', { total: words.weight(load.total) })}
              </span>
            </span>
          </Button>
          <PlatesSheet
            place={place}
            machine={machine}
            loading={loading}
            isOpen={isOpen}
            onClose={() => setOpen(false)}
            onTake={(next) => {
              // In the athlete's own unit, where the gym counts in the other.
              onChange({ value: inUnit(next, unit), unit });
              setOpen(false);
            }}
          />
        </>
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
