"""`feedtool audio FILE...` with names alone: answered without what reads options.

That takes longer to load than an hour of sound takes to measure, and there is nothing to read.
"""

from collections.abc import Sequence

from feedtool.cli.terminal import echo, wants_colour
from feedtool.errors import ExitCode


def names_audio_alone(arguments: Sequence[str]) -> bool:
    """Tell the command from all others, and from itself with options."""
    return (
        len(arguments) > 1
        and arguments[0] == "audio"
        and all(name and not name.startswith("-") for name in arguments[1:])
    )


def show_audio(names: Sequence[str]) -> int:
    """Print what `feedtool audio` prints; return its exit code. Raises FeedtoolError."""
    from feedtool.model.finding import Level
    from feedtool.pipeline.audio import AudioOptions, check_audio
    from feedtool.report.audio import format_audio
    from feedtool.report.text import format_text

    measured = check_audio(AudioOptions(tuple(names)))
    findings = [finding for each in measured for finding in each.findings]
    echo(f"{format_audio(measured)}\n\n{format_text(findings, colour=wants_colour())}", end="")
    has_errors = any(finding.level is Level.ERROR for finding in findings)
    return int(ExitCode.FINDINGS if has_errors else ExitCode.OK)
