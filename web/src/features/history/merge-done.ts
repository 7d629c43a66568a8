import type { DoneExercise, DoneSet, WorkoutDone } from '@/shared/api/contract';
import { type Merge, mergeFields } from '@/sync/merge';
import { same } from '@/sync/same';

type Data = Partial<WorkoutDone> & Record<string, unknown>;
/** Of its name the first, second … in the workout: the same on both devices. */
type Named = DoneExercise & { key: string };

/** When a set was ticked is no difference between two devices that did the same. */
const doneOnly = ({ completed_at: _, ...set }: DoneSet) => set;
const alike = (a: DoneExercise, b: DoneExercise) => same(a.sets.map(doneOnly), b.sets.map(doneOnly));

function named(exercises: DoneExercise[] = []): Named[] {
  const seen = new Map<string, number>();
  return exercises.map((exercise) => {
    const nth = (seen.get(exercise.name) ?? 0) + 1;
    seen.set(exercise.name, nth);
    return { ...exercise, key: `${exercise.name}#${nth}` };
  });
}

/** Where both hold the same sets, the other's. */
function alignedTo(other: Named[], exercises: Named[]): Named[] {
  const byKey = new Map(other.map((exercise) => [exercise.key, exercise]));
  return exercises.map((exercise) => {
    const twin = byKey.get(exercise.key);
    return twin && alike(exercise, twin) ? twin : exercise;
  });
}

const when = ({ plan_id, title, start_timestamp, duration_seconds }: Data): Data => ({
  ...(title && { title }),
  ...(plan_id && { plan_id }),
  ...(start_timestamp && { start_timestamp }),
  ...(duration_seconds !== undefined && { duration_seconds }),
});

/** What was done on two devices, exercise by exercise: one of them alone is taken, different sets of one exercise overlap. */
export function mergeDone(base: Data, mine: Data, theirs: Data): Merge<Data> {
  const their = named(theirs.exercises_summary);
  const from = alignedTo(their, named(base.exercises_summary));
  const my = alignedTo(from, alignedTo(their, named(mine.exercises_summary)));
  // Finished twice, it has two lengths: nobody is asked about that alone.
  const twice = base.exercises_summary === undefined;
  const merge = mergeFields<Data>(
    { ...base, exercises_summary: from },
    { ...mine, ...(twice && when(theirs)), exercises_summary: my },
    { ...theirs, exercises_summary: their },
    { exercises_summary: { key: 'key' } },
  );
  const plain = (side: Data): Data => ({
    ...side,
    exercises_summary: (side.exercises_summary as Named[]).map(({ key: _, ...exercise }) => exercise),
  });
  const pick: typeof merge.pick = (sideAt) => {
    const all = merge.overlaps.length > 0 && merge.overlaps.every(({ path }) => sideAt(path) === 'mine');
    return { ...plain(merge.pick(sideAt)), ...(twice && all && when(mine)) };
  };
  return { ...merge, mine: pick(() => 'mine'), theirs: pick(() => 'theirs'), pick };
}
