"""The console entry: answers `--version` before anything heavy is imported."""

import os
import sys

_INTERRUPTED = 130
"""What shells expect of a command that Ctrl-C has ended."""


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        if sys.argv[1:] in (["--version"], ["-V"]):
            sys.exit(_print_version())
        from feedtool.cli import run  # noqa: PLC0415 - typer only when a command runs

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


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
