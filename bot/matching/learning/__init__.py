"""How the parts of the index are learned. Loaded only to compile one."""
