import { useTranslation } from 'react-i18next';
import type { DoneExercise, DoneSet } from '@/shared/api/contract';
import { InlineNumber } from '@/shared/design/inline-number';
import { DONE_REPS, inUnit, WEIGHT } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';

interface Props {
  exercise: DoneExercise;
  /** Present while the workout is being edited. */
  onChange?: (exercise: DoneExercise) => void;
}

export function DoneExerciseCard({ exercise, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const put = (at: number, part: Partial<DoneSet>) =>
    onChange?.({ ...exercise, sets: exercise.sets.map((set, place) => (place === at ? { ...set, ...part } : set)) });
  return (
    <section className="rounded-card border border-line bg-s1 px-4.5 py-3.5">
      <h2 className="mb-1.5 text-17">{exercise.name}</h2>
      {onChange ? (
        <div aria-hidden="true" className="flex gap-x-2 text-center text-12 text-mute">
          <span className="w-[1.25rem]" />
          <span className="flex-1">{format.unit}</span>
          <span className="flex-1">{t('workout.reps')}</span>
          <span className="min-w-[3.5rem]" />
        </div>
      ) : null}
      <ol className="divide-y divide-line">
        {exercise.sets.map((set, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a set is its place
          <li key={at} className="flex min-h-11 flex-wrap items-center gap-x-2">
            <span className="num w-[1.25rem] text-15 text-mute">{at + 1}</span>
            {onChange ? (
              <>
                <InlineNumber
                  label={t('history.weight', { name: exercise.name, number: at + 1 })}
                  value={inUnit(set.weight, format.unit)}
                  locale={format.locale}
                  range={WEIGHT}
                  className="my-1 flex-1"
                  onChange={(value) => value !== undefined && put(at, { weight: { value, unit: format.unit } })}
                />
                <InlineNumber
                  label={t('history.reps', { name: exercise.name, number: at + 1 })}
                  value={set.reps}
                  range={DONE_REPS}
                  locale={format.locale}
                  className="my-1 flex-1"
                  onChange={(reps) => reps !== undefined && put(at, { reps })}
                />
              </>
            ) : (
              <>
                <span className="flex-1 basis-[5.5rem] whitespace-nowrap">
                  <span className="num text-[1.25rem]">{format.weightNumber(set.weight)}</span>
                  <span className="text-13 text-mute"> {format.unit}</span>
                </span>
                <span className="num flex-1 whitespace-nowrap text-[1.25rem]">× {set.reps}</span>
              </>
            )}
            <span className="min-w-[3.5rem] text-right text-13 text-mute">
              {set.rpe ? t('history.rpe', { rpe: format.number(set.rpe) }) : ''}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
