"""How much comes and goes in one release."""

from collections.abc import Iterable

from feedtool.check.release import Balance, Reference
from feedtool.check.rule import rule
from feedtool.formats.plural import count
from feedtool.model.finding import Level, Problem

_TENTH = 0.1
_FEW = 1


@rule("RL12")
def shrunken_feed(balance: Balance) -> Iterable[Problem]:
    """The feed loses more than a tenth of its episodes, or of what it says.

    A file system that was half there, a limit of another tool, a filter too many: whatever cut the
    feed, apps take off what is missing at once. Episodes named under `removed:` do not count.

    Bad:
        # was/show.yaml
        description: <3900 characters>

    Good:
        # was/show.yaml
        description: Conversations with people who taught machines to read and to write.
    """
    if balance.lost > max(_FEW, balance.before * _TENTH):
        words = f"the feed shrinks from {balance.before} episodes to {balance.after}"
    elif balance.size_lost > balance.size * _TENTH:
        share = round(100 * balance.size_lost / balance.size)
        words = f"the feed loses {share} % of what it says: {balance.size_lost:,} bytes"
    else:
        return
    yield Problem((), words, "look what is missing; name removed episodes in removed:")


@rule("RL13")
def many_new_episodes(balance: Balance) -> Iterable[Problem]:
    """More new episodes come at once than one release is meant to bring.

    Every subscriber is told of each, and most apps download all of them: a show that comes up as
    new by accident is remembered. `--new 3` says how many are meant.

    Bad:
        # was/002.md
        draft: true
        # 003.md
        title: Margaret Hamilton and the word for her work
        guid: b7d1e3f5-2a4c-4e6f-8b9d-1c3e5a7f9b2d
        published: 2024-01-16 09:00
        episode: 3
        guests: [Margaret Hamilton]
        summary: Margaret Hamilton on software that had to land.
        audio:
          url: https://feeds.compilertalk.example/audio/003.mp3
          length: 29760000
          duration: 1860
        ---
        **Margaret Hamilton** tells why she called it engineering.

    Good:
        # 003.md
        title: Margaret Hamilton and the word for her work
        guid: b7d1e3f5-2a4c-4e6f-8b9d-1c3e5a7f9b2d
        published: 2024-01-16 09:00
        episode: 3
        guests: [Margaret Hamilton]
        summary: Margaret Hamilton on software that had to land.
        audio:
          url: https://feeds.compilertalk.example/audio/003.mp3
          length: 29760000
          duration: 1860
        ---
        **Margaret Hamilton** tells why she called it engineering.
    """
    new = len(balance.fresh)
    if new > balance.most_new:
        few = ", ".join(f"'{title}'" for title in balance.fresh[:3])
        more = f" and {new - 3} more" if new > 3 else ""  # noqa: PLR2004 - those named
        yield Problem(
            (),
            f"{count(new, 'new episode')} at once, {balance.most_new} expected: {few}{more}",
            f"if all are meant: --new {new}",
        )


@rule("RL17", Level.ADVICE)
def idle_release(balance: Balance) -> Iterable[Problem]:
    """The feed's bytes change, and nothing that it says.

    Every app that looks downloads the whole feed again, since its ETag is new. A newer feedtool or
    another way of writing the same does this once; there is no need to publish for it.

    Bad:
        # was/show.yaml
        namespaces: {studio: "https://studio.example/ns"}
        elements:
          - copyright: Ada Lovelace
        # show.yaml
        copyright: Ada Lovelace

    Good:
        # show.yaml
        copyright: Ada Lovelace
    """
    if not balance.is_changed:
        yield Problem((), "nothing that the feed says changes, only how it is written")


@rule("RL18")
def missing_reference(reference: Reference) -> Iterable[Problem]:
    """There is no feed to compare with, so nobody can tell what a release would do.

    Then anything could be lost or come up as new without a word. Name the feed that is out with
    `--against`; for a show that never had one, say `--first-release`.

    Bad:
        # was/nothing.txt

    Good:
        # show.yaml
        copyright: Ada Lovelace
    """
    if not reference.is_known and not reference.is_first:
        tried = ", ".join(reference.tried)
        yield Problem(
            (),
            f"there is no feed to compare with ({tried})",
            "name it with --against FILE or git:REV, or say --first-release",
        )
