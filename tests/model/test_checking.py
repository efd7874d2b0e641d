"""The names of rules and their levels, as the reference shows them."""

from __future__ import annotations

import pytest

from seminarsite.model.checking import RULES, Checks, Level


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_level_that_a_site_may_change(rule: str) -> None:
    assert Checks().level(rule) in Level
    assert Checks(**{rule.replace("-", "_"): Level.OFF}).level(rule) is Level.OFF  # type: ignore[arg-type]
