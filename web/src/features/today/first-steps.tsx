import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/shared/design/icon';
import { season } from '@/shared/design/season';
import { WeekBars } from '@/shared/design/week-bars';

const STEPS = [
  { name: 'you', to: '/onboarding' },
  { name: 'day', to: '/plan/new' },
  { name: 'train', to: '/train' },
] as const;

/** Before there is a plan: what leads to the first workout, and which of it comes next. */
export function FirstSteps({ knowsYou }: { knowsYou: boolean }) {
  const { t } = useTranslation();
  const next = knowsYou ? 1 : 0;
  return (
    <section className="overflow-hidden rounded-card border border-line bg-s1">
      <div className="px-4.5 pt-5">
        <h2 className="text-28">{t('today.first.title')}</h2>
        <p className="mt-1.5 text-mute">{t('today.first.text')}</p>
        <div aria-hidden="true" className="mt-5 mb-4">
          <WeekBars weeks={season(-1)} label="" height={56} />
        </div>
      </div>
      <ol className="divide-y divide-line border-line border-t">
        {STEPS.map(({ name, to }, at) => (
          <li key={name}>
            <Link
              to={to}
              aria-current={at === next ? 'step' : undefined}
              className="flex min-h-18 items-center gap-4 px-4.5 py-3 transition-colors hover:bg-s2"
            >
              <Mark number={at + 1} state={at < next ? 'done' : at === next ? 'next' : 'later'} />
              <span className="min-w-0 flex-1">
                <span className={`block font-semibold ${at < next ? 'text-mute' : ''}`}>
                  {t(`today.first.${name}.title`)}
                </span>
                <span className="block text-13 text-mute">{t(`today.first.${name}.text`)}</span>
              </span>
              <Icon name="forward" size={18} className="text-mute" />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}

const MARKS = {
  done: 'bg-s2 text-green',
  next: 'bg-act text-on-act',
  later: 'border border-edge text-mute',
};

function Mark({ number, state }: { number: number; state: keyof typeof MARKS }) {
  const { t } = useTranslation();
  return (
    <span className={`num grid size-9 shrink-0 place-items-center rounded-full text-17 ${MARKS[state]}`}>
      {state === 'done' ? <Icon name="check" size={16} /> : <span aria-hidden="true">{number}</span>}
      {state === 'done' ? <span className="sr-only">{t('common.done')}</span> : null}
    </span>
  );
}
