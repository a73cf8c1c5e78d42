"""A rule that names the fields it speaks of is right: without them it has nothing to say."""

from typing import Any

import pytest
from hypothesis import given, settings
from strategies import episodes

from feedtool.check.rule import Rule
from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules import all_rules

SHOW = Show(title="Any", base_url="https://feeds.any.example/", language="en", type="serial")
GROUND = Ground(SHOW, SHOW.base_url or "", {})
COMPOSER = ItemComposer(GROUND)
FEED = compose_feed(GROUND)
ROSTER = Roster()
LIMITED = [each for each in all_rules() if each.fields]


@pytest.mark.parametrize("each", LIMITED, ids=lambda rule: rule.code)
def test_named_fields_exist(each: Rule) -> None:
    """Every name is that of a field."""
    assert set(each.fields) <= {*Episode.model_fields, *Show.model_fields}


@given(episodes)
@settings(max_examples=150, deadline=None)
def test_rules_say_nothing_without_their_fields(episode: Episode) -> None:
    """Run on an episode that has everything but these fields, the rule finds nothing."""
    for each in LIMITED:
        written = {n: getattr(episode, n) for n in episode.model_fields_set - set(each.fields)}
        bare = Episode.model_construct(**written)
        facts: dict[type, Any] = {
            Show: SHOW,
            Feed: FEED,
            Roster: ROSTER,
            Episode: bare,
            Item: COMPOSER.compose(bare, "001.md"),
        }
        needs = each.needs_for(frozenset(facts), frozenset({Episode, Item}))
        assert needs is not None
        assert list(each.check(*[facts[need] for need in needs])) == []
