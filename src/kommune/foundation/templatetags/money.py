"""Amounts of money in templates."""

from django import template

from kommune.foundation.money import euro_text

register = template.Library()
register.filter("euro", euro_text)
