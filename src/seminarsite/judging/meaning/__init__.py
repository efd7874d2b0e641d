"""Rules about what content means, each of which organisers can turn off, or silence where it is as they want it."""
