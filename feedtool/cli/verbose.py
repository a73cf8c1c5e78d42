"""`-v`, before or after any command: what is read, asked and started goes to stderr."""

from feedtool.cli.terminal import say
from feedtool.log import listen

_NAMES = frozenset({"-v", "--verbose"})


def take_verbose(arguments: list[str]) -> list[str]:
    """Take the option out of the words of a command line, and begin to log where it stood there.

    Words behind `--` are names.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest = [word for word in arguments[:end] if word not in _NAMES]
    if len(rest) < end:
        listen(lambda line: say(line, to_stderr=True))
    return rest + arguments[end:]
