import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMailbox } from '@/features/mailbox/use-mailbox';
import { Icon } from '@/shared/design/icon';
import { TEXT_LINK } from './auth-page';

/** Where the mail is on an instance that sends none to the outside; nothing elsewhere. */
export function MailboxHint({ email }: { email: string }) {
  const { t } = useTranslation();
  const mailbox = useMailbox(email);
  if (!mailbox.data) return null;
  return (
    <div className="rounded-card border border-line bg-s1 px-4.5 py-4">
      <p className="text-13 text-mute">{t('auth.signUp.mailbox')}</p>
      <Link to="/mailbox" search={{ to: email }} className={`${TEXT_LINK} gap-2`}>
        <Icon name="mail" size={18} />
        {t('auth.signUp.openMailbox')}
      </Link>
    </div>
  );
}
