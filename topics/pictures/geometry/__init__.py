"""Geometry of pictures as plain data for SVG templates. Pure: knows no database."""
