# SPDX-License-Identifier: GPL-3.0-or-later
"""Validates projects with an independent validator.

usage: check-schema.py SCHEMA FOLDER

What lies in FOLDER/good has to be valid, what lies in FOLDER/bad must not be. Exit status 77: the
validator is not installed.
"""

import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)

schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)

wrong = 0
for path in sorted(pathlib.Path(sys.argv[2]).glob("*/*")):
    # Python's own reader takes what the files may hold: surrogates in pairs, big numbers.
    errors = list(validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))))
    if path.parent.name == "good" and errors:
        print(f"{path.name}: {errors[0].json_path}: {errors[0].message[:200]}")
        wrong += 1
    if path.parent.name == "bad" and not errors:
        print(f"{path.name}: passes, and should not")
        wrong += 1

sys.exit(1 if wrong else 0)
