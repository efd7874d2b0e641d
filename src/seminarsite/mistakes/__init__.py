"""Every mistake that content can have: one constructor each, so that all messages stand together.

A message says what is wrong in the organisers' words; the hint says what to do about it.
"""

from seminarsite.mistakes.announcing import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.files import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.importing import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.joining import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.ledger import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.made import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.phrasing import printable as printable
from seminarsite.mistakes.phrasing import shown as shown
from seminarsite.mistakes.prose import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.site import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.syntax import *  # noqa: F403  (a catalogue: every page of it)
from seminarsite.mistakes.values import *  # noqa: F403  (a catalogue: every page of it)
