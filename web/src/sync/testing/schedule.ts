// What may happen in a schedule of two devices, their people and their network.
import fc from 'fast-check';
import type { Fault } from './model-server';

/** One thing that happens. */
export type Step =
  | { do: 'create'; device: number; note: number }
  | { do: 'edit'; device: number; note: number; field: 'a' | 'b' }
  | { do: 'begin-draft'; device: number; note: number; field: 'a' | 'b' }
  | { do: 'finish-draft'; device: number; note: number }
  | { do: 'part'; device: number; note: number; part: number }
  | { do: 'delete'; device: number; note: number }
  | { do: 'log'; device: number; log: number }
  | { do: 'prefs'; device: number; field: 'theme' | 'unit' }
  | { do: 'flush'; device: number; fault: Fault; max: number }
  | { do: 'process'; n: number; pick: number }
  | { do: 'listen'; device: number; frames: number; reads: boolean }
  | { do: 'outcomes'; device: number; fault: Fault }
  | { do: 'restart'; device: number }
  | { do: 'forget' };

const device = fc.nat({ max: 1 });
const note = fc.nat({ max: 1 });
const fault = fc.constantFrom<Fault>(
  ...(['none', 'none', 'none', 'request-lost', 'answer-lost', 'portal-200', 'proxy-413', 'proxy-403'] as const),
  ...(['unavailable', 'half-answered', 'crash'] as const),
);
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('create' as const), device, note }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('edit' as const), device, note, field: fc.constantFrom('a', 'b') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('begin-draft' as const), device, note, field: fc.constantFrom('a', 'b') }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('finish-draft' as const), device, note }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('part' as const), device, note, part: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), device, note }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('log' as const), device, log: fc.nat({ max: 1 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('prefs' as const), device, field: fc.constantFrom('theme', 'unit') }),
  },
  {
    weight: 7,
    arbitrary: fc.record({ do: fc.constant('flush' as const), device, fault, max: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('process' as const),
      n: fc.integer({ min: 1, max: 4 }),
      pick: fc.nat({ max: 9 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('listen' as const),
      device,
      frames: fc.integer({ min: 1, max: 6 }),
      reads: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('outcomes' as const), device, fault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), device }) },
  { weight: 1, arbitrary: fc.constant({ do: 'forget' as const }) },
);
