"""Those who want to know of a release: the cache before the files, and WebSub hubs."""

import shlex
import subprocess
from collections.abc import Sequence

from feedtool.net.answer import NetworkError, describe_status, shown_address
from feedtool.net.client import Client
from feedtool.net.reach import reach_of

_SECONDS = 120


def purge(command: str, urls: Sequence[str]) -> str:
    """Run the user's command with the changed addresses on its input; return what went wrong.

    What it prints is not shown: it may hold a secret.
    """
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603 - the user's own command, from the settings
            words,
            input="".join(f"{url}\n" for url in urls),
            text=True,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"the purge command did not end within {_SECONDS} seconds"
    except (OSError, ValueError, IndexError) as error:
        return f"the purge command cannot be run: {error}"
    return f"the purge command ended with {done.returncode}" if done.returncode else ""


def tell_hub(hub: str, feed_url: str) -> str:
    """Tell a hub that the feed has something new (WebSub, section 7); return what went wrong."""
    fields = {"hub.mode": "publish", "hub.url": feed_url, "hub.topic": feed_url}
    try:
        with Client(reach_of(hub)) as client:
            answer = client.post_form(hub, fields)
    except NetworkError as error:
        return f"the hub was not told: {error.message}"
    if answer.is_ok:
        return ""
    return f"the hub was not told: {shown_address(hub)} answers {describe_status(answer.status)}"
