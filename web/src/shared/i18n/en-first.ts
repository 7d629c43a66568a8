import auth from './locales/en/auth.json';
import common from './locales/en/common.json';
import plan from './locales/en/plan.json';
import today from './locales/en/today.json';

export default { auth, common, plan, today };
