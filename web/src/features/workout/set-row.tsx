import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { DoneSet, Weight } from '@/shared/api/contract';
import { Icon } from '@/shared/design/icon';
import { InlineNumber } from '@/shared/design/inline-number';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { DONE_REPS, inUnit, WEIGHT } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';
import type { SessionSet } from './session-draft';

export const SET_GRID =
  // Where the text is so large that six columns do not fit, last time gives way.
  'grid grid-cols-[1.25rem_minmax(3.4rem,1fr)_minmax(0,1.15fr)_minmax(0,0.85fr)_minmax(0,0.9fr)_52px] items-center gap-2 max-[18rem]:grid-cols-[1fr_2.6fr_1.4fr_1.6fr_52px] max-[18rem]:gap-1 max-[18rem]:[&>*:nth-child(2)]:hidden';

interface Props {
  number: number;
  set: SessionSet;
  weight: Weight | undefined;
  reps: number | undefined;
  last: DoneSet | undefined;
  isCurrent: boolean;
  onWeight: (weight: Weight | undefined) => void;
  onReps: (reps: number | undefined) => void;
  onRpe: () => void;
  onTick: () => void;
}

/** The tick that makes a set the next one also starts the rest, whose bar is in the dock and as high a frame later. */
function showAboveDock(row: HTMLElement | null): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => row?.scrollIntoView({ block: 'nearest' }));
  });
  return () => cancelAnimationFrame(frame);
}

/** One set on one line: last time, what is in the hands now, and the tick. */
export function SetRow({ number, set, weight, reps, last, isCurrent, onWeight, onReps, onRpe, onTick }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const done = Boolean(set.done_at);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => (isCurrent ? showAboveDock(row.current) : undefined), [isCurrent]);
  const shown = weight ? inUnit(weight, format.unit) : undefined;
  return (
    <li ref={row} className={`${SET_GRID} border-line border-t py-1.5`} aria-current={isCurrent ? 'step' : undefined}>
      <b className="num text-[1.25rem]">
        <span className="sr-only">{t('workout.set', { number })}</span>
        <span aria-hidden="true">{number}</span>
      </b>
      <span className="text-13 text-mute leading-tight">
        {last ? t('workout.lastTime', { weight: format.weightNumber(last.weight), reps: last.reps }) : '–'}
      </span>
      <InlineNumber
        label={t('workout.weightOf', { number })}
        value={shown}
        locale={format.locale}
        range={WEIGHT}
        onChange={(value) => onWeight(value === undefined ? undefined : { value, unit: format.unit })}
        className={isCurrent ? 'outline-2 outline-act' : ''}
      />
      <InlineNumber
        label={t('workout.repsOf', { number })}
        value={reps}
        range={DONE_REPS}
        locale={format.locale}
        onChange={onReps}
      />
      <Button
        aria-label={`${t('workout.rpeOf', { number })}: ${set.rpe ? format.number(set.rpe) : t('workout.rpeNone')}`}
        onPress={onRpe}
        className={`num min-h-13 rounded-field bg-s2 text-[1.25rem] ${set.rpe ? '' : 'text-mute'}`}
      >
        {set.rpe ? format.number(set.rpe) : '–'}
      </Button>
      <Button
        data-stop
        aria-label={done ? t('workout.untick', { number }) : t('workout.tick', { number })}
        // A number that cannot be stands in the row: another one would be ticked than is seen.
        onPress={({ target }) => focusInvalid(target.closest('li') as HTMLElement) || onTick()}
        className={`grid size-13 place-items-center rounded-action border-2 transition-colors ${done ? 'border-act bg-act text-on-act' : 'border-edge hover:border-text'}`}
      >
        {done ? <Icon name="check" size={20} className="animate-[tick_140ms_ease-out]" /> : null}
      </Button>
    </li>
  );
}
