"""Variables that let into a store: looked at only for what no credential holds."""

from collections.abc import MutableMapping

from feedtool.errors import FeedtoolError

_TOKEN = "AWS_SESSION_TOKEN"  # noqa: S105 - its name
_NAMES = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    _TOKEN,
    "AZURE_STORAGE_ACCOUNT_NAME",
    "AZURE_STORAGE_ACCOUNT_KEY",
    "AZURE_STORAGE_SAS_TOKEN",
    "AZURE_STORAGE_TOKEN",
    "AZURE_CLIENT_ID",
    "AZURE_CLIENT_SECRET",
    "AZURE_TENANT_ID",
)
"""What goes into the headers or the address of a request, as it is."""


def prepare_credentials(variables: MutableMapping[str, str]) -> None:
    """Raise FeedtoolError for what was copied with a line break: obstore ends the process then.

    A session token of nothing, as a CI sets it from a secret that it does not have, is unset:
    obstore would send it.
    """
    for name in _NAMES:
        value = variables.get(name, "")
        if not (value.isascii() and value.isprintable()):
            message = f"the variable {name} holds a line break, or a character that no key has"
            raise FeedtoolError(message, "set it anew, without anything before or after the value")
    if not variables.get(_TOKEN, "").strip():
        variables.pop(_TOKEN, None)
