"""Guides from YAML and Markdown, with errors that name file and line; the linter; the library."""
