"""The only modules that make sentences, each in every language that there is a catalogue for."""
