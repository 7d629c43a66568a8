import auth from './locales/de/auth.json';
import common from './locales/de/common.json';
import plan from './locales/de/plan.json';
import today from './locales/de/today.json';

export default { auth, common, plan, today };
