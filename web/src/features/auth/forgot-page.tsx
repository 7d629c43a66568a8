import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { TextField } from '@/shared/design/text-field';
import { useForm } from '@/shared/form/use-form';
import { useBusy } from '@/sync/busy';
import { authErrorText } from './auth-errors';
import { AuthPage, FormProblem, TEXT_LINK } from './auth-page';
import { MailSent } from './mail-sent';
import { useForgotPassword } from './use-forgot-password';

export function ForgotPage() {
  const { t } = useTranslation();
  const form = useForm(
    { email: '' },
    { email: (email) => (email.trim() ? undefined : t('common.fieldErrors.required')) },
  );
  const forgot = useForgotPassword();
  useBusy(form.isTouched && !forgot.isSuccess);
  const { email } = form.values;
  if (forgot.isSuccess)
    return <MailSent title={t('auth.forgot.sentTitle')} text={t('auth.forgot.sentText', { email })} email={email} />;
  return (
    <AuthPage title={t('auth.forgot.title')} text={t('auth.forgot.text')}>
      <FormProblem text={authErrorText(forgot.error, t)} />
      <form
        onSubmit={form.submit((values) => forgot.run(values.email.trim()))}
        noValidate
        className="flex flex-col gap-5"
      >
        <TextField {...form.field('email')} label={t('auth.email')} type="email" autoComplete="username" required />
        <Button type="submit" isPending={forgot.isPending}>
          {t('auth.forgot.submit')}
        </Button>
      </form>
      <Link to="/sign-in" className={TEXT_LINK}>
        {t('auth.forgot.back')}
      </Link>
    </AuthPage>
  );
}
