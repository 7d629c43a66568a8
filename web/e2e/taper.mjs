// The real binary on a data directory of its own, for browser tests.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { until } from './people.mjs';

const BINARY = process.env.TAPER_BINARY ?? fileURLToPath(new URL('../../target/debug/taper', import.meta.url));
const READY_WITHIN_MS = 60_000;

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** `door`: where people reach it instead, such as a proxy's address. */
export async function startTaper({ door } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'taper-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = { ...process.env, TAPER_PUBLIC_URL: door ?? url, TAPER_ENVIRONMENT: 'test' };
  let process_;
  let log = '';

  async function start() {
    process_ = spawn(BINARY, ['serve', '--data-dir', dataDir, '--listen', `127.0.0.1:${port}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
    for (const stream of [process_.stdout, process_.stderr]) stream.on('data', (chunk) => (log += chunk));
    const started = Date.now();
    while (Date.now() - started < READY_WITHIN_MS) {
      const ready = await fetch(`${url}/readyz`).catch(() => null);
      if (ready?.ok) return;
      if (process_.exitCode !== null) break;
      await sleep(100);
    }
    throw new Error(`taper did not become ready:\n${log.slice(-4000)}`);
  }

  async function stop(signal) {
    if (process_.exitCode !== null || process_.signalCode !== null) return;
    const ended = new Promise((done) => process_.once('exit', done));
    process_.kill(signal);
    await ended;
  }

  await start();
  return {
    url,
    /** Where a browser goes. */
    door: door ?? url,
    start,
    /** As a power cut would. */
    kill: () => stop('SIGKILL'),
    log: () => log,
    async end() {
      await stop('SIGTERM');
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
    /** The link in the newest mail to an address. */
    linkInMail: (to) =>
      until(`a mail to ${to}`, async () => {
        const answer = await (await fetch(`${url}/mailbox/messages?to=${encodeURIComponent(to)}`)).json();
        return answer.items[0]?.text.match(/http\S+#token=\S+/)?.[0];
      }),
  };
}

/** What a failed test is asked about. */
export const openBrowsers = new Set();

const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export async function launchBrowser() {
  const browser = await chromium.launch(CHROMIUM);
  openBrowsers.add(browser);
  browser.on('disconnected', () => openBrowsers.delete(browser));
  return browser;
}

/** A browser with the profile in `dir`, or with a new one, which another program reaches at the port, too. */
export function launchProfile(port, { dir = '', ...options }) {
  return chromium.launchPersistentContext(dir, {
    ...CHROMIUM,
    args: [...CHROMIUM.args, `--remote-debugging-port=${port}`],
    ...options,
  });
}
