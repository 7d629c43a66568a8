// Requests of pages: token, timeout, problems as exceptions.
import { type Answer, exchange } from './http';
import { ApiProblem } from './problem';
import { currentSession } from './session-store';
import { deliverLogout, getAccessToken } from './tokens';

export interface ApiOptions {
  method?: string;
  body?: unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
  headers?: Record<string, string>;
}

export interface ApiResult<T> {
  data: T;
  etag: string | null;
  headers: Headers;
}

const TRANSIENT: ReadonlySet<number> = new Set([408, 425, 429]);
/** Calls that carry their own proof. */
const WITHOUT_TOKEN = /^\/auth\/(login|register|verify|second-factor|password|oidc|phone|email\/confirm)\b/;

/** `path` below /api/v1, or `//…` for a whole path at the root. Throws ApiProblem. */
export async function api<T>(path: string, options: ApiOptions = {}): Promise<ApiResult<T>> {
  if (WITHOUT_TOKEN.test(path)) {
    if (!(await deliverLogout())) throw unreachable(0, 0);
    return resultOf<T>(await exchange(path, options));
  }
  let token = await tokenOrNull();
  let answer = await exchange(path, { ...options, token });
  if (answer.status === 401 && token !== null) {
    token = await getAccessToken({ fresh: true });
    if (token !== null) answer = await exchange(path, { ...options, token });
  }
  return resultOf<T>(answer);
}

async function tokenOrNull(): Promise<string | null> {
  if (!currentSession().store) return null;
  const token = await getAccessToken();
  if (token === null && currentSession().status === 'signed-in') throw unreachable(0, 0);
  return token;
}

function resultOf<T>(answer: Answer): ApiResult<T> {
  if (!answer.ours) throw unreachable(answer.status, answer.retryAfterMs);
  if (!answer.problem) return { data: answer.data as T, etag: answer.headers.get('etag'), headers: answer.headers };
  const { status } = answer.problem;
  throw new ApiProblem(answer.problem, status >= 500 || TRANSIENT.has(status), answer.retryAfterMs);
}

/** Nothing came, or something that is not our server. */
function unreachable(status: number, retryAfterMs: number): ApiProblem {
  return new ApiProblem({ status, code: status === 0 ? 'network' : 'not_our_answer' }, true, retryAfterMs);
}
