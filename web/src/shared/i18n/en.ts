import account from './locales/en/account.json';
import auth from './locales/en/auth.json';
import common from './locales/en/common.json';
import history from './locales/en/history.json';
import mailbox from './locales/en/mailbox.json';
import onboarding from './locales/en/onboarding.json';
import plan from './locales/en/plan.json';
import queue from './locales/en/queue.json';
import settings from './locales/en/settings.json';
import today from './locales/en/today.json';
import workout from './locales/en/workout.json';

export default { account, auth, common, history, mailbox, onboarding, plan, queue, settings, today, workout };
