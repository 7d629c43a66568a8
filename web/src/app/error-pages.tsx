import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/shared/design/button-class';
import { EmptyState, ErrorState } from '@/shared/design/states';
import { Wordmark } from '@/shared/design/wordmark';

/** Outside of the app's navigation there is still a way home. */
function Frame({ children }: { children: React.ReactNode }) {
  return (
    <div className="page-margin mx-auto w-full max-w-160">
      <header className="flex h-16 items-center">
        <Link to="/" className="inline-flex min-h-11 items-center">
          <Wordmark />
        </Link>
      </header>
      <main id="content" className="pt-4">
        {children}
      </main>
    </div>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Frame>
      <EmptyState icon="search" title={t('common.error.notFoundTitle')} text={t('common.error.notFoundText')}>
        <Link to="/" className={buttonClass('action', 'small')}>
          {t('common.error.home')}
        </Link>
      </EmptyState>
    </Frame>
  );
}

/** A page that broke: the rest of the app stands, and nothing written is gone. */
export function CrashPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  console.error(error);
  return (
    <Frame>
      <ErrorState
        title={t('common.error.crashTitle')}
        text={t('common.error.crashText')}
        retryLabel={t('common.error.reload')}
        onRetry={() => window.location.reload()}
      />
    </Frame>
  );
}
