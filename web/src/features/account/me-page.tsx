import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMailbox } from '@/features/mailbox/use-mailbox';
import { useWorkouts } from '@/features/workouts/use-workouts';
import { Button } from '@/shared/design/button';
import { CardList } from '@/shared/design/card';
import { Icon, type IconName } from '@/shared/design/icon';
import { Page } from '@/shared/design/page';
import { mondayOf, toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { now } from '@/sync/clock';
import { useSession } from '@/sync/session';
import { useSyncStatus } from '@/sync/status';
import { InstallNotice } from './install-notice';
import { needsInstall } from './needs-install';

export function MePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { user } = useSession();
  const { pending, refused } = useSyncStatus();
  const mailbox = useMailbox(user?.email ?? '');
  const name = user?.display_name || user?.email || t('account.me.title');
  return (
    <Page
      title={name}
      lead={user ? t('account.me.since', { day: format.day(toDay(new Date(user.created_at)), 'month') }) : undefined}
    >
      <Numbers />
      {needsInstall() ? <InstallNotice /> : null}
      <CardList>
        <Row to="/missions" icon="flag" title={t('account.me.missions')} text={t('account.me.missionsText')} />
        <Row to="/onboarding" icon="train" title={t('account.me.training')} text={t('account.me.trainingText')} />
        <Row to="/history" icon="history" title={t('account.me.history')} text={t('account.me.historyText')} />
        <Row to="/tools" icon="plates" title={t('account.me.tools')} text={t('account.me.toolsText')} />
        <Row
          to="/queue"
          icon="cloud"
          title={t('account.me.queue')}
          text={t('account.me.queueText', { count: pending + refused })}
        />
        <Row to="/me/settings" icon="gear" title={t('account.me.settings')} text={t('account.me.settingsText')} />
        <Row to="/me/account" icon="device" title={t('account.me.account')} text={t('account.me.accountText')} />
        {mailbox.data ? (
          <Row
            to="/mailbox"
            search={{ to: user?.email }}
            icon="mail"
            title={t('account.me.mailbox')}
            text={t('account.me.mailboxText')}
          />
        ) : null}
      </CardList>
      <Button
        kind="quiet"
        size="small"
        className="mt-4 max-lg:hidden"
        onPress={() => window.dispatchEvent(new Event('taper:shortcuts'))}
      >
        <Icon name="keyboard" size={18} />
        {t('account.me.shortcuts')}
      </Button>
    </Page>
  );
}

/** What has come together so far; nothing before the first workout. */
function Numbers() {
  const { t } = useTranslation();
  const format = useFormat();
  const done = useWorkouts().items.flatMap(({ value }) => (value?.done ? [value] : []));
  if (done.length === 0) return null;
  const monday = mondayOf(toDay(now()));
  const sets = done.flatMap(({ done }) => done?.exercises_summary ?? []).flatMap((exercise) => exercise.sets).length;
  const thisWeek = done.filter(({ start_timestamp, completed_at }) => {
    const at = start_timestamp ?? completed_at;
    return at !== undefined && toDay(new Date(at)) >= monday;
  }).length;
  const numbers = [
    [done.length, t('account.me.workouts', { count: done.length })],
    [sets, t('account.me.sets', { count: sets })],
    [thisWeek, t('account.me.week')],
  ] as const;
  return (
    <dl className="mb-4 grid grid-cols-3 divide-x divide-line rounded-card border border-line bg-s1 py-4">
      {numbers.map(([number, name]) => (
        <div key={name} className="flex flex-col-reverse items-center gap-1.5 px-2 text-center">
          <dt className="text-13 text-mute">{name}</dt>
          <dd className="num text-28">{format.number(number, 0)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface RowProps extends Pick<LinkProps, 'to' | 'search'> {
  icon: IconName;
  title: string;
  text: string;
}

function Row({ to, search, icon, title, text }: RowProps) {
  return (
    <li>
      <Link
        to={to}
        search={search}
        className="flex min-h-18 items-center gap-4 px-4.5 py-3 transition-colors hover:bg-s2"
      >
        <Icon name={icon} className="text-mute" />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{title}</span>
          <span className="block text-13 text-mute">{text}</span>
        </span>
        <Icon name="forward" size={18} className="text-mute" />
      </Link>
    </li>
  );
}
