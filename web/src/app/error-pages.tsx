import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/shared/design/button-class';
import { EmptyState, ErrorState } from '@/shared/design/states';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main id="content" className="page-margin mx-auto w-full max-w-160 pt-10">
      <EmptyState icon="search" title={t('common.error.notFoundTitle')} text={t('common.error.notFoundText')}>
        <Link to="/" className={buttonClass('action', 'small')}>
          {t('common.error.home')}
        </Link>
      </EmptyState>
    </main>
  );
}

/** A page that broke: the rest of the app stands, and nothing written is gone. */
export function CrashPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  console.error(error);
  return (
    <main id="content" className="page-margin mx-auto w-full max-w-160 pt-10">
      <ErrorState
        title={t('common.error.crashTitle')}
        text={t('common.error.crashText')}
        retryLabel={t('common.error.reload')}
        onRetry={() => window.location.reload()}
      />
    </main>
  );
}
