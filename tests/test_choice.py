"""Which findings count: options, settings, comments, the baseline, and what a branch changed."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.errors import FeedtoolError
from feedtool.model.finding import Finding
from feedtool.pipeline.baseline import BASELINE, save_baseline
from feedtool.pipeline.run import Options, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
NO_NUMBER = "# 001.md\nepisode: 0\n"
TWO_FAULTS = "# 001.md\nepisode: 0\nepisode_type: extra\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Name a show folder that does not exist yet."""
    return tmp_path / "episodes"


def check(folder: Path, options: Options | None = None) -> list[Finding]:
    """Check a show folder."""
    options = options or Options(None, NOW)
    return check_show_folder(
        replace(options, folder=str(folder)), lambda _done, _all: None
    ).findings


def codes(folder: Path, options: Options | None = None) -> list[str]:
    """Check a show folder and return what is found."""
    return [finding.code for finding in check(folder, options)]


def lay(folder: Path, block: str) -> None:
    """Lay records over the base show."""
    lay_over_base(block, folder)


def set_line(path: Path, old: str, new: str) -> None:
    """Change one line of a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["EP13", "EP17"]),
        (("EP13",), (), ["EP13"]),
        (("bad-episode-number",), (), ["EP13"]),
        (("ep",), ("EP17",), ["EP13"]),
        (("SH",), (), []),
        ((), ("EP",), []),
    ],
)
def test_rules_are_chosen_by_code_family_or_name(
    folder: Path, select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]
) -> None:
    """`--select` and `--ignore` take what users call a rule."""
    lay(folder, TWO_FAULTS)

    assert codes(folder, Options(None, NOW, select=select, ignore=ignore)) == left


def test_unknown_rule_on_the_command_line_is_refused(folder: Path) -> None:
    """A typing slip in `--select` must not switch all rules off."""
    lay(folder, TWO_FAULTS)

    with pytest.raises(FeedtoolError, match="there is no rule 'EP313'") as caught:
        check(folder, Options(None, NOW, select=("EP313",)))
    assert caught.value.hint == "did you mean EP13?"


def test_unknown_rule_in_the_settings_is_a_finding(folder: Path) -> None:
    """It has its place, and the other settings still count."""
    lay(folder, TWO_FAULTS)
    (folder / "feedtool.toml").write_text(
        'select = ["EP13", "EPP"]\n[[ignore]]\ncode = "XM23"\nreason = "Reserved."\n'
        '[[ignore]]\ncode = "QQ01"\nreason = "None."\n',
        encoding="utf-8",
    )

    options = Options(None, NOW, ignore=("RC11",))
    assert codes(folder, options) == ["EP13"]
    found = check(folder, replace(options, select=("RC10",)))

    assert [(f.location.line, f.message) for f in found] == [
        (1, "there is no rule 'EPP'"),
        (6, "there is no rule 'QQ01'"),
    ]


def test_one_bad_ignore_leaves_the_others(folder: Path) -> None:
    """An ignore without a reason is a finding; the one beside it still works."""
    lay(folder, NO_NUMBER)
    (folder / "feedtool.toml").write_text(
        '[[ignore]]\ncode = "XM23"\nreason = "Reserved."\n'
        '[[ignore]]\ncode = "EP13"\n\n[[ignore]]\ncode = "EP13"\nreason = "A pilot."\n',
        encoding="utf-8",
    )

    found = check(folder)

    assert [(f.code, f.location.path.rpartition("/")[2], f.location.line) for f in found] == [
        ("RC03", "feedtool.toml", 4)
    ]


@pytest.mark.parametrize(
    "record",
    [
        "episode: 0  # feedtool: ignore[EP13] The pilot.",
        "# feedtool: ignore[EP13, EP17] The pilot.\nepisode: 0",
        "# feedtool: ignore[EP13] The pilot.\n\n# another comment of mine\nepisode: 0",
        "# feedtool: ignore-file[EP13] The pilot.\ntxt: []\nepisode: 0",
    ],
)
def test_comment_lets_a_finding_through(folder: Path, record: str) -> None:
    """Behind the field, above it, or for the whole file."""
    lay(folder, "# 001.md\n")
    set_line(folder / "001.md", "episode: 1", record)

    assert "EP13" not in codes(folder)


def test_comment_above_a_field_is_for_all_of_it_and_no_more(folder: Path) -> None:
    """A list below the comment is covered to its end, the next field is not."""
    lay(folder, "# 001.md\n")
    set_line(
        folder / "001.md",
        "episode: 1",
        "# feedtool: ignore[XM18] Our server knows them.\nlinks:\n- One: /one\n- Two: /two\n"
        "link: /three\nepisode: 1",
    )

    found = [f for f in check(folder) if f.code == "XM18"]

    assert [f.excerpt for f in found] == ["link: /three"]


def test_comment_in_the_notes(folder: Path) -> None:
    """In Markdown an HTML comment is for the paragraph that follows."""
    notes = "<!-- feedtool: ignore[NO05] Old pages of ours. -->\n[a](/a)\nand [b](/b)\n\n[c](/c)\n"
    lay(folder, "# 001.md\n---\n" + notes)

    found = [f for f in check(folder) if f.code == "NO05"]

    assert [f.excerpt for f in found] == ["[c](/c)"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("feedtool: ignore[EP13]", "this ignore gives no reason"),
        ("feedtool: ignore EP13 because", "this ignore names no rule in square brackets"),
        ("feedtool: ignore[] because", "this ignore names no rule in square brackets"),
        ("feedtool: ignore[EP99] because", "there is no rule 'EP99'"),
        ("feedtool: skip[EP13] because", "there is no comment 'feedtool: skip'"),
    ],
)
def test_malformed_comment_is_a_finding_and_lets_nothing_through(
    folder: Path, comment: str, message: str
) -> None:
    """RC10 points at the comment."""
    lay(folder, "# 001.md\n")
    set_line(folder / "001.md", "episode: 1", f"episode: 0  # {comment}")

    found = check(folder)

    assert [f.code for f in found] == ["EP13", "RC10"]
    assert found[1].message == message
    assert (found[1].location.line, found[1].location.column) == (5, 13)


def test_text_that_looks_like_a_comment_is_none(folder: Path) -> None:
    """A fragment of an address is no comment."""
    lay(folder, "# 001.md\n")
    set_line(folder / "001.md", "episode: 1", "episode: 1\nlink: https://a.example/#feedtool:x")

    assert codes(folder) == []


def test_unused_ignores_are_reported_only_where_their_rules_ran(folder: Path) -> None:
    """With `--select` an ignore of other rules is not called unused."""
    lay(folder, "# 001.md\n")
    set_line(folder / "001.md", "episode: 1", "episode: 1  # feedtool: ignore[EP13] No.")
    with (folder / "feedtool.toml").open("a", encoding="utf-8") as file:
        file.write('[[ignore]]\ncode = "SH"\npath = "show.yaml"\nreason = "None of these."\n')

    assert codes(folder) == ["RC11", "RC11"]
    assert codes(folder, Options(None, NOW, select=("XM", "RC"))) == []


def test_baseline_hides_old_faults_and_shows_new_ones(folder: Path) -> None:
    """An entry stays with its line when others come and go, and is stale when it is mended."""
    lay(folder, TWO_FAULTS)
    outcome = check_show_folder(Options(str(folder), NOW), lambda _done, _all: None)
    save_baseline(outcome.folder, outcome.findings)
    assert codes(folder) == []
    first = (folder / BASELINE).read_bytes()
    save_baseline(outcome.folder, outcome.findings)
    assert (folder / BASELINE).read_bytes() == first

    set_line(folder / "001.md", "episode: 0", "season: 0\nepisode: 0")
    assert codes(folder) == ["EP14"]

    set_line(folder / "001.md", "season: 0\nepisode: 0", "episode: 1")
    found = check(folder)
    assert [f.code for f in found] == ["RC12"]
    assert found[0].location.path.endswith("baseline.toml")
    assert (found[0].location.line or 0) > 3


def test_baseline_counts(folder: Path) -> None:
    """A second fault of the same kind on the same line is new."""
    lay(folder, "# 001.md\nepisode: 1\n---\n[a](/a)\n")
    outcome = check_show_folder(Options(str(folder), NOW), lambda _done, _all: None)
    save_baseline(outcome.folder, outcome.findings)
    assert codes(folder) == []

    text = (folder / "001.md").read_text(encoding="utf-8")
    (folder / "001.md").write_text(text + "\n[a](/a)\n", encoding="utf-8")

    assert codes(folder) == ["NO05"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("format = \n", "RC01", 1),
        ("formt = 1\n", "RC02", 1),
        ('[[known]]\ncode = "EP13"\n', "RC03", 1),
        ('format = 1\n[[known]]\ncode = "EP13"\npath = "001.md"\ncount = "many"\n', "RC03", 5),
        ("known = 3\n", "RC03", 1),
        ("\x00", "RC01", 1),
    ],
)
def test_malformed_baseline_is_a_finding(folder: Path, text: str, code: str, line: int) -> None:
    """It has its place, and lets nothing through."""
    lay(folder, NO_NUMBER)
    (folder / BASELINE).write_text(text, encoding="utf-8")

    found = check(folder)

    assert (found[-1].code, found[-1].location.line) == (code, line)
    assert "EP13" in [f.code for f in found]


def git(folder: Path, *words: str) -> str:
    """Run git as somebody."""
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_only_what_a_branch_changed_is_reported(folder: Path) -> None:
    """Old faults stay silent, a fault about a changed file and its twin does not."""
    lay(folder, "# 001.md\nepisode: 0\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "old")
    git(folder, "checkout", "-qb", "work")
    changed = Options(None, NOW, changed="main")
    assert codes(folder) == ["EP13"]
    assert codes(folder, changed) == []

    (folder / "000.md").write_text(
        (folder / "002.md").read_text(encoding="utf-8"), encoding="utf-8"
    )
    found = check(folder, changed)

    assert {"ID02", "AU07"} <= {f.code for f in found}, "the twin that did not change has it"
    assert "EP13" not in {f.code for f in found}


def test_folder_without_git_is_refused(folder: Path) -> None:
    """Where nothing is kept, nothing can have changed since."""
    lay(folder, "# 001.md\n")

    with pytest.raises(FeedtoolError, match="is in no git repository"):
        check(folder, Options(None, NOW, changed="HEAD"))


@pytest.mark.parametrize("revision", ["nope", "--output=x", ""])
def test_unknown_revision_is_refused(folder: Path, revision: str) -> None:
    """Nothing that git could take for an option is passed on as one."""
    lay(folder, "# 001.md\n")
    git(folder, "init", "-q")

    with pytest.raises(FeedtoolError, match="git knows no revision"):
        check(folder, Options(None, NOW, changed=revision))


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "feedtool", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def publish_with_fault(folder: Path) -> None:
    """Build and commit a show whose first episode has a fault."""
    lay(folder, "# 001.md\nepisode: 0\n")
    root = folder.parent
    assert run(root, "build", "--ignore", "EP13").returncode == 0
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "release")


def test_old_faults_of_what_is_out_stop_no_release(folder: Path) -> None:
    """They are listed, and a change of another episode goes out."""
    publish_with_fault(folder)
    set_line(folder / "002.md", "episode: 2", "episode: 3")

    checked = run(folder.parent, "check", "--format", "json")
    built = run(folder.parent, "build")

    assert checked.returncode == 0, checked.stdout
    finding = json.loads(checked.stdout)["findings"][0]
    assert (finding["code"], finding["out"]) == ("EP13", True)
    assert built.returncode == 0
    assert "EP13 bad-episode-number (already out)" in built.stdout
    assert "written  feed.xml" in built.stdout


def test_faults_of_what_is_to_come_stop_a_check_and_no_release(folder: Path) -> None:
    """Of an episode that waits for its date; a draft stops neither, and is called one."""
    publish_with_fault(folder)
    text = (folder / "002.md").read_text(encoding="utf-8").replace("episode: 2", "episode: 0")
    text = re.sub("guid: .*", f"guid: {OWN_GUID}", text).replace("/002.mp3", "/000.mp3")
    late = re.sub("published: .*", "published: 2999-01-01 09:00", text)
    (folder / "003.md").write_text(late, encoding="utf-8")
    later = [run(folder.parent, command, "--select", "EP13") for command in ("check", "build")]
    (folder / "003.md").write_text(
        text.replace("episode:", "draft: true\nepisode:"), encoding="utf-8"
    )
    draft = run(folder.parent, "check", "--select", "EP13")

    assert [each.returncode for each in (*later, draft)] == [1, 0, 0]
    words = [re.findall(r"003.md:.* EP13 bad-episode-number(.*?): ", each.stdout) for each in later]
    assert words == [[""], [" (not yet due)"]]
    assert "EP13 bad-episode-number (a draft): " in draft.stdout


OWN_GUID = "0d1c2b3a-4f5e-4a6b-8c7d-9e0f1a2b3c4d"
OWN_AUDIO = "https://feeds.compilertalk.example/audio/000.mp3"


@pytest.mark.parametrize("code", ["AU07", "ID02"])
@pytest.mark.parametrize("date", ["2023-12-01 09:30", "2024-03-01 09:30"])
def test_a_new_twin_of_what_is_out_stops_a_release(folder: Path, code: str, date: str) -> None:
    """Also where the finding names the one that is out, by the order of names or of dates."""
    publish_with_fault(folder)
    old = (folder / "002.md").read_text(encoding="utf-8")
    guid, audio = re.search(r"guid: (\S+)", old), re.search(r'url: "(\S+?)"', old)
    assert guid
    assert audio
    taken = {"ID02": (guid[1], OWN_AUDIO), "AU07": (OWN_GUID, audio[1])}[code]
    (folder / "000.md").write_text(
        f"---\ntitle: A copy\nguid: {taken[0]}\npublished: {date}\naudio:\n  url: {taken[1]}\n"
        "  length: 9000000\n  duration: 10:00\n---\nWords about it.\n",
        encoding="utf-8",
    )

    built = run(folder.parent, "build", "--ignore", "EP13")

    assert (built.returncode, code in built.stdout) == (1, True)
    assert "already out" not in built.stdout


def test_faults_of_what_changes_stop_a_release(folder: Path) -> None:
    """The same fault counts again when its episode is changed."""
    publish_with_fault(folder)
    set_line(folder / "001.md", "title: Grace", "title: Admiral Grace")
    before = (folder.parent / "feed" / "feed.xml").read_bytes()

    built = run(folder.parent, "build")

    assert built.returncode == 1
    assert "(already out)" not in built.stdout
    assert (folder.parent / "feed" / "feed.xml").read_bytes() == before


def test_baseline_says_what_it_does_not_take(folder: Path) -> None:
    """An ignore that is wrong is mended, and never let through."""
    lay(folder, "# 001.md\nepisode: 0\nexplicit: false  # feedtool: ignore[ID] No family.\n")
    written = run(folder.parent, "check", "--write-baseline")
    checked = run(folder.parent, "check", "--format", "concise")

    assert "baseline.toml: 1 finding from now on let through" in written.stdout
    assert "  1 finding about ignores must be mended" in written.stdout
    assert checked.stdout.endswith("a comment names codes\n1 error\n")


def test_reference_can_be_named(folder: Path) -> None:
    """`--against` takes a feed's file or a revision; anything else is refused."""
    publish_with_fault(folder)
    root = folder.parent
    (root / "old.xml").write_bytes((root / "feed" / "feed.xml").read_bytes())
    (root / "none.xml").write_text("no feed", encoding="utf-8")

    assert run(root, "build", "--against", "old.xml").returncode == 0
    assert run(root, "build", "--against", "git:HEAD").returncode == 0
    for name in ("none.xml", "missing.xml", "git:nope"):
        refused = run(root, "build", "--against", name)
        assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)


TRANSCRIPT = """# 001.md
audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
transcript: t/001.vtt
# t/001.vtt
WEBVTT

00:01.000 --> 00:04.000
<v Ada Lovelace>We talk with Grace Hopper about compilers.

00:04.000 --> 00:09.000
<v Alan Kay>Nobody believed in them, and so nobody touched mine.

00:09.000 --> 00:11.000
<v Grace Hopper>That changed.
"""


def test_old_faults_of_a_transcript_stop_no_release_and_new_ones_do(folder: Path) -> None:
    """The feed does not hold what is in it: the last commit tells whether it changed."""
    lay(folder, TRANSCRIPT)
    root = folder.parent
    assert run(root, "build", "--ignore", "TR16").returncode == 0
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "release")

    old = run(root, "check")
    set_line(folder / "t" / "001.vtt", "<v Alan Kay>", "<v Alan Turing>")
    new = run(root, "check")

    assert (old.returncode, "TR16 unknown-speaker (already out)" in old.stdout) == (0, True)
    assert (new.returncode, "already out" in new.stdout) == (1, False)


def test_excerpt_of_a_text_whose_lines_end_in_carriage_returns(folder: Path) -> None:
    """Place and excerpt count lines alike, whatever ends them."""
    lay(folder, "# 001.md\nepisode: 0\n")
    path = folder / "001.md"
    path.write_bytes(path.read_bytes() + b"\rA.\rB [x](/b)\r\nC.\n")

    found = [f for f in check(folder) if f.code == "NO05"]

    assert [f.excerpt for f in found] == ["B [x](/b)"]
    assert found[0].excerpt[slice(found[0].caret[0], sum(found[0].caret))] == "/b"
