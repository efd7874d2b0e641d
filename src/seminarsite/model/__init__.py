"""What a site is made of, in the organisers' words.

Frozen dataclasses. Their annotations are the schema by which content files are decoded, and their
`Key` texts are the reference that `seminarsite keys` prints: a new key is one line here.
"""

LEDGER = "ledger.jsonl"
"""The file in content/ of what subscribers were told; whether it is there is asked without reading what it is made of."""
