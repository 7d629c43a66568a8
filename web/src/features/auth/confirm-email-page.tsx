import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { ApiProblem } from '@/sync/problem';
import { useSession } from '@/sync/session';
import { authErrorText } from './auth-errors';
import { AuthPage, FormProblem } from './auth-page';
import { useConfirmEmail } from './use-confirm-email';
import { useLinkToken } from './use-link-token';

/** The end of a change of address. As with every mailed link, a person presses the button, not a mail scanner. */
export function ConfirmEmailPage() {
  const { t } = useTranslation();
  const token = useLinkToken();
  const confirm = useConfirmEmail();
  if (confirm.isSuccess) {
    return (
      <AuthPage title={t('auth.confirmEmail.doneTitle')} text={t('auth.confirmEmail.doneText')}>
        <Onward text={t('auth.confirmEmail.goOn')} />
      </AuthPage>
    );
  }
  if (!token) {
    return (
      <AuthPage title={t('auth.confirmEmail.missingTitle')} text={t('auth.confirmEmail.missingText')}>
        <Onward text={t('auth.confirmEmail.again')} />
      </AuthPage>
    );
  }
  if (confirm.error instanceof ApiProblem && confirm.error.code === 'token_invalid') {
    return (
      <AuthPage title={t('auth.confirmEmail.failedTitle')} text={t('auth.confirmEmail.failedText')}>
        <Onward text={t('auth.confirmEmail.again')} />
      </AuthPage>
    );
  }
  return (
    <AuthPage title={t('auth.confirmEmail.title')} text={t('auth.confirmEmail.ready')}>
      <FormProblem text={authErrorText(confirm.error, t)} />
      <Button isPending={confirm.isPending} onPress={() => confirm.run(token)}>
        {t('auth.confirmEmail.submit')}
      </Button>
    </AuthPage>
  );
}

/** To the account, where a change is asked for; through the door where nobody is in. */
function Onward({ text }: { text: string }) {
  const { t } = useTranslation();
  const { status } = useSession();
  return status === 'signed-in' ? (
    <Link to="/me/account" className={buttonClass()} replace>
      {text}
    </Link>
  ) : (
    <Link to="/sign-in" search={{ next: '/me/account' }} className={buttonClass()} replace>
      {t('auth.signIn.submit')}
    </Link>
  );
}
