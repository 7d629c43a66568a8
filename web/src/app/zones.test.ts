import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const MAX_LINES = 250;
/** Features that serve every other: how old what is shown is, and the choice between two versions. */
const FOR_ALL = ['features/freshness', 'features/conflict'];

function* files(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (name !== 'generated') yield* files(path);
    } else if (/\.(ts|tsx)$/.test(name)) yield relative(ROOT, path);
  }
}

const all = [...files(ROOT)];
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const importsOf = (file: string) =>
  [...textOf(file).matchAll(/(?:from|import)\s*\(?'@\/([^']+)'/g)].map((found) => found[1] ?? '');
const featureOf = (path: string) => path.split('/').slice(0, 2).join('/');
const isComponent = (path: string) => all.includes(`${path}.tsx`);

/** What a file of this zone may not import. */
function forbidden(file: string, imported: string): boolean {
  if (file.startsWith('app/')) return false;
  if (file.startsWith('features/')) {
    if (imported.startsWith('app/')) return true;
    const foreign = imported.startsWith('features/') && featureOf(imported) !== featureOf(file);
    return foreign && isComponent(imported) && !FOR_ALL.includes(featureOf(imported));
  }
  if (file.startsWith('sync/')) return imported.startsWith('app/') || imported.startsWith('features/');
  return !imported.startsWith('shared/');
}

test('app → features → sync → shared, and no feature shows the component of another', () => {
  const broken = all.flatMap((file) =>
    importsOf(file).flatMap((imported) => (forbidden(file, imported) ? [`${file} → ${imported}`] : [])),
  );
  expect(broken).toEqual([]);
});

test('no file reaches into another zone by a relative path', () => {
  const broken = all.filter((file) => /from '\.\.\/\.\.\//.test(textOf(file)));
  expect(broken).toEqual([]);
});

test('files stay under 250 lines', () => {
  expect(all.filter((file) => textOf(file).split('\n').length > MAX_LINES)).toEqual([]);
});
