import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frame, SseParser } from './sse-parser';

const parse = (...chunks: string[]): Frame[] => {
  const parser = new SseParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
};

test('the server’s frames', () => {
  const text =
    'event:hello\ndata:{"cursor":"a.5"}\n\n: beat\n\nid: a.6\nevent: workout.persisted\ndata: {"x":\ndata: 1}\n\n';
  expect(parse(text)).toEqual([
    { id: '', event: 'hello', data: '{"cursor":"a.5"}' },
    { id: 'a.6', event: 'workout.persisted', data: '{"x":\n1}' },
  ]);
});

test('an unfinished frame is not told, a heartbeat is none', () => {
  expect(parse('id: 1\nevent: x\ndata: y\n')).toEqual([]);
  expect(parse(':\n\n', ': still here\n\n')).toEqual([]);
});

test('it does not matter where the network cuts, nor which line ends are used', () => {
  const frames = 'id: 1\nevent: a\ndata: one\n\n:beat\n\ndata: two\ndata: three\n\n';
  const line = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(line, fc.array(fc.nat({ max: 70 }), { maxLength: 6 }), (end, cuts) => {
      const text = frames.replaceAll('\n', end);
      const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
      const chunks = at.slice(1).map((to, i) => text.slice(at[i], to));
      // A lone CR at the end may still become CRLF, so the last frame needs one more line to be sure.
      expect(parse(...chunks, ':\n')).toEqual([
        { id: '1', event: 'a', data: 'one' },
        { id: '1', event: 'message', data: 'two\nthree' },
      ]);
    }),
  );
});
