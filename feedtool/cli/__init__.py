"""The command line: options in, one pipeline call, report out, exit code."""

import contextlib

from feedtool.cli.plain_audio import names_audio_alone, show_audio
from feedtool.cli.terminal import give_up_output, prepare_streams, say
from feedtool.errors import ExitCode, FeedtoolError


def run(arguments: list[str]) -> int:
    """Run one command; every way out is an exit code of the one table."""
    prepare_streams()
    try:
        if names_audio_alone(arguments):
            return show_audio(arguments[1:])
        from feedtool.cli.commands import make_app  # noqa: PLC0415 - typer only where it is needed

        app = make_app(arguments[0] if arguments else "")
        app(arguments, prog_name="feedtool")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ExitCode.OK)
    except FeedtoolError as error:
        hint = f"\n  {error.hint}" if error.hint else ""
        say(f"feedtool: {error.message}{hint}", to_stderr=True)
        return int(error.code)
    except BrokenPipeError:  # whoever read it has seen enough: typer ends the same way
        give_up_output()
        return int(ExitCode.FINDINGS)
    except OSError as error:
        give_up_output()
        with contextlib.suppress(OSError):
            what = error.filename or "the output"
            say(f"feedtool: {what}: {error.strerror or error}", to_stderr=True)
        return int(ExitCode.USAGE)
    return int(ExitCode.OK)
