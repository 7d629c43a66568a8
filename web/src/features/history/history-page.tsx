import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { useFreshness } from '@/features/freshness/use-freshness';
import { useWorkouts } from '@/features/workouts/use-workouts';
import { buttonClass } from '@/shared/design/button-class';
import { CardList } from '@/shared/design/card';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { TextField } from '@/shared/design/text-field';
import { useFormat } from '@/shared/lib/use-format';
import { matches } from './done-totals';
import { HistoryRow } from './history-row';
import { useTitles } from './use-titles';
import { dayOf } from './workout-day';

/** Most rows drawn at once; the rest on demand. */
const PAGE_SIZE = 50;

export function HistoryPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const workouts = useWorkouts();
  const freshness = useFreshness('workout', workouts);
  const titleOf = useTitles();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(PAGE_SIZE);
  const done = workouts.items
    .flatMap(({ value, pending }) =>
      value?.done ? [{ workout: value, done: value.done, pending, title: titleOf(value) }] : [],
    )
    .reverse();
  const found = done.filter((one) => matches(one.done.exercises_summary, one.done.notes, one.title, search));
  const months = new Map<string, typeof found>();
  for (const one of found.slice(0, shown)) {
    const month = dayOf(one.workout).slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), one]);
  }
  return (
    <Page title={t('history.title')}>
      <StaleBanner freshness={freshness} />
      {workouts.loaded ? null : <Skeleton label={t('common.loading')} first="h-14" rows={5} />}
      {workouts.loaded && done.length === 0 ? (
        <EmptyState icon="history" title={t('history.empty.title')} text={t('history.empty.text')}>
          <Link to="/train" className={buttonClass('action', 'small')}>
            {t('history.empty.go')}
          </Link>
        </EmptyState>
      ) : null}
      {done.length > 0 ? (
        <TextField
          label={t('history.search')}
          hideLabel
          placeholder={t('history.search')}
          type="search"
          value={search}
          onChange={setSearch}
        />
      ) : null}
      {done.length > 0 && found.length === 0 ? (
        <p className="py-8 text-mute">{t('history.noMatch', { text: search })}</p>
      ) : null}
      {[...months].map(([month, rows]) => (
        <section key={month} className="mt-6">
          <h2 className="mb-2.5 text-17">{format.day(`${month}-01`, 'month')}</h2>
          <CardList>
            {rows.map(({ workout, done, pending, title }) => (
              <HistoryRow
                key={workout.workout_id}
                id={workout.workout_id}
                day={dayOf(workout)}
                done={done}
                title={title}
                pending={pending}
              />
            ))}
          </CardList>
        </section>
      ))}
      {found.length > shown ? (
        <button
          type="button"
          className={buttonClass('ghost', 'small', 'mt-5 w-full')}
          onClick={() => setShown(shown + PAGE_SIZE)}
        >
          {t('common.more')}
        </button>
      ) : null}
    </Page>
  );
}
