"""One release, step by step: files, their public addresses, the feed, those who want to know."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from feedtool.errors import FeedtoolError
from feedtool.formats.plural import count
from feedtool.model.target import Target
from feedtool.publish.desk import Seen, begin, finish, lost_race, refuse_held
from feedtool.publish.history import is_kept, keep, list_kept
from feedtool.publish.job import Done, Feed, Job
from feedtool.publish.ledger import Control, Release, read_control
from feedtool.publish.meter import Meter
from feedtool.publish.names import CONTROL, FEED, FEED_TYPE
from feedtool.publish.notify import purge, tell_hub
from feedtool.publish.public import Public
from feedtool.publish.refusal import UnreachedError
from feedtool.publish.send import Sender
from feedtool.publish.steps import Act
from feedtool.publish.store import ChangedError, Headers, Held, Placed, Store, TakenError

_AT_ONCE = 8


class Releasing:
    """Does the steps of one release at one target."""

    def __init__(self, store: Store, settings: Target, public: Public, meter: Meter) -> None:
        self._store, self._settings = store, settings
        self._public, self._meter = public, meter
        self._done = Done()

    def run(self, job: Job) -> Done:
        """Do all steps; raises FeedtoolError, whose message says where the feed was changed."""
        done = self._done
        names = [*job.names(Act.SEND), *job.names(Act.REPLACE)]
        turn = begin(self._store, job.seen, job.note.by, names)
        sent = Sender(self._store, self._settings, self._meter).send_all(
            job.steps.order, job.wanted
        )
        done.resumed = self._meter.found
        done.sent = [each for each in job.steps.order if each.sends]
        self._verify(job)
        feed_version = self._put_feed(job)
        self._tell_everybody(job)
        files = {**turn.state.files, **job.there, **sent}
        is_open = job.is_part and not job.seen.is_settled
        with self._owned_up():
            finish(self._store, turn, feed_version, files, is_open=is_open)
        done.lags = sorted(self._public.lags)
        done.warnings += sorted(self._public.warnings)
        return done

    def _verify(self, job: Job) -> None:
        """See every file that is new here at its public address."""
        urls = {name: job.feed.urls[name] for name in job.names(Act.VERIFY) if job.feed.urls}
        replaced = set(job.names(Act.REPLACE))
        self._meter.tell(f"looking at {count(len(urls), 'public address', 'public addresses')}")

        def verify(name: str) -> None:
            wanted = job.wanted[name]
            self._public.verify(urls[name], wanted, is_replaced=name in replaced)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(verify, urls))  # raises what one of them has raised

    def _put_feed(self, job: Job) -> str:
        """Replace the feed that was seen; return the version of the one that is out now."""
        old = job.seen.feed
        kept = list_kept(self._store) if job.kept is None else job.kept
        if old and not is_kept(kept, old.data):
            kept = [*kept, keep(self._store, old.data, _note_found(old, job.note), kept)]
        if not job.has(Act.FEED):
            return old.version if old else ""
        self._refuse_stopped(job)
        placed = put_feed(self._store, self._settings, job.feed, job.seen)
        self._done.has_new_feed = True
        with self._owned_up():
            keep(self._store, job.feed.data, job.note, kept)
        return placed.version

    def _refuse_stopped(self, job: Job) -> None:
        """Raise FeedtoolError where the target was put on hold, or an episode taken out, since."""
        held = self._store.read(CONTROL)
        control = read_control(held.data, CONTROL) if held else Control()
        if not job.ignores_hold:
            refuse_held(control, self._store.where)
        if control.withdrawn != job.seen.control.withdrawn:
            raise lost_race(self._store)

    def _tell_everybody(self, job: Job) -> None:
        """Empty the cache, see the feed at its address, tell the hubs; only the second can fail.

        The cache comes first: to wait for one that can be emptied would help nobody.
        """
        if job.has(Act.PURGE) and self._settings.purge:
            changed = [job.feed.urls.get(each.name, "") for each in self._done.sent]
            changed.append(job.feed.url)
            self._warn(purge(self._settings.purge, [url for url in changed if url]))
        if job.has(Act.READ_BACK) and job.feed.url:
            self._meter.tell("reading the feed back")
            self._public.read_back(job.feed.url, job.feed.data)
        for hub in job.names(Act.TELL):
            self._warn(tell_hub(hub, job.feed.topic))

    @contextmanager
    def _owned_up(self) -> Iterator[None]:
        """Let whatever fails now say that the feed is out already."""
        try:
            yield
        except FeedtoolError as error:
            if not self._done.has_new_feed:
                raise
            message = f"the feed was published, and not written down: {error.message}"
            raise FeedtoolError(message, error.hint, error.code) from None

    def _warn(self, fault: str) -> None:
        self._done.warnings += [fault] if fault else []


def _note_found(old: Held, note: Release) -> Release:
    """Say of a feed that nobody noted whose it is: this release's, where a try before was ended."""
    if hashlib.sha256(old.data).hexdigest() == note.sha256:
        return note
    return replace(note, by="unknown", what="found at the target", files=())


def put_feed(store: Store, settings: Target, feed: Feed, seen: Seen) -> Placed:
    """Replace the feed that was seen, or write the first; raises FeedtoolError."""
    headers = Headers(FEED_TYPE, f"public, max-age={settings.short_cache}", feed.sha256)
    try:
        if seen.feed is None:
            return store.create(FEED, feed.data, headers)
        return store.replace(FEED, feed.data, headers, seen.feed.version)
    except (TakenError, ChangedError):
        raise lost_race(store) from None
    except UnreachedError as error:
        message = f"{error.message}; the feed may be out already, or not"
        raise FeedtoolError(message, "run the command again: it looks", error.code) from None
