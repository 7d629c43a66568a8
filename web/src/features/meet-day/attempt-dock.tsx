import { useTranslation } from 'react-i18next';
import { useNow } from '@/features/workout/use-now';
import type { Lift } from '@/shared/api/contract';
import { Button } from '@/shared/design/button';
import { PlateBar } from '@/shared/design/plate-bar';
import { formatClock } from '@/shared/lib/duration';
import { loadPlates } from '@/shared/training/load-plates';
import { refusalOf } from '@/shared/training/meet';
import { type MeetDraft, nextWeight, stepped } from './meet-draft';
import { useMeetWords } from './meet-words';

interface Props {
  draft: MeetDraft;
  onMean: (lift: Lift, at: number, grams: number) => void;
  onHandIn: () => void;
  onResult: (lift: Lift, grams: number, good: boolean) => void;
}

/** What a meet has on its platform, for each side, in grams. */
const PLATES = [25_000, 20_000, 15_000, 10_000, 5_000, 2_500, 1_250, 500, 250].map((weight) => ({ weight, count: 10 }));
const BAR = 20_000;
const COLLARS = 5_000;
/** Where nothing was meant yet, a first number to go up or down from. */
const FIRST = 100_000;

/** The attempt that is on: its weight by the rules, its plates, the minute to hand it in, and the lights. */
export function AttemptDock({ draft, onMean, onHandIn, onResult }: Props) {
  const { t } = useTranslation();
  const words = useMeetWords();
  const lift = draft.at;
  const taken = draft.card[lift];
  const at = taken.length;
  const grams = nextWeight(draft, lift);
  const refusal = (weight: number) => refusalOf(taken, weight, 'total');
  const set = (up: boolean) => onMean(lift, at, grams === null ? FIRST : stepped(grams, up));
  const lighter = grams === null ? null : refusal(stepped(grams, false));
  const also = grams === null ? null : words.also(grams);
  return (
    <section aria-label={words.attempt(lift, at)} className="rounded-card border border-line bg-s1 px-4.5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="text-13 text-mute">{words.attempt(lift, at)}</p>
          {draft.declareBy ? (
            <Clock until={draft.declareBy} onHandIn={onHandIn} />
          ) : (
            <p className="mt-1">
              <span className="num text-46">{grams === null ? '–' : words.number(grams)}</span>
              {grams === null ? null : <span className="text-mute"> kg{also ? ` · ${also}` : ''}</span>}
            </p>
          )}
        </div>
        {grams === null ? null : (
          <div className="w-38 shrink-0">
            <Plates grams={grams} collars={draft.collars} />
          </div>
        )}
      </div>
      <div className="mt-3 grid grid-cols-[1fr_1.4fr_1fr] gap-2.5 [&>*]:px-1">
        <Button kind="ghost" isDisabled={grams === null || lighter !== null} onPress={() => set(false)}>
          −{words.number(2_500)}
        </Button>
        <p className="grid place-items-center rounded-action bg-s2 font-semibold">
          {grams === null ? t('meet.sayOpener') : words.kg(grams)}
        </p>
        <Button kind="ghost" onPress={() => set(true)}>
          {grams === null ? words.number(FIRST) : `+${words.number(2_500)}`}
        </Button>
      </div>
      {lighter && lighter !== 'not_a_step' ? (
        <p className="mt-2 text-13 text-mute">{t(`meet.rules.${lighter}`)}</p>
      ) : null}
      <div className="mt-3 grid grid-cols-2 gap-2.5">
        <Button
          kind="danger"
          isDisabled={grams === null}
          onPress={() => grams !== null && onResult(lift, grams, false)}
        >
          {t('meet.noLift')}
        </Button>
        <Button isDisabled={grams === null} onPress={() => grams !== null && onResult(lift, grams, true)}>
          {t('meet.goodLift')}
        </Button>
      </div>
    </section>
  );
}

/** The minute that the table gives; afterwards the rules decide. */
function Clock({ until, onHandIn }: { until: string; onHandIn: () => void }) {
  const { t } = useTranslation();
  const left = Math.ceil((Date.parse(until) - useNow()) / 1000);
  return (
    <div>
      <p role="timer" className={`num mt-1 text-46 ${left > 0 ? '' : 'text-red'}`}>
        {formatClock(Math.max(0, left))}
      </p>
      <button
        type="button"
        onClick={onHandIn}
        className="mt-1 inline-flex min-h-11 items-center text-13 text-mute underline decoration-dotted underline-offset-4 hover:text-text"
      >
        {t(left > 0 ? 'meet.handedIn' : 'meet.overTime')}
      </button>
    </div>
  );
}

function Plates({ grams, collars }: { grams: number; collars: boolean }) {
  const { t } = useTranslation();
  const words = useMeetWords();
  const answer = loadPlates({ base: BAR + (collars ? COLLARS : 0), sides: 2 }, PLATES, grams);
  if (answer.is !== 'exact') return null;
  const plates = answer.loading.perSide.map((one) => ({ value: one / 1000, unit: 'kg' as const }));
  const told = plates.map(({ value }) => words.number(value * 1000)).join(' · ');
  return (
    <>
      <PlateBar plates={plates} label={t('meet.aSide', { weight: words.kg(grams), plates: told || '–' })} />
      <p aria-hidden="true" className="mt-1 text-right text-12 text-mute">
        {told}
      </p>
    </>
  );
}
