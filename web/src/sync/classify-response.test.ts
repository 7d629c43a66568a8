import { describe, expect, test } from 'vitest';
import { classifyBatch, PERMANENT_CODES } from './classify-response';
import type { Answer } from './http';

const foreign = (status: number): Answer => ({ ours: false, status, retryAfterMs: 0 });
const results = (list: unknown[]): Answer => ours(200, { results: list });
const ours = (status: number, data: unknown): Answer => ({
  ours: true,
  status,
  data,
  problem: null,
  retryAfterMs: 0,
  headers: new Headers(),
});
const refused = (status: number, code: string): Answer => {
  const problem = { status, code, title: '', detail: '', errors: [], requestId: '' };
  return { ours: true, status, data: problem, problem, retryAfterMs: 3000, headers: new Headers() };
};
const one = (result: Record<string, unknown>) => {
  const verdict = classifyBatch(results([{ client_generated_id: 'a', ...result }]), ['a', 'b']);
  return verdict.is === 'answered' ? verdict.byId.get('a') : verdict;
};
const problem = (status: number, code: string) => ({ status, problem: { status, code } });

describe('what is not our server never ends a row', () => {
  test.each([0, 200, 204, 302, 403, 404, 408, 413, 429, 500, 502])('a page with status %i', (status) => {
    expect(classifyBatch(foreign(status), ['a'])).toEqual({ is: 'transient', retryAfterMs: 0 });
  });
  test('JSON that is not the answer asked for', () => {
    expect(classifyBatch(ours(200, { ok: true }), ['a']).is).toBe('transient');
    expect(classifyBatch(ours(202, { results: [] }), ['a']).is).toBe('transient');
    expect(classifyBatch(ours(200, null), ['a']).is).toBe('transient');
  });
  test('a result for an id that was not sent, or none for one that was', () => {
    const verdict = classifyBatch(results([{ status: 202, client_generated_id: 'x' }]), ['a']);
    expect(verdict).toEqual({ is: 'answered', byId: new Map() });
  });
  test('any 4xx with a code of tomorrow', () => {
    expect(one(problem(422, 'a_code_of_tomorrow'))?.is).toBe('transient');
    expect(one({ status: 422 })?.is).toBe('transient');
  });
});

describe('one event', () => {
  test('202 naming it is accepted', () => {
    expect(one({ status: 202 })).toEqual({ is: 'accepted', duplicate: false });
    expect(one({ status: 202, duplicate: true })).toEqual({ is: 'accepted', duplicate: true });
  });
  test.each([...PERMANENT_CODES])('%s is refused for good', (code) => {
    expect(one(problem(422, code))?.is).toBe('refused');
  });
  test('a permanent code under a 5xx is not believed', () => {
    expect(one(problem(503, 'invalid'))?.is).toBe('transient');
  });
  test('what waits', () => {
    expect(one(problem(424, 'behind'))?.is).toBe('behind');
    expect(one(problem(422, 'unknown_event_type'))?.is).toBe('unknown-type');
    expect(one(problem(503, 'schema_newer'))?.is).toBe('transient');
    expect(one(problem(429, 'too_many_requests'))?.is).toBe('transient');
    expect(one(problem(401, 'unauthorized'))?.is).toBe('sign-in');
  });
  test('somebody else’s token never sets a row aside', () => {
    expect(one(problem(403, 'user_mismatch'))).toEqual({ is: 'sign-in' });
  });
});

describe('the batch as a whole', () => {
  test('401 waits for sign-in', () =>
    expect(classifyBatch(refused(401, 'token_invalid'), ['a', 'b']).is).toBe('sign-in'));
  test('413 of several is halved, from us or from a proxy', () => {
    expect(classifyBatch(refused(413, 'too_large'), ['a', 'b']).is).toBe('split');
    expect(classifyBatch(foreign(413), ['a', 'b']).is).toBe('split');
  });
  test('413 of one is a refusal only from us', () => {
    const verdict = classifyBatch(refused(413, 'too_large'), ['a']);
    expect(verdict.is === 'answered' && verdict.byId.get('a')?.is).toBe('refused');
    expect(classifyBatch(foreign(413), ['a']).is).toBe('transient');
  });
  test('one that spoils a batch is looked for', () => {
    expect(classifyBatch(refused(400, 'malformed_json'), ['a', 'b']).is).toBe('split');
  });
  test.each([1, 2])('429 and 503 keep to Retry-After, of %i', (count) => {
    const ids = ['a', 'b'].slice(0, count);
    const nobody = { is: 'transient', retryAfterMs: 3000 };
    expect(classifyBatch(refused(429, 'too_many_requests'), ids)).toEqual(nobody);
    expect(classifyBatch(refused(503, 'unavailable'), ids)).toEqual(nobody);
  });
  test('one that spoils every batch for a reason of tomorrow holds up no other', () => {
    const verdict = classifyBatch(refused(422, 'a_code_of_tomorrow'), ['a']);
    expect(verdict.is === 'answered' && verdict.byId.get('a')).toEqual({ is: 'transient', retryAfterMs: 3000 });
  });
});
