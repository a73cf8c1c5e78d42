"""Audio and pictures to the target from the machine that has them, and into media.lock."""

from dataclasses import dataclass, field

from feedtool.check.facts import Digest
from feedtool.errors import FeedtoolError
from feedtool.formats.media_types import type_of
from feedtool.model.finding import Finding, Level
from feedtool.model.media import MediaFacts
from feedtool.pipeline.find_episode import find_episode
from feedtool.pipeline.releasing.job import (
    Author,
    Watch,
    do_job,
    place_feed,
    refuse_unready,
    survey,
)
from feedtool.pipeline.releasing.target import Aim
from feedtool.pipeline.run import Options, Outcome, check_show_folder, save_lock
from feedtool.publish.desk import look
from feedtool.publish.job import Done, Job
from feedtool.publish.ledger import Release
from feedtool.publish.steps import Change, Steps, Wanted, plan_steps

_OF_MEDIA = ("AU", "AR", "RL", "TG")
_MEDIA = ("audio/", "video/", "image/")


@dataclass(slots=True)
class Uploaded:
    """What was sent, which drafts were left out, and whether media.lock is new.

    `absent` are media that are not at hand. `findings` are errors of the media, and of records
    that cannot be read: nothing was sent then.
    """

    steps: Steps = field(default_factory=lambda: Steps(()))
    done: Done | None = None
    drafts: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lock_changed: bool = False


def upload_media(
    aim: Aim, options: Options, word: str | None, author: Author, watch: Watch
) -> Uploaded:
    """Send the media of one episode, or of all but drafts; raises FeedtoolError.

    The feed and all other files stay as they are. One that is named must have media at hand.
    """
    outcome = check_show_folder(options, watch.progress)
    folder = outcome.folder
    chosen = outcome.digests if word is None else [find_episode(word, outcome.digests, folder)]
    uploaded = Uploaded(drafts=[each.path for each in chosen if each.is_draft])
    if word is not None and uploaded.drafts:
        message = f"{uploaded.drafts[0]} is a draft, and drafts never go out"
        raise FeedtoolError(message, "take its draft: true away first")
    chosen = [each for each in chosen if not each.is_draft]
    uploaded.findings = _find_errors(outcome, chosen)
    if uploaded.findings:
        return uploaded
    wanted = _list_media(outcome, chosen)
    uploaded.absent = _list_absent(chosen, wanted)
    if word is not None and uploaded.absent and not wanted:
        message = f"not at hand of '{word}': {', '.join(uploaded.absent)}"
        raise FeedtoolError(message, "upload from the machine that has it, or fetch it first")
    seen = look(aim.store)
    known = dict(seen.state.files) if seen.state else {}
    found = survey(aim.store, wanted, known)
    steps = plan_steps(wanted, found.present, Change(changes_feed=False, is_settled=True), ())
    refuse_unready(steps, aim.store)
    uploaded.steps = steps
    if not watch.is_dry:
        if not options.locked:
            uploaded.lock_changed = save_lock(outcome)
        feed = place_feed(seen.feed.data if seen.feed else b"", aim, wanted)
        note = Release(0, "", author.when, author.name, "uploaded", 0)
        by_name = {each.name: each for each in wanted}
        job = Job(seen, steps, feed, note, by_name, found.there, found.kept, is_part=True)
        uploaded.done = do_job(aim, job, watch)
    return uploaded


def _find_errors(outcome: Outcome, chosen: list[Digest]) -> list[Finding]:
    """List the errors of the chosen episodes' media, and of records that name none for errors."""
    paths = {each.path for each in chosen}
    broken = {each.path for each in chosen if each.is_broken}
    return [
        each
        for each in outcome.findings
        if each.level is Level.ERROR
        and (each.location.path in broken or each.code.startswith(_OF_MEDIA))
        and each.location.path in paths
    ]


def _list_media(outcome: Outcome, chosen: list[Digest]) -> list[Wanted]:
    """List the files at hand that media.lock has facts of."""
    facts: dict[str, MediaFacts] = outcome.lock | outcome.fresh
    found: dict[str, Wanted] = {}
    for name in (name for each in chosen for name in each.files):
        known = facts.get(name)
        path = outcome.folder.path / name
        if known is None or known.fault or not path.is_file():
            continue
        if path.stat().st_size == known.length:  # else a stand-in for a file kept elsewhere
            found[name] = Wanted(name, known.type, known.sha256, known.length, path)
    return list(found.values())


def _list_absent(chosen: list[Digest], wanted: list[Wanted]) -> list[str]:
    """List the media that episodes name and that are not at hand."""
    found = {each.name for each in wanted}
    named = dict.fromkeys(name for each in chosen for name in each.files)
    return [name for name in named if name not in found and type_of(name).startswith(_MEDIA)]
