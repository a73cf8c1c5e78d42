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
from feedtool.migrate.sites.live_feed import take_live_feed
from feedtool.migrate.sites.one_yaml import is_one_yaml, read_one_yaml
from feedtool.migrate.sites.pages import is_pages, read_site
from feedtool.migrate.sites.site import Site, find_unnamed, write_site
from feedtool.pipeline.importing.feed import ImportOptions, open_whole_feed
from feedtool.pipeline.importing.new_folder import keep_old_faults, refuse_full, write_all
from feedtool.pipeline.importing.taken import Taken
from feedtool.pipeline.workers import Progress

_SUFFIXES = (".md", ".mdx", ".html", ".markdown", ".yml", ".yaml", ".toml")
_MOST_FILES = 50_000
_FEW = 3
"""Remarks that a refusal repeats."""
_SKIPPED = frozenset(
    "node_modules public _site dist vendor themes resources "
    "layouts _layouts _includes archetypes exampleSite".split()
)
_KINDS: tuple[tuple[Callable[[Mapping[str, str]], bool], Callable[[Mapping[str, str]], Site]], ...]
_KINDS = ((is_castanet, read_castanet), (is_one_yaml, read_one_yaml), (is_pages, read_site))


def import_folder(
    source: Path, feed: str | None, folder: Path, now: datetime, progress: Progress
) -> Taken:
    """Write the show folder of another generator's; raises FeedtoolError before that."""
    gc.disable()  # many small parts, all of which live to the end
    texts, unread = _read_texts(source)
    reader = next((read for is_kind, read in _KINDS if is_kind(texts)), None)
    if reader is None or "show.yaml" in texts:
        raise FeedtoolError(*_why_unknown(source, texts))
    site = reader(texts)
    site.remarks += unread
    if not site.episodes:
        message = f"{source} is a site without an episode: no page names its audio"
        raise FeedtoolError(message, _hint_feed(site.remarks[:_FEW]))
    if feed is not None:
        with open_whole_feed(ImportOptions(feed, folder, now)) as whole:
            take_live_feed(site, whole.feed.document)
    else:
        site.remarks += find_unnamed(site)
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
    return f"{source} is no site that feedtool knows", _hint_feed([])


def _hint_feed(reasons: list[str]) -> str:
    reasons = reasons or ["known are pages with front matter, and feed.yaml with a list 'item'"]
    return f"{'; '.join(reasons)}; any show is taken from its feed: feedtool import FEED"


def _read_texts(source: Path) -> tuple[dict[str, str], list[str]]:
    """Read every text file of a folder, by its path in it, and say which cannot be read."""
    texts: dict[str, str] = {}
    unread: list[str] = []
    for path, folders, names in os.walk(source):
        if "show.yaml" in names and Path(path) != source:  # taken over already
            folders.clear()
            continue
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
