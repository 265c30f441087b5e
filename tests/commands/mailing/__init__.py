"""Tests of the parts of `mail`."""
