import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { Button } from '@/shared/design/button';

/** How the app comes to the home screen, and why; `onLater` where it is in the way of something else. */
export function InstallNotice({ onLater }: { onLater?: () => void }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Banner
      tone="info"
      icon="device"
      action={
        onLater ? (
          <Button kind="quiet" size="small" onPress={onLater}>
            {t('account.install.later')}
          </Button>
        ) : null
      }
    >
      <b className="block font-semibold">{t('account.install.title')}</b>
      {t('account.install.text')}
    </Banner>
  );
}
