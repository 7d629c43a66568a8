import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mail } from '@/shared/api/contract';
import { EmptyState, ErrorState, Skeleton } from '@/shared/design/states';
import { TextField } from '@/shared/design/text-field';
import { Wordmark } from '@/shared/design/wordmark';
import { useFormat } from '@/shared/lib/use-format';
import { MailText } from './mail-text';
import { useMailbox } from './use-mailbox';

/** What this instance would have mailed, for whoever sits at the machine. */
export function MailboxPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/mailbox' });
  const navigate = useNavigate();
  // Behind the #, where no server or proxy logs it.
  const [code] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('code') ?? '');
  const mailbox = useMailbox(search.to ?? '', code);
  return (
    <div className="page-margin mx-auto w-full max-w-160 pb-16">
      <header className="flex h-16 items-center">
        <Link to="/" className="inline-flex min-h-11 items-center">
          <Wordmark />
        </Link>
      </header>
      <main id="content" tabIndex={-1}>
        <h1 className="text-28">{t('mailbox.title')}</h1>
        <p className="mt-1 mb-5 text-13 text-mute">{t('mailbox.lead')}</p>
        <TextField
          label={t('mailbox.to')}
          type="search"
          value={search.to ?? ''}
          onChange={(to) => navigate({ to: '/mailbox', search: { ...search, to: to || undefined }, replace: true })}
        />
        <div className="mt-5 flex flex-col gap-3" aria-live="polite">
          {mailbox.data === undefined && !mailbox.isError ? (
            <Skeleton label={t('common.loading')} first="h-32" rows={2} />
          ) : null}
          {mailbox.isError ? (
            <ErrorState
              title={t('common.error.title')}
              text={t('common.error.network')}
              retryLabel={t('common.retry')}
              onRetry={() => mailbox.refetch()}
            />
          ) : null}
          {mailbox.data === null ? (
            <EmptyState icon="mail" title={t('mailbox.absent')} text={t('mailbox.absentText')} />
          ) : null}
          {mailbox.data?.length === 0 ? (
            <EmptyState icon="mail" title={t('mailbox.empty')} text={t('mailbox.emptyText')} />
          ) : null}
          {mailbox.data?.map((mail) => (
            <MailCard key={mail.id} mail={mail} />
          ))}
        </div>
      </main>
    </div>
  );
}

function MailCard({ mail }: { mail: Mail }) {
  const format = useFormat();
  return (
    <article className="rounded-card border border-line bg-s1 px-4.5 py-4">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-17">{mail.subject}</h2>
        <p className="text-13 text-mute">{format.instant(new Date(mail.created_at))}</p>
      </header>
      <p className="mb-3 break-all text-13 text-mute">{mail.to}</p>
      <MailText text={mail.text} />
    </article>
  );
}
