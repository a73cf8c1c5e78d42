"""feedtool tag."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import arguments
from feedtool.cli.build import Output
from feedtool.cli.terminal import say
from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.plural import count
from feedtool.formats.shorten import shorten

if TYPE_CHECKING:
    from feedtool.pipeline.tagging.tag import Tagged
    from feedtool.tag.draft import Change

Episodes = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[EPISODE]...",
        help="Files, slugs, numbers or GUIDs; left out, all that need it and are not out.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show old and new, frame by frame; write nothing.")
]
Version = Annotated[
    str | None,
    typer.Option("--id3", metavar="VERSION", help="2.3 (what is written else) or 2.4."),
]
StripPrivate = Annotated[
    bool, typer.Option("--strip-private", help="Take out frames that hold private data (TG12).")
]
NewName = Annotated[
    Path | None,
    typer.Option("--as", metavar="FILE", help="Write to a new file, which the record then names."),
]
_SHOWN = 90


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("tag")(tag)


def tag(
    episodes: Episodes = None,
    folder: arguments.InShow = None,
    dry_run: DryRun = False,
    id3: Version = None,
    strip_private: StripPrivate = False,
    new_name: NewName = None,
    out: Output = None,
    against: arguments.Against = None,
    now: arguments.Now = None,
) -> None:
    """Write the record's values into the tags of its audio. Chapters and cover go with them.

    The sound stays as it is, byte for byte. A file that is published is left alone: other bytes
    need another name (--as).
    """
    from feedtool.pipeline.tagging.tag import TagOptions, tag_show_folder

    wanted = TagOptions(
        folder,
        arguments.read_now(now),
        against,
        tuple(episodes or ()),
        is_dry=dry_run,
        id3_version=_read_version(id3),
        strips_private=strip_private,
        new_name=new_name,
        out=out,
    )
    done = tag_show_folder(wanted, arguments.make_progress("read"))
    is_named = bool(episodes)
    for each in done:
        _say_file(each, is_dry=dry_run, is_named=is_named)
    say(_summarise(done, is_dry=dry_run))
    failed = any(each.fault and (is_named or not each.is_out) for each in done)
    raise typer.Exit(int(ExitCode.USAGE if failed else ExitCode.OK))


def _read_version(text: str | None) -> int | None:
    versions = {None: None, "2.3": 3, "2.4": 4}
    if text not in versions:
        raise FeedtoolError(f"'{text}' is no version of ID3 that is written; expected 2.3 or 2.4")
    return versions[text]


def _say_file(tagged: "Tagged", *, is_dry: bool, is_named: bool) -> None:
    """Tell what became of one file: nothing where nothing was to be done."""
    if tagged.fault:
        if is_named or not tagged.is_out:
            hint = f"\n  {tagged.hint}" if tagged.hint else ""
            say(f"{tagged.path} stays as it is: {tagged.fault}{hint}", to_stderr=True)
        return
    if is_dry and (tagged.changes or tagged.written):
        say(f"{tagged.path} -> {tagged.written}" if tagged.written else tagged.path)
        for change in tagged.changes:
            say(_show_change(change))
    elif tagged.written:
        say(f"tagged {tagged.written}: {count(len(tagged.changes), 'change')}")
    elif is_named or tagged.notes:
        say(f"{tagged.path}: nothing to change")
    for note in tagged.notes:
        say(f"  {note}")


def _show_change(change: "Change") -> str:
    """Write one frame: added (+), taken out (-), or changed (~), the old above the new."""
    old, new = _short(change.old), _short(change.new)
    if old and new:
        return f"  ~ {change.name}: {old}\n    {'->':>{len(change.name)}}  {new}"
    return f"  {'+' if new else '-'} {change.name}: {new or old}"


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), _SHOWN)


def _summarise(done: "list[Tagged]", *, is_dry: bool) -> str:
    changed = sum(bool(each.changes or each.written) and not each.fault for each in done)
    right = sum(not each.changes and not each.written and not each.fault for each in done)
    out = sum(each.is_out for each in done)
    failed = sum(bool(each.fault) and not each.is_out for each in done)
    parts = [
        f"{changed} {'to tag' if is_dry else 'tagged'}",
        f"{right} as the record says" if right else "",
        f"{out} published and left alone" if out else "",
        f"{failed} that cannot be tagged" if failed else "",
        "" if done else "no audio is at hand",
    ]
    return ", ".join(part for part in parts if part)
