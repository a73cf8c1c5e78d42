"""Another generator's folder to a show folder: read, written as records, checked."""

import gc
import os
import shlex
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, leaves_folder, read_text
from feedtool.migrate.sites.castanet import is_castanet, read_castanet
from feedtool.migrate.sites.jekyll import is_jekyll, read_jekyll
from feedtool.migrate.sites.live_feed import take_live_feed
from feedtool.migrate.sites.one_yaml import is_one_yaml, read_one_yaml
from feedtool.migrate.sites.site import Site, write_site
from feedtool.pipeline.importing.feed import ImportOptions, open_whole_feed
from feedtool.pipeline.importing.new_folder import keep_old_faults, refuse_full, write_all
from feedtool.pipeline.importing.taken import Taken
from feedtool.pipeline.workers import Progress

_SUFFIXES = (".md", ".html", ".markdown", ".yml", ".yaml", ".toml")
_MOST_FILES = 50_000
_FEW = 3
"""Remarks that a refusal repeats."""
_SKIPPED = frozenset({"node_modules", "public", "_site", "vendor", "themes", "resources"})
_KINDS: tuple[tuple[Callable[[Mapping[str, str]], bool], Callable[[Mapping[str, str]], Site]], ...]
_KINDS = ((is_castanet, read_castanet), (is_jekyll, read_jekyll), (is_one_yaml, read_one_yaml))


def import_folder(
    source: Path, feed: str | None, folder: Path, now: datetime, progress: Progress
) -> Taken:
    """Write the show folder of another generator's; raises FeedtoolError before that."""
    gc.disable()  # many small parts, all of which live to the end
    texts, unread = _read_texts(source)
    reader = next((read for is_kind, read in _KINDS if is_kind(texts)), None)
    if reader is None:
        raise FeedtoolError(*_why_unknown(source, texts))
    site = reader(texts)
    site.remarks += unread
    if not site.episodes:
        reasons = "; ".join(site.remarks[:_FEW]) or "give its feed instead: feedtool import FEED"
        raise FeedtoolError(f"{source} is a site of {site.kind} without an episode", reasons)
    if feed is not None:
        with open_whole_feed(ImportOptions(feed, folder, now)) as whole:
            take_live_feed(site, whole.feed.document)
    refuse_full(folder)
    files = write_site(site)
    write_all(folder, files)
    taken = Taken(folder, len(site.episodes), sorted(files), 0, kind=site.kind)
    taken.remarks = site.remarks
    keep_old_faults(taken, now, progress, is_out=feed is not None)
    return taken


def _why_unknown(source: Path, texts: Mapping[str, str]) -> tuple[str, str]:
    """Say why a folder cannot be taken over, and what to do."""
    if "show.yaml" in texts:
        return f"{source} is a show folder already", f"feedtool check {shlex.quote(str(source))}"
    known = "known are Hugo with the Castanet theme, Jekyll, and feed.yaml with a list 'item'"
    hint = f"{known}; a show of any other kind is taken from its feed: feedtool import FEED"
    return f"{source} is no site that feedtool knows", hint


def _read_texts(source: Path) -> tuple[dict[str, str], list[str]]:
    """Read every text file of a folder, by its path in it, and say which cannot be read."""
    texts: dict[str, str] = {}
    unread: list[str] = []
    for path, folders, names in os.walk(source):
        folders[:] = sorted(each for each in folders if each[0] != "." and each not in _SKIPPED)
        for name in sorted(names):
            file = Path(path) / name
            if not name.endswith(_SUFFIXES) or leaves_folder(file, source):
                continue
            if len(texts) >= _MOST_FILES:
                message = f"{source} holds more than {_MOST_FILES:,} pages"
                raise FeedtoolError(message, "name the folder of the site itself")
            shown = file.relative_to(source).as_posix()
            try:
                texts[shown] = read_text(file)
            except UnreadableError as error:
                unread.append(f"{shown}: {error}: it is left out")
            except FileNotFoundError:
                continue
    return texts, unread
