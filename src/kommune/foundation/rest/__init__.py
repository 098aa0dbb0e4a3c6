"""What all endpoints of the interface share: problems, pages with a cursor, versions, texts."""
