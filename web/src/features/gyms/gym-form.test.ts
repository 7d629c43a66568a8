import { expect, test } from 'vitest';
import type { Gym } from '@/shared/api/contract';
import { findingsOf, formOf, type GymForm, gymOf, withUsualRows } from './gym-form';

const cellar: Gym = {
  inventory_id: 'cellar',
  name: 'Cellar',
  unit: 'kg',
  machines: [{ machine_id: 'bar', machine_type: 'barbell', start_weight: { value: 20, unit: 'kg' }, sides: 2 }],
  plates: [
    { weight: { value: 0.5, unit: 'kg' }, pairs: 1 },
    { weight: { value: 20, unit: 'kg' }, pairs: 3 },
  ],
};

const marks = (form: GymForm) => form.plates.map(({ weight, pairs }) => `${weight?.value} ${weight?.unit} × ${pairs}`);

test('every usual plate has a row; what is unusual follows', () => {
  expect(marks(formOf(cellar))).toEqual([
    '25 kg × 0',
    '20 kg × 3',
    '15 kg × 0',
    '10 kg × 0',
    '5 kg × 0',
    '2.5 kg × 0',
    '1.25 kg × 0',
    '0.5 kg × 1',
  ]);
});

test('a form that was opened and not touched says the same gym', () => {
  const gym = gymOf(formOf(cellar));
  expect(gym.plates.map(({ weight }) => weight.value)).toEqual([20, 0.5]);
  expect({ ...gym, plates: cellar.plates }).toEqual(cellar);
});

test('in the other unit, what is there stays', () => {
  const pounds = withUsualRows({ ...formOf(cellar), unit: 'lb' });
  expect(marks(pounds)).toEqual([
    '45 lb × 0',
    '35 lb × 0',
    '25 lb × 0',
    '10 lb × 0',
    '5 lb × 0',
    '2.5 lb × 0',
    '20 kg × 3',
    '0.5 kg × 1',
  ]);
});

test('a row that is being typed stays as well, and is left out of the gym', () => {
  const typed = withUsualRows({ ...formOf(cellar), plates: [{ pairs: 1 }] });
  expect(typed.plates.at(-1)).toEqual({ pairs: 1 });
  expect(gymOf(typed).plates).toEqual([]);
});

test('what the server would refuse is found before', () => {
  const form = formOf(cellar);
  expect([...findingsOf(form)]).toEqual([]);
  expect([...findingsOf({ ...form, name: ' ' })]).toEqual(['name']);
  const [bar] = form.machines;
  if (!bar) throw new Error('no bar');
  expect([...findingsOf({ ...form, machines: [{ ...bar, start_weight: undefined }] })]).toEqual(['start']);
  expect([...findingsOf({ ...form, machines: [{ ...bar, stack: [{ count: 2 }] }] })]).toEqual(['stack']);
  const twice = { weight: { value: 20, unit: 'kg' as const }, pairs: 1 };
  expect([...findingsOf({ ...form, plates: [...form.plates, twice] })]).toEqual(['twice']);
  expect([...findingsOf({ ...form, machines: new Array(41).fill(bar) })]).toEqual(['tooMany']);
});
