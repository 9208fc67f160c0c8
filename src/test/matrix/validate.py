"""Prints every line of the given recordings that the published schema does not allow. Needs jsonschema."""

import json
import sys

from jsonschema import Draft202012Validator


def main(schema_file, *recordings):
    with open(schema_file, encoding="utf-8") as opened:
        definitions = json.load(opened)["$defs"]
    header, event = (
        Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": definitions}) for part in ("header", "event")
    )
    for recording in recordings:
        with open(recording, encoding="utf-8") as opened:
            for number, line in enumerate(opened, 1):
                for error in (header if number == 1 else event).iter_errors(json.loads(line)):
                    print(f"{recording}\t{number}: {error.message[:200]}")


main(*sys.argv[1:])
