// SPDX-License-Identifier: GPL-3.0-or-later

// What the judges written in JavaScript share: the programs that judge, and TAP.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const load = createRequire(join(process.env.MANI_JUDGES, '/'));

export const read = path => readFileSync(path, 'utf8');

let n = 0;

// The problems found, none of them when all is well.
export function report(name, problems) {
  n++;
  for (const problem of problems.slice(0, 20)) console.log(`# ${name}: ${problem}`);
  console.log(`${problems.length ? 'not ok' : 'ok'} ${n} ${name}`);
}

export function finish() {
  console.log(`1..${n}`);
}

// As the offsets of a project count: by code points.
export const textOf = article => [...article.text.join('')];
