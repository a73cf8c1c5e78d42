"""The console entry: answers `--version` before anything heavy is imported."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from feedtool import __version__  # noqa: PLC0415 - keeps start-up bare

        sys.stdout.write(f"feedtool {__version__}\n")
        return
    from feedtool.cli import run  # noqa: PLC0415 - typer only when a command runs

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
