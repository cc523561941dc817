// SPDX-License-Identifier: GPL-3.0-or-later

// usage: csv.mjs FILE
// Prints the rows of a CSV file as JSON, as Papa Parse reads them.

import { load, read } from './tap.mjs';

const { data, errors } = load('papaparse').parse(read(process.argv[2]), { delimiter: ',', newline: '\r\n' });
if (errors.length) throw new Error(JSON.stringify(errors[0]));
console.log(JSON.stringify(data));
