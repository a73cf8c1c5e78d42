"""Why a run cannot go on. Faults in the user's data are findings, never exceptions."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The one table of exit codes, the same for every command."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    NETWORK = 3
    CHANGED = 4


class FeedtoolError(Exception):
    """The run cannot go on: one sentence for the user, and the exit code it ends with.

    `hint` is the cure, printed on a line of its own.
    """

    def __init__(self, message: str, hint: str = "", code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
