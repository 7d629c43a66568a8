import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/shared/design/button';
import { formatClock, restState } from '@/shared/lib/duration';
import type { Rest } from './session-draft';
import { useNow } from './use-now';

const STEP_SECONDS = 15;
/** A rest that has long been over is no news any more. */
const FORGOTTEN_AFTER_SECONDS = 60 * 60;

interface Props {
  rest: Rest;
  onChange: (rest: Rest | null) => void;
}

/** Counts to a point in time: a phone that slept comes back to the truth. */
export function RestBar({ rest, onChange }: Props) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const { over, seconds, fraction } = restState(rest.ends_at, rest.total, nowMs);
  const wasOver = useRef(over);
  useEffect(() => {
    if (over && !wasOver.current) navigator.vibrate?.([200, 100, 200]);
    wasOver.current = over;
  }, [over]);
  if (over && seconds > FORGOTTEN_AFTER_SECONDS) return null;
  const shift = (by: number) =>
    onChange({ ends_at: rest.ends_at + by * 1000, total: Math.max(STEP_SECONDS, rest.total + by) });
  const round =
    'num grid min-h-13 min-w-15 shrink-0 place-items-center rounded-full border border-line px-4 text-[1.0625rem] hover:border-edge';
  return (
    <section aria-label={t('workout.restLabel')}>
      <div className="mb-2.5 h-1 overflow-hidden rounded-full bg-s2">
        <div
          className={`h-1 rounded-full ${over ? 'bg-red' : 'bg-act'}`}
          style={{ width: `${(over ? 1 : fraction) * 100}%` }}
        />
      </div>
      {/* Where the text is so large that it does not fit between the buttons, the time stands above them. */}
      <div className="grid grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-1.5 max-[18rem]:grid-cols-[1fr_auto]">
        <Button
          aria-label={t('workout.lessRest')}
          className={`${round} justify-self-start`}
          onPress={() => shift(-STEP_SECONDS)}
        >
          −15
        </Button>
        <div
          className="text-center max-[18rem]:col-span-full max-[18rem]:row-start-1 max-[18rem]:flex max-[18rem]:flex-wrap max-[18rem]:items-baseline max-[18rem]:justify-center max-[18rem]:gap-x-3"
          role="timer"
        >
          <span className={`num text-46 ${over ? 'text-red' : ''}`}>{formatClock(seconds)}</span>
          <p className="text-13 text-mute">
            {over
              ? t('workout.over', { time: formatClock(seconds) })
              : t('workout.rest', { total: formatClock(rest.total) })}
          </p>
        </div>
        <div className="flex items-center">
          <Button aria-label={t('workout.moreRest')} className={round} onPress={() => shift(STEP_SECONDS)}>
            +15
          </Button>
          <IconButton
            icon="close"
            label={t('workout.endRest')}
            onPress={() => onChange(null)}
            className="-mr-3 size-13"
          />
        </div>
      </div>
      <span role="status" className="sr-only">
        {over ? t('workout.restDone') : ''}
      </span>
    </section>
  );
}
