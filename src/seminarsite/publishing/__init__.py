"""Whatever is written for good: the staged site, its lock and swap, the ledger."""
