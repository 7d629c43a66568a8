import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedExercise, PlannedSet } from '@/shared/api/contract';
import { IconButton, Pill } from '@/shared/design/button';
import { InlineNumber } from '@/shared/design/inline-number';
import { TextField } from '@/shared/design/text-field';
import { MAX_EXERCISE_NAME, MAX_PLANNED_SETS } from '@/shared/lib/limits';
import { PERCENT, PLANNED_REPS, type Range, RIR, RPE, toLift, WEIGHT } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';
import { shareOf } from '@/shared/training/share-note';
import { type Effort, effortIn, saidIn } from './effort';
import { expandGroups, groupSets, type SetGroup } from './set-groups';

const COUNT: Range = { min: 1, max: MAX_PLANNED_SETS, step: 1 };
const GRID = 'grid grid-cols-[1fr_1fr_1.35fr_1fr_1fr_2.75rem] items-center gap-1.5';

interface Props {
  exercise: PlannedExercise;
  error: string | undefined;
  onChange: (exercise: PlannedExercise) => void;
  onRemove: () => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}

const EFFORT: Record<Effort, Range> = { rpe: RPE, rir: RIR };

const isSame = (a: PlannedSet[], b: PlannedSet[]) => JSON.stringify(a) === JSON.stringify(b);

/** An exercise with its sets, equal ones on one line. A set says its load in one way, and its effort in one way. */
export function ExerciseEditor({ exercise, error, onChange, onRemove, onUp, onDown }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [lines, setLines] = useState(() => groupSets(exercise.sets));
  // Lines stay lines while they are typed, also when one comes to be like the one above.
  const groups = isSame(expandGroups(lines), exercise.sets) ? lines : groupSets(exercise.sets);
  const name = exercise.name || t('plan.edit.exercise');
  const write = (next: SetGroup[], rest = exercise) => {
    setLines(next);
    onChange({ ...rest, sets: expandGroups(next) });
  };
  const put = (at: number, part: Partial<PlannedSet>, rest = exercise) =>
    write(
      groups.map((group, place) => (place === at ? { ...group, set: { ...group.set, ...part } } : group)),
      rest,
    );
  /** A load of one's own: the share of the maximum that the generator noted holds no more. */
  const load = (at: number, part: Partial<PlannedSet>) =>
    put(at, part, shareOf(exercise.notes) === null ? exercise : { ...exercise, notes: undefined });
  // Told by what is left, or by how hard it was: all sets of an exercise in one way.
  const [chosen, setChosen] = useState<Effort>(() =>
    exercise.sets.some((set) => set.rir !== undefined) ? 'rir' : 'rpe',
  );
  const turn = () => {
    const next = chosen === 'rpe' ? 'rir' : 'rpe';
    setChosen(next);
    write(groups.map((group) => ({ ...group, set: saidIn(group.set, next) })));
  };
  const share = shareOf(exercise.notes);
  const cell = (field: string, row: number) => t('plan.edit.cell', { field, name, row: row + 1 });
  const heads = [
    t('plan.edit.sets'),
    t('plan.edit.reps'),
    format.unit,
    t('plan.edit.percent'),
    t(`plan.edit.${chosen}`),
  ];
  return (
    <section aria-label={name} className="rounded-action border border-line bg-s1 p-3">
      <div className="flex items-center gap-1">
        <span aria-hidden="true" className="flex-1 font-medium text-13">
          {t('plan.edit.exercise')}
        </span>
        <IconButton icon="up" label={t('plan.edit.up', { name })} isDisabled={!onUp} onPress={onUp} />
        <IconButton
          icon="down"
          label={t('plan.edit.down', { name })}
          isDisabled={!onDown}
          onPress={onDown}
          className="-ml-2"
        />
        <IconButton icon="trash" label={t('plan.edit.removeExercise', { name })} onPress={onRemove} className="-mr-2" />
      </div>
      <TextField
        label={t('plan.edit.exercise')}
        hideLabel
        value={exercise.name}
        maxLength={MAX_EXERCISE_NAME}
        error={error}
        onChange={(next) => onChange({ ...exercise, name: next })}
      />
      <div aria-hidden="true" className={`${GRID} mt-3 mb-1 text-center text-12 text-mute`}>
        {heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <div className="flex flex-col gap-1.5">
        {groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <div key={at} className={GRID}>
            <InlineNumber
              label={cell(t('plan.edit.sets'), at)}
              value={group.count}
              range={COUNT}
              locale={format.locale}
              onChange={(count) => count && write(groups.map((one, place) => (place === at ? { ...one, count } : one)))}
            />
            <InlineNumber
              label={cell(t('plan.edit.reps'), at)}
              value={group.set.reps}
              range={PLANNED_REPS}
              locale={format.locale}
              onChange={(reps) => reps && put(at, { reps })}
            />
            <InlineNumber
              label={cell(format.unit, at)}
              value={group.set.weight && toLift(group.set.weight, format.unit).value}
              locale={format.locale}
              range={WEIGHT}
              onChange={(value) =>
                load(
                  at,
                  value === undefined
                    ? { weight: undefined }
                    : { weight: { value, unit: format.unit }, percent_1rm: undefined },
                )
              }
            />
            <InlineNumber
              label={cell('%', at)}
              placeholder={share === null || group.set.weight === undefined ? undefined : format.number(share)}
              value={group.set.percent_1rm}
              locale={format.locale}
              range={PERCENT}
              onChange={(percent) =>
                load(at, percent === undefined ? { percent_1rm: percent } : { percent_1rm: percent, weight: undefined })
              }
            />
            <InlineNumber
              label={cell(t(`plan.edit.${chosen}`), at)}
              value={effortIn(group.set, chosen)}
              locale={format.locale}
              range={EFFORT[chosen]}
              onChange={(effort) => put(at, { rpe: undefined, rir: undefined, [chosen]: effort })}
            />
            <IconButton
              icon="minus"
              label={`${t('plan.edit.removeRow')} ${at + 1}`}
              onPress={() => write(groups.filter((_, place) => place !== at))}
            />
          </div>
        ))}
      </div>
      <div className="mt-2 flex flex-wrap gap-2">
        <Pill
          onPress={() => {
            const last = groups.at(-1)?.set ?? { reps: 5, rest_seconds: 150 };
            // Differs from the line above, else it would become part of it.
            write([...groups, { count: 1, set: { ...last, reps: Math.max(1, last.reps - 1) } }]);
          }}
        >
          + {t('plan.edit.addRow')}
        </Pill>
        <Pill onPress={turn}>{t(`plan.edit.instead.${chosen}`)}</Pill>
      </div>
    </section>
  );
}
