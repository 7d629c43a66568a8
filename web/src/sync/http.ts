// One HTTP exchange with our server, told apart from everything else that may answer in its place.
import { retryAfterMs } from './backoff';
import { clock } from './clock';
import { type Problem, problemIn } from './problem';
import { reportContact } from './status-link';

export type Answer =
  /** JSON of ours: a result, or a problem. */
  | { ours: true; status: number; data: unknown; problem: Problem | null; retryAfterMs: number; headers: Headers }
  /** Nothing, a timeout, a portal's page, a proxy's error. `status` 0: nothing came. */
  | { ours: false; status: number; retryAfterMs: number };

export interface Call {
  method?: string;
  body?: unknown;
  token?: string | null;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  timeoutMs?: number;
}

export const TIMEOUT_MS = 15_000;

let learned: (offset: number) => void = () => {};
/** Who keeps the clock's correction for the next start. */
export const onClockLearned = (keep: (offset: number) => void): void => {
  learned = keep;
};

/** Never rejects, except with the caller's own abort. */
export async function exchange(path: string, call: Call = {}): Promise<Answer> {
  const got = await attempt(path, call);
  reportContact(got.ours);
  return got;
}

async function attempt(path: string, call: Call): Promise<Answer> {
  const timeout = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS);
  const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
  const sentAt = clock.steady();
  try {
    const response = await fetch(address(path), { ...requestOf(call), signal });
    const contentType = response.headers.get('content-type') ?? '';
    const wait = retryAfterMs(response.headers.get('retry-after'), clock.now());
    if (response.status === 204 || isBareTaken(response)) return answer(response, null, null, wait);
    if (!/^application\/(problem\+)?json\b/i.test(contentType))
      return { ours: false, status: response.status, retryAfterMs: wait };
    const data: unknown = await response.json();
    if (clock.learn(response.headers.get('date'), sentAt)) learned(clock.offset);
    if (response.ok) return answer(response, data, null, wait);
    const problem = problemIn(data);
    return problem
      ? answer(response, data, problem, wait)
      : { ours: false, status: response.status, retryAfterMs: wait };
  } catch (error) {
    if (call.signal?.aborted) throw error;
    return { ours: false, status: 0, retryAfterMs: 0 };
  }
}

/** "Heard, nothing to say", as the door of an account answers: it bears our request id, unlike a portal's page. */
function isBareTaken(response: Response): boolean {
  return (
    response.status === 202 && response.headers.get('content-length') === '0' && response.headers.has('x-request-id')
  );
}

/** Below /api/v1, unless the path is already a whole one (`//mailbox/messages` stands at the root). */
export function address(path: string): string {
  return path.startsWith('//') ? path.slice(1) : `/api/v1${path}`;
}

function requestOf(call: Call): RequestInit {
  const method = call.method ?? (call.body === undefined ? 'GET' : 'POST');
  const headers: Record<string, string> = { accept: 'application/json', ...call.headers };
  if (method !== 'GET') headers['x-taper-csrf'] = '1';
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.token) headers.authorization = `Bearer ${call.token}`;
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  return { method, headers, body, credentials: 'same-origin', cache: 'no-store' };
}

function answer(response: Response, data: unknown, problem: Problem | null, wait: number): Answer {
  return { ours: true, status: response.status, data, problem, retryAfterMs: wait, headers: response.headers };
}
