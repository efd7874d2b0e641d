"""The generators that are compared, each a value; another one is a module, a folder of sites/ and a line here."""

from benchmarks.tools.eleventy import ELEVENTY
from benchmarks.tools.hugo import HUGO
from benchmarks.tools.pelican import PELICAN
from benchmarks.tools.seminarsite import EVERYTHING, SEMINARSITE

TOOLS = (SEMINARSITE, HUGO, ELEVENTY, PELICAN, EVERYTHING)
