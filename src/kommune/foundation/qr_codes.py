"""An address as a QR code for a phone, drawn into a page without any style attribute."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def draw_code(address: str) -> SafeString:
    """The address as a QR code in SVG, black on white."""
    picture = segno.make(address, error="m").svg_inline(
        omitsize=True, border=2, svgclass=None, lineclass=None
    )
    return format_html(
        '<div class="qr" role="img" aria-label="{}">{}</div>', _("QR code of the link"), SafeString(picture)
    )
