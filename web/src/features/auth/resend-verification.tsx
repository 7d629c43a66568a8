import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { usePreferences } from '@/shared/lib/preferences';
import { authErrorText } from './auth-errors';
import { FormProblem } from './auth-page';
import { MailboxHint } from './mailbox-hint';
import { useRegister } from './use-register';

/** The right password, but the address was never confirmed. Asking for the same account again sends a new link. */
export function ResendVerification({ email, password }: { email: string; password: string }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const again = useRegister();
  if (again.isSuccess) {
    return (
      <div role="status" className="flex flex-col gap-3">
        <p>{t('auth.signIn.resent', { email })}</p>
        <MailboxHint email={email} />
      </div>
    );
  }
  return (
    <>
      <FormProblem text={authErrorText(again.error, t) ?? t('auth.errors.email_unverified')} />
      <Button kind="ghost" isPending={again.isPending} onPress={() => again.run({ email, password, locale })}>
        {t('auth.signIn.resend')}
      </Button>
    </>
  );
}
