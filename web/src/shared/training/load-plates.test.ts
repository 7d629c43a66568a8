import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Answer, type Loadable, loadPlates, type Near, type Plates } from './load-plates';

interface Told {
  total: number;
  per_side: number[];
  remainder?: number;
}
interface Vectors {
  machines: Record<string, Loadable & { plates: Plates[] }>;
  cases: {
    name: string;
    machine: string;
    target: number;
    expected: { exact: Told } | { nearest: { below: Told | null; above: Told | null } } | { refused: string };
  }[];
}

const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../../../crates/science/vectors/plates.json', import.meta.url), 'utf8'),
);

/** As the vectors write it. */
function written(answer: Answer) {
  const near = (one: Near) =>
    one && { total: one.loading.total, remainder: one.remainder, per_side: one.loading.perSide };
  switch (answer.is) {
    case 'exact':
      return { exact: { total: answer.loading.total, per_side: answer.loading.perSide } };
    case 'nearest':
      return { nearest: { below: near(answer.below), above: near(answer.above) } };
    case 'too-fine':
      return { refused: 'too_fine' };
  }
}

describe('the vectors that every implementation answers', () => {
  test.each(vectors.cases)('$name', ({ machine, target, expected }) => {
    const loaded = vectors.machines[machine];
    if (!loaded) throw new Error(`no machine ${machine}`);
    expect(written(loadPlates(loaded, loaded.plates, target))).toEqual(expected);
  });
});

test('it does not change what it is given', () => {
  const plates = [
    { weight: 5000, count: 1 },
    { weight: 20000, count: 2 },
  ];
  loadPlates({ base: 20000, sides: 2 }, plates, 70000);
  expect(plates).toEqual([
    { weight: 5000, count: 1 },
    { weight: 20000, count: 2 },
  ]);
});
