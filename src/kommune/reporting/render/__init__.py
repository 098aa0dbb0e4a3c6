"""Writes papers for people: PDF/UA-1 and DOCX."""
