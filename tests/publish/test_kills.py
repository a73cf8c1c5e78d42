"""kill -9 at every step: what is served is one whole version, and the next run mends the rest."""

from collections.abc import Iterator

import pytest
from killing import KILLED, TRIALS, BucketPlace, FolderPlace, Scene
from line import Line
from servers import CREDENTIALS, Weed
from shows import Zygote

STRIDE = 3
"""Every third change is tried here, scripts/kill_publishing.py tries each, and all between."""
CHANGES = [name for name in TRIALS if name != "prune"]
"""Commands after which another feed is out."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Scene:
    """Publish a show three times to a folder."""
    root = tmp_path_factory.mktemp("folder")
    return Scene(FolderPlace(root, is_brief=True), zygote, root, {})


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote, weed: Weed) -> Iterator[Scene]:
    """Publish a show three times to the store, over a line."""
    root, line = tmp_path_factory.mktemp("bucket"), Line(weed.s3)
    place = BucketPlace(weed, line, root.name, is_brief=True)
    yield Scene(place, zygote, root, CREDENTIALS)
    line.close()


def judge(name: str, ends: list[tuple[int, int]]) -> None:
    """See that the command was killed before and after the feed, and came to its end at last."""
    is_new = int(name in CHANGES)
    assert ends[-1] == (0, is_new)
    assert {(KILLED, 0), (KILLED, is_new)} == set(ends[:-1])


@pytest.mark.parametrize("name", TRIALS)
def test_killed_after_a_change_of_a_folder(name: str, folder: Scene) -> None:
    """Any name that is given or taken may be the last."""
    judge(name, list(folder.run(TRIALS[name], STRIDE)))


@pytest.mark.parametrize("name", ["publish", "rollback", "withdraw", "prune"])
def test_killed_after_a_change_of_a_store(name: str, bucket: Scene) -> None:
    """Any request that changes something may be the last, and its answer is not heard."""
    judge(name, list(bucket.run(TRIALS[name], STRIDE)))


@pytest.mark.parametrize("name", ["folder", "bucket"])
def test_a_rollback_that_was_killed_goes_no_further_back_when_it_is_repeated(
    name: str, request: pytest.FixtureRequest
) -> None:
    """It is brought to its end, whether its feed was out already or not."""
    scene: Scene = request.getfixturevalue(name)

    ends = list(scene.repeat(TRIALS["rollback"]))
    assert len(ends) > 3
    assert all(ends)
