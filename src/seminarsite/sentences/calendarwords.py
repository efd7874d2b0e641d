"""Sentences that stand in calendars only."""

from __future__ import annotations

from seminarsite.model.event import Event, Session, Talk
from seminarsite.model.values import Link, Tba
from seminarsite.sentences.wording import Words


class CalendarWords(Words):
    """Plain text, for programs that show no more than that."""

    def cancelled(self, entry: str) -> str:
        """As `marked`, of what was withdrawn, of which nothing else is known any more."""
        return self.say("CANCELLED: %(entry)s", entry=entry)

    def withdrawn(self) -> str:
        return self.say("This event has been withdrawn.")

    def material(self, link: Link, event: Event, address: str) -> str:
        """Recording: https://…; slides by their address, too."""
        return self.labelled(self.material_name(link, event), address)

    def archive(self, name: str) -> str:
        """One World Seminar: archive, the name of the calendar that holds everything."""
        return self.say("%(name)s: archive", name=name)

    def session(self, session: Session, event: Event) -> str:
        """Morning session (Workshop on …)"""
        return f"{session.title.text} ({self.title(event)})"

    def chair(self, session: Session) -> str:
        return self.say("Chair: %(name)s", name=session.chair) if session.chair else ""

    def talk(self, talk: Talk, event: Event) -> str:
        """09:30, 45 min: Emmy Noether: Invariants"""
        who = [a.speaker.name for a in talk.speakers] if isinstance(talk.speakers, tuple) else []
        title = self.untitled() if isinstance(talk.title, Tba) else talk.title.text
        return self.labelled(self.talk_time(talk, event), self.labelled(self.all_of(who), title))
