import { Link } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { TextControl } from '@/shared/form/controls';
import { authErrorText } from './auth-errors';
import { AuthPage, FormProblem, TEXT_LINK } from './auth-page';
import { MailSent } from './mail-sent';
import { useForgotPassword } from './use-forgot-password';

export function ForgotPage() {
  const { t } = useTranslation();
  const form = useForm({ defaultValues: { email: '' } });
  const forgot = useForgotPassword();
  const email = form.getValues('email');
  if (forgot.isSuccess)
    return <MailSent title={t('auth.forgot.sentTitle')} text={t('auth.forgot.sentText', { email })} email={email} />;
  return (
    <AuthPage title={t('auth.forgot.title')} text={t('auth.forgot.text')}>
      <FormProblem text={authErrorText(forgot.error, t)} />
      <form
        onSubmit={form.handleSubmit((values) => forgot.mutate(values.email))}
        noValidate
        className="flex flex-col gap-5"
      >
        <TextControl
          control={form.control}
          name="email"
          rules={{ required: t('common.fieldErrors.required') }}
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          required
        />
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
