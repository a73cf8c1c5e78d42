"""A new show folder: written whole, checked, and its old faults let through."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.load.folder import SHOW_FILE, Folder
from feedtool.pipeline.baseline import add_to_baseline, save_baseline
from feedtool.pipeline.importing.audio_download import AUDIO
from feedtool.pipeline.importing.taken import Taken
from feedtool.pipeline.run import Options, check_show_folder, save_lock
from feedtool.pipeline.workers import Progress
from feedtool.staging import ASIDE, Replacement, lock_folder


def keep_old_faults(
    taken: Taken,
    now: datetime,
    progress: Progress,
    *,
    is_out: bool = True,
    measures: bool = False,
) -> None:
    """Check the new show folder, and write its faults into a baseline: they do not block.

    Without a feed nobody knows what `is_out`: then what is missing must stop a build. Where media
    are at hand their facts go into media.lock.
    """
    options = Options(str(taken.folder), now, locked=not measures, uses_baseline=False)
    outcome = check_show_folder(options, progress)
    if measures:
        save_lock(outcome)
    taken.findings = outcome.findings
    taken.has_baseline = bool(taken.findings) and is_out
    if taken.has_baseline:
        save_baseline(outcome.folder, outcome.findings)


def add_old_faults(
    folder: Folder, names: AbstractSet[str], options: Options, progress: Progress
) -> int:
    """Let the faults of some new records through too; return how many there are.

    What stands in the baseline already stays as it is. Facts of media go into media.lock, unless
    the options lock it.
    """
    outcome = check_show_folder(options, progress)
    if not options.locked:
        save_lock(outcome)
    named = [(each.location.path.removeprefix(folder.shown), each) for each in outcome.findings]
    own = [each for name, each in named if name in names]
    add_to_baseline(folder, own)
    return len(own)


def refuse_full(folder: Path, *, may_hold_audio: bool = False) -> None:
    """Raise FeedtoolError for a folder that holds anything: an import never overwrites.

    What an import that was ended early had begun, and its audio, may be there.
    """
    allowed = {ASIDE, AUDIO} if may_hold_audio else {ASIDE}
    try:
        is_full = folder.exists() and (
            not folder.is_dir() or any(each.name not in allowed for each in folder.iterdir())
        )
    except OSError as error:
        raise FeedtoolError(f"{folder} cannot be read: {error.strerror}") from None
    if is_full:
        hint = "name a folder that is new or empty: feedtool import SOURCE DIR"
        raise FeedtoolError(f"{folder} is not empty; an import never overwrites", hint)


def write_all(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a new folder, all or none; raises FeedtoolError.

    Ended from outside in the midst of it, the folder is no show folder: show.yaml comes last.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with lock_folder(folder, "import"):
            replacement = Replacement(folder)
            try:
                for name in sorted(files, key=lambda name: (name == SHOW_FILE, name)):
                    replacement.stage(folder / name, [files[name].encode()], is_synced=False)
                replacement.commit()
            finally:
                replacement.sweep()
    except OSError as error:
        raise FeedtoolError(f"{folder} cannot be written: {error.strerror}") from None
