"""The jobs of a CI that check and publish a show, as `feedtool init` writes them."""

from collections.abc import Iterable
from os.path import relpath
from pathlib import Path

from feedtool import __version__
from feedtool.files import read_text
from feedtool.formats.yaml.text import write_scalar
from feedtool.git import find_top

_TEMPLATES = Path(__file__).parent / "workflows"
SERVICES = {"github": Path(".github/workflows/podcast.yml"), "gitlab": Path(".gitlab-ci.yml")}
"""Where each service looks for its jobs, from the top of a repository."""


def place_jobs(folder: Path, services: Iterable[str]) -> dict[Path, str]:
    """Return the files with the jobs for a show folder, at the top of its repository."""
    top, show = find_place(folder)
    show = f"./{show}" if show.startswith("-") else show  # no option of any command
    return {top / SERVICES[each]: write_jobs(each, show) for each in services}


def find_place(folder: Path) -> tuple[Path, str]:
    """Return the top of a show folder's repository, else what holds it, and the way from there."""
    top = find_top(folder.parent) or folder.parent
    return top, Path(relpath(folder, top)).as_posix()


def write_jobs(service: str, show: str) -> str:
    """Write the jobs of a service for the show in a folder; they install this version."""
    template = read_text(_TEMPLATES / f"{service}.yml")
    if service == "github":  # what looks like an expression there is written by one
        show = show.replace("${{", "${{ '${{' }}")
    return template.replace("@version@", __version__).replace("@folder@", write_scalar(show))
