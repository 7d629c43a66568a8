import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/shared/design/states';

/** The server is away: said plainly, with a way to try again. */
export function AuthUnavailable({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <ErrorState
      title={t('auth.unavailable.title')}
      text={t('auth.unavailable.text')}
      retryLabel={t('common.retry')}
      onRetry={onRetry}
    />
  );
}

/** Where a redirect sign-in ends when its provider or the server is away. */
export function AuthUnavailablePage() {
  const navigate = useNavigate();
  return (
    <main id="content">
      <AuthUnavailable onRetry={() => navigate({ to: '/sign-in', replace: true })} />
    </main>
  );
}
