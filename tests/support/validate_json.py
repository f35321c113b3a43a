# SPDX-License-Identifier: Apache-2.0
"""Validates JSON from standard input against one of the schemas in docs/.

usage: validate_json.py DOCS_FOLDER (finding|report)

"finding" reads one JSON object per line, "report" one document. Exit status 0 when everything is
valid, 1 with one line per violation when not, 2 when the check itself cannot be made.
"""
import json
import pathlib
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)

from jsonschema import Draft202012Validator, RefResolver  # noqa: E402


def refuse_duplicate_keys(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a key is given twice in {keys}")
    return dict(pairs)


def load_schemas(folder):
    schemas = {}
    for path in sorted(pathlib.Path(folder).glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        schemas[path.name.removesuffix(".schema.json")] = schema
    return schemas


def main(folder, name):
    schemas = load_schemas(folder)
    store = {schema["$id"]: schema for schema in schemas.values()}
    schema = schemas[name]
    validator = Draft202012Validator(schema, resolver=RefResolver.from_schema(schema, store=store))
    text = sys.stdin.buffer.read().decode("utf-8", errors="strict")
    documents = text.splitlines() if name == "finding" else [text]
    violations = 0
    for number, document in enumerate(documents, start=1):
        try:
            value = json.loads(document, object_pairs_hook=refuse_duplicate_keys)
        except ValueError as error:
            violations += 1
            print(f"document {number}: {error}")
            continue
        for violation in validator.iter_errors(value):
            violations += 1
            print(f"document {number}: {violation.json_path}: {violation.message}")
    return 1 if violations else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
