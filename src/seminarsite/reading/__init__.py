"""From files to a Site: trees with positions, decoded by the model, in order of reference."""
