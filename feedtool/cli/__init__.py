"""The command line: options in, one pipeline call, report out, exit code."""

import contextlib
import sys

from feedtool.cli.plain_audio import names_audio_alone, show_audio
from feedtool.cli.terminal import give_up_output, prepare_streams, say
from feedtool.errors import ExitCode, FeedtoolError

_UNREAD = 141
"""What shells expect of a command whose reader has seen enough, as `head` has: no findings."""


def run(arguments: list[str]) -> int:
    """Run one command; every way out is an exit code of the one table."""
    prepare_streams()
    stdout = sys.stdout
    try:
        if names_audio_alone(arguments):
            return show_audio(arguments[1:])
        from feedtool.cli.commands import make_app

        app = make_app(next((word for word in arguments if not word.startswith("-")), ""))
        app(arguments, prog_name="feedtool")
    except SystemExit as ending:
        if sys.stdout is not stdout:  # typer takes it away where nobody reads it any more
            return _UNREAD
        return ending.code if isinstance(ending.code, int) else int(ExitCode.OK)
    except FeedtoolError as error:
        hint = f"\n  {error.hint}" if error.hint else ""
        say(f"feedtool: {error.message}{hint}", to_stderr=True)
        return int(error.code)
    except BrokenPipeError:
        give_up_output()
        return _UNREAD
    except OSError as error:
        give_up_output()
        with contextlib.suppress(OSError):
            what = error.filename or "the output"
            say(f"feedtool: {what}: {error.strerror or error}", to_stderr=True)
        return int(ExitCode.USAGE)
    return int(ExitCode.OK)
