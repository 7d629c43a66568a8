import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AuthPage, TEXT_LINK } from './auth-page';
import { MailboxHint } from './mailbox-hint';

/** Says the same whether or not the address is known. */
export function MailSent({ title, text, email }: { title: string; text: string; email: string }) {
  const { t } = useTranslation();
  return (
    <AuthPage title={title} text={text}>
      <MailboxHint email={email} />
      <Link to="/sign-in" className={TEXT_LINK}>
        {t('auth.forgot.back')}
      </Link>
    </AuthPage>
  );
}
