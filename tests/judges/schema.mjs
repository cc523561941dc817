// SPDX-License-Identifier: GPL-3.0-or-later

// usage: schema.mjs SCHEMA PROJECT...
// Holds projects against the JSON Schema with Ajv in its strict mode, and sees to it that what is wrong fails.

import { finish, load, read, report } from './tap.mjs';

const Ajv = load('ajv/dist/2020').default;
const [schemaPath, ...paths] = process.argv.slice(2);
const ajv = new Ajv({ strict: true, strictTypes: 'log', strictTuples: false, allErrors: true });
const schema = JSON.parse(read(schemaPath));
const validate = ajv.compile(schema);

report('the schema is one', ajv.validateSchema(schema) ? [] : [ajv.errorsText()]);
for (const path of paths) report(path, validate(JSON.parse(read(path))) ? [] : validate.errors.slice(0, 5).map(error => `${error.instancePath} ${error.message}`));

const breaks = {
  'no project': project => { delete project.project; },
  'a newer format': project => { project.manicule = 2; },
  'labels that are no list': project => { project.labels = {}; },
  'a label without a name': project => { delete project.labels[0].name; },
  'a colour by name': project => { project.labels[0].color = 'red'; },
  'an id with a space': project => { project.articles[0].id = 'a b'; },
  'an article whose text is one string': project => { project.articles[0].text = project.articles[0].text.join(''); },
  'a block without a kind': project => { project.articles[0].blocks = [[0, 1]]; },
  'a block of an unknown kind': project => { project.articles[0].blocks = [[0, 1, 'chapter']]; },
  'an annotation of no article': project => { delete project.annotations[0].article; },
  'a negative offset': project => { project.annotations[0].ranges = [[-1, 2]]; },
  'a broken offset': project => { project.annotations[0].ranges = [[0.5, 2]]; },
  'a range of three': project => { project.annotations[0].ranges = [[0, 1, 2]]; },
  'a tag that is a number': project => { project.annotations[0].tags = [1]; },
  'a confidence over one': project => { project.annotations[0].confidence = 1.1; },
  'a time without its zone': project => { project.annotations[0].created = '2026-01-02T03:04:05'; },
  'an unknown status': project => { project.annotations[0].status = 'maybe'; },
  'a latitude alone': project => { project.entities[0].latitude = 1; delete project.entities[0].longitude; },
  'a longitude beyond the date line': project => { Object.assign(project.entities[0], { latitude: 1, longitude: 181 }); },
  'a relation to nothing': project => { delete project.relations[0].to; },
  'a digest of another kind': project => { project.digest = 'md5:00'; },
};

for (const [name, change] of Object.entries(breaks)) {
  const project = JSON.parse(read(paths[0]));
  change(project);
  report(`refuses ${name}`, validate(project) ? ['it passes'] : []);
}
finish();
