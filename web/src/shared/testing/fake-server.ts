// Answers what pages ask of the server, one path at a time, and remembers what it was asked.
import { vi } from 'vitest';

export interface Asked {
  path: string;
  body: unknown;
}

export const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

export const problem = (status: number, code: string): Response =>
  json(status, { status, code, title: code, detail: '', errors: [] });

/** As the door of an account answers when there is nothing to say. */
export const taken = (status: 202 | 204): Response =>
  new Response(null, { status, headers: { 'content-length': '0', 'x-request-id': 'r' } });

/** What no answer is given for is not there. */
export function fakeServer(answers: Record<string, () => Response>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    asked.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined });
    return answers[path.split('?')[0] ?? '']?.() ?? problem(404, 'not_found');
  });
  return asked;
}
