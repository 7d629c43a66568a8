import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dock } from '@/shared/design/dock';
import { Icon } from '@/shared/design/icon';
import { TABS } from './nav-entries';

export function TabBar() {
  const { t } = useTranslation();
  return (
    <nav
      ref={dock}
      aria-label={t('common.nav.label')}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-line border-t bg-ink px-1.5 pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {TABS.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          activeOptions={{ exact: tab.to === '/' }}
          className="group flex min-h-19 flex-col items-center justify-center gap-1 pb-2 text-12 text-mute aria-[current=page]:font-semibold aria-[current=page]:text-text"
        >
          <Icon name={tab.icon} className="group-aria-[current=page]:text-act" />
          {t(tab.label)}
        </Link>
      ))}
    </nav>
  );
}
