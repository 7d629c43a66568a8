import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { authErrorText } from '@/features/auth/auth-errors';
import { useForgotPassword } from '@/features/auth/use-forgot-password';
import { useMailbox } from '@/features/mailbox/use-mailbox';
import { Pill } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { Icon } from '@/shared/design/icon';

/** A new password is chosen by a link that goes to the own address. */
export function ChangePassword({ email }: { email: string }) {
  const { t } = useTranslation();
  const ask = useForgotPassword();
  return (
    <section className="mb-8">
      <h2 className="mb-3 text-17">{t('account.password.title')}</h2>
      <div className="rounded-card border border-line bg-s1 py-3 pr-3 pl-4.5">
        {ask.isSuccess ? (
          <LinkOnItsWay email={email} />
        ) : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="min-w-0 flex-1 basis-32 text-13 text-mute">{t('account.password.explain')}</p>
            <Pill isPending={ask.isPending} onPress={() => ask.run(email)}>
              {t('account.password.change')}
            </Pill>
          </div>
        )}
        {ask.error ? (
          <p role="alert" className="mt-2 text-15 text-red">
            {authErrorText(ask.error, t)}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function LinkOnItsWay({ email }: { email: string }) {
  const { t } = useTranslation();
  const mailbox = useMailbox(email);
  return (
    <div role="status">
      <p className="break-words">{t('account.password.sent', { email })}</p>
      <p className="mt-1 text-13 text-mute">{t('account.password.after')}</p>
      {mailbox.data ? (
        <Link to="/mailbox" search={{ to: email }} className={buttonClass('ghost', 'small', 'mt-3')}>
          <Icon name="mail" size={18} />
          {t('account.email.mailbox')}
        </Link>
      ) : null}
    </div>
  );
}
