"""The target of a command: found in the show's settings, and opened."""

from dataclasses import dataclass
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.load.folder import Folder, find_folder
from feedtool.load.show import load_show
from feedtool.model.show import Show
from feedtool.publish.target import OpenTarget, choose_target, open_target
from feedtool.settings import read_settings


@dataclass(frozen=True, slots=True)
class Aim:
    """A show folder and the target that it is published to."""

    folder: Folder
    show: Show
    target: OpenTarget


def take_aim(given: str | None, name: str | None) -> Aim:
    """Find the show folder and open the target; raises FeedtoolError."""
    folder = find_folder(given)
    settings = read_settings(folder.path, folder.shown)
    wrong = [fault for fault in settings.faults if "targets" in fault.drops or settings.is_broken]
    if wrong:
        message = f"{settings.path}: {wrong[0].problem.message}"
        raise FeedtoolError(message, "feedtool check shows the place")
    name, target = choose_target(settings.record.targets, name, settings.path)
    show = load_show(folder).show.record
    opened = open_target(name, target, Path(settings.path).parent, show.base_url or "")
    return Aim(folder, show, opened)
