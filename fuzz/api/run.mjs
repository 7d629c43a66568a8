// Schema-driven fuzzing of every operation in `specs` on the real binary (quality.md S2): no 5xx, no undeclared status, no
// answer that its schema does not describe, nothing taken that the schema refuses.
//   node fuzz/api/run.mjs [SECONDS]     seconds for each description; 60 unless told
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PASSWORD, signUp } from '../../web/e2e/people.mjs';
import { startTaper } from '../../web/e2e/taper.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tools = `${root}.run/schemathesis`;
const seconds = process.argv[2] ?? '60';
/** Accepting what a schema allows is the domain's decision: the schema knows no state. */
const NOT_JUDGED = 'positive_data_acceptance';
/** Ends with its session and not before; tests of ingress and of the browser hold it. */
const ENDLESS = '/api/v1/notify/stream';
const BATCH = '/api/v1/notify/events/batch';

/** What is left out of a description, or not judged of it, because it is otherwise on purpose. All others are asked as they are. */
const EXCEPTIONS = {
  'ingress.yaml': [
    { words: ['--exclude-path', ENDLESS, '--exclude-path', BATCH] },
    // Each event of a batch is answered for itself, within a 200.
    { but: 'negative_data_rejection', words: ['--include-path', BATCH] },
  ],
  // To who may not read the mailbox, it is not there: 404 whatever the method.
  'notifications.yaml': [{ but: 'unsupported_method' }],
};

/** Every description there is, once or as its exceptions say. */
function rounds() {
  const specs = readdirSync(`${root}specs`).filter((name) => name.endsWith('.yaml'));
  const lost = Object.keys(EXCEPTIONS).filter((name) => !specs.includes(name));
  if (lost.length > 0) throw new Error(`exceptions of descriptions that are not there: ${lost.join(', ')}`);
  return specs.flatMap((spec) => (EXCEPTIONS[spec] ?? [{}]).map((round) => ({ spec, ...round })));
}

function install() {
  if (existsSync(`${tools}/bin/schemathesis`)) return;
  const run = (command, ...words) => {
    const { status } = spawnSync(command, words, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed`);
  };
  run('python3', '-m', 'venv', tools);
  run(`${tools}/bin/pip`, 'install', '--quiet', '--requirement', `${root}fuzz/api/requirements.txt`);
}

async function tokenOf(taper, email) {
  const body = JSON.stringify({ email, password: PASSWORD, delivery: 'body' });
  const headers = { 'content-type': 'application/json' };
  return (await (await fetch(`${taper.url}/api/v1/auth/login`, { method: 'POST', headers, body })).json()).access_token;
}

/** The exit code, and how many requests were sent. */
function fuzz({ spec, but = NOT_JUDGED, words: more = [] }, taper, token, user) {
  const words = ['run', `${root}specs/${spec}`, '--url', taper.url, '--header', `Authorization: Bearer ${token}`];
  words.push('--checks', 'all', '--exclude-checks', `${NOT_JUDGED},${but}`, '--phases', 'examples,coverage,fuzzing');
  words.push('--max-time', seconds, '--continue-on-failure', '--warnings', 'off', '--no-color', ...more);
  const env = { ...process.env, SCHEMATHESIS_HOOKS: `${root}fuzz/api/hooks.py`, TAPER_USER: user };
  const running = spawn(`${tools}/bin/schemathesis`, words, {
    env,
    cwd: `${root}.run`,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  running.stdout.on('data', (text) => (said += text));
  return new Promise((done) => {
    running.on('exit', (code) => {
      const sent = Number(said.match(/^ *([\d,]+) generated/m)?.[1].replaceAll(',', '') ?? 0);
      if (code !== 0 || sent === 0) process.stdout.write(said);
      process.stdout.write(`${spec}: ${sent} requests, ${code === 0 ? 'nothing found' : `exit code ${code}`}\n`);
      done({ code, sent });
    });
  });
}

install();
process.env.TAPER_RATE_LIMITS = '0,0';
const taper = await startTaper();
let isClean = true;
try {
  const person = await signUp(taper, 'fuzz@example.com');
  let total = 0;
  for (const round of rounds()) {
    // It may have been signed out by what was sent before.
    const { code, sent } = await fuzz(round, taper, await tokenOf(taper, person.email), person.id);
    total += sent;
    isClean &&= code === 0 && sent > 0;
  }
  process.stdout.write(`${total} requests to all of them\n`);
} finally {
  await taper.end();
}
process.exitCode = isClean ? 0 : 1;
