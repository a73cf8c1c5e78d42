"""Audio that is published: it keeps its bytes, so that what rules say of its tags is advice."""

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from feedtool.model.finding import Finding, Level, Rest

if TYPE_CHECKING:
    from feedtool.model.published import PublishedFeed
    from feedtool.pipeline.run import Outcome

_ADDRESS = re.compile(rb"(?:url|uri)=\"([^\"]*)\"")
_WHEN = "when the audio is next replaced"


def list_addresses(feed: "PublishedFeed") -> frozenset[str]:
    """List every address in the items of a feed: enclosures, alternates and others."""
    found = {item.url for item in feed.items}
    for item in feed.items:
        found |= {html.unescape(each.decode()) for each in _ADDRESS.findall(item.xml)}
    return frozenset(found)


def concerns_audio(outcome: "Outcome") -> bool:
    """Say whether anything was found in the tags of audio, which a published feed may settle."""
    tagged = {file.path for digest in outcome.digests for file in digest.tagged}
    return any(finding.location.path in tagged for finding in outcome.findings)


def advise_about_audio(outcome: "Outcome", feed: "PublishedFeed") -> "Outcome":
    """Make advice of what was found in audio files that the feed points to."""
    addresses = list_addresses(feed)
    out = {
        file.path
        for digest in outcome.digests
        for file in digest.tagged
        if not addresses.isdisjoint(file.urls)
    }
    outcome.findings = [
        _advise(each) if each.location.path in out else each for each in outcome.findings
    ]
    return outcome


def _advise(finding: Finding) -> Finding:
    hint = f"{_WHEN}: {finding.hint}" if finding.hint else _WHEN
    return replace(finding, level=Level.ADVICE, hint=hint, rest=Rest.OUT)
