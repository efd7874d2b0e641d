"""What speakers are asked for in a form letter, and answer by mail."""

from __future__ import annotations

import enum


class Field(enum.StrEnum):
    """A line of the form: `Title: …`. The value is the key of the content that it is for."""

    TITLE = "title"
    ABSTRACT = "abstract"
    AFFILIATION = "affiliation"
    HOMEPAGE = "homepage"
    BIOGRAPHY = "biography"
    SLIDES = "slides"
    RECORDING = "recording"


LONG = frozenset({Field.ABSTRACT, Field.BIOGRAPHY})
"""Of several lines; of the others what stands below the first paragraph is not the answer any more."""
