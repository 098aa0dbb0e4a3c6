"""The one table of the product: declared once, it searches, filters, sorts, pages and exports."""

from kommune.foundation.tables.cells import cell_text
from kommune.foundation.tables.shapes import BulkAction, Column, Filter
from kommune.foundation.tables.table import Table, table_response

__all__ = ["BulkAction", "Column", "Filter", "Table", "cell_text", "table_response"]
