// What can come back instead of an answer.
import type { FieldError, ProblemBody } from '@/shared/api/contract';

/** problem+json (RFC 9457) as our server writes it. */
export interface Problem extends Omit<ProblemBody, 'type' | 'request_id'> {
  requestId: string;
}

/** The blank to fill in for a refusal that did not come over HTTP. */
export const NO_PROBLEM: Problem = { status: 0, code: '', title: '', detail: '', errors: [], requestId: '' };

export class ApiProblem extends Error implements Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[];
  readonly requestId: string;
  /** Whether the same request may succeed later without anybody changing it. */
  readonly transient: boolean;
  readonly retryAfterMs: number;

  constructor(problem: Partial<Problem> & { code: string }, transient: boolean, retryAfterMs = 0) {
    super(problem.title || problem.code);
    this.name = 'ApiProblem';
    this.status = problem.status ?? 0;
    this.code = problem.code;
    this.title = problem.title ?? '';
    this.detail = problem.detail ?? '';
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId ?? '';
    this.transient = transient;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The problem in a body, or null if it is none of ours. */
export function problemIn(body: unknown): Problem | null {
  if (typeof body !== 'object' || body === null) return null;
  const raw = body as Record<string, unknown>;
  if (typeof raw.code !== 'string' || typeof raw.status !== 'number') return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    status: raw.status,
    code: raw.code,
    title: text(raw.title),
    detail: text(raw.detail),
    errors: fieldErrors(raw.errors),
    requestId: text(raw.request_id),
  };
}

export function fieldErrors(raw: unknown): FieldError[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((error: Record<string, unknown>) => ({
    pointer: String(error?.pointer ?? ''),
    code: String(error?.code ?? ''),
    message: String(error?.message ?? ''),
  }));
}
