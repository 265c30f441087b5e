"""The papers Lotbook makes: what the template of each may say."""
