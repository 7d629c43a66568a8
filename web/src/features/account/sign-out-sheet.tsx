import { useTranslation } from 'react-i18next';
import { authErrorText } from '@/features/auth/auth-errors';
import { useKeptCount } from '@/features/conflict/use-kept-count';
import { Button } from '@/shared/design/button';
import { ConfirmSheet } from '@/shared/design/sheet';
import { eventName } from '@/shared/i18n/event-name';
import { type SignOutKind, useSignOut } from './use-sign-out';
import { useUnsent } from './use-unsent';

/** Says what has not been sent before anybody leaves, and what is nowhere but on a device that is erased. */
export function SignOutSheet({ kind, onClose }: { kind: SignOutKind | null; onClose: () => void }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const unsent = useUnsent(kind !== null);
  const count = unsent.data?.count ?? 0;
  const allKept = useKeptCount();
  const kept = kind === 'erase' ? allKept : 0;
  const texts = {
    here: {
      title: t('account.confirmOut.title'),
      go: t('account.confirmOut.go'),
      clean: t('account.confirmOut.clean'),
      unsent: t('account.confirmOut.unsent', { count }),
    },
    everywhere: {
      title: t('account.confirmAll.title'),
      go: t('account.confirmAll.go'),
      clean: t('account.confirmAll.text'),
      unsent: t('account.confirmOut.unsent', { count }),
    },
    erase: {
      title: t('account.confirmErase.title'),
      go: t('account.confirmErase.go'),
      clean: t(kept > 0 ? 'account.confirmErase.holds' : 'account.confirmErase.clean'),
      unsent: t('account.confirmErase.unsent', { count }),
    },
  };
  const text = texts[kind ?? 'here'];
  return (
    <ConfirmSheet
      title={text.title}
      isOpen={kind !== null}
      onClose={onClose}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button
            kind={kind === 'here' ? 'action' : 'danger'}
            isPending={signOut.isPending}
            onPress={() => kind && signOut.run(kind)}
          >
            {text.go}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <p>{count > 0 ? text.unsent : text.clean}</p>
      {count > 0 ? (
        <ul className="mt-3 list-disc pl-5 text-text">
          {unsent.data?.items.map((item) => (
            <li key={item.id}>{eventName(item.eventType, t)}</li>
          ))}
        </ul>
      ) : null}
      {kept > 0 ? <p className="mt-3">{t('account.confirmErase.kept', { count: kept })}</p> : null}
      {signOut.error ? (
        <p role="alert" className="mt-3 text-red">
          {authErrorText(signOut.error, t)}
        </p>
      ) : null}
    </ConfirmSheet>
  );
}
