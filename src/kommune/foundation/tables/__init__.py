"""The one table of the product: declared once, it searches, filters, sorts, pages and exports."""

from kommune.foundation.tables.cells import cell_text
from kommune.foundation.tables.listed import ListTable
from kommune.foundation.tables.rendering import render_table, table_response
from kommune.foundation.tables.shapes import BulkAction, Column, Filter
from kommune.foundation.tables.table import Table

__all__ = [
    "BulkAction",
    "Column",
    "Filter",
    "ListTable",
    "Table",
    "cell_text",
    "render_table",
    "table_response",
]
