// What an answer to a batch means for each row in it. Only two things end a row's journey: our own word that it was
// taken, and our own word that it never will be. Everything else is weather.
import type { Answer } from './http';
import { type Problem, problemIn } from './problem';

export type EventVerdict =
  | { is: 'accepted'; duplicate: boolean }
  | { is: 'refused'; problem: Problem }
  /** Not stored, because an earlier row of its order key was not. */
  | { is: 'behind' }
  /** The server does not know this type yet: a rolling deploy. */
  | { is: 'unknown-type'; problem: Problem }
  | { is: 'sign-in' }
  | { is: 'transient'; retryAfterMs: number };

export type BatchVerdict =
  | { is: 'answered'; byId: Map<string, EventVerdict> }
  /** The batch as a whole was not taken: try smaller ones. */
  | { is: 'split' }
  | { is: 'sign-in' }
  | { is: 'transient'; retryAfterMs: number };

/** Codes that no waiting will change. Any other code is kept and tried again. */
export const PERMANENT_CODES: ReadonlySet<string> = new Set([
  'malformed_json',
  'invalid',
  'event_type_not_accepted',
  'role_required',
  'idempotency_conflict',
  'too_large',
  'too_old',
  'unsupported_version',
]);

const MAY_SPLIT: ReadonlySet<number> = new Set([400, 413, 422]);

export function classifyBatch(answer: Answer, ids: string[]): BatchVerdict {
  const one = ids.length === 1 ? ids[0] : undefined;
  if (!answer.ours) {
    if (answer.status === 413 && one === undefined) return { is: 'split' };
    return { is: 'transient', retryAfterMs: answer.retryAfterMs };
  }
  if (answer.problem) {
    if (answer.status === 401) return { is: 'sign-in' };
    const ofAnEvent = MAY_SPLIT.has(answer.status);
    const transient = { is: 'transient', retryAfterMs: answer.retryAfterMs } as const;
    if (one === undefined) return ofAnEvent ? { is: 'split' } : transient;
    const verdict = classifyProblem(answer.problem, answer.retryAfterMs);
    // Only what is about the event itself leaves the way free for others.
    return verdict.is === 'transient' && !ofAnEvent ? transient : { is: 'answered', byId: new Map([[one, verdict]]) };
  }
  const results = (answer.data as { results?: unknown } | null)?.results;
  if (answer.status !== 200 || !Array.isArray(results)) return { is: 'transient', retryAfterMs: 0 };
  const asked = new Set(ids);
  const byId = new Map<string, EventVerdict>();
  for (const result of results as Record<string, unknown>[]) {
    const id = result?.client_generated_id;
    if (typeof id === 'string' && asked.has(id)) byId.set(id, classifyResult(result));
  }
  return { is: 'answered', byId };
}

function classifyResult(result: Record<string, unknown>): EventVerdict {
  if (result.status === 202) return { is: 'accepted', duplicate: result.duplicate === true };
  const problem = problemIn(result.problem);
  if (result.status === 424 && problem) return { is: 'behind' };
  if (!problem) return { is: 'transient', retryAfterMs: 0 };
  const wait = Number((result.problem as Record<string, unknown>).retry_after ?? 0);
  return classifyProblem(problem, Number.isFinite(wait) ? wait * 1000 : 0);
}

function classifyProblem(problem: Problem, retryAfterMs: number): EventVerdict {
  // A token of somebody else never sets a row aside: it waits for its owner.
  if (problem.status === 401 || problem.code === 'user_mismatch') return { is: 'sign-in' };
  if (problem.status === 424) return { is: 'behind' };
  if (problem.code === 'unknown_event_type') return { is: 'unknown-type', problem };
  const permanent = problem.status >= 400 && problem.status < 500 && PERMANENT_CODES.has(problem.code);
  return permanent ? { is: 'refused', problem } : { is: 'transient', retryAfterMs };
}
