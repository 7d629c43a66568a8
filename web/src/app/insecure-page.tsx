import { useTranslation } from 'react-i18next';
import { Wordmark } from '@/shared/design/wordmark';

/** Without a secure context there is no encryption and no worker: say so and store nothing. */
export function InsecurePage() {
  const { t } = useTranslation();
  return (
    <main className="page-margin mx-auto max-w-120 pt-16">
      <Wordmark />
      <h1 className="mt-8 text-28">{t('common.insecure.title')}</h1>
      <p className="mt-3 text-mute">{t('common.insecure.text')}</p>
    </main>
  );
}
