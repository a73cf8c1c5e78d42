"""What an import or an update did, in lines for people."""

import shlex
from typing import TYPE_CHECKING

from feedtool.formats.plural import count

if TYPE_CHECKING:
    from feedtool.pipeline.importing.audio_download import Fetched
    from feedtool.pipeline.importing.record_update import Updated
    from feedtool.pipeline.importing.taken import Taken

_MOST = 12


def list_import(taken: "Taken") -> list[str]:
    """Tell what was done, what was changed in form, and what the author must say."""
    lines = [f"wrote {taken.folder}: {count(taken.episodes, 'episode')} of {taken.kind}"]
    if taken.pages > 1:
        lines.append(f"  read from {taken.pages} pages")
    lines += [f"  note: {remark}" for remark in taken.remarks]
    if taken.early:
        names = _joined(taken.early)
        lines.append(f"  dated later than today, kept in the feed by elements: {names}")
    if taken.faults:
        words = f"the feed's XML had {count(taken.faults, 'fault')}"
        lines.append(f"  {words}; to see more: feedtool check FEED")
    return lines + _element_lines(taken) + _audio_lines(taken) + _next_steps(taken)


def _element_lines(taken: "Taken") -> list[str]:
    lines = [f"  spelt anew: {each}" for each in taken.normalised]
    if taken.replaced:
        lines.append(f"  written by every build: {', '.join(taken.replaced)}")
    if taken.carried:
        lines.append(f"  carried along as they are: {_listed(dict(taken.carried.most_common()))}")
    if taken.empty:
        lines.append(f"  left out, since they say nothing: {count(taken.empty, 'element')}")
    return lines


def _audio_lines(taken: "Taken") -> list[str]:
    lines = [f"  statistics prefix: {taken.prefix}"] if taken.prefix else []
    if taken.hosts:
        lines.append(f"  the audio lies at: {_listed(dict(taken.hosts.most_common()))}")
    lines += [f"    {host} sends it from {final}" for host, final in taken.leads.items()]
    if taken.fetched is not None:
        lines += _fetched_lines(taken.fetched)
    return lines


def _fetched_lines(fetched: "Fetched") -> list[str]:
    size = f"{fetched.size / 1_000_000:,.1f} MB"
    if not fetched.files and not fetched.failed:
        return ["  audio: none to fetch"]
    lines = [f"  audio at hand: {count(len(fetched.files), 'file')}, {size}"]
    lines += [f"    {words}" for words in _first(fetched.differing)]
    if fetched.failed:
        lines.append(f"  not downloaded, addresses only: {len(fetched.failed)}")
        lines += [f"    {words}" for words in _first(fetched.failed)]
        lines.append("    to try again: the same command with --update")
    return lines


def _first(texts: list[str]) -> list[str]:
    more = len(texts) - _MOST
    return texts[:_MOST] + ([f"and {more} more"] if more > 0 else [])


def _listed(counts: dict[str, int]) -> str:
    parts = [f"{name} ({number})" for name, number in list(counts.items())[:_MOST]]
    more = len(counts) - _MOST
    return ", ".join(parts) + (f" and {count(more, 'more kind')}" if more > 0 else "")


def _next_steps(taken: "Taken") -> list[str]:
    steps: list[str] = []
    faults = count(len(taken.findings), "fault")
    folder = shlex.quote(str(taken.folder))
    if taken.has_baseline:
        steps.append(f"{faults} in baseline.toml that no longer count: mend what you can")
    elif taken.findings:
        steps.append(f"{faults} to mend first: feedtool check {folder}")
    if taken.guests:
        words = f"{count(taken.guests, 'title seems', 'titles seem')} to name a guest"
        steps.append(f"{words}: the records offer them as comments")
    steps.append(
        "no feed tells speakers, transcripts' names or the audio's tags: add what you have"
    )
    steps.append(f"feedtool build {folder}")
    return ["next:", *(f"  {number}. {step}" for number, step in enumerate(steps, start=1))]


def list_update(done: "Updated") -> list[str]:
    """Tell what an update added, what it took over, and what it left to the user."""
    counts = f"{len(done.new)} new, {len(done.changed)} changed, {done.same} as they were"
    lines = [f"updated {done.folder}: {counts}"]
    lines += [f"  new: {name}" for name in done.new]
    lines += [f"  taken over: {name} ({_joined(words)})" for name, words in done.changed]
    lines += [
        f"  changed at the old host and here, left as it is: {name} ({_joined(words)})"
        for name, words in done.left
    ]
    if done.show:
        lines.append(f"  the show changed at the old host, show.yaml did not: {_joined(done.show)}")
    if done.gone:
        names = _joined(done.gone)
        lines.append(f"  not in the feed any more, left as they are: {names}")
    if done.own:
        lines.append(f"  in the feed and in records of your own: {done.own}")
    if done.fetched is not None:
        lines += _fetched_lines(done.fetched)
    if done.faults:
        lines.append(f"  faults of what is new, let through by baseline.toml: {done.faults}")
    return lines


def _joined(words: list[str]) -> str:
    return ", ".join(_first(words))
