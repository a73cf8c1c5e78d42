"""A check of what would be released, in the light of what is out already.

What reads the feed that is out is imported when it is needed: a show without faults never asks.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.load.folder import find_output
from feedtool.model.finding import Finding, Rest
from feedtool.pipeline.releasing.published_audio import advise_about_audio, concerns_audio
from feedtool.pipeline.run import Options, Outcome, check_show_folder
from feedtool.pipeline.workers import Progress

if TYPE_CHECKING:
    from feedtool.model.published import PublishedFeed
    from feedtool.pipeline.online.network import Live
    from feedtool.pipeline.releasing.settled import Settled


def check_release(
    options: Options, out: Path | None, progress: Progress, live: "Live | None" = None
) -> Outcome:
    """Check a show, and mark the faults of what is out and does not change.

    With `live` the addresses of what is new or changed against the feed that is out are asked.
    """
    asks = None
    if live is not None:
        from feedtool.pipeline.online.show import LiveShow  # noqa: PLC0415 - heavy, and seldom

        asks = LiveShow(live, lambda outcome: _find_settled(outcome, options, out))
    outcome = check_show_folder(options, progress, renders=live is not None, asks=asks)
    if not needs_old_feed(outcome, options):
        return outcome
    from feedtool.pipeline.releasing.settled import (  # noqa: PLC0415 - seldom needed
        mark_published,
    )

    reference = _find_old_feed(options.against, find_output(outcome.folder, out))
    if reference is None:
        return outcome
    outcome = advise_about_audio(outcome, reference)
    if not outcome.has_errors:
        return outcome
    if live is None:
        outcome = check_show_folder(options, progress, renders=True)
    outcome = mark_published(outcome, reference)
    outcome.findings = [_count_scheduled(finding) for finding in outcome.findings]
    return outcome


def _count_scheduled(finding: Finding) -> Finding:
    """Let a fault of an episode with a date to come count: then nobody may be there to mend it."""
    return replace(finding, rest=None) if finding.rest is Rest.SCHEDULED else finding


def settle(outcome: Outcome, options: Options, out: Path) -> Outcome:
    """Mark the faults of what is out and does not change, where the release depends on it."""
    if not needs_old_feed(outcome, options):
        return outcome
    from feedtool.pipeline.releasing.settled import (  # noqa: PLC0415 - seldom needed
        mark_published,
    )

    reference = _find_old_feed(options.against, out)
    return outcome if reference is None else mark_published(outcome, reference)


def _find_settled(outcome: Outcome, options: Options, out: Path | None) -> "Settled | None":
    """Find the records that are out as they are; None where no feed is known to be out."""
    from feedtool.pipeline.releasing.settled import (  # noqa: PLC0415 - seldom needed
        find_settled,
    )

    reference = _find_old_feed(options.against, find_output(outcome.folder, out))
    return None if reference is None else find_settled(outcome, reference)


def _find_old_feed(against: str | None, out: Path) -> "PublishedFeed | None":
    from feedtool.pipeline.releasing.reference import find_old_feed  # noqa: PLC0415 - seldom needed

    return find_old_feed(against, out)


def needs_old_feed(outcome: Outcome, options: Options) -> bool:
    """Say whether what was found depends on what is out."""
    return outcome.has_errors or options.against is not None or concerns_audio(outcome)
