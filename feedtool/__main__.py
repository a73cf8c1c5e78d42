"""The console entry: answers `--version` before anything heavy is imported."""

import os
import sys

_OBJECTS = 200_000
"""New objects after which cycles are looked for: a start makes half as many, and none to find."""
_INTERRUPTED = 130
"""What shells expect of a command that Ctrl-C has ended."""


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.exit(_print_version())
    import gc  # noqa: PLC0415 - not for --version
    import signal  # noqa: PLC0415 - not for --version

    gc.set_threshold(_OBJECTS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for them takes time
    sys.unraisablehook = _end_interrupted
    code = _run()
    # The command is over: a Ctrl-C in these last moments changes nothing.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_at_once(code)


def _run() -> int:
    try:
        from feedtool.cli import run  # noqa: PLC0415 - typer only when a command runs

        return run(sys.argv[1:])
    except BaseException as error:
        if _is_interrupt(error):
            return _INTERRUPTED
        raise


def _end_interrupted(unraisable: "sys.UnraisableHookArgs") -> None:
    """End at once where a Ctrl-C met code that cannot raise: Python would print it and go on."""
    if _is_interrupt(unraisable.exc_value):
        _leave_at_once(_INTERRUPTED)
    sys.__unraisablehook__(unraisable)


def _is_interrupt(error: BaseException | None) -> bool:
    """Tell a Ctrl-C, also one that met an import and was wrapped on its way."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__
    return False


def _leave_at_once(code: int) -> None:
    """End with this code, all output written; nothing is left to do but to give memory back.

    The system does that far faster than Python, which would also end by the signal where a Ctrl-C
    met an exec of a text.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue  # closed, or nobody reads it
    os._exit(code)


def _print_version() -> int:
    from feedtool import __version__  # noqa: PLC0415 - keeps start-up bare

    if sys.stdout is None:  # closed by whoever started us
        return 0
    try:
        sys.stdout.write(f"feedtool {__version__}\n")
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # not once more at the end
        return 2
    return 0


if __name__ == "__main__":
    main()
