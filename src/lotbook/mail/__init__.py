"""Letters by e-mail: composed here as drafts that a person looks at, sent by the routes beside it."""
