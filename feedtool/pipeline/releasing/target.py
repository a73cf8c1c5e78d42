"""The target of a command: found in the show's settings, and opened."""

from dataclasses import dataclass
from pathlib import Path

from feedtool.compose.addresses import feed_address, public_url
from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.feed.published import NoFeedError, read_published
from feedtool.load.folder import Folder, find_folder
from feedtool.load.show import load_show
from feedtool.model.published import PublishedFeed
from feedtool.model.show import Show
from feedtool.publish.names import FEED
from feedtool.publish.store import Store
from feedtool.publish.target import OpenTarget, choose_target, open_target
from feedtool.settings import read_settings

_UNREADABLE = ("RC01", "RC04")
"""Faults after which nobody knows what the settings name."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A show folder and the target that it is published to."""

    folder: Folder
    show: Show
    target: OpenTarget

    @property
    def store(self) -> Store:
        """The store of the target."""
        return self.target.store

    @property
    def feed_url(self) -> str:
        """The address that the feed gives itself."""
        return feed_address(self.show.base_url or "", self.show.feed_url)

    @property
    def read_back_url(self) -> str:
        """Where the feed is seen after it was published; "" where nobody looks."""
        if self.target.settings.public:
            return public_url(self.target.public, FEED)
        return self.feed_url if self.target.public else ""

    @property
    def bases(self) -> tuple[str, ...]:
        """The addresses below which files of the target may be named."""
        return tuple(filter(None, (self.show.base_url, self.target.public)))

    @property
    def hubs(self) -> tuple[str, ...]:
        """The hubs that are told; none where the feed is not public at once."""
        own = (self.show.hub,) if self.show.hub else ()
        named = tuple(dict.fromkeys((*own, *self.target.settings.hubs)))
        return named if self.read_back_url else ()


def take_aim(given: str | None, name: str | None) -> Aim:
    """Find the show folder and open the target; raises FeedtoolError."""
    folder = find_folder(given)
    settings = read_settings(folder.path, folder.shown)
    wrong = [
        each for each in settings.faults if "targets" in each.drops or each.code in _UNREADABLE
    ]
    if wrong:
        message = f"{settings.path}: {wrong[0].problem.message}"
        raise FeedtoolError(message, "feedtool check shows the place")
    name, target = choose_target(settings.record.targets, name, settings.path)
    show = load_show(folder).show.record
    opened = open_target(name, target, Path(settings.path).parent, show.base_url or "")
    return Aim(folder, show, opened)


def read_target_feed(aim: Aim, data: bytes) -> PublishedFeed:
    """Read the feed that lies at the target; raises FeedtoolError for what is none."""
    try:
        return read_published(data)
    except NoFeedError as error:
        message = f"what lies at {aim.store.where}/{FEED} is no feed: {error}"
        hint = "is the address of the store right? If it is, take the file away by hand"
        raise FeedtoolError(message, hint, ExitCode.CHANGED) from None
