// The page carries its style and the script of its first picture: nothing else has to come before there is something to
// see. The server allows that one script by its digest (crates/app/src/http/web.rs).
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const SCRIPT = '/src/app/first-picture.ts';

/** What it imports is in it: the app has its own copy. */
async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL(`.${SCRIPT}`, import.meta.url)), formats: ['iife'], name: 'first' },
    },
  });
  const [one] = [built].flat();
  if (!one || !('output' in one)) throw new Error(`nothing is built of ${SCRIPT}`);
  return one.output[0].code.trim();
}

export function inline(): Plugin[] {
  return [
    {
      name: 'inline-script',
      apply: 'build',
      transformIndexHtml: {
        order: 'pre',
        async handler(html) {
          const asked = `<script type="module" src="${SCRIPT}"></script>`;
          if (!html.includes(asked)) throw new Error(`the page does not ask for ${SCRIPT}`);
          const script = await bundled();
          return html.replace(asked, () => `<script>${script}</script>`);
        },
      },
    },
    {
      name: 'inline-style',
      apply: 'build',
      transformIndexHtml: {
        order: 'post',
        handler(html, { bundle = {} }) {
          let page = html;
          for (const asset of Object.values(bundle)) {
            if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
            const asked = new RegExp(`<link rel="stylesheet"[^>]*href="/${asset.fileName}"[^>]*>`);
            if (!asked.test(page)) throw new Error(`the page does not ask for ${asset.fileName}`);
            page = page.replace(asked, () => `<style>${asset.source}</style>`);
            delete bundle[asset.fileName];
          }
          return page;
        },
      },
    },
  ];
}
