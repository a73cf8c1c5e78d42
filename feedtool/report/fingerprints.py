"""Names by which a CI knows a finding again in the next run."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from feedtool.model.finding import Finding
from feedtool.report.places import tidy_path


def make_fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Give each finding 32 hexadecimal digits that stay when its line moves.

    They are made of the rule, the file and the message. Findings of one report that share all
    three are counted in their order, so that no two have the same.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made: list[str] = []
    for finding in findings:
        identity = (finding.code, tidy_path(finding.location.path), finding.message)
        seen[identity] += 1
        text = json.dumps([*identity, seen[identity]])
        made.append(hashlib.sha256(text.encode()).hexdigest()[:32])
    return made
