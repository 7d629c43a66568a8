import account from './locales/de/account.json';
import auth from './locales/de/auth.json';
import common from './locales/de/common.json';
import history from './locales/de/history.json';
import mailbox from './locales/de/mailbox.json';
import onboarding from './locales/de/onboarding.json';
import plan from './locales/de/plan.json';
import queue from './locales/de/queue.json';
import settings from './locales/de/settings.json';
import today from './locales/de/today.json';
import workout from './locales/de/workout.json';

export default { account, auth, common, history, mailbox, onboarding, plan, queue, settings, today, workout };
