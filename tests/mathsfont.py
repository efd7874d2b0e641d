"""Makes static/fonts/maths*.woff2 from STIX Two Math. A command: `python3 dev.py font`.

The font is that of the package ziamath, which the lock of the tests pins with its hash; kept of it is what math-core
can write, with the parts that brackets, roots, sums and arrows grow by. Same versions, same bytes.

It is cut into three files, so that a browser fetches only what the formulas of a page are written with: `unicode-range`
in static/style.css says which characters are where.
"""

from __future__ import annotations

import io
import sys
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "static" / "fonts"

KEPT = (
    (0x20, 0x7E),  # what formulas are typed with
    (0xA0, 0xBF),  # accents; letters within \text are those of the page
    (0xD7, 0xD7),
    (0xF0, 0xF0),
    (0xF7, 0xF7),
    (0x131, 0x131),  # i and j without dots, under accents
    (0x237, 0x237),
    (0x2C6, 0x2DD),  # accents that stand alone
    (0x300, 0x338),  # and those above letters, and the stroke of what is not
    (0x391, 0x3F6),  # Greek
    (0x2009, 0x2063),  # dashes, primes, bars, spaces, invisible operators
    (0x20D0, 0x20F0),
    (0x2102, 0x2138),  # double-struck, script and fraktur letters that had names of their own; Hebrew
    (0x2140, 0x214B),
    (0x2190, 0x21F3),  # arrows
    (0x2200, 0x22FF),  # operators
    (0x2308, 0x230B),  # brackets
    (0x231C, 0x231F),
    (0x2322, 0x2323),
    (0x23B0, 0x23B5),
    (0x23DC, 0x23E1),  # braces above and below
    (0x24C7, 0x24C8),
    (0x25A0, 0x25A1),  # squares, triangles, circles
    (0x25AA, 0x25AB),
    (0x25B2, 0x25C3),
    (0x25CA, 0x25CB),
    (0x25EF, 0x25EF),
    (0x25FB, 0x25FB),
    (0x2605, 0x2606),
    (0x2660, 0x2663),
    (0x266D, 0x266F),
    (0x2713, 0x2713),
    (0x2720, 0x2720),
    (0x27C2, 0x27C2),
    (0x27CB, 0x27CD),
    (0x27E6, 0x27EF),  # brackets
    (0x27F5, 0x27FF),  # long arrows
    (0x2919, 0x291A),
    (0x2983, 0x298A),
    (0x29B5, 0x29B5),
    (0x29EB, 0x29EB),
    (0x29F5, 0x29F5),
    (0x2A00, 0x2A11),  # large operators
    (0x2A16, 0x2A16),
    (0x2A1D, 0x2A1D),
    (0x2A2F, 0x2A2F),
    (0x2A3E, 0x2A3F),
    (0x2A5E, 0x2A5E),  # relations
    (0x2A66, 0x2A66),
    (0x2A74, 0x2A74),
    (0x2A7D, 0x2A7E),
    (0x2A85, 0x2A8C),
    (0x2A95, 0x2A96),
    (0x2AAF, 0x2AB0),
    (0x2AB5, 0x2ABA),
    (0x2AC5, 0x2ACC),
    (0x1D400, 0x1D4CF),  # letters: bold, italic, script
    (0x1D504, 0x1D56B),  # fraktur, double-struck
    (0x1D5A0, 0x1D5D3),  # without serifs
    (0x1D670, 0x1D6A5),  # of one width; i and j without dots
    (0x1D6A8, 0x1D755),  # Greek: bold, italic, bold italic
    (0x1D7CE, 0x1D7EB),  # digits: bold, double-struck, without serifs, of one width
    (0x1D7F6, 0x1D7FF),
)

COMMON = (
    (0x20, 0x7E),
    (0xB1, 0xB1),
    (0xB7, 0xB7),
    (0xD7, 0xD7),
    (0x302, 0x304),
    (0x393, 0x3A9),
    (0x2016, 0x2016),
    (0x2026, 0x2026),
    (0x2032, 0x2034),
    (0x2061, 0x2063),
    (0x2190, 0x2194),
    (0x2200, 0x2265),
    (0x2282, 0x2287),
    (0x2295, 0x2297),
    (0x22C5, 0x22EF),
    (0x27E8, 0x27E9),
    (0x1D434, 0x1D467),
    (0x1D6FC, 0x1D71B),
)
"""What most formulas do with."""

ALPHABETS = ((0x2102, 0x2138), (0x1D400, 0x1D433), (0x1D49C, 0x1D4CF), (0x1D538, 0x1D56B))
"""Bold, script and double-struck letters."""


def parts() -> dict[str, frozenset[int]]:
    """Which characters are in which file."""
    whole, common, alphabets = (
        frozenset(code for first, last in ranges for code in range(first, last + 1))
        for ranges in (KEPT, COMMON, ALPHABETS)
    )
    return {
        "maths.woff2": common & whole,
        "maths-letters.woff2": alphabets & whole,
        "maths-more.woff2": whole - common - alphabets,
    }


def made(characters: frozenset[int]) -> bytes:
    options = Options()
    options.hinting = False
    options.layout_features = ["ccmp", "ssty", "dtls", "flac"]  # what layout of formulas asks for
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "GPOS", "gasp"]
    options.flavor = "woff2"
    source = Path(next(iter(find_spec("ziamath").submodule_search_locations))) / "fonts" / "STIXTwoMath-Regular.ttf"
    font = TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)
    _small_primes_only(font)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(characters))
    subsetter.subset(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _small_primes_only(font: TTFont) -> None:
    """Of the letters that were drawn anew for indices, which are a third of the font, only the primes."""
    primes = {font.getBestCmap()[code] for code in (*range(0x2032, 0x2038), 0x2057)}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ssty":
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    mapping = getattr(part, "ExtSubTable", part)
                    for name in ("mapping", "alternates"):
                        kept = {a: b for a, b in getattr(mapping, name, {}).items() if a in primes}
                        if hasattr(mapping, name):
                            setattr(mapping, name, kept)


if __name__ == "__main__":
    for name, characters in parts().items():
        font = made(characters)
        (FOLDER / name).write_bytes(font)
        sys.stdout.write(f"wrote {(FOLDER / name).relative_to(ROOT)}: {len(font)} bytes\n")
