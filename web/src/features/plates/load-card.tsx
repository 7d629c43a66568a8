import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { useGymWords } from '@/features/gyms/use-gym-words';
import type { GymMachine, Unit, Weight } from '@/shared/api/contract';
import { Card } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { InlineNumber } from '@/shared/design/inline-number';
import { inUnit, WEIGHT } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';
import { DrawnLoad } from '@/shared/training/drawn-load';
import { type Loaded, nearestOf } from '@/shared/training/gym-loading';
import { NearChoices } from '@/shared/training/near-choices';
import { useLoadWords } from './use-load-words';

interface Props {
  machine: GymMachine;
  target: Weight;
  /** What the gym counts in. */
  unit: Unit;
  loading: Loaded;
  onTarget: (next: Weight) => void;
  /** To the next weight that can be loaded. */
  onStep: (heavier: boolean) => void;
}

/** The weight that is asked for, large, and under it what to put on. */
export function LoadCard({ machine, target, unit, loading, onTarget, onStep }: Props) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const { machineName } = useGymWords();
  const words = useLoadWords();
  const shown = nearestOf(loading);
  const near = loading && words.near(loading);
  const pin = shown && words.pin(shown, machine);
  return (
    <Card>
      <div className="flex items-center justify-between gap-2">
        <Step label={t('tools.plates.lighter')} sign="minus" onPress={() => onStep(false)} />
        <p className="flex min-w-0 flex-1 items-baseline justify-center gap-1.5">
          <span className="w-40 min-w-0">
            <InlineNumber
              label={t('tools.plates.target', { unit })}
              value={inUnit(target, unit)}
              locale={locale}
              range={WEIGHT}
              onChange={(value) => value !== undefined && onTarget({ value, unit })}
              className="min-h-19! text-[min(3.5rem,15vw)]!"
            />
          </span>
          <span aria-hidden="true" className="text-mute">
            {unit}
          </span>
        </p>
        <Step label={t('tools.plates.heavier')} sign="plus" onPress={() => onStep(true)} />
      </div>
      <div role="status" className="mt-4">
        {shown ? (
          <>
            <DrawnLoad machine={machine} load={shown} label={words.said(shown, machine)}>
              <p aria-hidden="true" className="text-15">
                {pin?.at}
                {pin?.onTop ? <span className="mt-1 block text-mute">{pin.onTop}</span> : null}
              </p>
            </DrawnLoad>
            <p aria-hidden="true" className="mt-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              {pin ? null : <b className="num text-22">{words.plates(shown) || t('tools.plates.nothing')}</b>}
              <span className="text-13 text-mute">
                {[loading?.exact ? '' : words.weight(shown.total), pin ? '' : words.side(machine), machineName(machine)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </p>
          </>
        ) : (
          <p className="text-mute">{t(loading === null ? 'tools.plates.tooFine' : 'tools.plates.impossible')}</p>
        )}
        {near ? <NearChoices {...near} onTake={(load) => onTarget(load.total)} /> : null}
      </div>
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
