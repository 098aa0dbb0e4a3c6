"""Taking in the table of types by which towns find their like."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kommune.foundation.errors import DomainError
from kommune.foundation.upload_limit import name_skipped_upload
from kommune.municipalities.actions.place_types import replace_types
from kommune.municipalities.errors import TypesUnreadable
from kommune.municipalities.queries import types_size
from kommune.municipalities.web.forms import TypesForm
from kommune.municipalities.web.start import signed_in_person


@login_required
@require_http_methods(["GET", "POST"])
def take_in_types(request: HttpRequest) -> HttpResponse:
    """Upload or replace the types of towns, all or nothing."""
    who = signed_in_person(request)
    if not who.is_operator:
        raise Http404
    form = TypesForm(request.POST, request.FILES) if request.method == "POST" else TypesForm()
    name_skipped_upload(request, form)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            count = replace_types(by=who, stream=upload.file, filename=upload.name)
        except TypesUnreadable as error:
            for sentence in error.sentences:
                form.add_error("file", sentence)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The types of %(count)d towns are known now.") % {"count": count})
            return redirect("start_towns")
    context = {"form": form, "types_size": types_size()}
    return render(request, "municipalities/types.html", context, status=422 if form.errors else 200)
