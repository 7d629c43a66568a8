import { useTranslation } from 'react-i18next';
import type { Lift } from '@/shared/api/contract';
import { PlateBar } from '@/shared/design/plate-bar';
import { warmUp } from '@/shared/training/meet-warm-up';
import { USUAL_PLATES } from '@/shared/training/usual-gym';
import { type MeetDraft, nextWeight } from './meet-draft';
import { useMeetWords } from './meet-words';
import { warmUpTimes } from './warm-up-times';

/** The warm-up room lends a bar without collars. Grams. */
const BAR = 20_000;
const PLATES = USUAL_PLATES.kg.map((kg) => ({ weight: kg * 1000, count: 6 }));

interface Props {
  draft: MeetDraft;
  lift: Lift;
  onFlight: (time: string | undefined) => void;
}

/** The way to the opener of one lift: each set with its plates, and when, counted back from the flight. */
export function WarmUps({ draft, lift, onFlight }: Props) {
  const { t } = useTranslation();
  const words = useMeetWords();
  const opener = draft.card[lift].length === 0 ? nextWeight(draft, lift) : null;
  if (draft.card[lift].length > 0) return null;
  const sets = opener === null ? [] : (warmUp(opener, { base: BAR, sides: 2 }, PLATES) ?? []);
  const flight = draft.flights[lift];
  const times = flight ? warmUpTimes(flight, sets.length) : [];
  return (
    <section aria-labelledby="meet-warm-up">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <h2 id="meet-warm-up" className="text-17">
          {t('meet.warmUp.title', { lift: t(`common.lifts.${lift}`) })}
        </h2>
        <label className="flex items-center gap-2 text-13 text-mute">
          {t('meet.warmUp.flight')}
          <input
            type="time"
            value={flight ?? ''}
            onChange={(event) => onFlight(event.currentTarget.value || undefined)}
            className="num min-h-11 rounded-field border border-edge bg-s1 px-2.5 text-17 text-text"
          />
        </label>
      </div>
      {opener === null ? (
        <p className="text-mute">{t('meet.warmUp.needsOpener')}</p>
      ) : (
        <ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-s1">
          {sets.map(({ loading, reps }, at) => {
            const plates = loading.perSide.map((one) => ({ value: one / 1000, unit: 'kg' as const }));
            const told = plates.map(({ value }) => words.number(value * 1000)).join(' · ');
            return (
              <li key={loading.total} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4.5 py-1">
                <span className="num min-w-[3.25rem] text-17 text-mute">{times[at] ?? `${at + 1}.`}</span>
                <span className="min-w-0 flex-1 basis-[7rem]">
                  <span className="num text-22">{words.number(loading.total)}</span>
                  <span className="text-mute"> kg × {reps}</span>
                  <span className="block text-12 text-mute">{told || t('meet.warmUp.bar')}</span>
                </span>
                <span className="-my-2 w-28 overflow-hidden">
                  <span className="block origin-left scale-[0.55]">
                    <PlateBar
                      plates={plates}
                      label={t('meet.aSide', { weight: words.kg(loading.total), plates: told || '–' })}
                    />
                  </span>
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {opener !== null && !flight ? <p className="mt-2 text-13 text-mute">{t('meet.warmUp.noFlight')}</p> : null}
    </section>
  );
}
