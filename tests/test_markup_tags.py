"""Tags and links are found where readers of the feed would meet them, at their exact place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.markup.convert import to_text
from feedtool.formats.markup.tags import find_tags, find_targets

MARKDOWN = """é a [x](/b) <script
 src='x'>x</script> `<script>` <a@b.c> <javascript:alert(1)>

> <iframe
> src=x></iframe> <A HREF='/z&amp;y'>é</a>

```
<script> [no](/no)
```

    <style> [no](/no)

[y]: /q
[y] ![i](/img.png) \\<form> &lt;form>
"""


def test_tags_of_markdown_stand_where_html_begins() -> None:
    """Code that shows a tag to readers holds no tag; one over two lines is one tag."""
    tags = find_tags(MARKDOWN, is_markdown=True)

    assert [tag.name for tag in tags] == ["script", "iframe", "a"]
    places = [MARKDOWN[tag.span.start : tag.span.end] for tag in tags]
    assert places == ["<script\n src='x'>", "<iframe\n> src=x>", "<A HREF='/z&amp;y'>"]


def test_targets_of_markdown_are_narrowed_to_the_address() -> None:
    """Inline, reference, automatic and HTML links are found; mail addresses and pictures not."""
    targets = find_targets(MARKDOWN, is_markdown=True)

    assert [each.url for each in targets] == ["/b", "javascript:alert(1)", "/q", "/z&y"]
    assert MARKDOWN[targets[0].span.start : targets[0].span.end] == "/b"


def test_html_hides_nothing_but_scripts_and_comments() -> None:
    """Attributes are read as browsers read them."""
    text = "<p>a</p>\n<script>if (a<b) '<iframe>'</script><!-- <meta> --> <a href=/x>q</a>"
    tags = find_tags(text, is_markdown=False)

    assert [tag.name for tag in tags] == ["p", "script", "a"]
    assert [each.url for each in find_targets(text, is_markdown=False)] == ["/x"]


@pytest.mark.parametrize("is_markdown", [True, False])
@given(text=st.text(alphabet="aé🐟 <>/=\"'`[]()!\n-&;:#*"))
def test_places_lie_within_any_text(is_markdown: bool, text: str) -> None:  # noqa: FBT001 - a case
    """Whatever is written, nothing is raised and every place is inside the text."""
    for tag in find_tags(text, is_markdown=is_markdown):
        assert text[tag.span.start] == "<"
        assert tag.span.end <= len(text)
    for target in find_targets(text, is_markdown=is_markdown):
        assert 0 <= target.span.start <= target.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "names", "shown"),
    [
        ("<![> y", [], "y"),
        ("<![CDATA[x", [], "<![CDATA[x"),  # what no > ends is no tag, but text
        ("<p><a href='/x'>a</a> <![> y</p>", ["p", "a"], "a  y"),
        ("<![", [], "<!["),
    ],
)
def test_marked_sections_are_read_as_browsers_read_them(
    text: str, names: list[str], shown: str
) -> None:
    """The parser of the standard library raises on these; HTML takes them for bogus comments."""
    assert [tag.name for tag in find_tags(text, is_markdown=False)] == names
    assert to_text(text).split() == shown.split()
