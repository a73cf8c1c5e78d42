"""Texts of a show folder that a command has changed, back into their files."""

from collections.abc import Mapping

from feedtool.files import replace_text
from feedtool.load.folder import Folder


def replace_texts(folder: Folder, before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Write texts, by the paths that reports print; raises FeedtoolError.

    Returns the paths of those that are links, or that somebody has changed meanwhile: they stay.
    """
    return [
        path
        for path, text in sorted(after.items())
        if not replace_text(folder.path / path.removeprefix(folder.shown), before[path], text)
    ]
