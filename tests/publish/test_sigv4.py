"""Signatures are those of Amazon's examples, and nothing shows what they are made with."""

import hashlib
from datetime import UTC, datetime

import pytest

from feedtool.publish.sigv4 import Access, Request, read_presigned, sign, write_query

ACCESS = Access("AKIAIOSFODNN7EXAMPLE", "us-east-1", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
THEN = datetime(2013, 5, 24, tzinfo=UTC)
HOST = "https://examplebucket.s3.amazonaws.com"
SHEET = {"Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"}


@pytest.mark.parametrize(
    ("method", "url", "headers", "body", "signature"),
    [
        (
            "GET",
            f"{HOST}/test.txt",
            {"Range": "bytes=0-9"},
            b"",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            "PUT",
            f"{HOST}/test%24file.text",
            SHEET,
            b"Welcome to Amazon S3.",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
        (
            "GET",
            f"{HOST}/?lifecycle=",
            {},
            b"",
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        (
            "GET",
            f"{HOST}?lifecycle=",  # the same, as an address without a path is sent
            {},
            b"",
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        (
            "GET",
            f"{HOST}/?prefix=J&max-keys=2",
            {},
            b"",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ],
)
def test_published_examples(
    method: str, url: str, headers: dict[str, str], body: bytes, signature: str
) -> None:
    """The four of "Transferring Payload in a Single Chunk", API reference of Amazon S3."""
    request = Request(method, url, headers, hashlib.sha256(body).hexdigest())

    signed = sign(request, ACCESS, THEN)

    assert signed["authorization"].endswith(f"Signature={signature}")
    assert "host" not in signed


def test_a_token_is_signed_and_nothing_secret_is_shown() -> None:
    """Keys that hold for an hour have one; how a value is printed leaves it out."""
    access = Access("AKID", "eu-west-1", "the-secret", "the-token")

    signed = sign(Request("GET", "http://127.0.0.1:80/a?uploads=", {}, "0" * 64), access, THEN)

    assert signed["x-amz-security-token"] == "the-token"
    assert ";x-amz-security-token," in signed["authorization"]
    assert "AKID" in repr(access)
    assert "the-secret" not in repr(access) + repr(signed)
    assert "the-token" not in repr(access)


def test_the_secret_comes_from_the_environment_alone() -> None:
    """An address that obstore signed with another key, one of the platform's, gives no access."""
    signed = (
        "https://b.s3.eu-west-1.amazonaws.com/x?X-Amz-Credential=AKID%2F20261126%2Feu-west-1%2Fs3"
        "%2Faws4_request&X-Amz-Security-Token=a%2Bb%2F%3D"
    )
    variables = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret"}

    assert read_presigned(signed, variables) == Access("AKID", "eu-west-1", "secret", "a+b/=")
    assert read_presigned(signed, variables | {"AWS_ACCESS_KEY_ID": "OTHER"}) is None
    assert read_presigned(signed, {"AWS_ACCESS_KEY_ID": "AKID"}) is None
    assert read_presigned("https://b.example/x", variables) is None


def test_values_of_a_query_are_quoted() -> None:
    """As they are signed, so they are sent."""
    assert write_query({"uploads": "", "prefix": "a b/ü~+"}) == "uploads=&prefix=a%20b%2F%C3%BC~%2B"
