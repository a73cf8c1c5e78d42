"""Answers of stores that speak S3 are read, however they differ, and whatever they are."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.s3_answers import (
    Part,
    Upload,
    read_error,
    read_following,
    read_parts,
    read_uploads,
    read_value,
)

SPACES = ["", ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"']
SCRAPS = st.sampled_from(
    [
        *"<Error> </Error> <Code> </Code> <Part> </Part> <PartNumber> 1 -1 <Size> ٣ <ETag>".split(),
        *"<Upload> </Upload> <Initiated> 2026-13-01 <IsTruncated>true</IsTruncated>".split(),
        *"&quot; &x; <!DOCTYPE".split(),
    ]
)


@pytest.mark.parametrize("space", SPACES)
def test_parts(space: str) -> None:
    """By number, with ETags bare; the next page is asked for by its marker."""
    body = (
        f"<ListPartsResult{space}><IsTruncated>true</IsTruncated>"
        "<NextPartNumberMarker>7</NextPartNumberMarker>"
        "<Part><PartNumber>2</PartNumber><ETag>&quot;ab&quot;</ETag><Size>5</Size></Part>"
        "<Part><ETag>cd</ETag><Size>6</Size><PartNumber>7</PartNumber></Part>"
        "<Part><PartNumber>eight</PartNumber><Size>6</Size></Part></ListPartsResult>"
    ).encode()

    assert read_parts(body) == {2: Part(5, "ab"), 7: Part(6, "cd")}
    assert read_following(body) == {"part-number-marker": "7"}


@pytest.mark.parametrize("space", SPACES)
def test_uploads(space: str) -> None:
    """Of all names; one without a moment of its own is left out."""
    body = (
        f"<ListMultipartUploadsResult{space}><IsTruncated>false</IsTruncated>"
        "<NextKeyMarker>show/a &amp; b.mp3</NextKeyMarker>"
        "<Upload><Key>show/a &amp; b.mp3</Key><UploadId>1</UploadId>"
        "<Initiated>2026-11-26T12:39:09.000Z</Initiated></Upload>"
        "<Upload><Key>c</Key><UploadId>2</UploadId><Initiated>soon</Initiated></Upload>"
        "<Upload><Key>c</Key><UploadId>2</UploadId><Initiated>2026-11-26</Initiated></Upload>"
        "</ListMultipartUploadsResult>"
    ).encode()
    begun = datetime(2026, 11, 26, 12, 39, 9, tzinfo=UTC)

    assert read_uploads(body) == [Upload("show/a & b.mp3", "1", begun)]
    assert read_uploads(body)[0].below("show/").name == "a & b.mp3"
    assert read_following(body) == {}


def test_errors() -> None:
    """The short word counts, and only if it is one; a result is no error."""
    assert read_error(b"<Error><Code>SlowDown</Code><Message>no</Message></Error>") == "SlowDown"
    assert read_error(b"<Error><Code>my secret key</Code></Error>") == "Error"
    assert read_error(b"<Error/>") == "Error"
    assert (
        read_error(b"<CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>")
        == ""
    )
    assert read_value(b'<a xmlns="x"><UploadId> 1 </UploadId></a>', "UploadId") == "1"


def test_entities_are_not_expanded() -> None:
    """Neither those of a file nor those that grow."""
    body = (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a><UploadId>&x;</UploadId></a>'
    )

    assert read_value(body, "UploadId") == ""


@given(
    st.one_of(st.binary(max_size=60), st.lists(SCRAPS, max_size=20).map("".join).map(str.encode))
)
def test_any_answer_is_read(body: bytes) -> None:
    """No page, however broken, raises."""
    assert isinstance(read_error(body), str)
    assert isinstance(read_value(body, "UploadId"), str)
    assert all(isinstance(part, Part) for part in read_parts(body).values())
    assert all(each.begun.tzinfo for each in read_uploads(body))
    assert isinstance(read_following(body), dict)
