import { useTranslation } from 'react-i18next';
import type { Lift } from '@/shared/api/contract';
import { Icon } from '@/shared/design/icon';
import { bestOf, isLost } from '@/shared/training/meet';
import { type MeetDraft, nextWeight } from './meet-draft';
import { useMeetWords } from './meet-words';

interface Props {
  draft: MeetDraft;
  lift: Lift;
  onOpen: (lift: Lift, at: number) => void;
}

const PLACES = [0, 1, 2];

/** One lift: its three attempts, what was lifted and what is next. */
export function LiftRow({ draft, lift, onOpen }: Props) {
  const { t } = useTranslation();
  const words = useMeetWords();
  const taken = draft.card[lift];
  const best = bestOf(taken);
  const flight = draft.flights[lift];
  const told = isLost(taken)
    ? t('meet.lost')
    : best !== null
      ? t('meet.best', { weight: words.kg(best) })
      : flight
        ? t('meet.flightAt', { time: flight })
        : '';
  return (
    <section aria-labelledby={`lift-${lift}`}>
      <header className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id={`lift-${lift}`} className="text-17">
          {t(`common.lifts.${lift}`)}
        </h2>
        <p className={`text-13 ${isLost(taken) ? 'text-red' : 'text-mute'}`}>{told}</p>
      </header>
      <ol data-attempts className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,5.5rem),1fr))] gap-2">
        {PLACES.map((at) => (
          <li key={at}>
            <Tile draft={draft} lift={lift} at={at} onOpen={() => onOpen(lift, at)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Tile({ draft, lift, at, onOpen }: { draft: MeetDraft; lift: Lift; at: number; onOpen: () => void }) {
  const { t } = useTranslation();
  const words = useMeetWords();
  const attempt = draft.card[lift][at];
  const isNext = draft.card[lift].length === at;
  const isOn = isNext && draft.at === lift;
  const grams = attempt?.grams ?? (isNext ? nextWeight(draft, lift) : draft.planned[lift][at]);
  const state = attempt ? (attempt.good ? 'good' : 'noLift') : isOn ? 'next' : 'meant';
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-current={isOn ? 'step' : undefined}
      className={`flex min-h-21 w-full flex-col items-start justify-between rounded-action bg-s2 px-3 py-2.5 text-left transition-colors ${isOn ? 'outline-2 outline-act -outline-offset-2' : ''}`}
    >
      <span className="sr-only">{words.attempt(lift, at)}: </span>
      <span
        className={`num text-28 ${attempt && !attempt.good ? 'text-mute line-through decoration-2' : grams ? '' : 'text-mute'}`}
      >
        {grams ? words.number(grams) : '–'}
      </span>
      <span
        className={`flex items-center gap-1 text-12 ${attempt ? (attempt.good ? 'text-green' : 'text-red') : 'text-mute'}`}
      >
        {attempt ? <Icon name={attempt.good ? 'check' : 'close'} size={13} /> : null}
        {state === 'meant' ? `${at + 1}.` : t(`meet.${state}`)}
      </span>
    </button>
  );
}
