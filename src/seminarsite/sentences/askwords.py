"""Sentences of letters that ask speakers for something, and the form that they fill in."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

from seminarsite.model.answers import Field
from seminarsite.model.event import Event
from seminarsite.model.series import Series
from seminarsite.sentences.wording import Words
from seminarsite.tools import mail


class Ask(enum.StrEnum):
    """What a letter to a speaker is about."""

    DETAILS = "details"
    REMINDER = "reminder"
    MATERIAL = "material"


class AskWords(Words):
    """Plain text, in the language of the talk."""

    def greeting(self, event: Event) -> str:
        people = self.all_of([a.speaker.name for a in event.people])
        return self.say("Dear %(people)s,", people=people) if people else self.say("Hello,")

    def subject(self, event: Event, ask: Ask) -> str:
        """With the mark by which the answer is known again: [seminarsite: 2025-11-03-kohn]"""
        day = self.short_days(event)
        sentence = {
            Ask.DETAILS: self.say("Your talk on %(day)s", day=day),
            Ask.REMINDER: self.say("Reminder: your talk on %(day)s", day=day),
            Ask.MATERIAL: self.say("Slides and recording of your talk on %(day)s", day=day),
        }[ask]
        return f"{mail.line(sentence)} {self.reference(event)}"

    @staticmethod
    def reference(event: Event) -> str:
        """The same in each language."""
        return f"[seminarsite: {event.id}]"

    def thanks(self, event: Event, ask: Ask) -> str:
        """The first sentence."""
        if ask is Ask.MATERIAL:
            return self.say("Thank you very much for your talk on %(day)s.", day=self.days(event))
        if event.series is None:
            return self.say("Thank you for agreeing to speak: %(when)s.", when=self.when(event))
        return self.say(
            "Thank you for agreeing to speak at “%(series)s”: %(when)s.",
            series=event.series.title.text,
            when=self.when(event),
        )

    def request(self, fields: Iterable[Field], due: dt.date | None, ask: Ask) -> str:
        """What we need, and by when."""
        what = self.all_of([self._asked(field) for field in fields])
        if not what:
            return ""
        if ask is Ask.REMINDER and due:
            return self.say(
                "We had hoped to have %(what)s by %(day)s. Could you send this to us in the next days?",
                what=what,
                day=self.day(due),
            )
        if ask is Ask.MATERIAL or due is None:
            return self.say("Could you please send us %(what)s?", what=what)
        return self.say("Could you please send us %(what)s by %(day)s?", what=what, day=self.day(due))

    def _asked(self, field: Field) -> str:
        """Within `Could you please send us …`; the other lines of the form are nothing that we insist on."""
        return {
            Field.TITLE: self.say_as("asked for", "the title"),
            Field.ABSTRACT: self.say_as("asked for", "an abstract"),
            Field.SLIDES: self.say_as("asked for", "your slides (a file, or an address)"),
            Field.RECORDING: self.say_as("asked for", "your permission to publish the recording"),
        }[field]

    def how_to_answer(self) -> str:
        return self.say(
            "Please answer this mail, and fill in the lines below. Formulas may be TeX between dollar signs. "
            "What you leave empty stays as it is."
        )

    def label(self, field: Field) -> str:
        """What stands before the colon in a line of the form."""
        return {
            Field.TITLE: self.say_as("form", "Title"),
            Field.ABSTRACT: self.say_as("form", "Abstract"),
            Field.AFFILIATION: self.say_as("form", "Affiliation"),
            Field.HOMEPAGE: self.say_as("form", "Home page"),
            Field.BIOGRAPHY: self.say_as("form", "Biography"),
            Field.SLIDES: self.say_as("form", "Slides"),
            Field.RECORDING: self.say_as("form", "Recording may be published (yes or no)"),
        }[field]

    def known_so_far(self, address: str) -> str:
        return self.say("What has been announced so far: %(address)s", address=address)

    def closing(self, series: Series | None) -> str:
        if series is None:
            return self.say("Best wishes, the organisers")
        return self.say("Best wishes, the organisers of “%(series)s”", series=series.title.text)
