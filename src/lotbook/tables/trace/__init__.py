"""Tracing: from any filter forward to customers (recall), from anything shipped backward to lots (origin), and find."""
