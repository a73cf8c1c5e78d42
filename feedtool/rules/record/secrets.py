"""What must never stand in a file that is committed."""

from collections.abc import Iterable
from dataclasses import replace

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Problem

_CURE = "delete it, make a new one at the store, and set it in the environment of the job"


@rule("RC13")
def leaked_secret(faults: RecordFaults) -> Iterable[Problem]:
    """A target in the settings holds a key, a password or a signed address.

    Whoever can read the repository could publish as you, or delete the show; and a secret that was
    committed once stays in the history. The target is not used while it stands there. Make a new
    secret at the store, take the old one back, and put the new one into the environment:
    `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or better the identity that your CI has.

    Bad:
        # feedtool.toml
        [[ignore]]
        code = "XM23"
        reason = "Reserved example domains."
        [targets.live]
        url = "s3://compilertalk/feed"
        secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

    Good:
        # feedtool.toml
        [[ignore]]
        code = "XM23"
        reason = "Reserved example domains."
        [targets.live]
        url = "s3://compilertalk/feed"
        region = "eu-central-1"
    """
    for problem in faults.of("RC13"):
        yield replace(problem, hint=_CURE, is_key=True, is_secret=True)
