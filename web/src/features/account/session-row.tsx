import { useTranslation } from 'react-i18next';
import type { DeviceSession } from '@/shared/api/contract';
import { Pill } from '@/shared/design/button';
import { Icon } from '@/shared/design/icon';
import { useFormat } from '@/shared/lib/use-format';

/** The name the server makes of a browser, for a device that was given none. */
const DESCRIBED = /^(Edge|Opera|Firefox|Chrome|Safari) on (iPhone|iPad|Android|Windows|Mac|Linux)$/;

interface Props {
  session: DeviceSession;
  onRevoke: () => void;
  isRevoking: boolean;
}

export function SessionRow({ session, onRevoke, isRevoking }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (device: string | null | undefined) => {
    if (!device) return t('account.unknownDevice');
    const [, browser, system] = DESCRIBED.exec(device) ?? [];
    return browser ? t('account.browserOn', { browser, system }) : device;
  };
  const when = (what: 'signedIn' | 'lastSeen', at: string) =>
    t(`account.${what}`, { when: format.instant(new Date(at)) });
  return (
    <li className="@container flex flex-wrap items-center gap-x-3.5 gap-y-2 px-4.5 py-3">
      <Icon name="device" className="text-mute @max-[14rem]:hidden" />
      <div className="min-w-0 flex-1 basis-[13rem]">
        <p className="break-words font-medium">{nameOf(session.device)}</p>
        {session.current ? <p className="font-semibold text-13 text-green">{t('account.thisDevice')}</p> : null}
        <p className="text-13 text-mute">{when('signedIn', session.created_at)}</p>
        {session.current ? null : <p className="text-13 text-mute">{when('lastSeen', session.last_seen_at)}</p>}
      </div>
      {session.current ? null : (
        <Pill className="ml-auto" onPress={onRevoke} isDisabled={isRevoking}>
          {t('account.revoke')}
        </Pill>
      )}
    </li>
  );
}
