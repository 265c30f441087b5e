"""Rebuilds every generated file."""
