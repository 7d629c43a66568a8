// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { PlannedExercise } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { ExerciseEditor } from './exercise-editor';

let page: Shown | undefined;
afterEach(() => page?.leave());

const squat = { name: 'Squat', notes: 'at 87 %', sets: [{ reps: 5 }, { reps: 3 }] } as PlannedExercise;

function Editor() {
  const [exercise, setExercise] = useState(squat);
  return (
    <>
      <ExerciseEditor
        exercise={exercise}
        error={undefined}
        onChange={setExercise}
        onRemove={() => {}}
        onUp={undefined}
        onDown={undefined}
      />
      <p>{exercise.notes}</p>
      <output>{JSON.stringify(exercise.sets)}</output>
      <button type="button" onClick={() => setExercise({ ...squat, sets: [{ reps: 8 }] })}>
        Other
      </button>
    </>
  );
}

const cells = () => [...document.querySelectorAll<HTMLInputElement>('input[aria-label^="Reps"]')];

const type = (input: HTMLInputElement, text: string) =>
  act(async () => {
    input.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });

test('the share that the generator noted goes when the load is changed, not before', async () => {
  page = await showPage(Editor, '/');
  await type(cells()[0] as HTMLInputElement, '6');
  expect(page.text()).toContain('at 87 %');
  await type(document.querySelector('input[aria-label^="kg"]') as HTMLInputElement, '150');
  expect(page.text()).not.toContain('at 87 %');
});

test('a line that is like the one above while it is typed stays a line', async () => {
  page = await showPage(Editor, '/');
  const second = cells()[1] as HTMLInputElement;
  await type(second, '5');
  expect(document.querySelector('output')?.textContent).toBe('[{"reps":5},{"reps":5}]');
  expect(cells()).toHaveLength(2);
  expect(document.activeElement).toBe(second);
  await page.press('Other');
  expect(cells().map((cell) => cell.value)).toEqual(['8']);
});
