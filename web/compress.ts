// Beside each file that gets smaller by it lies the same, compressed as far as it goes: the server hands those over and
// compresses nothing itself (crates/app/src/http/web.rs). They come last, after the worker and its list of files.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Pictures and fonts are compressed already. */
const WORTH_IT = /\.(js|css|html|svg|webmanifest|txt)$/;

const FORMS = [
  {
    ending: '.br',
    compress: (content: Buffer) =>
      promisify(brotliCompress)(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
        },
      }),
  },
  {
    ending: '.gz',
    compress: (content: Buffer) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  },
];

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  const write = async ({ ending, compress }: (typeof FORMS)[number]) => {
    const form = await compress(content);
    if (form.byteLength < content.byteLength) await writeFile(path + ending, form);
  };
  await Promise.all(FORMS.map(write));
}

export function compress(): Plugin {
  let folder = '';
  return {
    name: 'compress',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler(error) {
        if (error) return;
        const files = await readdir(folder, { recursive: true });
        await Promise.all(files.filter((file) => WORTH_IT.test(file)).map((file) => compressFile(join(folder, file))));
      },
    },
  };
}
