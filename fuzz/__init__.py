"""Fuzz targets: one module each, with a `TARGET` that takes any bytes and must hold its promises.

`python -m fuzz` runs all of them guided by coverage (atheris); `tests/fuzz/` runs the same checks
short, on cases that hypothesis makes up. Not part of the installed program.
"""
