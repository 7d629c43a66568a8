import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { buttonClass } from '@/shared/design/button-class';
import { Wordmark } from '@/shared/design/wordmark';
import { SyncPill } from './sync-pill';

/** On the phone: whose app this is, and whether everything has arrived. */
export function TopBar() {
  return (
    <header className="page-margin flex min-h-14 flex-wrap items-center justify-between pt-1 lg:hidden">
      <Link to="/" className="inline-flex min-h-11 items-center">
        <Wordmark />
      </Link>
      <div className="flex">
        <SyncPill />
      </div>
    </header>
  );
}

export function ExpiredBanner({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <div className="page-margin mx-auto w-full max-w-160 lg:pt-4">
      <Banner
        action={
          <Link to="/sign-in" search={{ next: path, notice: 'expired' }} className={buttonClass('ghost', 'small')}>
            {t('auth.signIn.submit')}
          </Link>
        }
      >
        {t('auth.signIn.expired')}
      </Banner>
    </div>
  );
}
