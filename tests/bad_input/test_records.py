"""Records that are broken or malicious: one finding, and its place."""

import tempfile
from pathlib import Path

import pytest
from attacked_show import HEAD, TAIL, call, check, copy_base, make_record
from hypothesis import example, given, settings
from hypothesis import strategies as st

GOOD = make_record()


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.rstrip("\n").encode(),
        (HEAD + "---").encode(),
        GOOD.replace("Alan", "Älan").encode(),
    ],
    ids=["plain", "byte order mark", "CRLF", "no final newline", "no notes", "accents"],
)
def test_harmless_forms_of_a_text_file_are_read(show: Path, data: bytes) -> None:
    """A byte order mark, other line ends or a missing last one change nothing."""
    assert check(show, data).code == 0


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (GOOD.replace("value", "välue").encode("latin-1"), ":2:29:", "byte 0xE4"),
        (GOOD.encode("utf-16"), ":1:1:", "not UTF-8"),
        (GOOD.encode("utf-16-le"), ":1:1:", "does not start with '---'"),
        (GOOD.replace("value", "v\0lue").encode(), ":2:29:", "U+0000"),
        (GOOD.replace("\n", "\r").encode(), ":1:1:", "the lines end with CR alone"),
        (b"", ":", "the file is empty"),
        (b" \n\n", ":1:1:", "the file is empty"),
        (HEAD.encode(), ":1:1:", "never closed"),
        (b"+++\ntitle = 'x'\n", ":1:1:", "never closed"),
        (b"---\n- a\n- b\n---\n", ":2:1:", "a record is a mapping"),
        (b"x" * 4_200_000, ":", "at most 4,194,304 are read"),
    ],
)
def test_file_that_cannot_be_read_is_one_finding(
    show: Path, data: bytes, place: str, words: str
) -> None:
    """Whatever is wrong with the file as a whole is RC01 or XM09 at the first wrong character."""
    ended = check(show, data)

    assert ended.code == 1
    assert f"003.md{place}" in ended.heads[0]
    assert words in ended.out
    assert {line.partition(":")[0] for line in ended.heads} == {"episodes/003.md"}


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ("\tlink: x\n", "9:1", "a tab stands before the text"),
        ("title: again\n", "9:1", "'title' stands twice"),
        ("<<: {author: Ada}\n", "9:1", "unknown field '<<'"),
        ("x-a: &a {b: c}\n<<: *a\n", "10:1", "unknown field '<<'"),
        ("author: !!binary aGVsbG8=\n", "9:9", "has no meaning here"),
        ("[a, b]: c\n", "9:1", "it must be text"),
        ("'': c\n", "9:1", "unknown field ''"),
        ("author: *nobody\n", "9:9", "anchor that does not exist"),
        ("x-a: &a [*a]\n", "9:6", "never ends"),
        ("...\nauthor: Ada\n", "10:1", "not readable as YAML"),
        ("%YAML 3.0\n", "9:1", "not readable as YAML"),
        ('author: "\\ud800"\n', "9:12", "not readable as YAML"),
        ('author: "\\x1b[31m"\n', "9:9", "a character no feed allows"),
        ("soundbite: {start_time: x, duration: 1}\n", "9:25", "must be a number"),
        (f"season: {'9' * 6000}\n", "9:9", "with fewer digits"),
        (f"chapters: ['{'9' * 6000}:00:00 End']\n", "9:12", "does not start with a time"),
        (f"chapters: [{{start: {'9' * 400}, title: End}}]\n", "9:20", "with fewer digits"),
    ],
)
def test_field_that_cannot_be_read_is_named_at_its_place(
    show: Path, fields: str, place: str, words: str
) -> None:
    """YAML's traps and numbers without end are findings, and the other fields are still read."""
    ended = check(show, make_record(fields), command="build")
    found = [line for line in ended.out.splitlines() if words in line]

    assert ended.code == 1
    assert found[0].startswith(f"episodes/003.md:{place}: error ")


@pytest.mark.parametrize("field", ["ttl", "format"])
def test_number_of_show_yaml_without_end_is_named(show: Path, field: str) -> None:
    """A number that Python refuses to read is a finding in a podcaster's words."""
    path = show / "show.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"{field}: {'9' * 6000}\n", encoding="utf-8")
    ended = call(show.parent, "check")

    assert ended.code == 1
    assert f"{field} must be a whole number with fewer digits" in ended.out
    assert "set_int_max_str_digits" not in ended.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "SH01"),
        ("- a\n- b\n", "a record is a mapping"),
        ("hello\n", "a record is a mapping"),
        ("title: a: b\n", "inside an unquoted text"),
        ("title: a\n---\ntitle: b\n", "a record is one document"),
        ("derive: {'itunes:summary': [{a: b}]}\n", "is no source"),
        ("derive: {'a b': notes}\n", "is not a name XML allows"),
        ("people: [a]\nsponsors: b\nseasons: [c]\nnamespaces: [d]\n", "must be a mapping"),
        ("timezone: ../../../etc/passwd\n", "IANA"),
        ("namespaces: {'a b': c}\nderive: {'a b:c': title}\n", "XM01"),
    ],
)
def test_broken_show_yaml_is_named_and_stops_a_build(show: Path, text: str, words: str) -> None:
    """Of a show.yaml that cannot be used, its own faults are named and nothing is written."""
    (show / "show.yaml").write_text(text, encoding="utf-8")
    ended = call(show.parent, "build")

    assert ended.code == 1
    assert words in ended.out
    assert not (show.parent / "feed").exists()


def test_one_fault_of_show_yaml_is_named_once(show: Path) -> None:
    """Episodes are not blamed for what a show.yaml that cannot be read would have said."""
    (show / "show.yaml").write_bytes(b"title: Caf\xe9\n")
    check(show, make_record("chapters: ['00:00 Intro', '02:00 More', '05:00 End']\n"))
    ended = call(show.parent, "check")

    assert [line.partition(": error")[0] for line in ended.heads] == ["episodes/show.yaml:1:11"]


def test_newer_record_format_ends_the_run(show: Path) -> None:
    """A show.yaml of a later feedtool is refused, with what to do."""
    path = show / "show.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "format: 2\n", encoding="utf-8")
    ended = call(show.parent, "build")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        "feedtool: episodes/show.yaml has record format 2; this feedtool reads 1",
        "  update feedtool",
    ]


def test_tags_never_make_objects(show: Path, tmp_path: Path) -> None:
    """No tag of YAML calls anything."""
    made = tmp_path / "made"
    ended = check(show, make_record(f"author: !!python/object/apply:os.mkdir ['{made}']\n"))

    assert ended.code == 1
    assert not made.exists()


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><l>&c;</l>'
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (LAUGHS, "not well-formed XML"),
        (OUTSIDE, "not well-formed XML"),
        ("<l>&x;</l>", "not well-formed XML"),
        ("<l>" * 5000 + "</l>" * 5000, "not well-formed XML"),
        ("</all><all>", "not well-formed XML"),
        (
            '<l xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></l>',
            "RC08",
        ),
        ("plain", "an element is one"),
    ],
)
def test_pasted_xml_is_never_more_than_its_text(show: Path, xml: str, words: str) -> None:
    """Entities, inclusions and depth in `elements` are findings, and nothing is fetched."""
    ended = check(show, make_record(f"elements:\n  - '{xml}'\n"), command="build")

    assert ended.code == 1
    assert words in ended.out
    assert "root:" not in ended.out


@pytest.mark.parametrize("name", ["a b", "", "{", "foo:bar", ":a", "itunes:", "xmlns:a"])
@pytest.mark.parametrize(
    "field", ["guests: [{{name: Alan Perlis, {}}}]", "chat: {{server: a, {}}}"]
)
def test_attribute_that_xml_does_not_allow_is_named(show: Path, field: str, name: str) -> None:
    """A name of `attributes` that would break the feed is a finding at its place."""
    fields = field.format(f"attributes: {{'{name}': x}}")
    without = "guests" if field.startswith("guests") else ""
    ended = check(show, make_record(fields + "\n", without=without), command="build")

    assert ended.code == 1
    assert "attributes: " in ended.heads[0] or "attributes: " in ended.heads[1]


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_attribute_under_an_escaped_name_is_named(show: Path, fence: str) -> None:
    """A field is called `attributes` also where an escape spells it."""
    escaped = 'chat: {server: a, "attribute\\x73": {"a b": x}}'
    if fence == "+++":
        escaped = 'chat = {server = "a", "attribute\\u0073" = {"a b" = "x"}}'
    ended = check(show, f"{fence}\n{escaped}\n{fence}\nWords.\n", command="build")

    assert ended.code == 1
    assert any("'a b'" in head and "attributes" in head for head in ended.heads)


def _spoil(data: bytes, start: int, end: int, insert: bytes) -> bytes:
    return data[: min(start, end)] + insert + data[max(start, end) :]


SIGNS = st.sampled_from(
    [b"---\n", b": ", b"- ", b"[", b"{", b"'", b'"', b"&a ", b"*a", b"\0", b"<"]
)


@settings(max_examples=120, deadline=None, derandomize=True)
@example(b"\xff\xfe", 0, 0, b"", b"")
@given(
    st.binary(max_size=60) | st.just(GOOD.encode()),
    st.integers(0, len(GOOD)),
    st.integers(0, len(GOOD)),
    st.binary(max_size=20) | SIGNS,
    SIGNS | st.just(b""),
)
def test_any_bytes_end_in_findings(
    data: bytes, start: int, end: int, first: bytes, last: bytes
) -> None:
    """Whatever a record, show.yaml, person, setting or lock holds, a build ends with 0 or 1."""
    spoiled = _spoil(data, start, end, first) + last
    with tempfile.TemporaryDirectory() as folder:
        show = copy_base(Path(folder) / "episodes")
        (show / "people").mkdir()
        for name in ("003.md", "004.html", "005.yaml", "001.yaml", "people/x.md", "media.lock"):
            (show / name).write_bytes(spoiled)
        assert call(show.parent, "build").code in (0, 1, 2)
        (show / "show.yaml").write_bytes(spoiled)
        (show / "feedtool.toml").write_bytes(spoiled)
        assert call(show.parent, "build").code in (0, 1, 2)


def test_sidecar_that_cannot_be_read_is_named_itself(show: Path) -> None:
    """A fault of 001.yaml is placed in 001.yaml, not in the record that it belongs to."""
    (show / "001.yaml").mkdir()
    ended = call(show.parent, "check")

    assert ended.code == 1
    assert ended.heads == ["episodes/001.yaml: error RC01 unreadable: this is a folder, not a file"]


def test_tail_of_the_good_record_is_good(show: Path) -> None:
    """The record that the tests above spoil has no findings of its own."""
    ended = check(show, HEAD + TAIL)

    assert (ended.code, ended.out) == (0, "no findings\n")
