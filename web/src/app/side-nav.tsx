import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Wordmark } from '@/shared/design/wordmark';
import { SIDE } from './nav-entries';
import { SyncPill } from './sync-pill';

export function SideNav() {
  const { t } = useTranslation();
  return (
    <header className="sticky top-0 hidden h-dvh flex-col border-line border-r px-3.5 py-4.5 lg:flex">
      <Link to="/" className="mb-3 inline-flex min-h-11 items-center px-2.5">
        <Wordmark />
      </Link>
      <nav aria-label={t('common.nav.label')} className="flex flex-col gap-1">
        {SIDE.map((entry) => (
          <Link
            key={entry.to}
            to={entry.to}
            activeOptions={{ exact: entry.to === '/' }}
            className="flex min-h-11 items-center rounded-field px-3 text-mute hover:text-text aria-[current=page]:bg-s2 aria-[current=page]:font-semibold aria-[current=page]:text-text"
          >
            {t(entry.label)}
          </Link>
        ))}
      </nav>
      <div className="flex-1" />
      <SyncPill />
    </header>
  );
}
