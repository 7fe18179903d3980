"""Holds JSON files against a JSON Schema, and the schema against them: a member that it does not describe is a fault, too.
usage: schema_check.py SCHEMA FILE ...  (python3-jsonschema)"""
import json
import sys

import jsonschema


def close(part):
    """Published, a schema lets members be added; here each must be described."""
    if isinstance(part, dict):
        if "properties" in part:
            part.setdefault("additionalProperties", False)
        for value in part.values():
            close(value)
    elif isinstance(part, list):
        for value in part:
            close(value)


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
close(schema)
faults = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        for fault in jsonschema.Draft202012Validator(schema).iter_errors(json.load(file)):
            print(f"{path}: {'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}")
            faults += 1
sys.exit(faults > 0)
