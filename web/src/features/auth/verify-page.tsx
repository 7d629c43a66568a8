import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { SwitchField } from '@/shared/design/switch-field';
import { ApiProblem } from '@/sync/problem';
import { useSession } from '@/sync/session';
import { authErrorText } from './auth-errors';
import { AuthPage, FormProblem, TEXT_LINK } from './auth-page';
import { useLinkToken } from './use-link-token';
import { useVerify } from './use-verify';

/** A mail scanner that opens the link must not spend it: a person presses the button. */
export function VerifyPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const token = useLinkToken();
  const [stay, setStay] = useState(true);
  const verify = useVerify();
  const { status, user } = useSession();
  const spent = !token || (verify.error instanceof ApiProblem && verify.error.code === 'token_invalid');
  // Often, but not always, it is their own link.
  if (spent && status === 'signed-in' && user) {
    return (
      <AuthPage title={t('auth.verify.failedTitle')} text={t('auth.verify.inText', { email: user.email })}>
        <Link to="/" className={buttonClass()} replace>
          {t('auth.verify.goOn')}
        </Link>
        <Link to="/sign-up" search={{ notice: 'another' }} className={TEXT_LINK}>
          {t('auth.verify.another')}
        </Link>
      </AuthPage>
    );
  }
  if (spent) {
    return (
      <AuthPage title={t('auth.verify.failedTitle')} text={t('auth.verify.failedText')}>
        <Link to="/sign-in" className={buttonClass()}>
          {t('auth.signIn.submit')}
        </Link>
        <Link to="/sign-up" className={TEXT_LINK}>
          {t('auth.signIn.create')}
        </Link>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={t('auth.verify.title')} text={t('auth.verify.ready')}>
      <FormProblem text={authErrorText(verify.error, t)} />
      <SwitchField label={t('auth.staySignedIn')} value={stay} onChange={setStay} />
      <Button
        isPending={verify.isPending}
        onPress={() =>
          verify.run({ token, stay_signed_in: stay }, () => navigate({ to: '/onboarding', replace: true }))
        }
      >
        {t('auth.verify.submit')}
      </Button>
    </AuthPage>
  );
}
