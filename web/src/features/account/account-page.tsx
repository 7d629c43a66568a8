import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceSession } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { CardList } from '@/shared/design/card';
import { Page } from '@/shared/design/page';
import { ErrorState, Skeleton } from '@/shared/design/states';
import { useSession } from '@/sync/session';
import { ChangeEmail } from './change-email';
import { ChangePassword } from './change-password';
import { SessionRow } from './session-row';
import { SignOutSheet } from './sign-out-sheet';
import { useRevokeSession } from './use-revoke-session';
import { useSessions } from './use-sessions';
import type { SignOutKind } from './use-sign-out';

const thisOneFirst = (sessions: DeviceSession[]) =>
  sessions.toSorted((a, b) => Number(b.current) - Number(a.current) || b.last_seen_at.localeCompare(a.last_seen_at));

export function AccountPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const sessions = useSessions();
  const revoke = useRevokeSession();
  const [leaving, setLeaving] = useState<SignOutKind | null>(null);
  return (
    <Page title={t('account.title')}>
      {user?.email ? (
        <>
          <ChangeEmail email={user.email} />
          <ChangePassword email={user.email} />
        </>
      ) : null}
      <h2 className="mt-2 mb-3 text-17">{t('account.devices')}</h2>
      {sessions.data ? (
        <CardList label={t('account.devices')}>
          {thisOneFirst(sessions.data).map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              isRevoking={revoke.isPending}
              onRevoke={() => revoke.run(session.id, () => announce(t('account.revoked')))}
            />
          ))}
        </CardList>
      ) : sessions.isError ? (
        <ErrorState
          title={t('account.offlineSessions')}
          text={t('common.error.network')}
          retryLabel={t('common.retry')}
          onRetry={() => sessions.refetch()}
        />
      ) : (
        <Skeleton label={t('common.loading')} first="h-16" rows={2} />
      )}
      <div className="mt-8 flex flex-col gap-2.5 sm:max-w-80">
        <Button kind="ghost" onPress={() => setLeaving('here')}>
          {t('account.signOut')}
        </Button>
        <Button kind="quiet" size="small" onPress={() => setLeaving('everywhere')}>
          {t('account.signOutAll')}
        </Button>
        <Button kind="warn" size="small" onPress={() => setLeaving('erase')}>
          {t('account.erase')}
        </Button>
      </div>
      <SignOutSheet kind={leaving} onClose={() => setLeaving(null)} />
    </Page>
  );
}
