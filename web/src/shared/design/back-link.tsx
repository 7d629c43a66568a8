import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon';

/** To the page that this one belongs to. `phone`: where the page lies beside it on a desktop, on a phone alone. */
export function BackLink({ to, phone }: { to: LinkProps['to']; phone?: boolean }) {
  const { t } = useTranslation();
  return (
    <Link
      to={to}
      aria-label={t('common.back')}
      className={`-mt-1 -mr-2 -ml-3 grid size-11 shrink-0 place-items-center self-start rounded-field text-mute transition-colors hover:bg-s2 hover:text-text ${phone ? 'lg:hidden' : ''}`}
    >
      <Icon name="back" />
    </Link>
  );
}
