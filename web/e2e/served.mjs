// The server and the browser of a file of stories, from its first story to its last.
import { after, before } from 'node:test';
import { launchBrowser, startTaper } from './taper.mjs';

export let taper;
export let browser;

before(async () => {
  [taper, browser] = await Promise.all([startTaper(), launchBrowser()]);
});

after(async () => {
  await browser?.close();
  await taper?.end();
});
