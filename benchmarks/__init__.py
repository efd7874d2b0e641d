"""How fast seminarsite is beside other generators of static sites, on one corpus: `python -m benchmarks --help`."""
