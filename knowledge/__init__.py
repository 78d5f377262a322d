"""The curated knowledge: YAML data, read through importlib.resources."""
