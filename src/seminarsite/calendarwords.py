"""Sentences that stand in calendars only."""

from __future__ import annotations

from seminarsite.model.event import Event, FormerTime, Session, Status, Talk
from seminarsite.model.values import Link, Tba
from seminarsite.wording import Words


class CalendarWords(Words):
    """Plain text, for programs that show no more than that."""

    def state_prefix(self, status: Status) -> str:
        """CANCELLED: in front of a summary, since some programs show a cancelled event as any other."""
        return "" if status.takes_place else f"{self.status(status).upper()}: "

    def cancelled(self, summary: str) -> str:
        return f"{self.state_prefix(Status.CANCELLED)}{summary}"

    def withdrawn(self) -> str:
        return "This event has been withdrawn."

    def moved_from(self, was: FormerTime, event: Event) -> str:
        return f"Moved from {self.former(was, event)}."

    def joint_work(self, event: Event) -> str:
        return f"Joint work with {self.all_of(event.joint_with)}." if event.joint_with else ""

    def material(self, link: Link, event: Event, address: str) -> str:
        """Recording: https://…; slides by their address, too."""
        return f"{link.label or ('Recording' if link in event.video else 'Slides')}: {address}"

    def archive(self, name: str) -> str:
        """One World Seminar: archive, the name of the calendar that holds everything."""
        return f"{name}: archive"

    def unnamed(self, event: Event) -> str:
        """Analysis seminar (to be announced): for an event of a series whose title nobody knows yet."""
        title = self.title(event)
        return f"{event.series.name} ({title[0].lower()}{title[1:]})" if event.series else title

    def session(self, session: Session, event: Event) -> str:
        """Morning session (Workshop on …)"""
        return f"{session.title.text} ({self.title(event)})"

    def chair(self, session: Session) -> str:
        return f"Chair: {session.chair}" if session.chair else ""

    def talk(self, talk: Talk, event: Event) -> str:
        """09:30, 45 min: Emmy Noether: Invariants"""
        title = self.title_of_talk(talk)
        who = [a.speaker.name for a in talk.speakers] if isinstance(talk.speakers, tuple) else []
        return ": ".join(part for part in (self.talk_time(talk, event), self.all_of(who), title) if part)

    def title_of_talk(self, talk: Talk) -> str:
        return "Title to be announced" if isinstance(talk.title, Tba) else talk.title.text
