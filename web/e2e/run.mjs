// Runs the browser's stories, two files at a time: they wait more than they work. A file in which a story failed is run
// once more, alone, and named as unsteady when it passes then: a machine full of other work may upset one file and fails no
// run by it. More than one is no accident, and fails.
// Arguments: the files; without, all of them. Ends with the counts of each file's last run, as node's runner writes them.
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** One that hangs must not take the others with it; every page in every look takes four minutes where nothing else runs. */
const FILE_MS = 900_000;
const UNSTEADY_MAX = 1;
const COUNTED = ['pass', 'fail', 'skipped', 'todo'];

const tests = () =>
  readdirSync(HERE)
    .filter((name) => name.endsWith('.test.mjs'))
    .sort()
    .map((name) => join(HERE, name));

const outcomeOf = ({ type, data }) => {
  if (data.skip !== undefined) return 'skipped';
  if (data.todo !== undefined) return 'todo';
  return type === 'test:pass' ? 'pass' : 'fail';
};

/** What one file told, and its counts. */
async function play(file) {
  const counts = Object.fromEntries(COUNTED.map((name) => [name, 0]));
  const events = [];
  for await (const event of run({ files: [file], timeout: FILE_MS })) {
    const isOutcome = event.type === 'test:pass' || event.type === 'test:fail';
    // A file that broke before its first story is reported as one that failed.
    if (isOutcome && event.data.nesting === 0) counts[outcomeOf(event)]++;
    // The runner's own counts: ours come at the end.
    if (event.type !== 'test:diagnostic') events.push(event);
  }
  return { file, counts, events };
}

/** Tells each file once it is over; resolves to the counts by file. */
async function tell(files, concurrency) {
  const waiting = [...files];
  const counts = new Map();
  const player = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const played = await play(file);
      process.stdout.write(`\n${basename(file)}\n`);
      await finished(
        Readable.from(played.events)
          .compose(new spec())
          .on('data', (text) => process.stdout.write(text)),
      );
      counts.set(file, played.counts);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, player));
  return counts;
}

const broken = (counts) => [...counts].filter(([, { pass, fail }]) => fail > 0 || pass === 0).map(([file]) => file);

const files = process.argv.slice(2).map((file) => resolve(file));
const last = await tell(files.length > 0 ? files : tests(), 2);
const again = broken(last);
if (again.length > 0) {
  process.stdout.write(`\nonce more, alone: ${again.map((file) => basename(file)).join(' ')}\n`);
  for (const [file, counts] of await tell(again, 1)) last.set(file, counts);
}
const stillBroken = broken(last);
const unsteady = again.filter((file) => !stillBroken.includes(file)).map((file) => basename(file));
if (unsteady.length > 0) process.stdout.write(`\nunsteady, passed the second time: ${unsteady.join(' ')}\n`);
process.stdout.write('\n');
for (const name of COUNTED) {
  const sum = [...last.values()].reduce((total, counts) => total + counts[name], 0);
  process.stdout.write(`ℹ ${name} ${sum}\n`);
}
if (unsteady.length > UNSTEADY_MAX)
  process.stdout.write(`\nfailed: ${unsteady.length} files were unsteady, ${UNSTEADY_MAX} is tolerated\n`);
process.exitCode = stillBroken.length > 0 || unsteady.length > UNSTEADY_MAX ? 1 : 0;
