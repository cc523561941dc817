// SPDX-License-Identifier: GPL-3.0-or-later

// usage: markdown.mjs PROJECT REPORT...
// Reads reports with commonmark.js: nothing that stood in a text, a note or a name may have become markup, and every
// word of the articles is there, in its order.

import { finish, load, read, report, textOf } from './tap.mjs';

const { Parser } = load('commonmark');
const [...pairs] = process.argv.slice(2);

// Code points that say something; the marks of annotations and the numbers of notes are taken out before.
const words = text => [...text.replace(/[\s\u00a0\u200b\u00ad]/gu, '')];

function check(projectPath, path) {
  const problems = [];
  const project = JSON.parse(read(projectPath));
  const links = new Set(project.entities.flatMap(entity => entity.sameAs ?? [])
    .concat(project.articles.flatMap(article => [article.source, ...(article.blocks ?? []).map(block => block[3])])));
  const walker = new Parser().parse(read(path)).walker();
  const lines = [];
  let line = '';
  const headings = [];
  let level = 0;

  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (node.type === 'html_block' || node.type === 'html_inline') problems.push(`markup: ${node.literal}`);
    if (node.type === 'image') problems.push(`a picture: ${node.destination}`);
    if (node.type === 'thematic_break') problems.push('a rule across the page');
    if (node.type === 'link' && entering && !links.has(node.destination)) problems.push(`a link: ${node.destination}`);
    if (node.type === 'link' && entering && /^(javascript|data|vbscript):/i.test(node.destination)) problems.push(`an unsafe link: ${node.destination}`);
    if (node.type === 'heading' && entering) {
      if (node.level > level + 1) problems.push(`a heading of level ${node.level} after one of level ${level}`);
      level = node.level;
      headings.push(level);
    }
    if ((node.type === 'text' || node.type === 'code' || node.type === 'code_block')) line += node.literal;
    if (node.type === 'softbreak' || node.type === 'linebreak') line += '\n';
    if (!entering && (node.type === 'paragraph' || node.type === 'heading')) {
      lines.push(line);
      line = '';
    }
  }

  if (headings.filter(one => one === 1).length !== project.articles.length) problems.push('not one title an article');

  // What is between the words of a line (labels, numbers of notes) may be any; the words come in order.
  let next = 0;
  for (const article of project.articles) {
    for (const wanted of textOf(article).join('').split('\n').map(words)) {
      if (!wanted.length) continue;
      let found = -1;
      for (let i = next; i < lines.length && found < 0; i++) {
        const is = words(lines[i]);
        let k = 0;
        for (const character of is) if (character === wanted[k]) k++;
        // A list's own marker is the list's in the report.
        if (k === wanted.length) found = i;
      }
      if (found < 0) problems.push(`is not there: ${wanted.join('').slice(0, 60)}`);
      else next = found;
    }
  }

  return problems;
}

for (let i = 0; i + 1 < pairs.length; i += 2) report(pairs[i + 1], check(pairs[i], pairs[i + 1]));
finish();
