import { useTranslation } from 'react-i18next';
import type { PlannedWorkout } from '@/shared/api/contract';
import { useFormat } from '@/shared/lib/use-format';
import { sportName } from './sports';

type Endurance = NonNullable<PlannedWorkout['endurance']>;

/** A ride or a run as planned: what, how long, how hard, and the time in each zone. */
export function EnduranceLine({ endurance }: { endurance: Endurance }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zones = endurance.zones ?? [];
  const total = zones.reduce((sum, zone) => sum + zone.seconds, 0);
  return (
    <div className="py-2.5">
      <p className="flex items-baseline justify-between gap-3">
        <span className="font-semibold">{sportName(endurance.sport, t)}</span>
        <span className="num text-[1.1875rem]">
          {t('plan.minutes', { count: Math.round(endurance.duration_seconds / 60) })}
        </span>
      </p>
      {zones.length > 0 ? (
        <>
          <p aria-hidden="true" className="mt-2 flex h-2 gap-0.5">
            {zones.map(({ zone, seconds }, at) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a zone may come again
                key={at}
                className="rounded-full bg-act"
                style={{ flexGrow: seconds / total, opacity: 0.25 + 0.75 * (zone / 7) }}
              />
            ))}
          </p>
          <p className="mt-1.5 text-13 text-mute">
            {zones
              .map(({ zone, seconds }) => t('plan.zone', { zone, minutes: format.number(Math.round(seconds / 60)) }))
              .join(' · ')}
          </p>
        </>
      ) : null}
      {endurance.target_tss === undefined ? null : (
        <p className="mt-1 text-13 text-mute">{t('plan.tss', { tss: format.number(endurance.target_tss, 0) })}</p>
      )}
    </div>
  );
}
