import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import { useFreshness } from '@/features/freshness/use-freshness';
import { useTitles } from '@/features/plans/use-titles';
import { useWorkouts } from '@/features/workouts/use-workouts';
import { dayOf } from '@/features/workouts/workout-day';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { CardList } from '@/shared/design/card';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { TextField } from '@/shared/design/text-field';
import { toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { now } from '@/sync/clock';
import { useQueue } from '@/sync/outbox';
import { matches } from './done-totals';
import { HistoryRow } from './history-row';
import { WeeksChart } from './weeks-chart';

/** Most rows drawn at once; the rest on demand. */
const PAGE_SIZE = 50;

export function HistoryPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const workouts = useWorkouts();
  const freshness = useFreshness('workout', workouts);
  const titleOf = useTitles();
  const asked = new Set(useQueue().flatMap(({ conflict, objectId }) => (conflict ? [objectId] : [])));
  const [search, setSearch] = useState('');
  const { toSearch } = useLocation().state;
  const [shown, setShown] = useState(PAGE_SIZE);
  const done = workouts.items
    .flatMap(({ value, pending, refused }) =>
      value?.done
        ? [{ workout: value, done: value.done, pending, refused: Boolean(refused), title: titleOf(value) }]
        : [],
    )
    .reverse();
  const found = done.filter((one) => matches(one.done.exercises_summary, one.done.notes, one.title, search));
  const months = new Map<string, typeof found>();
  for (const one of found.slice(0, shown)) {
    const month = dayOf(one.workout).slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), one]);
  }
  return (
    <Page title={t('history.title')} wide={done.length > 0}>
      <div className="mx-auto grid max-w-160 grid-cols-1 items-start gap-x-4 lg:max-w-none lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="lg:col-span-2">
          <StaleBanner freshness={freshness} />
        </div>
        {workouts.loaded ? null : <Skeleton label={t('common.loading')} first="h-14" rows={5} />}
        {done.length === 0 && freshness.unread ? (
          <UnreadState freshness={freshness} />
        ) : workouts.loaded && done.length === 0 ? (
          <EmptyState icon="history" title={t('history.empty.title')} text={t('history.empty.text')}>
            <Link to="/train" className={buttonClass('action', 'small')}>
              {t('history.empty.go')}
            </Link>
          </EmptyState>
        ) : null}
        {done.length > 0 ? (
          <>
            <div className="mb-4 lg:sticky lg:top-6 lg:order-2">
              <WeeksChart workouts={done.map((one) => one.workout)} today={toDay(now())} />
            </div>
            <div>
              <TextField
                label={t('history.search')}
                hideLabel
                placeholder={t('history.search')}
                type="search"
                autoFocus={toSearch}
                value={search}
                onChange={setSearch}
              />
              {found.length === 0 ? <p className="py-8 text-mute">{t('history.noMatch', { text: search })}</p> : null}
              {[...months].map(([month, rows]) => (
                <section key={month} className="mt-6">
                  <h2 className="mb-2.5 text-17">{format.day(`${month}-01`, 'month')}</h2>
                  <CardList>
                    {rows.map(({ workout, done, pending, refused, title }) => (
                      <HistoryRow
                        key={workout.workout_id}
                        id={workout.workout_id}
                        day={dayOf(workout)}
                        done={done}
                        title={title}
                        pending={pending}
                        refused={refused}
                        asked={asked.has(workout.workout_id)}
                      />
                    ))}
                  </CardList>
                </section>
              ))}
              {found.length > shown ? (
                <Button kind="ghost" size="small" className="mt-5 w-full" onPress={() => setShown(shown + PAGE_SIZE)}>
                  {t('common.more')}
                </Button>
              ) : null}
            </div>
          </>
        ) : null}
      </div>
    </Page>
  );
}
