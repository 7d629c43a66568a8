import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMailbox } from '@/features/mailbox/use-mailbox';
import { Icon } from '@/shared/design/icon';
import { AuthPage, TEXT_LINK } from './auth-page';

/** Says the same whether or not the address is known. */
export function MailSent({ title, text, email }: { title: string; text: string; email: string }) {
  const { t } = useTranslation();
  const mailbox = useMailbox(email);
  return (
    <AuthPage title={title} text={text}>
      {mailbox.data ? (
        <div className="rounded-card border border-line bg-s1 px-4.5 py-4">
          <p className="text-13 text-mute">{t('auth.signUp.mailbox')}</p>
          <Link to="/mailbox" search={{ to: email }} className={`${TEXT_LINK} gap-2`}>
            <Icon name="mail" size={18} />
            {t('auth.signUp.openMailbox')}
          </Link>
        </div>
      ) : null}
      <Link to="/sign-in" className={TEXT_LINK}>
        {t('auth.forgot.back')}
      </Link>
    </AuthPage>
  );
}
