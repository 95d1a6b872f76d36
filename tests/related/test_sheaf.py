"""Texts bound together are the texts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from plugins.related.sheaf import Sheaf
from plugins.related.terms import Terms
from tests.related.test_ranking import news, terms

TEXTS = [terms(one) for one in news(60)]


def same(one: Terms, other: Terms) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(vars(one).values(), vars(other).values(), strict=True))


@given(st.one_of(st.permutations(range(60)), st.integers(0, 59).map(lambda n: [*range(n, 60), *range(n)])))
def test_texts_are_taken_in_any_order(order: list[int]) -> None:
    sheaf = Sheaf.join([Sheaf.of(TEXTS[:20]), Sheaf.of(()), Sheaf.of(TEXTS[20:])])
    found = sheaf.take(np.array(order, np.int64))
    assert len(found) == len(order)
    assert all(same(text, TEXTS[n]) for text, n in zip(found, order, strict=True))
