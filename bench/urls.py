"""The product's addresses and those of the measuring stick."""

from django.urls import path

from bench import reference
from kommune.project.urls import urlpatterns as product

urlpatterns = [
    path("bench/bare/", reference.bare),
    path("<slug:town>/work/bench/shell/", reference.shell),
    path("<slug:town>/work/bench/reference/", reference.table),
    *product,
]
