// SPDX-License-Identifier: GPL-3.0-or-later

// usage: w3c.mjs CONTEXT PROJECT EXPORT...
// Expands each export as a JSON-LD processor does, refusing whatever that would drop, and holds every annotation
// against the text of the project that it was made from.

import { createHash } from 'node:crypto';
import { finish, load, read, report, textOf } from './tap.mjs';

const jsonld = load('jsonld');
const [contextPath, ...pairs] = process.argv.slice(2);
const context = JSON.parse(read(contextPath));
const OA = 'http://www.w3.org/ns/oa#';
const AS = 'http://www.w3.org/ns/activitystreams#';
const X = 'urn:manicule:ns#';
const CONTEXT = 32;

async function documentLoader(url) {
  if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`${url} is asked for`);
  return { contextUrl: null, documentUrl: url, document: context };
}

const values = (node, name) => (node[name] ?? []).map(value => value['@value'] ?? value);
const isA = (node, type) => (node['@type'] ?? []).includes(OA + type);

function checkTarget(target, articles, say) {
  const sources = values(target, OA + 'hasSource');
  if (sources.length !== 1) return say(`${sources.length} sources`);
  const [source] = sources;
  const article = articles.get(values(source, X + 'id')[0]);
  if (!article) return say('its source is no article of the project');
  if (!/^[a-z][a-z0-9+.-]*:/.test(source['@id'] ?? '')) say(`${source['@id']} is no IRI`);
  if (values(source, X + 'sha256')[0] !== article.sha256) say('the hash is not that of the text');

  const selectors = values(target, OA + 'hasSelector');
  const position = selectors.find(selector => isA(selector, 'TextPositionSelector'));
  const quote = selectors.find(selector => isA(selector, 'TextQuoteSelector'));
  if (selectors.length !== (position ? 1 : 0) + (quote ? 1 : 0)) say('selectors of other kinds');
  if (!position) return { selectors: selectors.length, quote };

  const [start, end] = [values(position, OA + 'start')[0], values(position, OA + 'end')[0]].map(Number);
  const slice = (from, to) => article.text.slice(Math.max(from, 0), to).join('');
  if (!(start >= 0 && start <= end && end <= article.text.length)) say(`${start}:${end} is not in the text`);
  if (!quote) return say('no quotation');
  const [exact, prefix, suffix] = ['exact', 'prefix', 'suffix'].map(name => values(quote, OA + name)[0] ?? '');
  if (exact !== slice(start, end)) say(`${start}:${end} is not ${JSON.stringify(exact)}`);
  if (!slice(start - CONTEXT, start).endsWith(prefix)) say(`${JSON.stringify(prefix)} does not come before`);
  if (!slice(end, end + CONTEXT).startsWith(suffix)) say(`${JSON.stringify(suffix)} does not come after`);
  if (start > 0 && !prefix) say('no prefix');
  return { start, end };
}

function checkAnnotation(node, record, articles, say) {
  const targets = values(node, OA + 'hasTarget');
  const found = targets.map(target => checkTarget(target, articles, say));
  const ranges = record.ranges ?? [];

  if (found.some(target => !target)) return;
  if (ranges.length) {
    const are = JSON.stringify(found.map(({ start, end }) => [start, end]));
    if (are !== JSON.stringify(ranges)) say(`it is at ${are}, not ${JSON.stringify(ranges)}`);
  } else if (found.length !== 1 || (found[0].selectors !== 0) !== ('quote' in record)) {
    say('it has no place, and its target has');
  }

  const bodies = values(node, OA + 'hasBody');
  const purposes = bodies.flatMap(body => values(body, OA + 'hasPurpose').map(purpose => purpose['@id']));
  for (const [member, purpose] of [['label', 'tagging'], ['note', 'commenting'], ['entity', 'identifying']])
    if ((member in record) && !purposes.includes(OA + purpose)) say(`no body is for ${purpose}`);
  if ('note' in record && !bodies.some(body => values(body, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value')[0] === record.note))
    say('the note is another');
  if (bodies.some(body => !(body['@type'] ?? []).length)) say('a body has no type');
}

async function check(projectPath, path) {
  const problems = [];
  const project = JSON.parse(read(projectPath));
  const articles = new Map(project.articles.map(article => [article.id, {
    text: textOf(article),
    sha256: createHash('sha256').update(article.text.join('')).digest('hex'),
  }]));
  const records = new Map([...project.annotations, ...project.relations].map(record => [record.id, record]));
  let page;

  try {
    const document = JSON.parse(read(path));
    const expanded = await jsonld.expand(document, { documentLoader, safe: true });
    [page] = expanded;
    const quads = await jsonld.toRDF(document, { documentLoader, safe: true });
    const n = quads.filter(quad => quad.predicate.value.endsWith('#type') && quad.object.value === OA + 'Annotation').length;
    if (n !== records.size) problems.push(`${n} annotations in RDF, not ${records.size}`);
  } catch (error) {
    return [`${error.message} ${JSON.stringify(error.details?.event ?? {})}`];
  }

  const items = page[AS + 'items'][0]['@list'];
  if (values(page[AS + 'partOf'][0], AS + 'totalItems')[0] !== items.length) problems.push('the total is wrong');
  if (items.length !== records.size) problems.push(`${items.length} annotations, not ${records.size}`);
  const ids = new Set(items.map(item => item['@id']));
  if (ids.size !== items.length) problems.push('an id comes twice');

  for (const item of items) {
    const id = values(item, X + 'id')[0];
    const record = records.get(id);
    const say = problem => { problems.push(`${id}: ${problem}`); };

    if (!record) say('is not in the project');
    else if (!isA(item, 'Annotation')) say('is no annotation');
    else if (!/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(item['@id'])) say(`${item['@id']} is no id`);
    else if ('from' in record) {
      const targets = values(item, OA + 'hasTarget').map(target => target['@id']);
      const wanted = [record.from, record.to].map(to => items.find(other => values(other, X + 'id')[0] === to)?.['@id']);
      if (JSON.stringify(targets) !== JSON.stringify(wanted)) say('it links other annotations');
      if (values(item, OA + 'motivatedBy')[0]?.['@id'] !== OA + 'linking') say('its motivation is not linking');
    } else checkAnnotation(item, record, articles, say);
  }

  return problems;
}

for (let i = 0; i + 1 < pairs.length; i += 2) report(pairs[i + 1], await check(pairs[i], pairs[i + 1]));
finish();
