import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { season } from '@/shared/design/season';
import { WeekBars } from '@/shared/design/week-bars';
import { Wordmark } from '@/shared/design/wordmark';

/** How far along the picture is. */
const WEEKS = season(9);

/** The door of the house: what it is for on one side, the form on the other. */
export function AuthLayout() {
  const { t } = useTranslation();
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
      <section aria-hidden="true" className="hidden flex-col justify-between border-line border-r p-10 lg:flex">
        <Wordmark />
        <div>
          <p className="num max-w-120 text-80">{t('common.tagline')}</p>
          <div className="mt-12 max-w-160">
            <WeekBars weeks={WEEKS} label="" height={120} />
          </div>
        </div>
      </section>
      <div className="flex flex-col">
        <header className="page-margin pt-5 lg:hidden">
          <Link to="/" className="inline-flex min-h-11 items-center">
            <Wordmark />
          </Link>
        </header>
        <div aria-hidden="true" className="page-margin mx-auto hidden w-full max-w-112 pt-6 tall:max-lg:block">
          <p className="num max-w-72 text-46">{t('common.tagline')}</p>
          <div className="mt-5">
            <WeekBars weeks={WEEKS} label="" height={52} />
          </div>
        </div>
        <div className="page-margin mx-auto flex w-full max-w-112 flex-1 flex-col pt-9 pb-10 lg:justify-center lg:pt-0">
          <Outlet />
        </div>
      </div>
    </div>
  );
}
