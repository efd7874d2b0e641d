"""Tools that know nothing of a site: texts to values, maths, zones, languages, what is remembered."""
