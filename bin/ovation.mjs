#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const LEAST_NODE = 24;
const CONFIGURATION = 4;

function fail(sentence) {
  console.error(sentence);
  process.exit(CONFIGURATION);
}

if (Number(process.versions.node.split('.')[0]) < LEAST_NODE) {
  fail(
    `Ovation needs Node ${LEAST_NODE} or later; this is ${process.versions.node}. ` +
      'Run it as `npx ovation` in its folder: `npm ci` has brought the right one along.',
  );
}
const main = fileURLToPath(new URL('../dist/apps/cli/main.js', import.meta.url));
if (!existsSync(main)) fail('Ovation is not built yet: run `npm run build` in its folder.');
const require = createRequire(import.meta.url);
await require(main).main(process.argv, require('../package.json').version);
